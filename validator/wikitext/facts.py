"""What a text states that a reader may look up: dates, numbers, superlatives, quotations."""

from collections.abc import Mapping

from validator.pattern import pattern
from validator.profile import Profile
from validator.values.date import find

_BEFORE_A_QUOTATION = " ([—–/-'‘“«|:,;>"
_DIGIT = pattern(r"[0-9]")
_DIGITS = pattern(r"[0-9]{2}")
_YEAR = pattern(r"[12](?<![\w.,/#-].)(?:(?<=1)[0-9]|(?<=2)0)[0-9]{2}(?![\w%/]|[.,-][0-9])")
_NUMBER = pattern(
    r"[0-9$€£](?<![\w.,/#:$€£-].)[0-9]*+(?:[., \xa0\u202f][0-9]{3})*+"
    r"(?:[.,][0-9]++)?+%?+(?![\w/:-])"
)
_WORD_BEHIND = pattern(r"(?:[–-][0-9]{1,2})?\.?[ \xa0](?:de )?([^\W\d_]+\.?)")
_WORD_BEFORE = pattern(r"([^\W\d_]++\.?)[ \xa0](?:[0-9]{1,2}–)?\Z")
_NO_NUMBER = pattern(r"(?<![\w.])(?:[Nn]os?\.|[Nn][°º]|№)[ \xa0]?[0-9]+\Z|[12][0-9]{3}–[0-9]{2}\Z")
"""A label such as No. 7, and the end of a range of years."""
_BEFORE_NO_NUMBER = frozenset(".°º№–")
"""One of these is among the two characters before such a number."""
_NAME_BEFORE = pattern(r"(?<![.!?])[ \xa0/(][^\W\d_a-zß-ÿ]\w*+[ \xa0]\Z")
_LABEL_BEFORE = pattern(r"([^\W\d_]++)\.?[ \xa0]?\Z")
_UNIT = pattern(
    r"[ \xa0\u202f]?(?:%|[kcm]?m[²³23]?|km/h|mph|mi|ft|ha|k?g|lbs?|°[CF]?|[MGk]W)(?!\w)"
    r"|[ \xa0\u202f](?:per cent|percent|(?:m|b|tr)illions?|milliards?|pour cent)(?!\w)"
)
"""What makes a quantity of a single figure."""
_LINKED = pattern(r"(?:\[\[|\|)([^\[\]|\n]++)")
_MEASURED = pattern(r"\{\{([^{}|\n]{1,40})\|[ \t]*([12][0-9]{3})(?![0-9])")
_DATING = frozenset({"date", "language", "quotation", "tag", "text"})
"""Roles of templates whose first value may be a year."""


def dates_and_numbers(plain: str, profile: Profile, source: str) -> tuple[list[str], list[str]]:
    """The dates and the numbers in a plain text, each once, in order."""
    dates: list[tuple[int, str]] = []
    numbers: list[str] = []
    named: set[str] = set()
    if _DIGITS.search(plain) is not None:
        pieces = []
        at = 0
        for start, end, _ in find(plain, profile.calendar):
            dates.append((start, plain[start:end]))
            pieces += [plain[at:start], "\x01" * (end - start)]
            at = end
        left = "".join([*pieces, plain[at:]]) if pieces else plain
        measured = _measured(source, profile)
        months = profile.calendar.months
        for m in _NUMBER.finditer(left):
            number, place = m[0], m.start()
            if len(number) > 3 and number[:4] not in measured and _YEAR.match(left, place):
                if not left.endswith(profile.dates.before_decade, 0, place):
                    dates.append((place, number[:4]))
            elif len(number) <= 2 and (day := _day(left, place, m.end(), months)):
                dates.append(day)
            elif _is_label(left, place, m.end(), profile):
                continue
            elif len(number) > 2 or number[1:].isdigit():
                if _NAME_BEFORE.search(left, max(0, place - 30), place):
                    named.add(number)
                numbers.append(number)
    dates.sort()
    return (
        list(dict.fromkeys(value for _, value in dates)),
        [number for number in dict.fromkeys(numbers) if number not in named],
    )


def states(plain: str, profile: Profile, *, living: bool) -> bool:
    """Whether a sentence states anything of all this, or a number in words; quicker to tell."""
    year = _YEAR.search(plain)
    if year is not None and not plain.endswith(profile.dates.before_decade, 0, year.start()):
        return True
    if _DIGIT.search(plain) is not None and any(
        _counts(plain, *m.span(), profile) for m in _NUMBER.finditer(plain)
    ):
        return True
    words = plain.lower().split()
    return (
        not profile.telling_words.isdisjoint(words)
        and (
            not profile.numerals.isdisjoint(words)
            or bool(profile.ranking.first(plain))
            or (living and bool(profile.judging.first(plain)))
        )
    ) or bool(quotations(plain, profile, plain))


def _counts(plain: str, start: int, end: int, profile: Profile) -> bool:
    """Whether a number in a sentence says when, or how many."""
    if _YEAR.match(plain, start):
        return not plain.endswith(profile.dates.before_decade, 0, start)
    if end - start <= 2 and _day(plain, start, end, profile.calendar.months):
        return True
    if end - start == 1 and _UNIT.match(plain, end) is None:
        return False
    return not _is_label(plain, start, end, profile) and not _NAME_BEFORE.search(
        plain, max(0, start - 30), start
    )


def _is_label(plain: str, start: int, end: int, profile: Profile) -> bool:
    """Whether a number only tells one thing from others, as in No. 7, or is an ordinal."""
    if plain.startswith(". ", end) and plain[start:end] in profile.abbreviations:
        return True
    if not _BEFORE_NO_NUMBER.isdisjoint(plain[max(0, start - 2) : start]) and _NO_NUMBER.search(
        plain, max(0, start - 6), end
    ):
        return True
    before = _LABEL_BEFORE.search(plain, max(0, start - 20), start)
    return before is not None and before[1].lower() in profile.numbered


def _day(plain: str, start: int, end: int, months: Mapping[str, int]) -> tuple[int, str] | None:
    """The day of a month that a number is, and where it starts; None if it is another number."""
    behind = _WORD_BEHIND.match(plain, end)
    if behind is not None and behind[1] in months:
        return start, plain[start : behind.end()]
    before = _WORD_BEFORE.search(plain, max(0, start - 20), start)
    if before is not None and before[1] in months:
        return before.start(), plain[before.start() : end]
    return None


def _measured(source: str, profile: Profile) -> set[str]:
    """Numbers that look like years and are given to a template with a unit, or to any but dates."""
    if "{{" not in source:
        return set()
    use = profile.use
    return {
        number
        for name, number in _MEASURED.findall(source)
        if (known := use(name.strip())) is None or known.role not in _DATING
    }


def quotations(plain: str, profile: Profile, source: str) -> list[str]:
    """Quoted clauses of four words or more, most of them in lower case.

    Titles and links are none, nor is what ends a bracket: mostly a translation.
    """
    found = []
    linked: set[str] | None = None
    for opening, closing in profile.quotes:
        if opening not in plain or opening in "‘'‹":
            continue
        at = 0
        while (start := plain.find(opening, at)) >= 0:
            end = plain.find(closing, start + 1)
            if end < 0:
                break
            if opening == closing and start and plain[start - 1] not in _BEFORE_A_QUOTATION:
                break  # From here on it is not certain which marks belong together.
            inner = plain[start + len(opening) : end].strip()
            words = inner.split()
            at = end + len(closing)
            if linked is None:
                linked = set(_LINKED.findall(source))
            if inner in linked:
                continue
            if plain[at : at + 1] == ")" and "(" in plain[max(0, start - 60) : start]:
                continue
            if len(words) > 3 and 2 * sum(word[:1].islower() for word in words) > len(words):
                found.append(inner)
    return found
