"""Rule ``tag/unresolved``."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from validator.article import Article, Link, Section, Tag
from validator.finding import Hit, Severity
from validator.once import once
from validator.rule import Context, Rule
from validator.span import Span
from validator.template import Template

Month = tuple[int, int]
_start = attrgetter("start")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LONGEST = 200
_MOST_READ = 2000
"""Texts and reasons are read so far; tags that hold tags would be read over and over."""


class Unresolved(Rule):
    """Maintenance tag that is still open.

    Somebody found a fault and marked it for those who come after, and readers see the mark in the
    text until the fault is mended. Mend what the tag asks for and take the tag away.

    ## Bad
    The faction lost its seats.{{Explain|reason=how?|date=November 2021}}

    ## Good
    The faction lost its seats, because it put up no candidates.

    ## Not flagged
    Templates that only hold tags; the tags inside them are. Tags that show nothing yet, as they
    wait for a day to come, or nothing any more, as the page says that it is meant so.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Template_index/Cleanup
    https://en.wikipedia.org/wiki/Wikipedia:Maintenance_template_removal
    """

    since = "0.1"
    severity = Severity.WARNING
    options = {"warning_after_months": 0, "error_after_months": 0}

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every inline and banner tag with its age in months."""
        places = _Places(article)
        for tag in article.tags:
            if tag.use.kind == "container" or _given(tag, "settled"):
                continue
            since = _since_when(tag, context)
            if since is not None and since > (context.today.year, context.today.month):
                continue
            months = _months(since, context.today)
            covers = ""
            if tag.covers.end > tag.covers.start:
                end = min(tag.covers.end, tag.covers.start + _MOST_READ)
                covers = article.plain(article.text[tag.covers.start : end])
            reason = article.plain(tag.reason[:_MOST_READ]) if tag.reason else ""
            where = places.of(tag)
            age = f"{_since(since, months)} in {where}" if where else _since(since, months)
            yield Hit(
                tag.start,
                tag.end,
                f"{{{{{tag.template.name}}}}}{age}{_saying(tag, reason)}",
                identity="|".join((tag.use.name, tag.date_text, covers[:80])),
                severity=self._severity(months),
                facts={
                    "template": tag.use.name or tag.template.name,
                    "kind": tag.use.kind,
                    "date": f"{since[0]:04}-{since[1]:02}" if since else None,
                    "months": months,
                    "reason": reason,
                    "covers": covers,
                    "where": where,
                },
            )

    def _severity(self, months: int | None) -> Severity | None:
        """None for the rule's own; a tag without a date is as old as nobody knows."""
        if months is None:
            return None
        error = self.option("error_after_months")
        if error and months >= error:
            return Severity.ERROR
        warning = self.option("warning_after_months")
        return Severity.INFO if warning and months < warning else None


class _Places:
    """Where tags stand that are easily overlooked."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[int, tuple[Sequence[Span], Sequence[Link]]] = {}

    def of(self, tag: Tag) -> str:
        """The place of a tag as a message names it; empty for running text."""
        article = self._article
        if tag.template.region in article.reference_at:
            return "a reference"
        if article.in_template(tag.start - 1):
            holder = self._holders.get(tag.start)
            return self._part(holder, tag) if holder else ""
        section = article.section_at(tag.start)
        tables, files = self._parts(section)
        if _holds(tables, tag, section):
            return "a table"
        return "a caption" if _holds(files, tag, section) else ""

    def _parts(self, section: Section) -> tuple[Sequence[Span], Sequence[Link]]:
        """The tables of the page, if the section may have one, and the files of the section."""
        known = self._known.get(section.start)
        if known is None:
            article, start, end = self._article, section.start, section.end
            tables = article.tables if article.text.find("{|", start, end) >= 0 else ()
            known = self._known[start] = tables, article.links_into("file", start, end)
        return known

    def _part(self, holder: Template, tag: Tag) -> str:
        """A reference or note that a template makes, or the parameter, if it has a name."""
        if holder.start in self._article.reference_at:
            return "a reference"
        if holder.use is not None and holder.use.role == "footnote":
            return "a note"
        k = bisect_right(holder.parameters, tag.start, key=_start) - 1
        parameter = holder.parameters[k] if k >= 0 else None
        return f"|{parameter.name}=" if parameter and not parameter.positional else ""

    @once
    def _holders(self) -> dict[int, Template]:
        """The outermost templates that hold tags, by the start of the tag; no containers."""
        tags = {tag.start: tag for tag in self._article.tags}
        found: dict[int, Template] = {}
        outer: Template | None = None
        for template in self._article.templates:
            tag = tags.get(template.start)
            if outer is not None and template.start < outer.end:
                if tag is not None:
                    found[template.start] = outer
            elif tag is None or tag.use.kind != "container":
                outer = template
        return found


def _holds(parts: Sequence[Link | Span], tag: Tag, section: Section) -> bool:
    """Whether one of the parts holds a tag; one that runs into another section is open."""
    k = bisect_right(parts, tag.start, key=_start) - 1
    return k >= 0 and tag.end <= parts[k].end and section.start <= parts[k].start


def _given(tag: Tag, role: str) -> str:
    return next(
        (v for n in tag.use.parameters.get(role, ()) if (v := tag.template.values.get(n))), ""
    )


def _since_when(tag: Tag, context: Context) -> Month | None:
    """The month the tag is from, or the one in which the day it waits for has surely come."""
    year = _given(tag, "due-year")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return tag.date
    month = _given(tag, "due-month")
    number = int(month) if month.isascii() and month.isdecimal() and len(month) < 3 else 0
    if not 1 <= number <= 12:
        return int(year) + 1, 1
    day = _given(tag, "due-day")
    due = int(year), number
    if due == (context.today.year, context.today.month) and not (
        day.isascii() and day.isdecimal() and len(day) < 3 and int(day) < context.today.day
    ):
        return due[0] + 1, 1
    return due


def _months(since: Month | None, today: date) -> int | None:
    if since is None:
        return None
    year, month = since
    return max(0, (today.year - year) * 12 + today.month - month)


def _since(since: Month | None, months: int | None) -> str:
    if since is None or months is None:
        return " undated"
    age = "this month" if months == 0 else "1 month" if months == 1 else f"{months} months"
    return f" since {_MONTHS[since[1] - 1]} {since[0]} ({age})"


def _saying(tag: Tag, reason: str) -> str:
    """Tell what the tag asks and means: ``: how? (needs an explanation)``."""
    if len(reason) > _LONGEST:
        reason = f"{reason[: _LONGEST - 1]}…"
    means = tag.use.means
    if reason:
        return f": {reason} ({means})" if means else f": {reason.rstrip('.')}"
    return f": {means}" if means else ""
