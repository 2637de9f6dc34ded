"""Rule ``infobox/missing-parameter``."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit

_DESCRIBED = itemgetter(0)
_LISTED = 6


class MissingParameter(SchemaRule):
    """Infobox without a parameter that its schema asks for.

    The template does not work without a required parameter, or shows a gap. One that is only
    suggested tells readers what they expect to find; those are named together, as information.

    ## Bad
    schema: {"x-validator": {"template": "Infobox ferry"}, "required": ["name"]}
    {{Infobox ferry |name= |owner=Harbour Board}}

    ## Good
    schema: {"x-validator": {"template": "Infobox ferry"}, "required": ["name"]}
    {{Infobox ferry |name=Night Ferry |owner=Harbour Board}}

    ## Not flagged
    A parameter given under another of its names, one whose value is computed, an infobox inside
    another one, which gives what both show, and templates without a schema.

    ## See
    https://www.mediawiki.org/wiki/Help:TemplateData
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield one hit for each required parameter, and one for all that are suggested."""
        offences = context.offences(article, "missing-parameter")
        inner = _inner(article) if offences else ()
        for one, found in groupby(offences, _DESCRIBED):
            template = one.template
            if template.start in inner:
                continue
            suggested = []
            for _, violation in found:
                name, note = violation.parameter, violation.note
                if note.get("severity") == "info" and "message" not in note:
                    suggested.append(name)
                else:
                    yield hit(one, name, f"{called(template)} has no |{name}=", note)
            if suggested:
                yield hit(
                    one,
                    suggested[0],
                    f"{called(template)} has no {_listed(suggested)}",
                    {"severity": "info"},
                    suggested=suggested,
                )


def _inner(article: Article) -> set[int]:
    """Where infoboxes start that stand inside another one."""
    reached = -1
    found = set()
    for infobox in article.infoboxes:
        if infobox.end <= reached:
            found.add(infobox.start)
        reached = max(reached, infobox.end)
    return found


def _listed(names: list[str]) -> str:
    """Suggested parameters as a message names them."""
    if len(names) == 1:
        return f"|{names[0]}=, which is suggested"
    shown = ", ".join(f"|{name}=" for name in names[:_LISTED])
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{shown}{more}, which are suggested"
