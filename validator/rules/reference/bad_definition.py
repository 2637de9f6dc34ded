"""Rule ``reference/bad-definition``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.reference import ReferenceList
from validator.rule import Context, Rule


class BadDefinition(Rule):
    """Reference that the list it stands in cannot take.

    A list defines references by name for the text above it, all in the list's own group. One
    without a name, or of another group, is an error, and its source is not shown.

    ## Bad
    Built in 1871.<ref>Hall 1990</ref> <references><ref>Moe 2001</ref></references>

    ## Good
    Built in 1871.<ref name="Moe" /> <references><ref name="Moe">Moe 2001</ref></references>

    ## Not flagged
    References in the text, and lists in templates that are not known.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_no_key
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_group_mismatch
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references in lists without a name, or of another group than the list's."""
        found = context.cite(article).about("references_no_key", "references_group_mismatch")
        for complaint in found:
            reference, place = complaint.reference, complaint.other
            if not isinstance(place, ReferenceList):
                continue
            message = "Reference without a name in a list"
            if complaint.key.endswith("group_mismatch"):
                other = f'of group "{place.group}"' if place.group else "of no group"
                message = f'Reference of group "{reference.group}" in a list {other}'
            yield Hit(
                reference.start,
                reference.end,
                message,
                identity=reference.name,
                related=(Related(place.start, reference.start, "The list begins here"),),
                facts={"cite": complaint.key},
            )
