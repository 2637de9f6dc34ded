"""What a rule is, and what it may know."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple

from validator.article import Article
from validator.citation import Address, Citation
from validator.citation_module import CitationModule
from validator.cite import Cite, cite
from validator.finding import Edit, Hit, Related, Severity
from validator.schemas import Schemas, Violation
from validator.site import Site, boxed
from validator.sure_date import sure_date
from validator.template import Parameter, Template
from validator.template_schema import Described, TemplateSchemas
from validator.values.date import Moment

SCHEMA_RULES = frozenset(
    (
        "bad-value", "conflicting-parameters", "deprecated-parameter", "missing-parameter",
        "unknown-parameter", "unlisted-value",
    )
)  # fmt: skip
"""The rules that a schema's notes may name; they report what described templates violate."""
PROJECT_RULE = "project-rule"
"""The rule that reports what a schema's notes call otherwise."""


class Context:
    """What a rule may know besides the article.

    That is today's date, the schemas of the wiki, and what its citation module makes of citations.
    One context serves one article, so that several rules share a template's violations.
    """

    def __init__(
        self, today: date, schemas: Schemas, templates: TemplateSchemas | None = None
    ) -> None:
        self.today = today
        self.schemas = schemas
        self._templates = templates or TemplateSchemas(schemas, (), "")
        self.module = CitationModule(today, schemas)
        self._violations: dict[int, tuple[Violation, ...]] = {}
        self._sure_dates: dict[int, Moment | None] = {}
        self._boxed: list[Site] | None = None
        self._cite: Cite | None = None
        self._violated: dict[str, list[tuple[Citation, Violation]]] | None = None
        self._described: tuple[Described, ...] | None = None
        self._offences: dict[str, list[tuple[Described, Violation]]] | None = None

    def cite(self, article: Article) -> Cite:
        """What the Cite extension complains of."""
        if self._cite is None:
            self._cite = cite(article)
        return self._cite

    def sure_date(self, article: Article, parameter: Parameter) -> Moment | None:
        """The one date that a parameter gives for sure."""
        key = parameter.start
        if key not in self._sure_dates:
            self._sure_dates[key] = sure_date(article, parameter)
        return self._sure_dates[key]

    def boxed(self, article: Article) -> list[Site]:
        """The places given in infoboxes."""
        if self._boxed is None:
            self._boxed = boxed(article)
        return self._boxed

    def violations(self, template: Template | Citation) -> tuple[Violation, ...]:
        """What a template violates of the schema that its wiki's profile names; () without one."""
        found = self._violations.get(template.start)
        if found is None:
            schema = template.use.schema if template.use else ""
            values = template.judged if isinstance(template, Citation) else template.values
            found = self.schemas.violations(schema, values) if schema else ()
            self._violations[template.start] = found
        return found

    def parameter_type(self, article: Article, template: Template, name: str) -> str:
        """What a parameter of an infobox holds, by its schema, else by the wiki's custom."""
        schema = template.use.schema if template.use else ""
        note = self.schemas.parameters(schema).note(name) if schema else None
        told = str(note.get("type", "")) if note else ""
        return told if told not in ("", "text") else article.profile.parameter_type(name)

    def violated(self, article: Article, rule: str) -> list[tuple[Citation, Violation]]:
        """What citations violate of the kind that a rule reports, by the schemas' notes."""
        if self._violated is None:
            self._violated = {}
            violations = self.schemas.violations
            for citation in article.citations:
                schema = citation.use.schema
                for violation in violations(schema, citation.judged) if schema else ():
                    found = (citation, violation)
                    self._violated.setdefault(violation.note.get("rule", ""), []).append(found)
        return self._violated.get(rule, [])

    def described(self, article: Article) -> tuple[Described, ...]:
        """The infoboxes with a schema, and other templates of which a project's schemas speak."""
        if self._described is None:
            self._described = self._templates.described(article)
        return self._described

    def offences(self, article: Article, rule: str) -> list[tuple[Described, Violation]]:
        """What described templates violate of the kind that a rule reports."""
        if self._offences is None:
            self._offences = {}
            for one in self.described(article):
                for violation in one.schema.violations(one.template.values):
                    named = violation.note.get("rule", "")
                    key = named if named in SCHEMA_RULES else PROJECT_RULE
                    self._offences.setdefault(key, []).append((one, violation))
        return self._offences.get(rule, [])


class Rule(ABC):
    """One kind of defect. Its module's path is its id; its docstring is its page.

    A subclass gives ``since``, ``severity`` and ``check``. Its options are the keys of
    ``options`` with their defaults; settings replace them, and ``self.option(name)`` reads them.
    ``safe`` tells that its edits are mechanical and take nothing from readers.
    """

    since: ClassVar[str]
    severity: ClassVar[Severity]
    default: ClassVar[bool] = True
    formerly: ClassVar[tuple[str, ...]] = ()
    safe: ClassVar[bool] = False
    options: ClassVar[dict[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        self._options = {**self.options, **options}

    def option(self, name: str) -> Any:
        """The value of an option: the setting's, or the default."""
        return self._options[name]

    def is_idle(self, article: Article) -> bool:  # noqa: ARG002 - for rules that override it
        """Whether an article surely has nothing that the rule looks at; cheap to ask."""
        return False

    @abstractmethod
    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every place of the article that has the defect."""


def of_schema(
    citation: Citation, violation: Violation, message: str, context: Context
) -> Iterator[Hit]:
    """The hit at a parameter that violates a schema; none where only the wiki knows its value."""
    parameter = citation.template.parameter(violation.parameter)
    if parameter is not None and "{{" not in parameter.value:
        yield Hit(
            parameter.name_start,
            parameter.value_end,
            message,
            identity=f"{citation.source}|{parameter.name}",
            facts={"parameter": parameter.name}
            | context.module.facts(citation, violation.note.get("cs1"), parameter.name),
        )


class Condition(NamedTuple):
    """A condition of the citation module (``cs1`` is its id), at a parameter's value.

    ``named`` takes the parameter's name into the place, ``part`` narrows it to a part of the value;
    ``other`` is a parameter to look at, too.
    """

    parameter: str
    message: str
    cs1: str
    named: bool = False
    other: str = ""
    part: str = ""


class CitationRule(Rule):
    """A rule on single citations, where the wiki has the citation module; gives ``conditions``.

    It is asked about the citations that give one of the parameters in ``reads`` a value; about
    all of them if ``reads`` is empty.
    """

    reads: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._asked = frozenset(self.reads)

    def is_idle(self, article: Article) -> bool:
        """Whether no citation gives a parameter that the rule reads."""
        if not article.module_citations:
            return True
        return bool(self._asked) and article.cited_parameters.isdisjoint(self._asked)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every condition of every citation that the module judges."""
        for citation in self.asked(article):
            for condition in self.conditions(citation, article, context):
                parameter = citation.template.parameter(condition.parameter)
                other = citation.template.parameter(condition.other) if condition.other else None
                taken = context.module.takes(citation, condition.parameter)
                if parameter is not None and not parameter.positional and taken:
                    start = parameter.name_start if condition.named else parameter.value_start
                    end = parameter.value_end
                    at = article.text.find(condition.part, start, end) if condition.part else -1
                    if at >= 0:
                        start, end = at, at + len(condition.part)
                    yield Hit(
                        start,
                        end,
                        condition.message,
                        identity=f"{citation.source}|{parameter.name}",
                        related=_beside(other),
                        severity=Severity.INFO if condition.cs1.startswith("maint_") else None,
                        facts={"parameter": parameter.name}
                        | context.module.facts(citation, condition.cs1),
                    )

    def asked(self, article: Article) -> Iterable[Citation]:
        """The citations that the rule has anything to say about, by start."""
        if not self.reads:
            return article.module_citations
        return [citation for citation in article.giving(self.reads) if citation.use.schema]

    @abstractmethod
    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield what the module has against a citation."""


def _beside(other: Parameter | None) -> tuple[Related, ...]:
    return (Related(other.start, other.end, f"|{other.name}="),) if other else ()


class Flaw(NamedTuple):
    """What is wrong with an address; ``says`` follows the parameter's name in the message.

    ``start`` and ``end`` are the part of the address concerned, all of it if there is no ``end``;
    the offsets of ``edits`` are those of the address, too. ``cs1`` is the condition of the citation
    module that it stands for, ``other`` a parameter to look at, too. ``adds`` is a parameter with
    its value that an edit gives, behind the address or where it stands blank.
    """

    says: str
    start: int = 0
    end: int = 0
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    cs1: str = ""
    other: str = ""
    adds: tuple[str, str] | None = None


def _edits(flaw: Flaw, parameter: Parameter, template: Template) -> tuple[Edit, ...]:
    at = parameter.value_start
    edits = [Edit(at + edit.start, at + edit.end, edit.new) for edit in flaw.edits]
    if flaw.adds:
        name, value = flaw.adds
        blank = template.parameter(name)
        place = blank.value_start if blank else parameter.value_end
        edits.append(Edit(place, place, value if blank else f" |{name}={value}"))
    return tuple(edits)


class AddressRule(Rule):
    """A rule on the addresses in citations, given by ``fields``; gives ``flaw``.

    It is asked about those that hold one of ``marks``, about all if there are none.
    """

    fields: ClassVar[tuple[str, ...]] = ("url", "chapter-url")
    marks: ClassVar[tuple[str, ...]] = ()

    def is_idle(self, article: Article) -> bool:
        """Whether no citation has an address."""
        return not article.addresses

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every address that has the flaw."""
        text, fields = article.text, self.fields
        for address in article.addresses_with(self.marks) if self.marks else article.addresses:
            flaw = self.flaw(address, article, context) if address.field in fields else None
            if flaw is None:
                continue
            parameter = address.citation.parameter(address.field)
            if parameter is not None:
                start, end = parameter.value_start, parameter.value_end
                other = address.citation.template.parameter(flaw.other) if flaw.other else None
                whole = text[start:end] == address.url  # not so with a comment inside
                yield Hit(
                    start + flaw.start if whole else start,
                    start + flaw.end if whole and flaw.end else end,
                    f"|{parameter.name}= {flaw.says}",
                    identity=f"{address.citation.source}|{parameter.name}",
                    severity=flaw.severity,
                    related=_beside(other),
                    edits=_edits(flaw, parameter, address.citation.template) if whole else (),
                    facts={"parameter": parameter.name}
                    | context.module.facts(address.citation, flaw.cs1),
                )

    @abstractmethod
    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """What is wrong with an address, None if nothing is."""
