"""Identifiers: forms, check digits and limits."""

from datetime import date

import pytest
import stdnum.ean
import stdnum.isbn
import stdnum.ismn
import stdnum.issn
from hypothesis import given
from hypothesis import strategies as st

from validator.values.identifier import KINDS, LIMITS, complaint, isbn13

TODAY = date(2026, 11, 20)

GOOD: dict[str, list[str]] = {
    "isbn": [
        "978-0-306-40615-7",
        "9780306406157",
        "0-306-40615-2",
        "080442957X",
        "979-8-88645-174-0",
        "0 306 40615 2",
        "978-030640615-7",
    ],
    "issn": ["0028-0836", "00280836", "2434-561X", "0028 0836"],
    "eissn": ["1476-4687"],
    "sbn": ["306-40615-2", "306406152"],
    "ismn": ["979-0-2600-0043-8", "9790260000438"],
    "doi": [
        "10.1000/182",
        "10.1038/171737a0",
        "10.1371/journal.pone.0000001",
        "10.1000.10/123",
        "10.12345/a",
        "10.12345.6/a",
        "10.123.4/a",
        "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID",
        "10.1000/a/b",
        "10.1000/é",
        "10.1000/a?b#c",
    ],
    "pmid": ["1", "12345678", "40400000"],
    "pmc": ["1", "PMC1392413", "pmc1392413", "11900000"],
    "oclc": ["1", "72556", "ocm12345678", "ocn123456789", "on1234567890", "(OCoLC)123"],
    "s2cid": ["1", "276000000"],
    "osti": ["1018", "23010000"],
    "rfc": ["1", "2616"],
    "ssrn": ["100", "1234567"],
    "arxiv": [
        "hep-th/9901001",
        "math.GT/0309136",
        "hep-th/9107001",
        "hep-th/0703001",
        "0704.0001",
        "1412.9999",
        "1501.00001",
        "1501.00001v2",
        "hep-th/9901001v3",
        "9912.12345",
    ],
    "bibcode": [
        "1974AJ.....79..819H",
        "2015ApJ...799..123A",
        "1924MNRAS..84..308E",
        "2004A&A...428..261M",
        "2015AJ...9.tmp.123H",
    ],
    "jstor": ["12345", "10.2307/123456", "i12345", "community.123"],
    "lccn": [
        "70605402",
        "2001012345",
        "n12345678",
        "nb2001012345",
        "a2001-12345"[1:],
        "agr25000003",
        "75-425165//r75",
        "n2001012345",
    ],
    "ol": ["OL12345M", "12345A", "OL1W"],
    "mr": ["1", "1234567", "MR123", "mr0123456"],
    "zbl": ["1234.56789", "0001.00001", "12345678"],
    "jfm": ["12.3456.78", "JFM12.3456.78"],
    "hdl": ["2027/uc1.b12345", "10088/12345", "20.1000/100?urlappend=a b"],
    "asin": ["B00005N5PF", "6305837325"],
    "citeseerx": ["10.1.1.1.1", "10.1.1.9999.341"],
    "biorxiv": ["10.1101/123456", "10.1101/2020.01.02.123456v2", "10.64898/2025.12.01.123456"],
    "medrxiv": ["20012345", "10.1101/2020.01.02.20012345"],
    "message-id": ["abc@x.org"],
}

BAD: list[tuple[str, str, str]] = [
    ("isbn", "978-0-306-40615-8", "the check digit is 8 but should be 7"),
    ("isbn", "0-306-40615-3", "the check digit is 3 but should be 2"),
    ("isbn", "0804429570", "should be X"),
    ("isbn", "080442957x", "is a capital"),
    ("isbn", "0X04429570", "X stands before"),
    ("isbn", "978080442957X", "X is not allowed"),
    ("isbn", "978-0-306-4061-7", "12 characters"),
    ("isbn", "306406152", "leading 0"),
    ("isbn", "", "0 characters"),
    ("isbn", "977-0-306-40615-7", "begins with 977"),
    ("isbn", "979-0-2600-0043-8", "ISMN"),
    ("isbn", "6305837325", "ASIN"),
    ("isbn", "978–0–306–40615–7", "not a hyphen-minus"),
    ("isbn", "ISBN 0306406152", "“I” is not allowed"),
    ("isbn", "0306406152, 080442957X", "“,” is not allowed"),
    ("isbn", "0306406152 080442957X", "20 characters"),
    ("isbn", "٠306406152", "is not allowed"),
    ("isbn", "1" * 1000, "1000 characters"),
    ("issn", "0028-0837", "should be 6"),
    ("issn", "2434-561x", "capital"),
    ("issn", "0028-083", "7 characters"),
    ("issn", "X028-0836", "seven digits"),
    ("issn", "0028–0836", "9 characters"),
    ("eissn", "1476-4688", "should be 7"),
    ("sbn", "306-40615-3", "should be 2"),
    ("sbn", "0306406152", "10 characters"),
    ("sbn", "a", "only digits"),
    ("ismn", "979-0-2600-0043-7", "should be 8"),
    ("ismn", "M-2600-0043-8", "written 979-0"),
    ("ismn", "9780306406157", "does not begin"),
    ("ismn", "97902600", "8 digits"),
    ("doi", "10.5555/x", "made up"),
    ("doi", "doi:10.1000/182", "“doi:” stands before"),
    ("doi", "https://doi.org/10.1000/182", "stands before"),
    ("doi", "11.1000/182", "begin with “10.” and a registrant"),
    ("doi", "10.1000/1 2", "white space after “10.1000/1”"),
    ("doi", "10.1000/1–2", "en dash"),
    ("doi", "10.1000/182.", "ends with “.”"),
    ("doi", "10.1000/", "no suffix"),
    ("doi", "10.1000", "no suffix"),
    ("doi", "10.0100/a", "no registrant 0100"),
    ("doi", "10.01234/a", "no registrant"),
    ("doi", "10.90000/a", "no registrant"),
    ("doi", "10.123456/a", "no registrant"),
    ("doi", "10.123/a", "no registrant"),
    ("doi", "10.12.3/a", "no registrant"),
    ("doi", "10.41234.5/a", "no registrant"),
    ("doi", "10.abcd/a", "no registrant"),
    ("pmid", "PMID12345", "“PMID” stands before"),
    ("pmid", "0", "below"),
    ("pmid", "40400001", "above the highest known number, 40400000"),
    ("pmid", "12 34", "only digits"),
    ("pmid", "٣", "only digits"),
    ("pmid", "9" * 5000, "5000 digits"),
    ("pmid", "", "only digits"),
    ("pmc", "PMC", "only digits"),
    ("pmc", "0", "below"),
    ("oclc", "ocm123", "stands before"),
    ("oclc", "(OCoLC)0123", "stands before"),
    ("s2cid", "012", "begins with 0"),
    ("s2cid", "CorpusID:1", "stands before"),
    ("osti", "1017", "below the first number, 1018"),
    ("rfc", "RFC2616", "stands before"),
    ("ssrn", "99", "below"),
    ("arxiv", "0703.0001", "begin in April 2007"),
    ("arxiv", "1501.0001", "four digits were used"),
    ("arxiv", "1412.00001", "five digits are used"),
    ("arxiv", "1513.00001", "no month 13"),
    ("arxiv", "hep-th/9913001", "no month 13"),
    ("arxiv", "hep-th/9106001", "from July 1991"),
    ("arxiv", "hep-th/0704001", "to March 2007"),
    ("arxiv", "arXiv:0704.0001", "“arXiv:” stands before"),
    ("arxiv", "nonsense", "no arXiv number"),
    ("bibcode", "1974AJ.....79..819", "18 characters"),
    ("bibcode", "1974AJ.....79..8199", "wrong kind"),
    ("bibcode", "0974AJ.....79..819H", "out of range"),
    ("bibcode", "2974AJ.....79..819H", "out of range"),
    ("bibcode", "2004A&.....79..819H", "“&.”"),
    ("jstor", "jstor12345", "without “jstor”"),
    ("jstor", "https://x.org/1", "without the address"),
    ("jstor", "10.2307/123 4", "white space"),
    ("lccn", "2001 12345", "white space"),
    ("lccn", "1234567", "7 characters"),
    ("lccn", "N12345678", "small letters"),
    ("lccn", "75-1234567", "8 or 10 digits"),
    ("lccn", "75-x", "only digits follow"),
    ("ol", "OL123X", "A, M or W"),
    ("mr", "12345678", "one to seven"),
    ("zbl", "1234567", "five digits"),
    ("jfm", "12.345.78", "two, four and two"),
    ("hdl", "2027", "a slash"),
    ("hdl", "2027/a.", "ends with"),
    ("hdl", "2027/a b", "white space"),
    ("hdl", "2027/a–b", "“–” is not accepted"),
    ("asin", "1234567890", "no ISBN"),
    ("asin", "0306406152", "isbn parameter"),
    ("asin", "9ABCDEFGHI", "begin with a letter"),
    ("asin", "b00005n5pf", "capital"),
    ("asin", "B0", "2 characters"),
    ("citeseerx", "10.1.1.12345.341", "four digits"),
    ("citeseerx", "10.1.1.01.341", "four digits"),
    ("biorxiv", "123456", "needed"),
    ("biorxiv", "10.1101/2020.02.31.123456", "no date"),
    ("biorxiv", "10.1101/2019.12.10.123456", "out of range"),
    ("biorxiv", "10.1101/2026.11.22.123456", "out of range"),
    ("medrxiv", "10.1101/123", "needed"),
    ("medrxiv", "10.1101/2020.01.02.123456", "8 digits"),
    ("message-id", "<abc@x.org>", "angle brackets"),
    ("message-id", "abc", "text@text"),
]


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k, many in GOOD.items() for text in many])
def test_good(kind: str, text: str) -> None:
    """What the templates accept is accepted."""
    assert complaint(kind, text, today=TODAY) is None


@pytest.mark.parametrize(("kind", "text", "reason"), BAD)
def test_bad(kind: str, text: str, reason: str) -> None:
    """What the templates refuse is refused with a reason."""
    assert reason in (complaint(kind, text, today=TODAY) or "")


def test_every_kind_is_tried() -> None:
    """The tables above leave out no kind."""
    assert set(GOOD) == {kind for kind, _, _ in BAD} == KINDS


def test_unknown_kind() -> None:
    """A kind nobody knows is a mistake of the caller."""
    with pytest.raises(KeyError):
        complaint("isbm", "1")


def test_limits() -> None:
    """Limits are the caller's to set or to leave out."""
    assert complaint("pmid", "50000000") is not None
    assert complaint("pmid", "50000000", {**LIMITS, "pmid": 60_000_000}) is None
    assert complaint("pmid", "50000000", {}) is None


def test_no_today() -> None:
    """Without a day nothing lies in the future."""
    assert complaint("bibcode", "2974AJ.....79..819H") is None
    assert complaint("biorxiv", "10.1101/2090.11.22.123456") is None


PIECES = st.sampled_from(
    [
        "978",
        "979",
        "0",
        "306406152",
        "X",
        "x",
        "-",
        " ",
        "–",
        "10.",
        "1000",
        "/",
        ".",
        "10.1101/",
        "2020.01.02.123456",
        "v2",
        "PMC",
        "ocm",
        "OL",
        "hep-th/",
        "9901001",
        "&",
        "@",
        "<",
        "٣",
    ]
)
ANYTHING = st.text() | st.lists(PIECES, max_size=10).map("".join)


@given(st.sampled_from(sorted(KINDS)), ANYTHING)
def test_any_text(kind: str, text: str) -> None:
    """Nothing raises on any text; reasons are short."""
    assert len(complaint(kind, text, today=TODAY) or "") < 150


@given(st.from_regex(r"97[89][1-9][0-9]{9}", fullmatch=True))
def test_isbn13_agrees(text: str) -> None:
    """Another implementation comes to the same check digit."""
    assert (complaint("isbn", text) is None) == bool(
        stdnum.ean.is_valid(text)  # not isbn: that also wants a known group
    )
    fits = stdnum.ean.calc_check_digit(text[:12])
    assert complaint("isbn", text[:12] + fits) is None


@given(st.from_regex(r"(?!63[01])[0-9]{9}[0-9X]", fullmatch=True))
def test_isbn10_agrees(text: str) -> None:
    """Another implementation comes to the same check character."""
    assert (complaint("isbn", text) is None) == stdnum.isbn.is_valid(text)
    words = complaint("isbn", text)
    if words:
        assert stdnum.isbn.is_valid(text[:9] + words[-1])


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("0-306-40615-2", "978-0-306-40615-7"),
        ("0306406152", "9780306406157"),
        ("0 306 40615 2", "978 0 306 40615 7"),
        ("0-8044-2957-X", "978-0-8044-2957-3"),
        ("080442957X", "9780804429573"),
        ("0-306-40615-3", ""),
        ("978-0-306-40615-7", ""),
        ("6303822394", ""),
        ("", ""),
        ("0" * 100_000, ""),
    ],
)
def test_isbn13(text: str, longer: str) -> None:
    assert isbn13(text) == longer


@given(st.from_regex(r"(?!63[01])[0-9]{9}", fullmatch=True))
def test_isbn13_agrees_with_another_implementation(text: str) -> None:
    words = complaint("isbn", f"{text}0")
    whole = text + (words[-1] if words else "0")
    assert isbn13(whole) == stdnum.isbn.to_isbn13(whole)


@given(st.from_regex(r"[0-9]{7}[0-9X]", fullmatch=True))
def test_issn_agrees(text: str) -> None:
    """Another implementation comes to the same check character."""
    words = complaint("issn", text)
    assert (words is None) == stdnum.issn.is_valid(text)
    if words:
        assert words[-1] == stdnum.issn.calc_check_digit(text[:7])


@given(st.from_regex(r"9790[0-9]{9}", fullmatch=True))
def test_ismn_agrees(text: str) -> None:
    """Another implementation comes to the same check digit."""
    assert (complaint("ismn", text) is None) == stdnum.ismn.is_valid(text)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "piece", ["1", "X", "-", " ", "10.", "/", "a.", "a", "@", "é", "?type", "-1"]
)
def test_long_input(kind: str, piece: str) -> None:
    """Long repetitive input gets an answer."""
    for start in ("", "10.1000/", "2027/"):
        complaint(kind, start + piece * (100_000 // len(piece)))
