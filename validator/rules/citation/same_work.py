"""Rule ``citation/same-work``."""

from collections import Counter
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.template import without_comments
from validator.values import title, url
from validator.values.calendar import Calendar
from validator.values.date import read

_FEW = 8
"""So many citations with one key are told apart; later ones are compared with these."""
_BEGINNING = 20
_TAIL = 16
_QUOTES = "'\"“‘«[( "
_LONG_TITLE = 15
_PLACES = (
    *("at", "time", "minutes", "timecode", "quote-page", "quote-pages", "season", "episode"),
    *("series-no", "series-number", "sheet", "sheets", "inset"),
)
"""Parameters that lead to a part of a work."""
_APART = ("volume", "issue", "edition", "language", "quote", "ref", "archive-url")
"""Fields that tell two sources, or two places, where both are given and differ."""
_TELLING = ("work", "first", "doi", "isbn", "publisher", "series")
"""The same for works of one title, author and year."""
_GOOGLE_VIEWS = ("v=onepage", "v=snippet")
_IDENTIFIERS = ("doi", "pmid", "isbn")
_TEMPLATE = pattern(r"\{\{([^{}|]++)(?:\|[^{}]*+)?\}\}")
_PAGE = pattern(r"[0-9]+|[^\W\d_]+|[-–—‒−]")
_LINK = pattern(r"\[\S+ ([^\]]*)\]")
_BOOK = pattern(r"//(?:books\.google\.|archive\.org/(?:details|stream)/|[a-z.]*hathitrust\.org/)")
_PARTED = ("cite-book", "cite-encyclopedia", "cite-episode", "cite-serial", "cite-conference")
"""Templates for works of which single parts are cited, too."""
_BESIDE = ("tag", "language", "archive")
"""Roles of templates that may stand beside a citation and say nothing of the work."""


class SameWork(Rule):
    """Source that two references cite in different words.

    The list of references shows it twice, and a reader cannot see how much rests on it. Keep the
    better citation and reuse its reference.

    ## Bad
    A.<ref>{{cite web |title=Mills |url=https://example.org/mills}}</ref> B.<ref>{{cite web |title=Mills |work=Hall |url=http://www.example.org/mills/}}</ref>

    ## Good
    A.<ref name="Mills">{{cite web |title=Mills |work=Hall |url=https://example.org/mills}}</ref> B.<ref name="Mills" />

    ## Not flagged
    Other pages, chapters, volumes, issues, editions or episodes; other dates, archived copies and
    quotations; other titles at one address, and addresses of home pages; references with words
    or other sources beside the citation; citations outside references; equal references, which
    another rule reports.

    ## See
    https://en.wikipedia.org/wiki/Help:Footnotes#Footnotes:_using_a_source_more_than_once
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the later of two citations of one work."""
        citations = [one for one in article.citations if one.reference >= 0 and one.use.schema]
        if len(citations) < 2:
            return
        judge = _Judge(article)
        seen: set[int] = set()
        found = [
            (later, first, kind, value)
            for kind, value, group in _groups(article, citations)
            for later, first in judge.pairs(kind, group, seen)
        ]
        for later, first, kind, value in sorted(found, key=lambda one: one[0].start):
            known = article.reference_at[first.reference]
            group = f' group="{known.group}"' if known.group else ""
            advice = (
                f'reuse <ref name="{known.name}"{group} />'
                if known.name
                else "keep one and reuse it"
            )
            yield Hit(
                later.start,
                later.end,
                f"Same {_said(kind, value, later)} as in an earlier reference: {advice}",
                identity=f"{kind}|{value[:200]}",
                related=(Related(first.start, first.end, "The earlier citation"),),
                facts={"same": kind, "value": value},
            )


def _said(kind: str, value: str, citation: Citation) -> str:
    match kind:
        case "doi":
            return f"DOI {value}"
        case "pmid":
            return f"PMID {value}"
        case "isbn":
            return f"page of ISBN {citation.get('isbn')}"
        case "url":
            address = citation.get("url")
            return f"address {address if len(address) <= 80 else address[:79] + '…'}"
    return "title, author and year"


def _groups(
    article: Article, citations: list[Citation]
) -> Iterator[tuple[str, str, list[Citation]]]:
    """Citations that have an identifier, an address, or author, year and title in common."""
    names = article.profile.field_names
    identifiers = {name: kind for kind in _IDENTIFIERS for name in names.get(kind, ())}
    identified = frozenset(identifiers)
    found: dict[tuple[str, str], list[Citation]] = {}
    given = [citation.values for citation in citations]
    for citation, values in zip(citations, given, strict=True):
        if not identified.isdisjoint(values):
            for name, kind in identifiers.items():
                if name in values:
                    value = _identifier(kind, values[name])
                    if value:
                        found.setdefault((kind, value), []).append(citation)
    mostly = next(iter(names.get("url", ())), "")
    addresses = [
        values.get(mostly) or citation.get("url")
        for citation, values in zip(citations, given, strict=True)
    ]
    tails = [
        _tail(one) if "?" in one or "#" in one else one.rstrip("/")[-_TAIL:] for one in addresses
    ]
    for citation in _colliding(citations, tails):
        key = url.key(citation.get("url"))
        if key and "{" not in key and not url.is_home_page(key):
            found.setdefault(("url", key), []).append(citation)
    mostly = next(iter(names.get("title", ())), "")
    beginnings = [
        (values.get(mostly) or citation.get("title")).lstrip(_QUOTES)[:_BEGINNING].lower()
        for citation, values in zip(citations, given, strict=True)
    ]
    authors = frozenset(names.get("author", ()))
    for citation in _colliding(citations, beginnings):
        if authors.isdisjoint(citation.values):
            continue
        key = _told_by(citation, article.profile.calendar)
        if key:
            found.setdefault(("title", key), []).append(citation)
    for (kind, value), group in found.items():
        if len(group) > 1:
            if kind != "isbn":
                yield kind, value, group
                continue
            by_pages: dict[str, list[Citation]] = {}
            for citation in group:
                by_pages.setdefault(" ".join(_pages(citation.get("pages"))), []).append(citation)
            for pages, part in by_pages.items():
                if pages and len(part) > 1:
                    yield kind, f"{value}|{pages}", part


def _tail(address: str) -> str:
    """The end of an address less its query and fragment."""
    bare = address.replace("/books?", "?").partition("?")[0].partition("#")[0]
    return bare.rstrip("/")[-_TAIL:]


def _colliding(citations: list[Citation], keys: list[str]) -> list[Citation]:
    """Citations that share a key with another one; the empty key is none."""
    times = Counter(keys)
    if len(times) == len(keys):
        return []
    return [one for one, key in zip(citations, keys, strict=True) if key and times[key] > 1]


def _told_by(citation: Citation, calendar: Calendar) -> str:
    """A title with its first author and year; empty where one of them is not given."""
    year = _date(citation, calendar)[0]
    author = title.key(citation.get("author")) if year else ""
    key = title.key(citation.get("title")) if author else ""
    return f"{author}|{year}|{key}" if len(key) >= _LONG_TITLE else ""


def _identifier(kind: str, value: str) -> str:
    """What all writings of an identifier have in common; empty for what is none."""
    if kind == "doi":
        return value.lower() if value.startswith("10.") else ""
    if kind == "pmid":
        return value if value.isdecimal() else ""
    digits = value.replace("-", "").replace(" ", "")
    if len(digits) == 13:
        return digits.removeprefix("978")[:-1]
    return digits[:-1] if len(digits) == 10 else ""


class _Judge:
    """Tells whether two citations with something in common are of one work, and could be one."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._calendar = article.profile.calendar
        self._alone: dict[int, bool] = {}

    def pairs(
        self, kind: str, group: list[Citation], seen: set[int]
    ) -> Iterator[tuple[Citation, Citation]]:
        """The later and the earlier citations of one work; each later one but once for all."""
        firsts: list[Citation] = []
        for citation in group:
            first = next((one for one in firsts if self._same(kind, one, citation)), None)
            if first is None:
                if len(firsts) < _FEW:
                    firsts.append(citation)
            elif citation.start not in seen:
                seen.add(citation.start)
                yield citation, first

    def _same(self, kind: str, one: Citation, other: Citation) -> bool:
        if one.reference == other.reference:
            return False
        references = self._article.reference_at
        first, second = references[one.reference], references[other.reference]
        return (
            first.group == second.group
            and not (first.name and first.name == second.name)
            and first.content != second.content
            and self._is_alone(first, one)
            and self._is_alone(second, other)
            and not _differ(kind, one, other)
            and (kind in ("doi", "pmid") or self._dates_agree(one, other))
        )

    def _is_alone(self, reference: Reference, citation: Citation) -> bool:
        """Whether the reference holds the citation, and no words or sources beside it."""
        alone = self._alone.get(reference.start)
        if alone is None:
            alone = self._alone[reference.start] = self._says_no_more(reference, citation)
        return alone

    def _says_no_more(self, reference: Reference, citation: Citation) -> bool:
        inner = reference.inner
        if inner is None:
            return False
        text = self._article.text
        rest = text[inner.start : citation.start] + text[citation.end : inner.end]
        rest = without_comments(rest)
        if "{{" in rest:
            for found in _TEMPLATE.finditer(rest):
                use = self._article.profile.use(found[1].strip())
                if use is None or use.role not in _BESIDE:
                    return False
            rest = _TEMPLATE.sub("", rest)
        return not any(map(str.isalnum, rest)) and "{" not in rest

    def _dates_agree(self, one: Citation, other: Citation) -> bool:
        dates = _date(one, self._calendar), _date(other, self._calendar)
        return all(
            not first or not second or first == second for first, second in zip(*dates, strict=True)
        )


def _differ(kind: str, one: Citation, other: Citation) -> bool:
    """Whether two citations name different works, or different places in one."""
    if _is_told_apart(one, other) if kind == "title" else not _alike(kind, one, other):
        return True
    values, others = one.values, other.values
    is_article = kind in ("doi", "pmid") and one.get("work") and other.get("work")
    pages, others_pages = one.get("pages"), other.get("pages")
    if ((pages and others_pages) or not is_article) and _pages(pages) != _pages(others_pages):
        return True
    if any(values.get(name) != others.get(name) for name in _PLACES):
        return True
    if title.key(one.get("chapter")) != title.key(other.get("chapter")):
        return True
    if any(_are_two(one.get(field), other.get(field)) for field in _APART):
        return True
    marks = {mark for each in (one, other) if (mark := url.fragment(each.get("url")))}
    return len(marks) > 1 and not any(mark.startswith(_GOOGLE_VIEWS) for mark in marks)


def _are_two(one: str, other: str) -> bool:
    """Whether both values are given and say different things."""
    return bool(one and other) and one != other and not title.key(one) == title.key(other) != ""


def _alike(kind: str, one: Citation, other: Citation) -> bool:
    """Whether the titles may be those of one work; of books at one address, they must be equal."""
    name, others_name = one.get("title"), other.get("title")
    if name == others_name:
        return bool(name)
    if kind == "url" and (
        one.kind in _PARTED or other.kind in _PARTED or _BOOK.search(one.get("url"))
    ):
        return title.key(name) == title.key(others_name) != ""
    return title.alike(name, others_name)


def _is_told_apart(one: Citation, other: Citation) -> bool:
    """Whether two citations of one title, author and year differ in what tells works apart."""
    if one.get("volume") != other.get("volume") or one.get("issue") != other.get("issue"):
        return True
    if any(_are_two(one.get(field), other.get(field)) for field in _TELLING):
        return True
    address, others_address = one.get("url"), other.get("url")
    return bool(address and others_address and url.key(address) != url.key(others_address))


def _date(citation: Citation, calendar: Calendar) -> tuple[int, int, int]:
    """Year, month and day of publication, 0 where not given."""
    written = citation.get("date") or citation.get("year") or citation.get("publication-date")
    found = read(written, calendar) if written else None
    year, month, day = found.start if found is not None else (0, None, None)
    return year, month or 0, day or 0


def _pages(text: str) -> list[str]:
    """Numbers and words of pages, ranges with both numbers in full."""
    found: list[str] = []
    for piece in _PAGE.findall(_LINK.sub(r"\1", text[:200]).lower()):
        if piece in ("p", "pp"):
            continue
        if piece.isdecimal() and len(found) > 1 and found[-1] == "-":
            before = found[-2]
            piece = before[: max(0, len(before) - len(piece))] + piece
        found.append(piece if piece.isalnum() else "-")
    return found
