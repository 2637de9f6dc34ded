"""Rule ``infobox/empty-parameters``."""

from collections import Counter
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Severity
from validator.rule import Context, Rule
from validator.template import Parameter

_NAMED = 100


class EmptyParameters(Rule):
    """Infobox with many parameters that hold nothing.

    Whoever edits the box must find the few values among the blank lines. Many editors keep blank
    parameters as a hint at what may be added, so this rule is off unless it is asked for; its edit
    removes the blank ones and keeps those with a comment.

    ## Bad
    {{Infobox person |name=Ann Hall |image= |caption= |alt= |birth_name= |birth_place= |spouse=
    |children= |parents= |relatives= |website=}}

    ## Good
    {{Infobox person |name=Ann Hall |image= |birth_place=Hull}}

    ## Not flagged
    Fewer than `least` blank parameters. There is no edit for templates without a schema, for
    parameters that are given twice, and for those with a default, which a blank may be to prevent.

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.INFO
    default = False
    safe = True
    options = {"least": 10}

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every infobox with at least ``least`` blank parameters."""
        least = max(1, self.option("least"))
        text = article.text
        for infobox in article.infoboxes:
            template = infobox.template
            if list(template.values.values()).count("") < least:
                continue
            parameters = template.parameters
            given = Counter([one.name for one in parameters]) if template.repeats else Counter()
            blank = [
                parameter
                for parameter in parameters
                if not (parameter.value or parameter.positional)
                and given[parameter.name] < 2
                and parameter.value_start == parameter.value_end
                and parameter.name == text[parameter.name_start : parameter.name_end]
            ]
            if len(blank) < least:
                continue
            names = [parameter.name for parameter in blank]
            removed = _removed(context, infobox.use.schema, blank)
            yield Hit(
                infobox.start,
                parameters[0].start - 1,
                f"{{{{{template.name}}}}} has {len(blank)} empty parameters",
                identity=template.name,
                edits=tuple(Edit(p.start - 1, p.end, "") for p in removed),
                facts={"template": template.name, "count": len(blank), "names": names[:_NAMED]},
            )


def _removed(context: Context, schema: str, blank: list[Parameter]) -> list[Parameter]:
    """The parameters that may go: blank is the same as absent to the template."""
    if not schema:
        return []
    known = context.schemas.parameters(schema)
    return [p for p in blank if "default" not in (known.note(p.name) or ())]
