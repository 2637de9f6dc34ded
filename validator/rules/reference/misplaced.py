"""Rule ``reference/misplaced``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_ATTRIBUTE = pattern(r"<[A-Za-z]{1,20}\s[^<>]*=\s*(?:\"[^\"<>]*|'[^'<>]*)")
_ALT = pattern(r"\s*alt\s*=")
_TITLE = "{{DISPLAYTITLE:"
_FAR = 1_000


class Misplaced(Rule):
    """Reference where the page can show no mark of it.

    In the target of a link, in the alternative text of an image, in an attribute of HTML or in the
    page's title MediaWiki cannot make a mark that leads to the source. The link breaks, or the
    reference stands in the list and nothing leads there.

    ## Bad
    Built in [[Hull<ref>Hall 1990, p. 4</ref>]]. {{reflist}}

    ## Good
    Built in [[Hull]].<ref>Hall 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    Captions, texts of links, headings and cells.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references in targets of links, alternative texts, attributes and titles."""
        text = article.text
        titled = _TITLE in text
        find, rfind = text.find, text.rfind
        for reference in article.references:
            start = reference.start
            line = start - _FAR if start > _FAR else 0
            where = ""
            link = rfind("[[", line, start)
            if link >= 0 and find("]]", link, start) < 0 and _is_line(text, link, start):
                where = _in_link(text, link, start, reference.end)
            tag = rfind("<", line, start)
            if (
                tag >= 0
                and find(">", tag, start) < 0
                and _is_line(text, tag, start)
                and _ATTRIBUTE.fullmatch(text, tag, start)
            ):
                where = "an attribute of HTML"
            if titled:
                title = text.rfind(_TITLE, line, start)
                closed = title < 0 or text.find("}}", title, start) >= 0
                if not closed and _is_line(text, title, start):
                    where = "the title of the page"
            if where:
                yield Hit(
                    start,
                    reference.end,
                    f"Reference in {where}, where readers see no mark of it",
                    identity=reference.name,
                )


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a part of a text stands in one line."""
    return text.find("\n", start, end) < 0


def _in_link(text: str, link: int, start: int, end: int) -> str:
    """What part of a link a reference stands in, of those that can show no mark."""
    last = text.rfind("|", link, start)
    if last < 0:
        closed = text.find("]]", end, end + _FAR)
        whole = closed >= 0 and text.find("\n", end, closed) < 0
        return "the target of a link" if whole and text[link + 2 : start].strip() else ""
    return "the alternative text of an image" if _ALT.match(text, last + 1, start) else ""
