"""Rule ``reference/empty``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.template import without_comments

_BLANK = pattern(r"&(?:nbsp|#160|#x[aA]0|thinsp|ensp|emsp);")
_MESSAGES = {
    "ref_no_key": "Reference without content or name",
    "ref_no_input": "Reference without content",
    "details_missing_parent": "Reference with details= and nothing that they are of",
    "empty_references_define": 'Reference "{}" has no content in the list that defines it',
}


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
        for complaint in context.cite(article).about(*_MESSAGES):
            if not isinstance(complaint.other, Reference):
                reference = complaint.reference
                said = _MESSAGES[complaint.key.removeprefix("cite_error_")]
                yield _hit(reference, said.format(reference.name), facts={"cite": complaint.key})
        suspect = [one for one in article.references if (c := one.content) and c[0] in "<&"]
        for reference in suspect:
            if _shows_nothing(reference.content):
                said = "Reference that shows nothing: it holds only a comment or blanks"
                yield _hit(reference, said, severity=Severity.WARNING)


def _hit(reference: Reference, message: str, **more: Any) -> Hit:
    return Hit(reference.start, reference.end, message, identity=reference.name, **more)


def _shows_nothing(content: str) -> bool:
    """Whether a content is made of comments and blanks, and is not nothing at all."""
    return bool(content) and not _BLANK.sub("", without_comments(content)).strip()
