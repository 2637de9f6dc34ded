"""Rule ``wikitext/unclosed-markup``."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from msgspec.structs import replace

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule

_TEMPLATE = pattern(r"\{\{([^{}|\[\]<>\n]{1,80}?)[ \t]*(\||\n|\Z|\}(?!\}))")
_NAME = pattern(r"[^\W_][\w .,'’()/&:#-]*")
_LINK = pattern(r"\[\[([^\[\]{}|<>\n]{1,120})")
_ADDRESS = pattern(r"(?:https?:)?//", re.IGNORECASE)
_TAG = pattern(r"<[a-z]+[^<>\n]{0,200}>?", re.IGNORECASE)
_NAMED = pattern(r"<ref\s+name\s*=\s*(?:\"([^\"<>]+)\"|([^\s\"'<>/=]+))\s*>", re.IGNORECASE)
_SOURCE = pattern(r"\s*+(?:\{\{|\[https?://[^\[\]<>\n]{3,500}\])", re.IGNORECASE)
_START = attrgetter("start")
_LATEST = pattern(r"\n[ \t]*\n|\n==")
_FAR = 20_000
_READINGS = 8
"""How many open templates of a page are read a second time, for what they were to hold."""


class UnclosedMarkup(Rule):
    """Template, link or tag that is opened and never closed.

    Readers see the bare braces, brackets or tag, and what should stand inside is shown as text.
    One closing mark too few also takes in what follows.

    ## Bad
    Built in 1871.{{cite web |title=Mills |url=https://example.org/mills }

    ## Good
    Built in 1871.{{cite web |title=Mills |url=https://example.org/mills }}

    ## Not flagged
    Braces and brackets in code, formulas and comments, and braces that do not begin like a
    template.

    ## See
    https://www.mediawiki.org/wiki/Help:Templates
    https://www.mediawiki.org/wiki/Help:Links
    """

    since = "0.1"
    severity = Severity.ERROR
    safe = True

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield openers without a closing mark, the innermost where one hides another."""
        opened = article.open
        if not opened:
            return
        text = article.text
        references = [r for r in article.references if r.inner is not None and text[r.start] == "<"]
        starts = [reference.start for reference in references]

        def holder(offset: int) -> Reference | None:
            """The reference whose content holds an offset."""
            k = bisect_right(starts, offset) - 1
            inner = references[k].inner if k >= 0 else None
            return references[k] if inner is not None and offset < inner.end else None

        def limit(offset: int) -> int:
            """Where the content of the reference that holds an offset ends, or -1."""
            around = holder(offset)
            return around.inner.end if around is not None and around.inner else -1

        refused = {one.reference.start for one in context.cite(article).about("included_ref")}
        latest = blamed = -1
        for index, (offset, opener) in enumerate(opened):
            if opener == "<ref>" and (around := holder(offset)) is not None:
                if around.start != blamed:
                    runs_on = _runs_on(article, around.start, offset)
                    if around.start in refused:
                        runs_on = replace(runs_on, facts={"cite": "cite_error_included_ref"})
                    yield runs_on
                blamed = around.start
                continue
            bound = limit(offset)
            if bound >= 0 or offset >= latest:
                latest = _latest(text, offset, bound)
            if index + 1 < len(opened) and opener[0] != "<":
                following = opened[index + 1][0]
                if following < latest and limit(following) == bound:
                    continue
            hit = _judged(article, offset, opener, latest, bound, index < _READINGS)
            if hit is not None:
                yield hit


def _runs_on(article: Article, offset: int, following: int) -> Hit:
    """The reference that takes in another one, and with it what stands between them."""
    text = article.text
    tag = _TAG.match(text, offset)
    start = tag.end() if tag else offset
    latest = min(_latest(text, start, -1), following)
    shown = tag[0] if tag else "<ref>"
    hit = _hit(offset, start, latest, shown, "</ref>", "the next <ref>")
    return replace(hit, edits=_closing(article, tag, latest)) if tag else hit


def _closing(article: Article, tag: re.Match[str], latest: int) -> tuple[Edit, ...]:
    """Close a reference behind a citation or link that it begins with, or as a mere reuse.

    Nothing where it is not certain how far the reference was to go.
    """
    at = tag.end()
    found = _SOURCE.match(article.text, at, latest)
    if found is not None:
        at = found.end()
        if found[0].endswith("{{"):
            at -= 2
            k = bisect_left(article.citations, at, key=_START)
            cited = article.citations[k] if k < len(article.citations) else None
            at = cited.end if cited and cited.start == at and cited.end <= latest else -1
        return (Edit(at, at, "</ref>"),) if at >= 0 else ()
    given = _NAMED.fullmatch(tag[0])
    own = article.reference_at.get(tag.start())
    if given and article.definitions[given[1] or given[2]] > bool(own):
        return (Edit(tag.end() - 1, tag.end() - 1, " /"),)
    return ()


def _latest(text: str, offset: int, bound: int) -> int:
    """Where a closing mark would have to stand at the latest: a paragraph's or reference's end."""
    if bound >= 0:
        return bound
    found = _LATEST.search(text, offset, offset + _FAR)
    return found.start() if found else min(len(text), offset + _FAR)


def _judged(
    article: Article, offset: int, opener: str, latest: int, bound: int, readings: bool
) -> Hit | None:
    text = article.text
    where = "the end of the reference" if bound >= 0 else "the end of the paragraph"
    if opener == "{{":
        found = _TEMPLATE.match(text, offset)
        if found is None:
            return None
        name = found[1].strip()
        use = article.profile.use(name)
        if use is None and not (found[2] == "|" and _NAME.fullmatch(name)):
            return None
        hit = _hit(found.start(), found.end(1), latest, f"{{{{{name}", "}}", where)
        recovered = article.recovered(offset) if readings else None
        if recovered is None:
            return hit
        return replace(hit, facts={"template": recovered[0], "parameters": recovered[1]})
    if opener == "[[":
        link = _LINK.match(text, offset)
        if link is None or not link[1].strip() or _ADDRESS.match(link[1].strip()):
            return None
        line = text.find("\n", offset, latest)
        end = latest if line < 0 else line
        where = "the end of the line" if line >= 0 else where
        shown = link[1].strip()
        return _hit(offset, link.end(), end, f"[[{shown}", "]]", where, Severity.WARNING)
    tag = _TAG.match(text, offset)
    if tag is None or opener[0] != "<":
        return None
    closer = f"</{opener[1:-1]}>"
    hit = _hit(offset, tag.end(), latest, tag[0], closer, where)
    if opener != "<ref>":
        return hit
    return replace(hit, edits=_closing(article, tag, latest))


def _hit(
    start: int,
    end: int,
    latest: int,
    shown: str,
    closer: str,
    where: str,
    severity: Severity | None = None,
) -> Hit:
    if len(shown) > 60:
        shown = shown[:59] + "…"
    return Hit(
        start,
        end,
        f"{shown} is never closed: {closer} is missing before {where}",
        identity=shown,
        severity=severity,
        related=(Related(latest, latest, f"{closer} is missing here at the latest"),),
    )
