"""Rule ``reference/bad-definition``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
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
        for reference in article.references:
            if not reference.listed:
                continue
            group = article.list_group(reference)
            own = reference.group
            if own != group and "{" not in own + group:
                other = f'of group "{group}"' if group else "of no group"
                message, key = f'Reference of group "{own}" in a list {other}', "group_mismatch"
            elif not reference.name and reference.content:
                message, key = "Reference without a name in a list", "no_key"
            else:
                continue
            yield Hit(
                reference.start,
                reference.end,
                message,
                identity=reference.name,
                facts={"cite": f"cite_error_references_{key}"},
            )
