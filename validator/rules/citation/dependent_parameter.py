"""Rule ``citation/dependent-parameter``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule, of_schema
from validator.schemas import Violation

_SHOWN = 3
_CHAPTER = pattern(r"(?:chapter|contribution|entry|article|section)-format\Z")


class DependentParameter(Rule):
    """Parameter that says something of another one, which is missing.

    A format, an access level or a translation without the address or the title that it belongs to
    shows readers an error. Either the other parameter was lost, or this one has no use.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall |date=1990 |format=PDF}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=1990 |url=https://example.org/a |format=PDF}}</ref>

    ## Not flagged
    Parameters without a value, others that only the wiki can compute, templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#format_missing_url
    https://en.wikipedia.org/wiki/Help:CS1_errors#trans_missing_title
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter whose partner is missing."""
        for citation, violation in context.violated(article, "dependent-parameter"):
            if _is_refused(citation, violation, context):
                continue
            partners = _partners(violation.wants)
            message = f"|{violation.parameter}= is given without {partners}"
            yield from of_schema(citation, violation, message, context)


def _is_refused(citation: Citation, violation: Violation, context: Context) -> bool:
    """Whether the module does not miss the partner, or does not look at the parameter."""
    name, module = violation.parameter, context.module
    if name.startswith("trans-encyclop"):
        return False
    if name.startswith("trans-") and "mailing-list" in citation.values:
        return True
    if not context.schemas.parameters(citation.use.schema).allows(name):
        return not name.endswith("-access") or not module.takes(citation, name)
    if name == "format" and module.is_linked_by_identifier(citation):
        return True
    if _CHAPTER.match(name) and module.reading(citation).replaced:
        return True
    if name == "pmc-embargo-date":  # one that is no plain date is dropped before
        return bool(context.schemas.complaint("plain-date", citation.values[name]))
    return name.endswith("url-access") and any(
        other.parameter == name and other.keyword == "enum"
        for other in context.violations(citation)
    )


def _partners(wants: Any) -> str:
    """The parameters of which one is needed: ``|url= or |URL=``."""
    names = [name for part in wants for name in part.get("required", ())]
    shown = " or ".join(f"|{name}=" for name in names[:_SHOWN])
    return f"{shown} …" if len(names) > _SHOWN else shown
