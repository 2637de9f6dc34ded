"""What a rule is, and what it may know."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from validator.article import Article, Template
from validator.finding import Hit, Severity
from validator.schemas import Schemas, Violation


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
