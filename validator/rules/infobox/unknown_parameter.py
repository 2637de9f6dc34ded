"""Rule ``infobox/unknown-parameter``."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule

_SUGGESTED = 20


class UnknownParameter(Rule):
    """Infobox parameter that the template does not know.

    Its value is never shown: what an editor meant to tell is missing from the box, and only the
    source betrays it. Correct the name, or move the value to a parameter that exists.

    ## Bad
    {{Infobox settlement |name=Brannvik |populaton_total=4210}}

    ## Good
    {{Infobox settlement |name=Brannvik |population_total=4210}}

    ## Not flagged
    Blank parameters, and infoboxes without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter with a value that the infobox's schema refuses by its name."""
        suggested = 0
        for infobox in article.infoboxes:
            schema = infobox.use.schema
            if not schema:
                continue
            template = infobox.template
            unknown = [
                violation.parameter
                for violation in context.violations(template)
                if violation.note.get("rule") == "unknown-parameter"
            ]
            if not unknown:
                continue
            known = context.schemas.parameters(schema)
            names = tuple(n for n, note in known.named.items() if not note.get("deprecated"))
            written = {parameter.name: parameter for parameter in template.parameters}
            for name in unknown:
                parameter = written.get(name)
                if parameter is None:
                    continue
                near = ""
                if parameter.positional:
                    value = " ".join(parameter.value.split())
                    value = f"{value[:39]}…" if len(value) > 40 else value
                    message = f'{{{{{template.name}}}}} ignores the text "{value}", it has no name'
                else:
                    message = f"{{{{{template.name}}}}} does not know |{name}="
                    if suggested < _SUGGESTED:
                        near = _nearest(name, names)
                        suggested += 1
                    if near:
                        message += f", did you mean |{near}=?"
                yield Hit(
                    parameter.name_start,
                    max(parameter.value_end, parameter.name_end),
                    message,
                    identity=f"{template.name}|{name}",
                    facts={"template": template.name, "parameter": name, "suggestion": near},
                )


@lru_cache(maxsize=1024)
def _nearest(name: str, names: tuple[str, ...]) -> str:
    """Return the known name that is close enough to be meant, or nothing."""
    if len(name) > 60:
        return ""
    lowered = name.lower().replace(" ", "_")
    near = [n for n in names if abs(len(n) - len(name)) <= 3 and n[:1] == lowered[:1]]
    return next(iter(get_close_matches(lowered, near, 1, 0.8)), "")
