"""Rule ``citation/bad-value``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from validator.article import Article, Citation
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.schemas import Violation
from validator.values.identifier import FIRST_ISBN

if TYPE_CHECKING:
    from validator.template import Parameter

_ARCHIVE_DATES = ("archive-date", "archivedate")
"""The module does not look at the date of a copy that it refuses."""

_HIDDEN = ("unfit", "usurped", "bot: unknown")
"""States in which only the copy of a page is linked."""


class BadValue(Rule):
    """Citation parameter with a value it cannot have.

    An address without a scheme leads nowhere, an impossible date or a wrong check digit cannot be
    looked up, and a word the template does not know switches nothing. What a value may be is said
    by the template's schema.

    ## Bad
    <ref>{{cite book |title=Clocks |isbn=978-0-7777-3310-4}}</ref>

    ## Good
    <ref>{{cite book |title=Clocks |isbn=978-0-7777-3310-3}}</ref>

    ## Not flagged
    Values that hold a template, values accepted as written with ``((…))``, and templates without a
    schema. No identifier is looked up.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#bad_url
    https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date
    https://en.wikipedia.org/wiki/Help:CS1_errors#bad_isbn
    https://en.wikipedia.org/wiki/Help:CS1_errors#invalid_param_val
    """

    since = "0.1"
    severity = Severity.ERROR
    formerly = ("citation/bad-url", "citation/bad-date", "citation/bad-isbn", "citation/bad-doi")

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield one hit for each parameter whose value its schema refuses."""
        for citation in article.citations:
            seen: set[str] = set()
            given: dict[str, Parameter] = {}
            for violation in context.violations(citation):
                name = violation.parameter
                if violation.note.get("rule") != "bad-value" or name in seen:
                    continue
                seen.add(name)
                given = given or {p.name: p for p in citation.template.parameters}
                parameter = given.get(name)
                if parameter is None or not parameter.value:
                    continue
                schema = citation.use.schema
                known = context.schemas.parameters(schema).note(name) or {}
                why = _reason(violation, parameter.value, known.get("parameter", name), context)
                cs1 = violation.note.get("cs1")
                if cs1 == "err_bad_url" and _is_unlinked(citation, name, context):
                    cs1 = None
                if cs1 == "err_bad_isbn":  # the module only tells that the book is older
                    year = citation.year(article.profile.calendar)
                    cs1 = None if 0 < year < FIRST_ISBN else cs1
                if name in _ARCHIVE_DATES and citation.get("archive-url"):
                    cs1 = cs1 if context.archive_url(citation) else None
                yield Hit(
                    parameter.value_start,
                    parameter.value_end,
                    f"|{name}= cannot be “{_short(parameter.value)}”: {why}",
                    identity=f"{name}|{parameter.value}",
                    facts={"parameter": name} | context.facts(citation, cs1),
                )


def _is_unlinked(citation: Citation, name: str, context: Context) -> bool:
    """Whether the template links no such address, so that its module does not look at it."""
    if not context.schemas.parameters(citation.use.schema).allows(name):
        return True
    hidden = citation.get("url-status") in _HIDDEN or not citation.get("archive-date")
    archived = citation.parameter("chapter-url") or citation.parameter("url")
    return bool(hidden and archived and archived.name == name and context.archive_url(citation))


def _reason(violation: Violation, value: str, canonical: str, context: Context) -> str:
    """Say what is wrong with the value, as exactly as can be told."""
    if violation.keyword == "enum":
        return f"allowed are {', '.join(str(word) for word in violation.wants if word is not None)}"
    for name in (*_formats(violation), canonical):
        if why := context.schemas.complaint(name, value):
            return why
    return f"{violation.note['means']} is needed" if "means" in violation.note else "not allowed"


def _formats(violation: Violation) -> list[str]:
    wants: Any = violation.wants
    if violation.keyword == "format":
        return [str(wants)]
    parts = wants if isinstance(wants, list) else ()
    return [part["format"] for part in parts if isinstance(part, dict) and "format" in part]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
