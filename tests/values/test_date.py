"""Dates: what is read, what is refused and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.calendar import Calendar
from validator.values.date import (
    Moment,
    WikiDate,
    apparent_order,
    find,
    full_day,
    month_length,
    order,
    read,
)
from validator.values.date_complaint import WIKIPEDIA_BORN, complaint, day_complaint

MONTHS = [
    ["January", "Jan"],
    ["February", "Feb"],
    ["March", "Mar"],
    ["April", "Apr"],
    ["May"],
    ["June", "Jun"],
    ["July", "Jul"],
    ["August", "Aug"],
    ["September", "Sep"],
    ["October", "Oct"],
    ["November", "Nov"],
    ["December", "Dec"],
]
ENGLISH = Calendar.of(MONTHS, ["Winter", "Spring", "Summer", "Fall", "Autumn"], ["c."])
FRENCH = Calendar.of(
    [
        ["janvier", "janv."],
        ["février", "févr."],
        ["mars"],
        ["avril"],
        ["mai"],
        ["juin"],
        ["juillet", "juil."],
        ["août"],
        ["septembre", "sept."],
        ["octobre", "oct."],
        ["novembre", "nov."],
        ["décembre", "déc."],
    ],
    ["hiver", "printemps", "été", "automne"],
    ["vers"],
    first=["er"],
    straddling=["hiver", "été"],
)
TODAY = date(2026, 11, 20)

# text, form, start, end
GOOD: list[tuple[str, str, Moment, Moment | None]] = [
    ("2 March 2001", "dmy", (2001, 3, 2), None),
    ("2 Mar 2001", "dmy", (2001, 3, 2), None),
    ("2  March  2001", "dmy", (2001, 3, 2), None),
    ("2 March 2001a", "dmy", (2001, 3, 2), None),
    ("2 March 801", "dmy", (801, 3, 2), None),
    ("31 December 1999", "dmy", (1999, 12, 31), None),
    ("29 February 2000", "dmy", (2000, 2, 29), None),
    ("29 February 1500", "dmy", (1500, 2, 29), None),
    ("March 2, 2001", "mdy", (2001, 3, 2), None),
    ("May 31, 2001", "mdy", (2001, 5, 31), None),
    ("2001-03-02", "ymd", (2001, 3, 2), None),
    ("1582-10-15", "ymd", (1582, 10, 15), None),
    ("2000-02-29", "ymd", (2000, 2, 29), None),
    ("March 2001", "my", (2001, 3, None), None),
    ("Mar 2001", "my", (2001, 3, None), None),
    ("May 2001b", "my", (2001, 5, None), None),
    ("Spring 2001", "season", (2001, None, None), None),
    ("First Quarter 2001", "quarter", (2001, None, None), None),
    ("Easter 2001", "feast", (2001, None, None), None),
    ("Christmas 2001", "feast", (2001, None, None), None),
    ("2001", "year", (2001, None, None), None),
    ("2001a", "year", (2001, None, None), None),
    ("100", "year", (100, None, None), None),
    ("c. 1995", "year", (1995, None, None), None),
    ("n.d.", "nd", (0, None, None), None),
    ("nd", "nd", (0, None, None), None),
    ("n.d.a", "nd", (0, None, None), None),
    ("1–5 March 2001", "range-dmy", (2001, 3, 1), (2001, 3, 5)),
    ("March 1–5, 2001", "range-mdy", (2001, 3, 1), (2001, 3, 5)),
    ("1 March – 5 April 2001", "range-dmy", (2001, 3, 1), (2001, 4, 5)),
    ("1 May – 5 Jun 2001", "range-dmy", (2001, 5, 1), (2001, 6, 5)),
    ("March 1 – April 5, 2001", "range-mdy", (2001, 3, 1), (2001, 4, 5)),
    ("30 December 2019 – 2 January 2020", "range-dmy", (2019, 12, 30), (2020, 1, 2)),
    ("December 30, 2019 – January 2, 2020", "range-mdy", (2019, 12, 30), (2020, 1, 2)),
    ("March–April 2001", "range-my", (2001, 3, None), (2001, 4, None)),
    ("December 2001 – January 2002", "range-my", (2001, 12, None), (2002, 1, None)),
    ("Spring–Summer 2001", "range-season", (2001, None, None), (2001, None, None)),
    ("Spring 2001 – Fall 2002", "range-season", (2001, None, None), (2002, None, None)),
    ("Winter 2019–2020", "range-season", (2019, None, None), (2020, None, None)),
    ("Winter 2019–20", "range-season", (2019, None, None), (2020, None, None)),
    ("Summer 2001–02", "range-season", (2001, None, None), (2002, None, None)),
    ("2001–2002", "range-year", (2001, None, None), (2002, None, None)),
    ("998–1001", "range-year", (998, None, None), (1001, None, None)),
    ("2019–20", "range-year", (2019, None, None), (2020, None, None)),
    ("2019–20a", "range-year", (2019, None, None), (2020, None, None)),
]

# text, a part of the reason
BAD: list[tuple[str, str]] = [
    ("", "empty"),
    (" ", "empty"),
    ("31 February 2001", "February 2001 has 28 days"),
    ("February 29, 1900", "February 1900 has 28 days"),
    ("31 April 2001", "April 2001 has 30 days"),
    ("2001-04-31", "April 2001 has 30 days"),
    ("2001-04-00", "no day 0"),
    ("2001-04-45", "April 2001 has 30 days"),
    ("2001-13-02", "no month 13; 2001-02-13?"),
    ("1500-03-02", "from 1582"),
    ("Febuary 3, 2001", "nearest is February; write February 3, 2001"),
    ("Sept 2001", "nearest is Sep"),
    ("Sept. 2001", "full stop after the month"),
    ("march 2001", "write March 2001"),
    ("2 MARCH 2001", "write 2 March 2001"),
    ("3/4/2001", "slashed numeric dates are ambiguous: 3 April 2001 or 4 March 2001"),
    ("13/4/2001", "write 13 April 2001"),
    ("4/13/2001", "write 13 April 2001"),
    ("13.4.2001", "dotted numeric dates are not accepted; write 13 April 2001"),
    ("29-10-2011", "hyphenated numeric dates are not accepted; write 29 October 2011"),
    ("45/45/2001", "no month has this number"),
    ("12/2006", "write December 2006"),
    ("2001/03/02", "write 2001-03-02"),
    ("2001-3-2", "write 2001-03-02"),
    ("02 March 2001", "leading zero; write 2 March 2001"),
    ("March 02, 2001", "leading zero; write March 2, 2001"),
    ("March 2 2001", "a comma is missing after the day; write March 2, 2001"),
    ("March 2,2001", "no space after the comma"),
    ("March, 2001", "a comma after the month; write March 2001"),
    ("2nd March 2001", "ordinal; write 2 March 2001"),
    ("Saturday, 2 March 2001", "“Saturday” is no part of a date; write 2 March 2001"),
    ("circa 1995", "write c. 1995"),
    ("ca. 1995", "write c. 1995"),
    ("c.1995", "write c. 1995"),
    ("2001–present", "the range has no end"),
    ("2001–", "the range has no end"),
    ("1 March–5 April 2001", "no spaces around the dash"),
    ("March – April 2001", "spaces around the dash"),
    ("2001—2002", "other than an en dash; write 2001–2002"),
    ("2001&ndash;2002", "write 2001–2002"),
    ("2 March&nbsp;2001", "special space; write 2 March 2001"),
    ("[[2 March]] [[2001]]", "wikilink; write 2 March 2001"),
    ("January/February 2001", "write January–February 2001"),
    ("2001 March 2", "write 2 March 2001"),
    ("5–1 March 2001", "the day at the end of the range precedes"),
    ("5 May – 7 May 2001", "the month is the same"),
    ("5 June – 7 May 2001", "the month at the end"),
    ("5 Jan – 7 March 2001", "one month is abbreviated"),
    ("1 March 2001 – 5 April 2001", "the year is the same"),
    ("2002–2001", "the year at the end"),
    ("Spring–Spring 2001", "both seasons are the same"),
    ("Spring 2019–20", "does not straddle"),
    ("Winter 2019–21", "two consecutive years"),
    ("2003–05", "may be a month or a year"),
    ("1999–00", "write 1999–2000"),
    ("9913–13", "two digits cannot name the second year here"),
    ("2001–1b", "may be a month or a year"),
    ("30 February – 2 March 2001", "February 2001 has 28 days"),
    ("29–31 April 2001", "April 2001 has 30 days"),
    ("Winter 2001–0", "two digits cannot name"),
    ("20011", "20011 is not a year"),
    ("٢٠٠١", "digits other than 0–9"),
    ("undated", "no year"),
    ("yesterday at noon", "no year"),
    ("99", "no known form"),
    ("099", "leading zero"),
    ("2001ab", "no known form"),
    ("c. March 2001", "is no part of a date; write March 2001"),
    ("1er mars 2001", "no known form"),
    ("2030", "the year 2030 lies in the future"),
    ("December 2027 – January 2028", "2028 lies in the future"),
    ("2 March 2001" + " " * 100, "longer than any date"),
]


@pytest.mark.parametrize(("text", "form", "start", "end"), GOOD)
def test_good(text: str, form: str, start: Moment, end: Moment | None) -> None:
    """Every accepted form is read in full."""
    found = read(text, ENGLISH)
    assert found is not None
    assert (found.form, found.start, found.end) == (form, start, end)
    assert complaint(text, ENGLISH, TODAY) is None


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_bad(text: str, reason: str) -> None:
    """Every refused value gets the reason that fits it."""
    assert reason in (complaint(text, ENGLISH, TODAY) or "")


@pytest.mark.parametrize(
    ("text", "precision", "circa", "letter"),
    [
        ("2 March 2001", "day", False, ""),
        ("March 2001c", "month", False, "c"),
        ("Spring 2001", "season", False, ""),
        ("2001A", "year", False, "A"),
        ("c. 1995", "year", True, ""),
        ("n.d.", "none", False, ""),
        ("ndb", "none", False, "b"),
    ],
)
def test_details(text: str, precision: str, circa: bool, letter: str) -> None:
    """Precision, circa and the disambiguating letter are kept."""
    found = read(text, ENGLISH)
    assert found is not None
    assert (found.precision, found.circa, found.disambiguator) == (precision, circa, letter)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("1-5 March 2001", "1–5 March 2001"),
        ("2001-2002", "2001–2002"),
        ("2019-20", "2019–20"),
        ("1 March - 5 April 2001", "1 March – 5 April 2001"),
        ("2001-03-02", None),
    ],
)
def test_a_hyphen_reads_like_an_en_dash(text: str, better: str | None) -> None:
    assert complaint(text, ENGLISH) is None
    assert better is None or read(text, ENGLISH) == read(better, ENGLISH)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1er mars 2001", "dmy"),
        ("2 mars 2001", "dmy"),
        ("3 déc. 2001", "dmy"),
        ("1er–3 mars 2001", "range-dmy"),
        ("hiver 2001–2002", "range-season"),
        ("vers 1995", "year"),
        ("août 2001", "my"),
        ("2001-03-02", "ymd"),
        ("2er mars 2001", None),
        ("{{1er}} mars 2001", None),
        ("2 March 2001", None),
    ],
)
def test_french(text: str, form: str | None) -> None:
    """The same grammar reads another language."""
    found = read(text, FRENCH)
    assert (found and found.form) == form


def test_french_words() -> None:
    """Advice uses the words of the calendar."""
    assert "write février 2001" in (complaint("fevrier 2001", FRENCH) or "")
    assert "write mars 2001" in (complaint("Mars 2001", FRENCH) or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 March 2001", "dmy"),
        ("March 2, 2001", "mdy"),
        ("2001-03-02", "ymd"),
        ("1–5 March 2001", "dmy"),
        ("March 1–5, 2001", "mdy"),
        ("March 2001", None),
        ("2001", None),
        ("nonsense", None),
    ],
)
def test_order(text: str, expected: str | None) -> None:
    """Only dates with days have an order."""
    assert order(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 March 2001", None),
        ("2026-11-21", None),
        ("2026-11-22", "lies in the future"),
        ("14 January 2001", "before 2001-01-15"),
        ("15 January 2001", None),
        ("March 2001", "single full day"),
        ("1–5 March 2001", "single full day"),
        ("2001", "single full day"),
        ("n.d.", "single full day"),
        ("2 March 2001a", "the letter a"),
        ("31 February 2001", "28 days"),
    ],
)
def test_single_day(text: str, reason: str | None) -> None:
    """Access dates are single days between Wikipedia's first and tomorrow."""
    words = day_complaint(text, ENGLISH, TODAY, WIKIPEDIA_BORN)
    assert words is None if reason is None else reason in (words or "")


def test_full_day() -> None:
    """A whole day becomes a date; anything else nothing."""
    assert full_day("March 2, 2001", ENGLISH) == date(2001, 3, 2)
    assert full_day("1–5 March 2001", ENGLISH) is None
    assert full_day("29 February 1500", ENGLISH) is None
    assert full_day("March 2001", ENGLISH) is None


def test_find() -> None:
    """Whole days are found in running text, with their places."""
    text = "On 2&nbsp;March 2001, (March 3, 2001) or 2001-03-04; not 31 June 2001, x5 May 2001"
    found = [(text[start:end], value.form) for start, end, value in find(text, ENGLISH)]
    assert found == [("2&nbsp;March 2001", "dmy"), ("March 3, 2001", "mdy"), ("2001-03-04", "ymd")]


@pytest.mark.parametrize(
    "text", ["12001-03-04", "2001-03-04-05", "5-2001-03-04", "5 May 20201", "May 5, 2020s"]
)
def test_find_nothing(text: str) -> None:
    """Parts of longer numbers are no dates."""
    assert list(find(text, ENGLISH)) == []


def test_repeated_names() -> None:
    """A month may give the same word as its full and its short name."""
    calendar = Calendar.of([[*names, *names][:2] for names in MONTHS], [], [])
    assert read("May–Jun 2001", calendar) == read("May–Jun 2001", ENGLISH) is not None


def test_calendars_differ() -> None:
    """Two calendars never compare equal, so answers cannot be mixed up."""
    assert Calendar.of(MONTHS, [], []) != Calendar.of(MONTHS, [], [])
    assert read("2 mars 2001", FRENCH) != read("2 mars 2001", ENGLISH)


# ------------------------------------------------------------------ properties

CALENDARS = st.sampled_from([ENGLISH, FRENCH])
PIECES = st.sampled_from(
    [
        "2",
        "02",
        "31",
        "99",
        "2001",
        "1999",
        "May",
        "Jan",
        "January",
        "mars",
        "Winter",
        "c.",
        "–",
        "-",
        "/",
        ".",
        ",",
        " ",
        "\xa0",
        "&nbsp;",
        "a",
        "er",
        "n.d.",
        "First Quarter",
        "[[",
        "]]",
    ]
)
ANYTHING = st.text(max_size=300) | st.lists(PIECES, max_size=14).map("".join)


@given(ANYTHING, CALENDARS)
def test_any_text(text: str, calendar: Calendar) -> None:
    """Nothing raises; a value is a date exactly when nobody complains."""
    assert (read(text, calendar) is None) == (complaint(text, calendar) is not None)
    day_complaint(text, calendar, TODAY, WIKIPEDIA_BORN)
    order(text, calendar)
    for start, end, value in find(text, calendar):
        assert 0 <= start < end <= len(text)
        assert isinstance(value, WikiDate)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("4 May 2011", "dmy"),
        ("4–6 May 2011", "dmy"),
        ("1er mai 2011", "dmy"),
        ("May 4, 2011", "mdy"),
        ("2011-05-04", "ymd"),
        ("May 2011", ""),
        ("2011", ""),
        ("2010–2011", ""),
        ("n.d.", ""),
        ("", ""),
    ],
)
def test_apparent_order(text: str, form: str) -> None:
    assert apparent_order(text) == form


@given(ANYTHING, CALENDARS)
def test_the_apparent_order_is_the_order_of_dates(text: str, calendar: Calendar) -> None:
    """Every date that names days looks like one, and in its own order."""
    form = order(text, calendar)
    assert form is None or apparent_order(text) == form


@given(ANYTHING)
def test_advice_is_good(text: str) -> None:
    """Whatever is recommended at the end of a complaint can be read."""
    words = complaint(text, ENGLISH) or ""
    if "; write " in words and "write both" not in words and "write it" not in words:
        better = words.rpartition("; write ")[2]
        assert read(better, ENGLISH) is not None or "…" in better


@given(
    st.dates(min_value=date(1583, 1, 1), max_value=date(2100, 12, 31)),
    st.sampled_from(["dmy", "mdy", "ymd"]),
    st.sampled_from([0, -1]),
)
def test_every_day_reads_back(day: date, form: str, style: int) -> None:
    """Every day written in every form is read as itself and found in prose."""
    month = MONTHS[day.month - 1][style]
    text = {
        "dmy": f"{day.day} {month} {day.year}",
        "mdy": f"{month} {day.day}, {day.year}",
        "ymd": day.isoformat(),
    }[form]
    assert full_day(text, ENGLISH) == day
    assert order(text, ENGLISH) == form
    [(start, end, value)] = find(f"It was ({text}).", ENGLISH)
    assert (start, end) == (8, 8 + len(text))
    assert value.start == (day.year, day.month, day.day)


@given(st.dates(min_value=date(1583, 1, 1)), st.dates(min_value=date(1583, 1, 1)))
def test_every_range_reads_back(one: date, two: date) -> None:
    """Ranges over two years read back when they run forward, and only then."""
    text = " – ".join(f"{d.day} {MONTHS[d.month - 1][0]} {d.year}" for d in (one, two))
    found = read(text, ENGLISH)
    assert (found is not None) == (one.year < two.year)
    if found:
        assert found.end == (two.year, two.month, two.day)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_calendar_days_only(year: int, month: int, day: int) -> None:
    """From 1582 on, exactly the days of Python's calendar exist."""
    try:
        real = date(year, month, day) is not None
    except ValueError:
        real = False
    if year >= 1582:
        assert (day <= month_length(year, month)) == real
        assert (read(f"{year:04}-{month:02}-{day:02}", ENGLISH) is not None) == real


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("piece", ["1", "a", " ", "2001 ", "1 March ", "March 1, ", "–", "(", "[["])
def test_long_input(piece: str) -> None:
    """Long repetitive input is refused or scanned, never dwelt on."""
    text = piece * (100_000 // len(piece))
    assert complaint(text, ENGLISH) is not None
    assert sum(1 for _ in find(text, ENGLISH)) == 0
