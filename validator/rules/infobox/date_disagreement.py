"""Rule ``infobox/date-disagreement``."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from validator.article import Article, Infobox
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.sure_date import date_templates
from validator.template import Parameter
from validator.values import date as dates
from validator.values.calendar import Calendar

_YEAR = pattern(r"(?<![0-9])[1-9][0-9]{2,3}(?![0-9])")
_ONE_YEAR = pattern(r"[1-9][0-9]{2,3}\Z")
_PROSE_YEAR = pattern(r"([12][0-9]{3})(?![-–/]?\w)")
_PROSE_MONTH = pattern(r"([^\W\d_]+) ([12][0-9]{3})(?![-–/]?\w)")
_BOLD = pattern(r"[^'\n]{0,12}'''([^'\n]{1,100})'''")
_AFTERWORD = pattern(r"[,;]? *\([^()]*\)\Z")
_LEAD_PARAGRAPHS = 3
_LONGEST = 400


class Said(NamedTuple):
    """A year and where it is said."""

    year: str
    start: int
    end: int


class DateDisagreement(Rule):
    """Year in the infobox that the categories or the lead contradict.

    One of two answers to the same question is wrong, and a reader cannot tell which. Find out
    which year the sources give, and correct the other one.

    ## Bad
    {{Infobox organization |name=Light Society |formation={{start date|1871|05|12}}}}
    The '''Light Society''' is a charity. It was founded on 12 May 1881.

    ## Good
    {{Infobox organization |name=Light Society |formation={{start date|1871|05|12}}}}
    The '''Light Society''' is a charity. It was founded on 12 May 1871.
    [[Category:1871 establishments in Scotland]]

    ## Not flagged
    Dates that are approximate, ranges, several dates in one parameter, and pages with categories
    of several years when one of them agrees.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Infoboxes
    https://en.wikipedia.org/wiki/Wikipedia:Categorization
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the infobox's date of an event that categories or lead put into another year."""
        fields = article.profile.infobox_fields
        if not fields or not article.infoboxes:
            return
        found = {event: _boxed(article, event, names) for event, names in fields.items()}
        dated = {event: boxed for event, boxed in found.items() if boxed}
        if not dated:
            return
        categories = _categories(article, dated)
        lead = _lead(article, dated)
        for event, boxed in dated.items():
            ours = {said.year for _, said in boxed}
            filed = categories.get(event, [])
            told = lead.get(event, [])
            years = {said.year for said in filed}
            against = [] if ours & years else filed
            agreed = ours & years
            # A second founding, with categories for both, is no contradiction.
            twice = bool(agreed) and all(said.year in years for said in told)
            if told and not twice and not any(said.year in ours for said in told):
                against = [*told[:1], *against]
            if against:
                parameter, said = boxed[0]
                yield _hit(parameter, said, against, told)


def _hit(parameter: Parameter, said: Said, against: list[Said], told: list[Said]) -> Hit:
    others: dict[str, list[str]] = {}
    for other in against:
        where = "the lead" if other in told else "a category"
        if where not in others.setdefault(other.year, []):
            others[other.year].append(where)
    words = ", ".join(f"{' and '.join(where)} {year}" for year, where in others.items())
    return Hit(
        said.start,
        said.end,
        f"|{parameter.name}= says {said.year}, {words}",
        identity=parameter.name,
        related=tuple(
            Related(
                other.start,
                other.end,
                f"The {'lead' if other in told else 'category'} says {other.year}",
            )
            for other in against
        ),
        facts={
            "parameter": parameter.name,
            "year": said.year,
            "others": sorted({other.year for other in against}),
        },
    )


def _boxed(article: Article, event: str, names: tuple[str, ...]) -> list[tuple[Parameter, Said]]:
    """Find the event's years in the infoboxes: nothing if any of them is less than a plain date."""
    found = []
    for infobox in article.infoboxes:
        values = infobox.template.values
        if values.keys().isdisjoint(names):
            continue
        for name in names:
            if not values.get(name):
                continue
            parameter = infobox.template.parameter(name)
            if parameter is None or not _is_titled(article, infobox, event, name):
                return []
            year = _year(article, event, parameter)
            if not year:
                return []
            said = Said(year, parameter.value_start, parameter.value_end)
            found.append((parameter, said))
            numbered = name + "1"
            if values.get(numbered) or values.get(name + "2"):
                return []
    return found


def _is_titled(article: Article, infobox: Infobox, event: str, name: str) -> bool:
    """Whether a label such as ``established_title`` names the event itself, if there is one."""
    label = infobox.template.values.get(name.replace("date", "title"), "") if "date" in name else ""
    if not label:
        return True
    words = {
        word
        for verb in article.profile.event_verbs.get(event, ())
        for word in verb.lower().split()
        if len(word) > 3
    }
    return article.plain(label).strip(" :").lower() in words


def _year(article: Article, event: str, parameter: Parameter) -> str:
    """Return the one year that a value gives for sure, or nothing."""
    start, end = parameter.value_start, parameter.value_end
    if end - start > _LONGEST:
        return ""
    source = article.text[start:end]
    person = event in ("born", "died")
    if "{{" not in source:
        plain = article.plain(source)
        return _plain_year(_AFTERWORD.sub("", plain) if person else plain, article.profile.calendar)
    year = ""
    rest = source
    for template in date_templates(article, parameter):
        use = template.use
        if use is None:
            continue
        if year or not {"year", "month"} <= use.parameters.keys():
            return ""
        written = next((v for n in use.parameters["year"] if (v := template.values.get(n))), "")
        if not _ONE_YEAR.match(written):
            return ""
        year = written
        rest = source[: template.start - start] + source[template.end - start :]
    left = article.plain(rest) if "{{" not in rest.partition("<ref")[0] else "?"
    if (person and not _YEAR.search(left) and "?" not in left) or not left.strip(" .,;"):
        return year
    return ""


def _plain_year(text: str, calendar: Calendar) -> str:
    found = dates.read(text.strip(), calendar)
    if found is None or found.end is not None or found.circa or not found.start[0]:
        return ""
    return str(found.start[0]) if found.precision in ("day", "month") or text.isdigit() else ""


@lru_cache(maxsize=64)
def _filing(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Match the categories of an event, at their start."""
    return re.compile(
        "|".join(
            re.escape(before) + r"(?<![0-9])[1-9][0-9]{2,3}(?![0-9])" + re.escape(after) + r"(?!\w)"
            for before, _, after in (pattern.partition("{year}") for pattern in patterns)
        )
    )


def _categories(article: Article, events: Container[str]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    known = article.profile.categories.items()
    filings = [(event, _filing(p)) for event, p in known if p and event in events]
    for link in article.categories:
        title = link.target.partition(":")[2].strip().replace("_", " ")
        for event, filing in filings:
            match = filing.match(title)
            year = _YEAR.search(match[0]) if match else None
            if year is not None:
                found.setdefault(event, []).append(Said(year[0], link.start, link.end))
    return found


def _lead(article: Article, events: Container[str]) -> dict[str, list[Said]]:
    """Years that the lead's sentences state of the page's own subject."""
    profile = article.profile
    found: dict[str, list[Said]] = {}
    told = {event: verbs for event, verbs in profile.event_verbs.items() if event in events}
    if not told:
        return found
    subjects = set(profile.event_subjects)
    for paragraph in article.paragraphs[:_LEAD_PARAGRAPHS]:
        if paragraph.section != 0 or paragraph.end - paragraph.start > 5000:
            break
        source = paragraph.source
        if not any(verb in source for verbs in told.values() for verb in verbs):
            continue
        for sentence in article.sentences(paragraph):
            bold = _BOLD.match(article.text, sentence.start, sentence.end)
            own = {article.plain(bold[0]).strip()} if bold else set()
            for event, verbs in told.items():
                year = _told(sentence.plain, subjects | own, verbs, profile.calendar)
                if year:
                    said = Said(year, sentence.start, sentence.end)
                    found.setdefault(event, []).append(said)
    return found


def _told(plain: str, subjects: set[str], verbs: tuple[str, ...], calendar: Calendar) -> str:
    for verb in verbs:
        at = plain.find(f" {verb} ")
        if at < 0 or at > 200 or _AFTERWORD.sub("", plain[:at]).strip() not in subjects:
            continue
        rest = plain[at + len(verb) + 2 :][:60]
        whole = calendar.prose.match(rest)
        if whole is not None:
            years = _YEAR.findall(whole[0])
            return str(years[0]) if len(years) == 1 else ""
        month = _PROSE_MONTH.match(rest)
        if month is not None and month[1] in calendar.months:
            return month[2]
        year = _PROSE_YEAR.match(rest)
        return year[1] if year is not None else ""
    return ""
