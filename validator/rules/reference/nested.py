"""Rule ``reference/nested``."""

from bisect import bisect_right
from collections.abc import Iterator

from validator.article import Article, Reference
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule

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
        """Yield functions in plain references, and lists in references and in other lists."""
        text = article.text
        plain = [r for r in article.references if r.inner is not None and text[r.start] == "<"]
        starts = [reference.start for reference in plain]

        def holder(offset: int) -> Reference | None:
            k = bisect_right(starts, offset) - 1
            inner = plain[k].inner if k >= 0 else None
            return plain[k] if inner is not None and inner.start <= offset < inner.end else None

        for reference in article.references:
            around = holder(reference.start) if text[reference.start] == "{" else None
            if around is not None:
                key = "missing_key" if reference.name else "no_key"
                if reference.group != around.group:
                    key = "group_mismatch"
                yield _hit(reference.start, reference.end, around, f"cite_error_references_{key}")
        reached = 0
        for place in article.reference_lists:
            around = holder(place.start) if text[place.start] == "<" else None
            if around is not None:
                yield _hit(place.start, place.end, around, "cite_error_included_ref")
            elif place.start < reached:
                message = "List of references inside a list of references"
                yield Hit(place.start, place.end, message, facts={"cite": _LIST_IN_LIST})
            reached = max(reached, place.end)


def _hit(start: int, end: int, around: Reference, key: str) -> Hit:
    what = "List of references" if key == "cite_error_included_ref" else "Reference"
    return Hit(
        start,
        end,
        f"{what} inside a reference, where MediaWiki cannot make one",
        identity=around.name,
        related=(Related(around.start, around.opening.end, "The reference around it"),),
        facts={"cite": key},
    )
