"""What a rule is, and what it may know."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple

from validator.article import Article, Citation
from validator.finding import Hit, Related, Severity
from validator.schemas import Schemas, Violation
from validator.template import Template


class Context:
    """What a rule may know besides the article: today's date and the schemas of the wiki.

    One context serves one article, so that several rules share a template's violations.
    """

    def __init__(self, today: date, schemas: Schemas) -> None:
        self.today = today
        self.schemas = schemas
        self._violations: dict[int, tuple[Violation, ...]] = {}

    def violations(self, template: Template) -> tuple[Violation, ...]:
        """What a template violates of the schema that its wiki's profile names; () without one."""
        found = self._violations.get(template.start)
        if found is None:
            schema = template.use.schema if template.use else ""
            found = self.schemas.violations(schema, template.values) if schema else ()
            self._violations[template.start] = found
        return found

    def violated(self, article: Article, rule: str) -> Iterator[tuple[Citation, Violation]]:
        """What citations violate of the kind that a rule reports, by the schemas' notes."""
        for citation in article.citations:
            for violation in self.violations(citation.template):
                if violation.note.get("rule") == rule:
                    yield citation, violation


class Rule(ABC):
    """One kind of defect. Its module's path is its id; its docstring is its page.

    A subclass gives ``since``, ``severity`` and ``check``. Its options are the keys of
    ``options`` with their defaults; settings replace them, and ``self.option(name)`` reads them.
    """

    since: ClassVar[str]
    severity: ClassVar[Severity]
    default: ClassVar[bool] = True
    formerly: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[dict[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        self._options = {**self.options, **options}

    def option(self, name: str) -> Any:
        """The value of an option: the setting's, or the default."""
        return self._options[name]

    @abstractmethod
    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every place of the article that has the defect."""


def of_schema(citation: Citation, violation: Violation, message: str) -> Iterator[Hit]:
    """The hit at a parameter that violates a schema; none where only the wiki knows its value."""
    parameter = citation.template.parameter(violation.parameter)
    if parameter is not None and "{" not in parameter.value:
        cs1 = violation.note.get("cs1")
        yield Hit(
            parameter.name_start,
            parameter.value_end,
            message,
            identity=f"{citation.source}|{parameter.name}",
            facts={"parameter": parameter.name} | ({"cs1": cs1} if cs1 else {}),
        )


class Condition(NamedTuple):
    """A condition of the citation module (``cs1`` is its id), at a parameter's value.

    ``named`` takes the parameter's name into the place; ``other`` is a parameter to look at, too.
    """

    parameter: str
    message: str
    cs1: str
    named: bool = False
    other: str = ""


class CitationRule(Rule):
    """A rule on single citations, where the wiki has the citation module; gives ``conditions``."""

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every condition of every citation that the module judges."""
        for citation in article.module_citations:
            for condition in self.conditions(citation, article, context):
                parameter = citation.template.parameter(condition.parameter)
                other = citation.template.parameter(condition.other) if condition.other else None
                if parameter is not None and not parameter.positional:
                    yield Hit(
                        parameter.name_start if condition.named else parameter.value_start,
                        parameter.value_end,
                        condition.message,
                        identity=f"{citation.source}|{parameter.name}",
                        related=(Related(other.start, other.end, f"|{other.name}="),)
                        if other
                        else (),
                        facts={"parameter": parameter.name, "cs1": condition.cs1},
                    )

    @abstractmethod
    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield what the module has against a citation."""
