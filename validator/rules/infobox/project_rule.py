"""Rule ``infobox/project-rule``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit


class ProjectRule(SchemaRule):
    """Template that breaks a rule of the project's own.

    A project can write JSON Schemas for the templates it cares about, and give each constraint a
    name, a severity, a message and a page that explains it. What no other rule is about, this one
    reports; the fact ``rule`` holds the project's name for it.

    ## Bad
    schema: {"x-validator": {"template": "Infobox ferry"}, "properties": {"owner": {"maxLength": 20, "x-validator": {"rule": "long-owner", "message": "|owner= names more than the owner"}}}}
    {{Infobox ferry |name=Night Ferry |owner=Harbour Board, formerly the county}}

    ## Good
    schema: {"x-validator": {"template": "Infobox ferry"}, "properties": {"owner": {"maxLength": 20, "x-validator": {"rule": "long-owner", "message": "|owner= names more than the owner"}}}}
    {{Infobox ferry |name=Night Ferry |owner=Harbour Board}}

    ## Not flagged
    Anything, as long as ``[schemas] paths`` in the settings names no schema.

    ## See
    https://json-schema.org/draft/2020-12/json-schema-validation
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield what templates violate under names of the project's own."""
        for one, violation in context.offences(article, "project-rule"):
            name = str(violation.note.get("rule", "")) or violation.keyword
            where = f"|{violation.parameter}= of " if violation.parameter else ""
            message = f"{where}{called(one.template)} breaks the rule {name}"
            yield hit(one, violation.parameter, message, violation.note, rule=name)
