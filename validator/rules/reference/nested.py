"""Rule ``reference/nested``."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.span import Span

_KEYS = (
    *("references_group_mismatch", "references_missing_key"),
    *("references_no_key", "empty_references_define"),
)
_START = attrgetter("start")
_LIST_IN_LIST = "cite_error_included_references"


class Nested(Rule):
    """Reference, or list of references, inside a reference.

    Between <ref> and </ref> MediaWiki can make no other reference: the inner one is lost, or an
    error stands in place of both. A note that needs a source is written as {{efn}} or {{#tag:ref}}.

    ## Bad
    Built in 1871.<ref>Hall 1990 {{#tag:ref|So Moe 2001.}}</ref> {{reflist}}

    ## Good
    Built in 1871.{{#tag:ref|Hall 1990 <ref>So Moe 2001.</ref>}} {{reflist}}

    ## Not flagged
    A second <ref> before the first is closed, which is unclosed markup; templates.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_included_ref
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references and lists in references, and lists in lists."""
        cite = context.cite(article)
        for complaint in cite.about(*_KEYS):
            reference, around = complaint.reference, complaint.other
            if isinstance(around, Reference):
                yield _hit(Span(reference.start, reference.end), "Reference", around, complaint.key)
        unclosed = {offset for offset, opener in article.open if opener == "<ref>"}
        for complaint in cite.about("included_ref"):
            around = complaint.reference
            inner = around.inner or around.opening
            if unclosed and not unclosed.isdisjoint(range(*inner)):
                continue  # wikitext/unclosed-markup tells where the closing tag is missing
            source = article.text[slice(*inner)].lower()
            at = source.find("<ref")
            what = "List of references" if source.startswith("<references", at) else "Reference"
            tag = Span(inner.start + at, inner.start + source.find(">", at) + 1)
            yield _hit(tag, what, around, complaint.key)
        for key, place in cite.lists:
            if key == _LIST_IN_LIST:
                k = bisect_right(article.reference_lists, place.start, key=_START)
                inside = article.reference_lists[k]
                yield Hit(
                    inside.start,
                    inside.end,
                    "List of references inside a list of references",
                    related=(Related(place.start, inside.start, "The list around it"),),
                    facts={"cite": key},
                )


def _hit(place: Span, what: str, around: Reference, key: str) -> Hit:
    return Hit(
        *place,
        f"{what} inside a reference, where MediaWiki cannot make one",
        identity=around.name,
        related=(Related(around.start, around.opening.end, "The reference around it"),),
        facts={"cite": key},
    )
