"""Rule ``reference/broken-tag``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_CLOSING = pattern(r"</ref>")
_MISSPELT = pattern(
    r"<(?:[ \t]{1,9}/?[ \t]{0,9}|/[ \t]{1,9}|\\[ \t]{0,9})ref(?=[ \t>/])[^<>\n]{0,200}>"
    r"|<ref(?=(?:name|group)=)[^<>\n]{0,200}>",
    re.IGNORECASE,
)


class BrokenTag(Rule):
    """Tag of a reference that MediaWiki does not take for one.

    Readers see the tag itself in the text, and the source as a part of the sentence. Mostly a space
    stands behind the <, a backslash for the slash, or the opening tag is gone.

    ## Bad
    Built in 1871.< ref>Hall 1990, p. 4</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>Hall 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    Tags in code and comments, in templates and in other references; one without a counterpart.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield what looks like a tag, and closing tags that close nothing."""
        text = article.text
        closed = [r.start for r in article.references if r.inner]
        stray = text.count("</ref>") > len([1 for start in closed if text[start] == "<"])
        if not (stray or article.open):  # a broken tag leaves its counterpart alone
            return
        found = [(m, "A tag that MediaWiki cannot read") for m in _MISSPELT.finditer(text)]
        if stray:
            found += [(m, "A closing tag that closes nothing") for m in _CLOSING.finditer(text)]
        for match, message in sorted(found, key=lambda one: one[0].start()):
            if article.masked(*match.span()) == match[0]:
                yield Hit(match.start(), match.end(), f"{message}: readers see {match[0][:40]}")
