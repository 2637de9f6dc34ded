"""Rule ``infobox/conflicting-parameters``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit, short


class ConflictingParameters(SchemaRule):
    """Infobox parameter given under two of its names.

    The template shows one of the values and drops the other; which one it is, the source does not
    tell. Keep the right value, under one name.

    ## Bad
    {{Infobox person |name=Ada Brook |birth_date=1 May 1900 |birthdate=2 May 1900}}

    ## Good
    {{Infobox person |name=Ada Brook |birth_date=1 May 1900}}

    ## Not flagged
    Names of which all but one are blank, and templates without a schema. The same value under both
    names is information.

    ## See
    https://www.mediawiki.org/wiki/Help:TemplateData
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every name of a parameter of which another name has a value, too."""
        for one, violation in context.offences(article, "conflicting-parameters"):
            template = one.template
            alias = str(violation.note.get("alias", violation.parameter))
            ours = template.parameter(alias)
            others = (template.parameter(name) for name in _required(violation.wants))
            other = next((o for o in others if o is not None and o.value and o is not ours), None)
            if ours is None or other is None:
                continue
            same = ours.value == other.value
            message = f"|{alias}= and |{other.name}= mean the same in {called(template)}: "
            values = (short(other.value), short(ours.value))
            message += f'both are "{values[0]}"' if same else f'"{values[1]}" or "{values[0]}"'
            related = Related(
                other.name_start, other.value_end, f"|{other.name}= is another name of it"
            )
            yield hit(
                one,
                alias,
                message,
                violation.note,
                severity=Severity.INFO if same else None,
                related=(related,),
                other=other.name,
            )


def _required(wants: Any) -> Iterator[str]:
    """The names that a condition asks for."""
    if isinstance(wants, dict):
        yield from wants.get("required", ())
        for part in (*wants.get("anyOf", ()), *wants.get("allOf", ())):
            yield from _required(part)
