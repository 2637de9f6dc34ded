"""Rule ``claim/uncited-paragraph``."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from validator.article import Article, Claim, Paragraph
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Template

_SENTENCE_ENDS = ".!?…»”\")'’。！？"
_SHOWN = 3
_KEPT = 20
_IN_BRACKETS = pattern(
    r"\((?=[^()\n]{0,300}\))[^()\n]*?"
    r"(?:\bpp?\.[ \xa0]?[0-9]|(?<![0-9]), (?:[^\W\d_a-zß-ÿ][^\W\d_]*+ )?[12][0-9]{3}[a-z]?(?:,[^()\n]*)?\)"
    r"|(?<![\w’'-])[^\W\d_a-zß-ÿ][\w’'-]*+ [12][0-9]{3}[a-z]?(?:: ?|, )[0-9]{1,3}(?![0-9]))"
    r"|\[[0-9]{1,3}\]"
)
"""A source in brackets: with a page, or a year that is not a date's, or a pasted number."""
_CITING = frozenset(
    {"citation", "short-footnote", "footnote", "named-reference", "page", "quotation", "tag"}
)
_BLOCK_QUOTE = pattern(r"<(/?)blockquote\b", re.IGNORECASE)
_BEHIND_A_CLAIM = pattern(r"[\w.,;:!?)\]»”\"'>}]")
_BLOCK = 20_000
_CITING_OPENERS = ("<ref", "{{sfn", "{{Sfn", "{{efn", "{{Efn", "{{r|", "{{R|")


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
        if not article.claims:
            return
        starts = [template.start for template in article.templates]
        quoted = _block_quotations(article.text)
        formulas = "<math" in article.text
        cited = set() if article.is_plain_text else _cited_nearby(article)
        for claim in article.claims:
            paragraph = claim.paragraph
            if paragraph.start in cited or _may_be_cited(article, paragraph, starts, quoted):
                continue
            hit = _judged(article, claim, formulas)
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


def _judged(article: Article, claim: Claim, formulas: bool) -> Hit | None:
    plain = claim.plain
    if not (article.is_plain_text or plain[-1] in _SENTENCE_ENDS):
        return None
    if formulas and not claim.dates and not claim.quotations:
        return None
    if ("(" in plain or "[" in plain) and _IN_BRACKETS.search(plain):
        return None
    parts = [
        f"{name} ({_listed(values)})"
        for name, values in (("dates", claim.dates), ("numbers", claim.numbers))
        if values
    ]
    if claim.quotations:
        parts.append("a quotation" if len(claim.quotations) == 1 else "quotations")
    stated = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return Hit(
        claim.paragraph.start,
        claim.paragraph.end,
        f"Paragraph states {stated} without a source{_own(article)}",
        identity=" ".join(plain[:200].split()[:8]),
        severity=Severity.WARNING if claim.quotations else None,
        facts={
            "dates": list(claim.dates[:_KEPT]),
            "numbers": list(claim.numbers[:_KEPT]),
            "quotations": list(claim.quotations[:_KEPT]),
        },
    )


def _own(article: Article) -> str:
    """Nothing, or words that leave room for sources named at the end for the whole article."""
    general = not article.references and (article.citations or article.urls)
    return " of its own" if general and not article.is_plain_text else ""


def _listed(values: tuple[str, ...]) -> str:
    shown = ("; " if any("," in value for value in values) else ", ").join(values[:_SHOWN])
    return f"{shown} …" if len(values) > _SHOWN else shown
