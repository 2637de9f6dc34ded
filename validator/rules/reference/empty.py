"""Rule ``reference/empty``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import without_comments

_BLANK = pattern(r"&(?:nbsp|#160|#x[aA]0|thinsp|ensp|emsp);")
_KNOWN = frozenset(("name", "group", "dir"))


class Empty(Rule):
    """Reference without content.

    A pair of tags with nothing between them prints an error where a source should stand. If the
    source was defined elsewhere, name it in a self-closing tag.

    ## Bad
    Built in 1871.<ref></ref> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall">Hall 1990, p. 4</ref> Lit in 1872.<ref name="Hall" /> {{reflist}}

    ## Not flagged
    A reference that holds only a template, which may print something.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references that have neither content nor a name, and empty definitions in lists."""
        for reference in article.references:
            content = reference.content
            if content and content[0] not in "<&":
                continue
            if not reference.attributes.keys() <= _KNOWN:
                continue
            if content:
                if _shows_nothing(content):
                    message = "Reference that shows nothing: it holds only a comment or blanks"
                    name = reference.name
                    yield Hit(
                        reference.start,
                        reference.end,
                        message,
                        identity=name,
                        severity=Severity.WARNING,
                    )
                continue
            if not reference.name:
                if reference.inner is None and article.text[reference.start] == "<":
                    message, key = "Reference without content or name", "cite_error_ref_no_key"
                else:
                    message, key = "Reference without content", "cite_error_ref_no_input"
            elif reference.listed and reference.inner is not None:
                message = f'Reference "{reference.name}" has no content in the list that defines it'
                key = "cite_error_empty_references_define"
            else:
                continue
            yield Hit(
                reference.start,
                reference.end,
                message,
                identity=reference.name,
                facts={"cite": key},
            )


def _shows_nothing(content: str) -> bool:
    """Whether a content is made of comments and blanks."""
    return not _BLANK.sub("", without_comments(content)).strip()
