"""Rule ``infobox/placeholder-value``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_ARGUMENT = pattern(r"\{\{\{[^{}|<>\n]{1,60}(?:\|[^{}]{0,60})?\}\}\}")
_SUBSTITUTION = pattern(
    r"\{\{[ \t]{0,9}(?:safe)?subst[ \t]{0,9}:[^{}|\n]{0,60}+(?:\}\})?", re.IGNORECASE
)
_LONGEST = 60


class PlaceholderValue(Rule):
    """Infobox value that stands in for one and tells nothing.

    The box has a row for it, and readers learn nothing from it. A blank parameter leaves the row
    out. What is left of a template (``{{{name}}}``, ``{{subst:``) is shown as it is written.

    ## Bad
    {{Infobox book |name=The Mill |pages=TBA |isbn=n/a}}

    ## Good
    {{Infobox book |name=The Mill |pages=212 |isbn=}}

    ## Not flagged
    Names, values that may be an answer, such as "none" or "unknown", words in numbered parameters, which
    fill the cells of a table, and values that the schema refuses (`infobox/bad-value`).

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every value that is a placeholder, or holds what is left of a template."""
        words = article.profile.placeholder_values
        for infobox in article.infoboxes:
            template = infobox.template
            left = template.holds("{{{") or template.holds("ubst:")
            for name, value in template.values.items():
                if not value:
                    continue
                if len(value) <= _LONGEST and value.lower().rstrip(".") in words:
                    if name[-1:].isdigit() and value.strip("?"):
                        continue
                    if context.parameter_type(article, template, name) == "title":
                        continue
                    says, severity = f'says no more than "{value}"', None
                elif left and (found := _ARGUMENT.search(value) or _SUBSTITUTION.search(value)):
                    says = f"shows {found[0]}, which has a meaning in templates only"
                    severity = Severity.WARNING
                else:
                    continue
                parameter = template.parameter(name)
                refused = any(v.parameter == name for v in context.violations(template))
                if parameter and not refused:
                    yield Hit(
                        parameter.value_start,
                        parameter.value_end,
                        f"|{name}= {says}",
                        identity=f"{template.name}|{name}",
                        severity=severity,
                        facts={"parameter": name, "value": value[:200]},
                    )
