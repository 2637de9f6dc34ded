"""Rule ``wikitext/collapsed-list``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_FIRST = pattern(r"[ \t]*([*#]+)[ \t]*(?=[^\s*#])")
_NEXT = pattern(r"\*(?<=[^\s*]\s\*)\*{0,5}[ \t]?(?=[^\s*])")
_MARK = pattern(r"\*(?<=[^\s*] \*)\*{0,5}[ \t]?(?:\[\[|\{\{|\[http)")
_BEHIND_ITEM = pattern(r"[ \t](?=\x01|\[\[[^\[\]|\n]{1,40}:[^ ])")
_ITEM_OPENING = pattern(r"\*+[ \t]*(?:\x01+|\[\[[^\[\]\n]*\]\])?")
_LEAST = 2


class CollapsedList(Rule):
    """List items that share a line.

    A list mark counts only at the start of a line; anywhere else readers see an asterisk in
    running text. It is what remains of a page whose line breaks were lost.

    ## Bad
    ==See also== * [[Ada Brook]] * [[Ida Brook]]

    ## Good
    == See also ==
    * [[Ada Brook]]
    * [[Ida Brook]]

    ## Not flagged
    A single asterisk within a line, which may be a footnote mark or a multiplication sign;
    templates and tables.

    ## See
    https://en.wikipedia.org/wiki/Help:List
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield runs of items behind a collapsed heading or in the middle of a line."""
        text = article.text
        taken: set[int] = set()
        if "==" in text:
            for section in article.sections:
                if section.collapsed:
                    line = _end_of_line(text, section.body, section.end)
                    hit = _behind_heading(article, section.body, line, section.title)
                    if hit is not None:
                        taken.add(hit.start)
                        yield hit
        yield from _in_lines(article, taken)


def _end_of_line(text: str, start: int, limit: int) -> int:
    end = text.find("\n", start, limit)
    return limit if end < 0 else end


def _behind_heading(article: Article, start: int, end: int, title: str) -> Hit | None:
    shown = article.masked(start, end)
    first = _FIRST.match(shown)
    if first is None:
        return None
    marks = [first.start(1), *(m.start() for m in _NEXT.finditer(shown, first.end()))]
    return _hit(shown, start, marks, f"behind the heading “{title}”")


def _in_lines(article: Article, taken: set[int]) -> Iterator[Hit]:
    """Yield runs of two items or more in lines that no heading begins."""
    text = article.text
    reached = 0
    at = text.find("*")
    while at >= 0:
        m = _MARK.match(text, at) if text[at - 1] == " " else None
        if m is None:
            at = text.find("*", at + 1)
            continue
        start = text.rfind("\n", reached, at) + 1 or reached
        end = _end_of_line(text, at, len(text))
        reached = end
        at = text.find("*", end)
        if text[start : start + 1] in ("|", "!") or text[start : start + 2] == "{|":
            continue
        shown = article.masked(start, end)
        marks = [
            found.start()
            for found in _MARK.finditer(text, m.start(), end)
            if shown[found.start() - start] == "*"
        ]
        if len(marks) >= _LEAST and not any(start <= at < end for at in taken):
            yield _hit(shown, start, [mark - start for mark in marks], "in the middle of a line")


def _hit(shown: str, offset: int, marks: list[int], where: str) -> Hit:
    opening = _ITEM_OPENING.match(shown, marks[-1])
    behind = _BEHIND_ITEM.search(shown, opening.end() if opening else marks[-1])
    stop = behind.start() if behind else len(shown)
    stop = marks[0] + len(shown[marks[0] : stop].rstrip())
    count = len(marks)
    items = "a list item" if count == 1 else f"{count} list items"
    return Hit(
        offset + marks[0],
        offset + stop,
        f"{items[0].upper()}{items[1:]} {where}: the marks are shown as they are",
        facts={"items": count},
    )
