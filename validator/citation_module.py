"""What the citation module of a wiki makes of a citation before it judges it.

Its steps, as far as conditions depend on them: what a template looks at, which address is linked
and which copy stands in for it, which identifier links a title, whether anything is shown at all.
Source: Module:Citation/CS1 of the English Wikipedia, revisions of February 2026.
"""

from datetime import date

from validator.article import Citation
from validator.pattern import pattern
from validator.schemas import Parameters, Schemas
from validator.values import archive
from validator.values.date import read
from validator.values.name import as_written, place

_NUMBER = pattern("[0-9]+")
_SHOWN = 2
"""A name of fewer characters, with its full stop, is what the module calls empty."""
_CHOICES = ("doi", "pmc")
"""Words in |title-link= that choose the identifier to link the title with."""
_ENCYCLOPEDIAS = ("encyclopedia", "encyclopaedia", "dictionary")
_TITLES = ("title", "script-title")
_CHAPTERS = ("chapter", "contribution", "entry", "article", "section")


class CitationModule:
    """The module as of a day; its judgements hold for templates with a schema."""

    def __init__(self, today: date, schemas: Schemas) -> None:
        self.today = today
        self.schemas = schemas

    def takes(self, citation: Citation, name: str) -> bool:
        """Whether a template looks at a parameter: it knows it, or tells what was meant by it."""
        if not citation.use.schema:
            return True
        known = self._known(citation)
        return known.knows(name) or bool(known.suggestion(name))

    def facts(self, citation: Citation, cs1: str | None) -> dict[str, str]:
        """The module's condition as a finding's facts; of errors, an empty citation has but one."""
        if not cs1 or not citation.use.schema:
            return {}
        return {} if cs1[:4] == "err_" and self.is_empty(citation) else {"cs1": cs1}

    def is_empty(self, citation: Citation) -> bool:
        """Whether readers see next to nothing of a citation, so that its module says just that."""
        values = citation.values
        if "title" in values or "url" in values:
            return False
        known = self._known(citation)
        if "type" in known.shows and values.get("type") != "none":
            return False
        seen = [name for name in values if known.allows(name) and not _is_unseen(name, known)]
        match seen:
            case [only] if only in ("language", "lang"):
                return values[only].lower().startswith("en")
            case [only]:
                return len(values[only]) < _SHOWN and place(only) is not None
        return not seen

    def overwrites_chapter(self, citation: Citation) -> bool:
        """Whether a template puts its own title, or a map, in place of what names a chapter."""
        values = citation.values
        if citation.kind in ("cite-episode", "cite-map"):
            return True
        if citation.kind == "cite-conference":
            return "book-title" in values
        return (
            citation.kind in ("cite-encyclopedia", "citation")
            and any(name in values for name in _ENCYCLOPEDIAS)
            and any(name in values for name in _TITLES)
            and not any(name in values for name in _CHAPTERS)
        )

    def linked(self, citation: Citation) -> str:
        """The parameter with the address that a copy is of: the chapter's, or the source's."""
        field = "url" if self.overwrites_chapter(citation) else "chapter-url"
        if citation.kind == "cite-map":
            return "map-url" if "map-url" in citation.values else self._field(citation, "url")
        return self._field(citation, field) or self._field(citation, "url")

    def archive_url(self, citation: Citation) -> str:
        """The address of the copy that a template links to; empty without one, or if refused."""
        parameter = citation.parameter("archive-url")
        if parameter is None or not self.takes(citation, parameter.name):
            return ""
        copy = citation.get("archive-url")
        same = copy in (citation.get("url"), citation.get("chapter-url"))
        return "" if same or archive.complaint(copy, self.today) else copy

    def is_linked_by_identifier(self, citation: Citation) -> bool:
        """Whether the template links the title of a journal's article by its PMC or free DOI."""
        values = citation.values
        if citation.kind != "cite-journal" or citation.get("url"):
            return False
        if (
            values.get("title") in ("none", "off")
            or values.get("title-link", "doi") not in _CHOICES
        ):
            return False
        pmc, doi = citation.get("pmc"), citation.get("doi")
        if pmc and not self.schemas.complaint("pmc", pmc) and not self._is_embargoed(citation):
            return True
        free = values.get("doi-access") == "free" and "doi-broken-date" not in values
        return bool(doi and free) and not (as_written(doi) or self.schemas.complaint("doi", doi))

    def _is_embargoed(self, citation: Citation) -> bool:
        until = read(citation.values.get("pmc-embargo-date", ""), self.schemas.calendar)
        if until is None:
            return False
        year, month, day = until.start
        return (year, month or 1, day or 1) >= (self.today.year, self.today.month, self.today.day)

    def second_date_fault(self, citation: Citation) -> tuple[str, str]:
        """The parameter whose date cannot stand beside ``|date=``, and why; empty if none is."""
        values = citation.values
        first, year = citation.get("date"), values.get("year", "")
        published = values.get("publication-date", "")
        if (
            published
            and (first or year)
            and published not in (first, year)
            and "{{" not in published
        ):
            complain = self.schemas.complaint
            why = complain("plain-date", published)
            if why and complain("wiki-date", published) is None:
                return "publication-date", why
        if year and first and "{{" not in year + first:
            given = _GIVEN.fullmatch(year)
            if given is None or given[1] not in _years(first):
                return "year", f"|date= says “{first[:60]}”"
        return "", ""

    def has_bad_date(self, citation: Citation) -> bool:
        """Whether the module refuses a date, so that it does not compare or mend any."""
        skipped = set()
        if citation.get("archive-url") and not self.archive_url(citation):
            skipped = {"archive-date", "archivedate"}
        return bool(self.second_date_fault(citation)[0]) or any(
            violation.note.get("type") == "date"
            and violation.parameter not in skipped
            and self.takes(citation, violation.parameter)
            for violation in self.schemas.violations(citation.use.schema, citation.values)
        )

    def _field(self, citation: Citation, field: str) -> str:
        parameter = citation.parameter(field)
        return parameter.name if parameter is not None else ""

    def _known(self, citation: Citation) -> Parameters:
        return self.schemas.parameters(citation.use.schema)


_GIVEN = pattern(r"(?:c\. )?([0-9]{3,4})[A-Za-z]?")
_YEAR = pattern(r"(?<![0-9])[0-9]{3,4}(?![0-9])")
_SHORT = pattern(r"([0-9]{2})[0-9]{2}[-–]([0-9]{2})[a-z]?")
_ISO = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _years(written: str) -> list[str]:
    """The years that a date names, the second one of 2019–20 in full."""
    found: list[str] = _YEAR.findall(written)
    short = _SHORT.search(written) if not _ISO.fullmatch(written) else None
    return [*found, short[1] + short[2]] if short else found


def _is_unseen(name: str, known: Parameters) -> bool:
    return _NUMBER.sub("", name) in known.unseen
