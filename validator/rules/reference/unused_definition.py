"""Rule ``reference/unused-definition``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.reference import ReferenceList
from validator.rule import Context, Rule
from validator.template import Template

_NAMING = frozenset({"footnote", "infobox", "named-reference", "quotation"})
"""Roles of templates that may use the name of a reference."""


class UnusedDefinition(Rule):
    """Reference defined in the list that the text never uses.

    The list prints an error in its place, and a source that was meant to support a statement
    supports none. Use the name where the source belongs, or take the definition out.

    ## Bad
    Built in 1871.<ref>Hall 1990</ref>
    {{reflist|refs=<ref name="Moe">Moe 2001</ref>}}

    ## Good
    Built in 1871.<ref name="Moe" />
    {{reflist|refs=<ref name="Moe">Moe 2001</ref>}}

    ## Not flagged
    Names that a template on the page is given, as it may print the reference.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_missing_key
    https://en.wikipedia.org/wiki/Help:List-defined_references
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield list-defined references whose name no reference outside a list carries."""
        found = context.cite(article).about("references_missing_key")
        found = [one for one in found if isinstance(one.other, ReferenceList)]
        if not found or any("{" in r.name for r in article.references if not r.listed):
            return
        given = _given(article.templates)
        told = set()
        for complaint in found:
            reference, place = complaint.reference, complaint.other
            name, group = reference.name, reference.group
            if place is None or name in given or (group, name) in told:
                continue
            told.add((group, name))
            message = f'Reference "{name}" is defined in the list and never used'
            yield Hit(
                reference.start,
                reference.end,
                f'{message} in group "{group}"' if group else message,
                identity=f"{group}|{name}",
                related=(Related(place.start, reference.start, "The list begins here"),),
                facts={"cite": complaint.key, "name": name, "group": group},
            )


def _given(templates: tuple[Template, ...]) -> set[str]:
    """Names that templates are given: short reuses, footnotes, templates that are not known."""
    return {
        value.strip("\"'")
        for template in templates
        if template.name[:5] != "#tag:" and (template.use is None or template.use.role in _NAMING)
        for value in template.values.values()
        if len(value) < 200
    }
