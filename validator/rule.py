"""What a rule is, and what it may know."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

from validator.article import Address, Article, Citation
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.schemas import Parameters, Schemas, Violation
from validator.template import Parameter, Template
from validator.values import archive
from validator.values.date import full_day
from validator.values.name import place

_start = attrgetter("start")
_NUMBER = pattern("[0-9]+")
_SHOWN = 2
"""A name of fewer characters, with its full stop, is what the module calls empty."""
_CHOICES = ("auto", "doi", "pmc")
"""What may choose the identifier that links the title of an article."""


class Context:
    """What a rule may know besides the article: today's date and the schemas of the wiki.

    One context serves one article, so that several rules share a template's violations.
    """

    def __init__(self, today: date, schemas: Schemas) -> None:
        self.today = today
        self.schemas = schemas
        self._violations: dict[int, tuple[Violation, ...]] = {}

    def violations(self, template: Template | Citation) -> tuple[Violation, ...]:
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
            for violation in self.violations(citation):
                if violation.note.get("rule") == rule:
                    yield citation, violation

    def is_empty(self, citation: Citation) -> bool:
        """Whether readers see next to nothing of a citation, so that its module says just that."""
        values = citation.values
        if "title" in values or "url" in values:
            return False
        known = self.schemas.parameters(citation.use.schema)
        if "type" in known.shows and values.get("type") != "none":
            return False
        seen = [name for name in values if known.allows(name) and not _is_unseen(name, known)]
        match seen:
            case [only] if only in ("language", "lang"):
                return values[only].lower().startswith("en")
            case [only]:
                return len(values[only]) < _SHOWN and place(only) is not None
        return not seen

    def facts(self, citation: Citation, cs1: str | None) -> dict[str, str]:
        """The module's condition as a finding's facts; of errors, an empty citation has but one."""
        return {} if not cs1 or (cs1[:4] == "err_" and self.is_empty(citation)) else {"cs1": cs1}

    def takes(self, citation: Citation, name: str) -> bool:
        """Whether a template looks at a parameter: it knows it, or tells what was meant by it."""
        known = self.schemas.parameters(citation.use.schema)
        return known.knows(name) or bool(known.suggestion(name))

    def archive_url(self, citation: Citation) -> str:
        """The address of the copy that a template links to; empty without one, or if refused."""
        copy = citation.get("archive-url")
        refused = copy and (
            copy in (citation.get("url"), citation.get("chapter-url"))
            or archive.complaint(copy, self.today)
        )
        return "" if refused else copy

    def is_linked_by_identifier(self, citation: Citation) -> bool:
        """Whether the template links the title of a journal's article by its PMC or free DOI."""
        values = citation.values
        chosen = values.get("title-link", "auto")
        if citation.kind != "cite-journal" or citation.get("url") or chosen not in _CHOICES:
            return False
        if values.get("title") in ("none", "off"):
            return False
        pmc, doi = citation.get("pmc"), citation.get("doi")
        if pmc and chosen in ("auto", "pmc") and self.schemas.complaint("pmc", pmc) is None:
            embargo = full_day(values.get("pmc-embargo-date", ""), self.schemas.calendar)
            return embargo is None or embargo < self.today
        return (
            chosen in ("auto", "doi")
            and values.get("doi-access") == "free"
            and "doi-broken-date" not in values
            and bool(doi)
            and self.schemas.complaint("doi", doi) is None
        )


def _is_unseen(name: str, known: Parameters) -> bool:
    return _NUMBER.sub("", name) in known.unseen


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
            | context.facts(citation, violation.note.get("cs1")),
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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every condition of every citation that the module judges."""
        for citation in self.asked(article):
            for condition in self.conditions(citation, article, context):
                parameter = citation.template.parameter(condition.parameter)
                other = citation.template.parameter(condition.other) if condition.other else None
                taken = context.takes(citation, condition.parameter)
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
                        | context.facts(citation, condition.cs1),
                    )

    def asked(self, article: Article) -> Iterable[Citation]:
        """The citations that the rule has anything to say about, by start."""
        if not self.reads:
            return article.module_citations
        giving = article.citations_by_parameter
        lists = [giving[name] for name in self.reads if name in giving]
        if len(lists) < 2:
            return lists[0] if lists else ()
        return sorted({id(one): one for some in lists for one in some}.values(), key=_start)

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
    """A rule on the addresses in citations, given by ``fields``; gives ``flaw``."""

    fields: ClassVar[tuple[str, ...]] = ("url", "chapter-url")

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield a hit for every address that has the flaw."""
        text, fields = article.text, self.fields
        for address in article.addresses:
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
                    facts={"parameter": parameter.name} | context.facts(address.citation, flaw.cs1),
                )

    @abstractmethod
    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """What is wrong with an address, None if nothing is."""
