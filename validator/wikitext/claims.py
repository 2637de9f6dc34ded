"""What the prose of an article claims without a source: dates, numbers, quotations."""

from collections.abc import Iterator, Mapping

from validator.article import Article, Claim
from validator.pattern import pattern
from validator.values.date import find

_SHORTEST = 100
_BEFORE_A_QUOTATION = " ([—–/-'‘“«|:,;>"
_TELLING = pattern(r"[0-9\"“«„](?:(?<![0-9])|[0-9])")  # a set first: the engine skips to it
_DIGITS = pattern(r"[0-9]{2}")
_YEAR = pattern(r"[12](?<![\w.,/#-].)(?:(?<=1)[0-9]|(?<=2)0)[0-9]{2}(?![\w%/]|[.,-][0-9])")
_NUMBER = pattern(
    r"[0-9$€£](?<![\w.,/#:$€£-].)[0-9]*+(?:[., \xa0\u202f][0-9]{3})*+"
    r"(?:[.,][0-9]++)?+%?+(?![\w/:-])"
)
_WORD_BEHIND = pattern(r"(?:[–-][0-9]{1,2})?[ \xa0]([^\W\d_]+\.?)")
_WORD_BEFORE = pattern(r"([^\W\d_]+\.?)[ \xa0](?:[0-9]{1,2}–)?\Z")
_NO_NUMBER = pattern(r"(?<![\w.])(?:[Nn]os?\.|[Nn][°º]|№)[ \xa0]?[0-9]+\Z|[12][0-9]{3}–[0-9]{2}\Z")
"""A label such as No. 7, and the end of a range of years."""
_NAME_BEFORE = pattern(r"(?<![.!?])[ \xa0/(][^\W\d_a-zß-ÿ]\w*[ \xa0]\Z")
_MEASURED = pattern(r"\{\{([^{}|\n]{1,40})\|[ \t]*([12][0-9]{3})(?![0-9])")
_DATING = frozenset({"date", "language", "quotation", "tag", "text"})
"""Roles of templates whose first value may be a year."""
_CUSTOM = frozenset(
    {"see-also", "references", "further-reading", "external-links", "uncited-by-custom"}
)


def claims(article: Article) -> Iterator[Claim]:
    """Paragraphs that state something to be looked up and have no source.

    Left out are sections that need none by custom, and the lead where the body has references. On
    a wiki without a profile nobody can tell such sections, so there only plain text is read.
    """
    plain_text = article.is_plain_text
    if not plain_text and article.profile.neutral:
        return
    skipped = set() if plain_text else _skipped_sections(article)
    for paragraph in article.paragraphs:
        if (
            paragraph.cited
            or paragraph.end - paragraph.start < _SHORTEST
            or paragraph.section in skipped
            or _TELLING.search(article.text, paragraph.start, paragraph.end) is None
        ):
            continue
        source = paragraph.source
        plain = article.plain(source)
        if len(plain) < _SHORTEST:
            continue
        quotations = _quotations(plain, article, source)
        dates, numbers = _stated(plain, article, source)
        if dates or numbers or quotations:
            yield Claim(paragraph, plain, tuple(dates), tuple(numbers), tuple(quotations))


def _skipped_sections(article: Article) -> set[int]:
    """Sections that need no references by custom, with their subsections."""
    skipped = set()
    level = 0
    sections = article.sections
    for index, section in enumerate(sections):
        if level and section.level > level:
            skipped.add(index)
        elif section.role in _CUSTOM:
            skipped.add(index)
            level = section.level
        else:
            level = 0
    if len(sections) > 1:
        body = sections[0].end
        if any(r.start >= body and not r.listed for r in article.references) or any(
            t.start >= body and t.use is not None and t.use.role == "short-footnote"
            for t in article.templates
        ):
            skipped.add(0)
    return skipped


def _stated(plain: str, article: Article, source: str) -> tuple[list[str], list[str]]:
    """The dates and the numbers in a plain text, each once, in order."""
    dates: list[tuple[int, str]] = []
    numbers: list[str] = []
    named: set[str] = set()
    if _DIGITS.search(plain) is not None:
        pieces = []
        at = 0
        for start, end, _ in find(plain, article.profile.calendar):
            dates.append((start, plain[start:end]))
            pieces += [plain[at:start], "\x01" * (end - start)]
            at = end
        left = "".join([*pieces, plain[at:]]) if pieces else plain
        measured = _measured(source, article)
        months = article.profile.calendar.months
        decades = tuple(word + blank for word in article.profile.dates.decades for blank in " \xa0")
        for m in _NUMBER.finditer(left):
            number, place = m[0], m.start()
            if number[:4] not in measured and _YEAR.match(left, place):
                if not left.endswith(decades, 0, place):
                    dates.append((place, number[:4]))
            elif len(number) <= 2 and (day := _day(left, place, m.end(), months)):
                dates.append(day)
            elif _NO_NUMBER.search(left, max(0, place - 6), m.end()):
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


def _day(plain: str, start: int, end: int, months: Mapping[str, int]) -> tuple[int, str] | None:
    """The day of a month that a number is, and where it starts; None if it is another number."""
    behind = _WORD_BEHIND.match(plain, end)
    if behind is not None and behind[1] in months:
        return start, plain[start : behind.end()]
    before = _WORD_BEFORE.search(plain, max(0, start - 20), start)
    if before is not None and before[1] in months:
        return before.start(), plain[before.start() : end]
    return None


def _measured(source: str, article: Article) -> set[str]:
    """Numbers that look like years and are given to a template with a unit, or to any but dates."""
    if "{{" not in source:
        return set()
    use = article.profile.use
    return {
        number
        for name, number in _MEASURED.findall(source)
        if (known := use(name.strip())) is None or known.role not in _DATING
    }


def _quotations(plain: str, article: Article, source: str) -> list[str]:
    """Quoted clauses of four words or more, most of them in lower case.

    Titles and links are none, nor is what ends a bracket: mostly a translation.
    """
    found = []
    for opening, closing in article.profile.quotes:
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
            if f"[[{inner}" in source or f"|{inner}]]" in source:
                continue
            if plain[at : at + 1] == ")" and "(" in plain[max(0, start - 60) : start]:
                continue
            if len(words) > 3 and 2 * sum(word[:1].islower() for word in words) > len(words):
                found.append(inner)
    return found
