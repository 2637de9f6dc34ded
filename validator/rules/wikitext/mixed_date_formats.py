"""Rule ``wikitext/mixed-date-formats``."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.values.calendar import Calendar

_SHOWN = 3
_MDY_TAIL = pattern(r",(?: |&nbsp;)[1-9][0-9]{3}(?![0-9])")
_CENTURIES = tuple(re.compile(rf" {c}[0-9]{{2}}(?![0-9])") for c in (18, 19, 20))
_LONGEST_HEAD = 24

Place = tuple[int, int]


class MixedDateFormats(Rule):
    """Prose that writes full dates in two orders.

    A page reads as one text when its dates look alike, as “4 May 2011” or as “May 4, 2011”. A
    template such as {{Use dmy dates}} tells the next editor which.

    ## Bad
    It was lit on 4 May 2011 and closed on 6 June 2014. A third lamp was bought on July 10, 2018.

    ## Good
    It was lit on 4 May 2011 and closed on 6 June 2014. A third lamp was bought on 10 July 2018.

    ## Not flagged
    Year-month-day, dates in links, quotations, titles and citations: the rule
    ``citation/mixed-date-formats`` looks at the last.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Dates_and_numbers
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first date of the rarer order, or of the order that is not the page's."""
        calendar = article.profile.calendar
        if not {"dmy", "mdy"} <= set(article.profile.dates.formats):
            return
        wanted = next(
            (
                template.use.format
                for template in article.templates
                if template.use is not None and template.use.role == "date-format"
            ),
            "",
        )
        if wanted == "ymd" or not _may_mix(article.prose_text, wanted, calendar):
            return
        text = article.text
        judge = _Judge(article)
        mdy = [place for place in _month_first(text, calendar) if judge.counts(place)]
        if not mdy and wanted != "mdy":
            return
        if wanted == "dmy":
            yield _hit(article, mdy, "mdy", f"the page asks for {wanted} dates", {"mdy": len(mdy)})
            return
        dmy = [place for place in _day_first(text, calendar) if judge.counts(place)]
        counts = {"dmy": len(dmy), "mdy": len(mdy)}
        if wanted == "mdy" and dmy:
            yield _hit(article, dmy, "dmy", f"the page asks for {wanted} dates", counts)
        elif not wanted and dmy:
            odd, name = (mdy, "mdy") if len(mdy) < len(dmy) else (dmy, "dmy")
            usual = mdy if odd is dmy else dmy
            if len(mdy) == len(dmy):
                odd, usual = (mdy, dmy) if mdy[0] > dmy[0] else (dmy, mdy)
                name = "mdy" if odd is mdy else "dmy"
            example = text[usual[0][0] : usual[0][1]]
            if len(odd) > 1:
                times = f"{len(odd)} are so and {len(usual)}"
            else:
                times = f"{len(usual)} others are" if len(usual) > 1 else "another one is"
            why = f"of the dates in prose {times} written like “{example}”"
            yield _hit(article, odd, name, why, counts, usual)


def _may_mix(prose: str, wanted: str, calendar: Calendar) -> bool:
    """Whether any date is in an order that the page may not want."""
    return (wanted == "mdy" or any(True for _ in _month_first(prose, calendar))) and (
        wanted == "dmy" or bool(_day_first(prose, calendar))
    )


class _Judge:
    """Tells whether a date stands in prose."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraphs = [paragraph.start for paragraph in article.paragraphs]

    def counts(self, place: Place) -> bool:
        start, end = place
        article = self._article
        k = bisect_right(self._paragraphs, start) - 1
        if k < 0 or start >= article.paragraphs[k].end:
            return False
        if article.masked(start, end) != article.text[start:end]:
            return False
        return not _is_enclosed(article.text, start)


def _is_enclosed(text: str, at: int) -> bool:
    """Whether a place is in a quotation or a link."""
    line = max(text.rfind("\n", max(0, at - 2000), at), at - 2000, 0)
    return text.count('"', line, at) % 2 == 1 or any(
        text.rfind(opening, line, at) > text.rfind(closing, line, at)
        for opening, closing in (("“", "”"), ("«", "»"), ("[[", "]]"))
    )


@lru_cache(maxsize=8)
def _months(calendar: Calendar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what stands before the year in “May 4, 2011” and in “4 May 2011”."""
    names = "|".join(map(re.escape, sorted(calendar.months, key=lambda n: (-len(n), n))))
    return (
        re.compile(rf"(?:{names})(?: |&nbsp;)(?:[12][0-9]|3[01]|[1-9])\Z"),
        re.compile(rf"(?:[12][0-9]|3[01]|[1-9])(?: |&nbsp;)(?:{names})\Z"),
    )


def _month_first(text: str, calendar: Calendar) -> Iterator[Place]:
    head = _months(calendar)[0]
    for tail in _MDY_TAIL.finditer(text):
        at = tail.start()
        if text[at - 1].isdigit():
            found = head.search(text, max(0, at - _LONGEST_HEAD), at)
            if found is not None and not text[found.start() - 1 : found.start()].isalnum():
                yield found.start(), tail.end()


def _day_first(text: str, calendar: Calendar) -> list[Place]:
    head = _months(calendar)[1]
    found = []
    for century in _CENTURIES:
        for tail in century.finditer(text):
            at = tail.start()
            day = head.search(text, max(0, at - _LONGEST_HEAD), at)
            if day is not None and not text[day.start() - 1 : day.start()].isalnum():
                found.append((day.start(), tail.end()))
    return sorted(found)


def _hit(
    article: Article,
    odd: list[Place],
    name: str,
    why: str,
    counts: dict[str, int],
    usual: list[Place] | None = None,
) -> Hit:
    text = article.text
    start, end = odd[0]
    places = [*odd[1:_SHOWN], *(usual or [])[:_SHOWN]]
    more = f" ({len(odd)} such dates in prose)" if len(odd) > 1 and usual is None else ""
    return Hit(
        start,
        end,
        f"Date “{text[start:end]}” is in another order{more}: {why}",
        identity=name,
        related=tuple(Related(at, stop, f"“{text[at:stop]}”") for at, stop in places),
        facts={"odd": name, **counts, "examples": [text[a:b] for a, b in odd[:_SHOWN]]},
    )
