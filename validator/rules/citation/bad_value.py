"""Rule ``citation/bad-value``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.schemas import Violation
from validator.values.identifier import FIRST_ISBN

_ARCHIVE_DATES = ("archive-date", "archivedate")
"""The module does not look at the date of a copy that it refuses."""

_CHAPTERS = ("chapter", "contribution", "entry", "article", "section")
_PERIODICALS = ("journal", "magazine", "newspaper", "periodical", "website", "work")
_ENCYCLOPEDIAS = ("encyclopedia", "encyclopaedia")
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
        seen: set[tuple[int, str]] = set()
        for citation, violation in context.violated(article, "bad-value"):
            name = violation.parameter
            parameter = citation.template.parameter(name)
            if parameter is None or not parameter.value or (citation.start, name) in seen:
                continue
            seen.add((citation.start, name))
            known = context.schemas.parameters(citation.use.schema).note(name) or {}
            why = _reason(violation, parameter.value, known.get("parameter", name), context)
            cs1 = violation.note.get("cs1")
            if _is_unseen(citation, name, cs1 or "", context):
                cs1 = None
            if cs1 == "err_bad_isbn":  # the module only tells that the book is older
                year = citation.year(article.profile.calendar, sure=False)
                cs1 = None if 0 < year < FIRST_ISBN else cs1
            yield Hit(
                parameter.value_start,
                parameter.value_end,
                f"|{name}= cannot be “{_short(parameter.value)}”: {why}",
                identity=f"{name}|{parameter.value}",
                facts={"parameter": name} | context.module.facts(citation, cs1),
            )


def _is_unseen(citation: Citation, name: str, cs1: str, context: Context) -> bool:
    """Whether the module does not come to look at a value."""
    module, values = context.module, citation.values
    if not module.takes(citation, name):
        return True
    match cs1:
        case "err_bad_date":
            return name in _ARCHIVE_DATES and (
                bool(citation.get("archive-url")) and not module.archive_url(citation)
            )
        case "err_apostrophe_markup":
            reading = module.reading(citation)
            publisher = "publisher" if "publisher" in values else "institution"
            return name not in (reading.periodical, publisher)
        case "err_bad_asin_tld":
            return not (values.get("asin") or values.get("ASIN"))
        case "err_script_parameter":
            ignored = not context.schemas.parameters(citation.use.schema).allows(name)
            muted = name == "script-title" and values.get("title") == "(())"
            return ignored or muted or not _is_shown(citation, name, context)
        case "err_bad_url":
            return name != "newsgroup" and not _is_linked(citation, name, context)
    return False


def _is_shown(citation: Citation, name: str, context: Context) -> bool:
    """Whether the template shows a text in another script."""
    module = context.module
    reading = module.reading(citation)
    text = name.removeprefix("script-")
    if text in _CHAPTERS or text == "map":
        return name == reading.script_chapter and module.shows_chapters(citation)
    if text in _PERIODICALS:
        return name == reading.script_periodical
    if text in _ENCYCLOPEDIAS:
        return name in (reading.script_title, reading.script_periodical)
    if text == "title":
        return name in (reading.script_title, reading.script_chapter)
    return True


def _is_linked(citation: Citation, name: str, context: Context) -> bool:
    """Whether the template links an address, so that its module looks at it."""
    module = context.module
    if not context.schemas.parameters(citation.use.schema).allows(name):
        return False
    dated, status = citation.get("archive-date"), citation.get("url-status")
    original = module.linked(citation)
    if name in ("archive-url", "archiveurl"):
        if module.is_linked_by_identifier(citation) or not module.archive_url(citation):
            return False
        return bool(original and (dated or status != "live"))
    reading = module.reading(citation)
    if name == reading.chapter_url:
        if not module.shows_chapters(citation):
            return False
    elif name != reading.url and (name in ("url", "URL") or name[:-4] in _CHAPTERS):
        return False
    if name == original and module.archive_url(citation) and status != "live":
        return bool(dated and status not in _HIDDEN)
    return True


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
