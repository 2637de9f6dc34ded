"""What the citation module of a wiki makes of a citation before it judges it.

Its steps, as far as conditions depend on them: what a template looks at, which address is linked
and which copy stands in for it, which identifier links a title, whether anything is shown at all.
Source: Module:Citation/CS1 of the English Wikipedia, revisions of February 2026.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from validator.citation import Citation
from validator.parameters import Parameters
from validator.pattern import pattern
from validator.schemas import Schemas
from validator.values import archive
from validator.values.date import read
from validator.values.name import as_written, place, without_et_al

_ENGLISH = pattern(r"en(?:-[a-z]+)?|english", re.IGNORECASE)
_PERIODICALS = ("journal", "magazine", "newspaper", "periodical", "website", "work")
_CHAPTERS = ("chapter", "contribution", "entry", "article", "section")
_PARTS = (*_CHAPTERS, *(f"script-{name}" for name in _CHAPTERS), "id", "ID")
_EPISODE_LINKS = ("title-link", "episode-link", "format")
"""What only the template of episodes shows by itself."""
_UNSEEN_IN = {
    "citation": ("agency", "script-encyclopedia", "script-encyclopaedia"),
    "cite-serial": (*_CHAPTERS, "id", "ID"),
    "cite-episode": (
        *_PARTS,
        *(f"trans-{name}" for name in _CHAPTERS),
        *(f"{name}-url" for name in _CHAPTERS),
        *(f"{name}-format" for name in _CHAPTERS),
        *(form + name for name in _PERIODICALS for form in ("", "script-", "trans-")),
        *("others", "translator", "interviewer"),
    ),
}
"""What some templates know and do not show."""
_SHOWN = 2
"""A name of fewer characters, with its full stop, is what the module calls empty."""
_CHOICES = ("doi", "pmc")
"""Words in |title-link= that choose the identifier to link the title with."""
_SWALLOWED = ("err_bare_url_missing_title", "err_trans_missing_title")
"""Conditions that the module leaves out where it misses the title."""
_ENCYCLOPEDIAS = ("encyclopedia", "encyclopaedia", "dictionary")
_SCRIPT_ENCYCLOPEDIAS = ("script-encyclopedia", "script-encyclopaedia")
_TRANS_ENCYCLOPEDIAS = ("trans-encyclopedia", "trans-encyclopaedia")
_SCRIPT_PERIODICALS = tuple(f"script-{name}" for name in _PERIODICALS)
_SCRIPT_CHAPTERS = tuple(f"script-{name}" for name in _CHAPTERS)
_CHAPTER_URLS = tuple(f"{name}-url" for name in _CHAPTERS)
_TRANS_CHAPTERS = tuple(f"trans-{name}" for name in sorted(_CHAPTERS))
_REMAPPED = ("cite-episode", "cite-conference", "cite-encyclopedia", "citation")
"""Templates that may take another parameter than |title= for the title."""
_WITHOUT_CHAPTERS = (
    *("cite-web", "cite-news", "cite-journal", "cite-magazine", "cite-press-release"),
    *("cite-podcast", "cite-newsgroup", "cite-arxiv", "cite-biorxiv", "cite-citeseerx"),
    *("cite-medrxiv", "cite-ssrn"),
)


class Reading(NamedTuple):
    """The parameters that a template takes for what; each empty if none is given.

    ``replaced`` tells that the title, or a map, takes the place of a chapter.
    """

    title: str
    script_title: str
    trans_title: str
    url: str
    chapter: str
    script_chapter: str
    trans_chapter: str
    chapter_url: str
    periodical: str
    script_periodical: str
    replaced: bool = False


class CitationModule:
    """The module as of a day; its judgements hold for templates with a schema."""

    def __init__(self, today: date, schemas: Schemas) -> None:
        self.today = today
        self.schemas = schemas
        self._readings: dict[int, Reading] = {}

    def takes(self, citation: Citation, name: str) -> bool:
        """Whether a template looks at a parameter: it knows it, or tells what was meant by it."""
        return not citation.use.schema or self._known(citation).takes(name)

    def facts(self, citation: Citation, cs1: str | None, parameter: str = "") -> dict[str, str]:
        """The module's condition as a finding's facts; of errors, an empty citation has but one."""
        if not cs1 or not citation.use.schema:
            return {}
        if cs1 in _SWALLOWED and "encyclop" not in parameter and self.lacks_title(citation):
            return {}
        return {} if cs1[:4] == "err_" and self.is_empty(citation) else {"cs1": cs1}

    def is_empty(self, citation: Citation) -> bool:
        """Whether readers see next to nothing of a citation, so that its module says just that."""
        values, known = citation.values, self._known(citation)
        if "title" in values or ("url" in values and known.allows("url")):
            return False
        if "type" in known.shows and values.get("type") != "none":
            return False
        seen = [name for name in values if self._is_seen(name, citation, known)]
        if not seen:
            return True
        if not all(name == "vauthors" or _is_author(name) for name in seen):
            return False
        if values.get("postscript", ".") != "." or not citation.ends_with_stop:
            return False
        shown = ", ".join(without_et_al(values[name]) for name in seen)
        return len(shown.removesuffix(".").encode("utf-8", "surrogatepass")) < _SHOWN

    def _is_seen(self, name: str, citation: Citation, known: Parameters) -> bool:
        """Whether readers see anything of a parameter that stands alone, or with its like."""
        values, kind = citation.values, citation.kind
        found = place(name)
        if found is not None:
            hidden = found.kind == "contributor" or found.kind in _UNSEEN_IN.get(kind, ())
            people = () if hidden or found.part != "last" else citation.lists.people(found.kind)
            own = without_et_al(values[name])
            return bool(own) and any(person.last == name for person in people)
        if name == "postscript":
            return len(values[name]) > 1 and values[name] != "none"
        if kind == "cite-episode" and name in _EPISODE_LINKS:
            return True
        if not known.allows(name) or name in known.unseen:
            return False
        match name:
            case "language" | "lang":
                return not _ENGLISH.fullmatch(values[name])
            case "type" | "medium":
                return values[name] != "none"
            case "volume" | "issue" | "number":
                shown = known.shows.get("issue" if name == "number" else name)
                return shown is not None and (not shown or any(n in values for n in shown))
            case "page" | "p" | "pages" | "pp" | "at":
                return "pages" in known.shows
            case "article-number":
                return kind in ("cite-journal", "cite-conference")
            case "scale":
                return kind == "cite-map"
        return name not in _UNSEEN_IN.get(kind, ())

    def title(self, citation: Citation) -> str:
        """The parameter that a template takes for the title; empty if none is given."""
        if citation.kind in _REMAPPED:
            return self.reading(citation).title
        return "title" if "title" in citation.values else ""

    def reading(self, citation: Citation) -> Reading:
        """Which parameters a template takes for title, chapter, address and periodical."""
        found = self._readings.get(citation.start)
        if found is None:
            found = self._readings[citation.start] = self._read(citation)
        return found

    def _read(self, citation: Citation) -> Reading:
        values = citation.values
        own = Reading(
            title=_first(values, ("title",)),
            script_title=_first(values, ("script-title",)),
            trans_title=_first(values, ("trans-title",)),
            url=_first(values, ("url", "URL")),
            chapter=_first(values, _CHAPTERS),
            script_chapter=_first(values, _SCRIPT_CHAPTERS),
            trans_chapter=_first(values, _TRANS_CHAPTERS),
            chapter_url=_first(values, _CHAPTER_URLS),
            periodical=_first(values, _PERIODICALS),
            script_periodical=_first(values, _SCRIPT_PERIODICALS),
        )
        match citation.kind:
            case "cite-map":
                return own._replace(
                    chapter=_first(values, ("map",)),
                    script_chapter=_first(values, ("script-map",)),
                    trans_chapter=_first(values, ("trans-map",)),
                    chapter_url=_first(values, ("map-url",)),
                    replaced=True,
                )
            case "cite-episode":
                return _as_part(own)._replace(title=_first(values, ("series",)))
            case "cite-serial":
                return own._replace(chapter=_first(values, ("episode",)))
            case "cite-conference" if "book-title" in values:
                part = _as_part(own)._replace(title="book-title")
                return part._replace(
                    script_title=own.script_title, script_chapter=own.script_chapter
                )
            case "cite-mailing-list":
                return own._replace(periodical=_first(values, ("mailing-list",)))
            case "cite-book":
                return own._replace(periodical="", script_periodical="")
            case "cite-encyclopedia" | "citation":
                return _in_encyclopedia(own, values, citation.kind)
        return own

    def lacks_title(self, citation: Citation) -> bool:
        """Whether a template finds no title, and so says nothing of links and translations."""
        reading = self.reading(citation)
        return not (reading.title or reading.script_title or reading.trans_title)

    def shows_chapters(self, citation: Citation) -> bool:
        """Whether a template shows a part of a work."""
        if citation.kind != "citation":
            return citation.kind not in _WITHOUT_CHAPTERS
        reading = self.reading(citation)
        encyclopedia = _first(citation.values, _ENCYCLOPEDIAS)
        return bool(encyclopedia) or not (reading.periodical or reading.script_periodical)

    def linked(self, citation: Citation) -> str:
        """The parameter with the address that a copy is of: the chapter's, or the source's."""
        reading = self.reading(citation)
        return reading.chapter_url or reading.url

    def archive_url(self, citation: Citation) -> str:
        """The address of the copy that a template links to; empty without one, or if refused."""
        copy = citation.get("archive-url")
        if not copy:
            return ""
        reading = self.reading(citation)
        same = copy in [citation.values.get(n) for n in (reading.url, reading.chapter_url) if n]
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

    def _known(self, citation: Citation) -> Parameters:
        return self.schemas.parameters(citation.use.schema)


def _is_author(name: str) -> bool:
    found = place(name)
    return found is not None and found.kind == "author"


def _first(values: Mapping[str, str], names: Iterable[str]) -> str:
    return next((name for name in names if name in values), "")


def _as_part(own: Reading) -> Reading:
    """The reading of a citation whose title is a part of something."""
    return own._replace(
        title="",
        script_title="",
        trans_title="",
        url="",
        chapter=own.title,
        script_chapter=own.script_title,
        trans_chapter=own.trans_title,
        chapter_url=own.url,
        replaced=True,
    )


def _in_encyclopedia(own: Reading, values: Mapping[str, str], kind: str) -> Reading:
    """The reading of what may be an article of an encyclopedia."""
    whole = _first(values, _ENCYCLOPEDIAS)
    script = _first(values, _SCRIPT_ENCYCLOPEDIAS)
    if kind == "cite-encyclopedia":
        own = own._replace(periodical="", script_periodical="")
    if not whole and (kind == "citation" or not script):
        return own
    titled, chaptered = own.title or own.script_title, own.chapter or own.script_chapter
    trans = _first(values, _TRANS_ENCYCLOPEDIAS)
    if titled and not own.chapter:
        return _as_part(own)._replace(
            title=whole, script_title=script, trans_title=trans, periodical="", script_periodical=""
        )
    if chaptered and not titled:
        return own._replace(
            title=whole, script_title=script, trans_title=trans, periodical="", script_periodical=""
        )
    return own._replace(periodical=whole, script_periodical=script)


_GIVEN = pattern(r"(?:c\. )?([0-9]{3,4})[A-Za-z]?")
_YEAR = pattern(r"(?<![0-9])[0-9]{3,4}(?![0-9])")
_SHORT = pattern(r"([0-9]{2})[0-9]{2}[-–]([0-9]{2})[a-z]?")
_ISO = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _years(written: str) -> list[str]:
    """The years that a date names, the second one of 2019–20 in full."""
    found: list[str] = _YEAR.findall(written)
    short = _SHORT.search(written) if not _ISO.fullmatch(written) else None
    return [*found, short[1] + short[2]] if short else found
