"""Rule ``claim/uncited-paragraph``."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from validator.article import Article, Paragraph, Template
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.values.date import find

_SHORTEST = 100
_SENTENCE_ENDS = ".!?…»”\")'’。！？"
_BEFORE_A_QUOTATION = " ([—–/-'‘“«|:,;>"
_SHOWN = 3
_KEPT = 20
_TELLING = pattern(r"[0-9\"“«„](?:(?<![0-9])|[0-9])")  # a set first: the engine skips to it
_DIGITS = pattern(r"[0-9]{2}")
_YEAR = pattern(r"[12](?<![\w.,/#-].)(?:(?<=1)[0-9]|(?<=2)0)[0-9]{2}(?![\w%/]|[.,-][0-9])")
_NUMBER = pattern(
    r"[0-9$€£](?<![\w.,/#:$€£-].)[0-9]*(?:[., \xa0\u202f][0-9]{3})*(?:[.,][0-9]+)?%?(?![\w/:-])"
)
_NAME_BEFORE = pattern(r"(?<![.!?])[ \xa0/(][^\W\d_a-zß-ÿ]\w*[ \xa0]\Z")
_MEASURED = pattern(r"\{\{([^{}|\n]{1,40})\|[ \t]*([12][0-9]{3})(?![0-9])")
_IN_BRACKETS = pattern(
    r"\((?=[^()\n]{0,300}\))[^()\n]*?"
    r"(?:\bpp?\.[ \xa0]?[0-9]|(?<![0-9]), (?:[^\W\d_]++ )?[12][0-9]{3}[a-z]?(?:,[^()\n]*)?\)"
    r"|(?<![\w’'-])[^\W\d_a-zß-ÿ][\w’'-]*+ [12][0-9]{3}[a-z]?(?:: ?|, )[0-9]{1,3}(?![0-9]))"
    r"|\[[0-9]{1,3}\]"
)
"""A source in brackets: with a page, or a year that is not a date's, or a pasted number."""
_CITING = frozenset(
    {"citation", "short-footnote", "footnote", "named-reference", "page", "quotation", "tag"}
)
_CUSTOM = frozenset(
    {"see-also", "references", "further-reading", "external-links", "uncited-by-custom"}
)
_BLOCK_QUOTE = pattern(r"<(/?)blockquote\b", re.IGNORECASE)
_BEHIND_A_CLAIM = pattern(r"[\w.,;:!?)\]»”\"'>}]")
_BLOCK = 20_000
_CITING_OPENERS = ("<ref", "{{sfn", "{{Sfn", "{{efn", "{{Efn", "{{r|", "{{R|")


class _Said(NamedTuple):
    """What a paragraph states that a reader may want to look up."""

    dates: list[str]
    numbers: list[str]
    quotations: list[str]


class UncitedParagraph(Rule):
    """Paragraph that states dates, numbers or quotations without a source.

    A reader cannot check what no reference supports, and a later editor cannot tell it from an
    invention. Quotations weigh more: their wording is somebody's, so they are warnings.

    ## Bad
    == History ==
    The mill was rebuilt in 1871 at a cost of 12,000 crowns, and it employed some 120 people by 14 February 1890.

    ## Good
    == History ==
    The mill was rebuilt in 1871 at a cost of 12,000 crowns, and it employed some 120 people.<ref>Hall 1990, p. 4</ref>

    ## Not flagged
    The lead, if the body carries references; plots, lists of sources and links; paragraphs under
    a hundred characters; lines that introduce a list or table with references; block quotations;
    paragraphs with a maintenance tag, a link to another site, a source in brackets or a template
    that may be a citation; worked numbers in articles with formulas.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Verifiability
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield paragraphs without a reference that state something to be looked up."""
        plain_text = article.is_plain_text
        if not plain_text and article.profile.neutral:
            return
        skipped = set() if plain_text else _skipped_sections(article)
        starts: list[int] | None = None
        quoted: list[tuple[int, int]] = []
        formulas = False
        cited = set() if plain_text else _cited_nearby(article)
        for paragraph in article.paragraphs:
            if (
                paragraph.cited
                or paragraph.start in cited
                or paragraph.end - paragraph.start < _SHORTEST
                or paragraph.section in skipped
                or _TELLING.search(article.text, paragraph.start, paragraph.end) is None
            ):
                continue
            if starts is None:
                starts = [template.start for template in article.templates]
                quoted = _block_quotations(article.text)
                formulas = "<math" in article.text
            if _may_be_cited(article, paragraph, starts, quoted):
                continue
            hit = _judged(article, paragraph, formulas)
            if hit is not None:
                yield hit


def _cited_nearby(article: Article) -> set[int]:
    """Lines without a reference that share their paragraph with a line that has one."""
    found: set[int] = set()
    run: list[Paragraph] = []
    for paragraph in (*article.paragraphs, None):
        if paragraph is not None and run and paragraph.start == run[-1].end + 1:
            run.append(paragraph)
            continue
        if len(run) > 1 and any(line.cited for line in run):
            found.update(line.start for line in run)
        run = [] if paragraph is None else [paragraph]
    return found


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


def _block_quotations(text: str) -> list[tuple[int, int]]:
    if "<blockquote" not in text:
        return []
    found = []
    opened = -1
    for m in _BLOCK_QUOTE.finditer(text):
        if not m[1]:
            opened = m.start() if opened < 0 else opened
        elif opened >= 0:
            found.append((opened, m.end()))
            opened = -1
    return found


def _may_be_cited(
    article: Article, paragraph: Paragraph, starts: list[int], quoted: list[tuple[int, int]]
) -> bool:
    text = article.text
    start, end = paragraph.start, paragraph.end
    k = bisect_left(quoted, (start + 1, 0)) - 1
    if (k >= 0 and quoted[k][1] > start) or text.find("//", start, end) >= 0:
        return True
    index = bisect_left(starts, start)
    while index < len(starts) and starts[index] <= end + 2:
        if _may_cite(text, article.templates[index], start, end):
            return True
        index += 1
    shown = text[max(start, end - 80) : end].rstrip()
    if shown.endswith("<!--"):  # A comment from here to the reference.
        behind = text.find("-->", end, end + _BLOCK) + 3
        if behind > 2 and text.startswith(_CITING_OPENERS, behind):
            return True
    if shown.endswith((":", "：")):
        return True
    after = text[end : end + 6].lstrip("\r\n \t")
    if after[:1] in ("*", "#", ":", ";", "{"):
        block = end + len(text[end : end + 6]) - len(after)
        stop = text.find("\n\n", block, block + _BLOCK)
        limit = stop if stop >= 0 else block + _BLOCK
        return any(text.find(opener, block, limit) >= 0 for opener in _CITING_OPENERS)
    return False


def _may_cite(text: str, template: Template, start: int, end: int) -> bool:
    """Whether a template cites, or is unknown and stands where a reference would."""
    if template.use is not None:
        return template.use.role in _CITING
    if template.name[:1] == "#":
        return True
    before = text[template.start - 1 : template.start] if template.start > start else ""
    behind = text[template.end : template.end + 1]
    return bool(_BEHIND_A_CLAIM.match(before)) or (
        template.end >= end and behind in ("", "\n", "\r")
    )


def _judged(article: Article, paragraph: Paragraph, formulas: bool) -> Hit | None:
    source = paragraph.source
    plain = article.plain(source)
    if len(plain) < _SHORTEST or not (article.is_plain_text or plain[-1] in _SENTENCE_ENDS):
        return None
    said = _said(plain, article, source)
    if not any(said) or (formulas and not said.dates and not said.quotations):
        return None
    if ("(" in plain or "[" in plain) and _IN_BRACKETS.search(plain):
        return None
    parts = [
        f"{name} ({_listed(values)})"
        for name, values in zip(("dates", "numbers"), said[:2], strict=True)
        if values
    ]
    if said.quotations:
        parts.append("a quotation" if len(said.quotations) == 1 else "quotations")
    stated = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return Hit(
        paragraph.start,
        paragraph.end,
        f"Paragraph states {stated} without a source{_own(article)}",
        identity=" ".join(plain[:200].split()[:8]),
        severity=Severity.WARNING if said.quotations else None,
        facts={name: values[:_KEPT] for name, values in said._asdict().items()},
    )


def _own(article: Article) -> str:
    """Nothing, or words that leave room for sources named at the end for the whole article."""
    general = not article.references and (article.citations or article.external_links)
    return " of its own" if general and not article.is_plain_text else ""


def _listed(values: list[str]) -> str:
    shown = ", ".join(values[:_SHOWN])
    return f"{shown} …" if len(values) > _SHOWN else shown


def _said(plain: str, article: Article, source: str) -> _Said:
    quotations = _quotations(plain, article)
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
        for m in _NUMBER.finditer(left):
            number, place = m[0], m.start()
            if number[:4] not in measured and _YEAR.match(left, place):
                dates.append((place, number[:4]))
            elif len(number) > 2 or number[1:].isdigit():
                if _NAME_BEFORE.search(left, max(0, place - 30), place):
                    named.add(number)
                numbers.append(number)
    dates.sort()
    return _Said(
        list(dict.fromkeys(value for _, value in dates)),
        [number for number in dict.fromkeys(numbers) if number not in named],
        quotations,
    )


def _measured(source: str, article: Article) -> set[str]:
    """Numbers that look like years and are given to a template with a unit, or to any but dates."""
    if "{{" not in source:
        return set()
    use = article.profile.use
    return {
        number
        for name, number in _MEASURED.findall(source)
        if (known := use(name.strip())) is None or known.role != "date"
    }


def _quotations(plain: str, article: Article) -> list[str]:
    """Quoted clauses: four words or more, most of them in lower case; titles are not."""
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
            if len(words) > 3 and 2 * sum(word[:1].islower() for word in words) > len(words):
                found.append(inner)
            at = end + len(closing)
    return found
