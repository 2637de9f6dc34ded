"""Rule ``reference/plain-text``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_PLAIN = pattern(r"[^\W\d_][^\[\]{}<>\"“”„«»=/0-9\n]+")
_LONGEST = 60
_WORD = pattern(r"[^\W\d_]+")
_TITLE = pattern(r"(?:The|Les?|La) [A-ZÀ-Þ]|L['’][A-ZÀ-Þ]")


class PlainText(Rule):
    """Reference that names no author or title to look for.

    A reader cannot find what is meant by “census” or “official website”. Who wrote it, what it is
    called and when it appeared lead there; what nobody published is no source.

    ## Bad
    Built in 1871.<ref>Official website</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>Census of 1881, parish of Hull</ref> {{reflist}}

    ## Not flagged
    Whatever holds another word, a number, a link, a template or a quotation; names such as The
    Source; notes in a group of their own.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Citing_sources#What_information_to_include
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references of nothing but words that lead to no source."""
        vague, common = article.profile.vague_words, article.profile.stop_words
        if not vague:
            return
        for reference in article.handwritten:
            content = reference.content
            if len(content) > _LONGEST or reference.group or "''" in content:
                continue
            if not _PLAIN.fullmatch(content):
                continue
            words = set(_WORD.findall(content.lower()))
            if words & vague and words <= vague.union(common) and not _TITLE.match(content):
                yield Hit(
                    reference.start,
                    reference.end,
                    f"“{content}” names no author or title to look for",
                    identity=content,
                    facts={"content": content},
                )
