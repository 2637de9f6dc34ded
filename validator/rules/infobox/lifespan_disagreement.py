"""Rule ``infobox/lifespan-disagreement``."""

from collections.abc import Iterator
from typing import NamedTuple

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter
from validator.values import date as dates
from validator.values.date import Moment
from validator.values.moment import disagree, written

_BRACKET = pattern(r"[^()\n]{1,150}? ?\(([^()]{4,120})\)")
_LAST_BRACKET = pattern(r"\(([^()]{4,40})\)\s*\Z")
_BOLD = pattern(r"\W{0,12}'''")
_PARAGRAPHS = 3
_FIRST = 20
_LONGEST = 800
_SLIP = 10
_EVENTS = ("born", "died")


class Lifespan(NamedTuple):
    """Birth and death, as far as one place tells them."""

    born: Moment | None
    died: Moment | None
    start: int
    end: int
    where: str
    close: bool
    """Whether it stands so close to the name that it is a lifespan, no term of office."""


class LifespanDisagreement(Rule):
    """Birth or death in the infobox that the opening words or the short description contradict.

    The first sentence and the infobox stand side by side, and give different days. One of them is
    wrong, or both take from sources that differ, which the text should say.

    ## Bad
    {{Infobox person |name=Ada Lind |birth_date=12 May 1871 |death_date=3 June 1917}}
    '''Ada Lind''' (12 May 1871 – 3 June 1919) was a Norwegian lighthouse keeper.

    ## Good
    {{Infobox person |name=Ada Lind |birth_date=12 May 1871 |death_date=3 June 1917}}
    '''Ada Lind''' (12 May 1871 – 3 June 1917) was a Norwegian lighthouse keeper.

    ## Not flagged
    Dates that are approximate or of two calendars, brackets with more than the dates, pages with
    several infoboxes on lives, and a year beside a whole date of the same year.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Biography
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or nothing known of how lifespans are written."""
        return not article.profile.infobox_customs.lifespans or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield dates of an only infobox on a life that differ from those of the opening."""
        fields = article.profile.infobox_fields
        names = [name for event in _EVENTS for name in fields.get(event, ())]
        boxes = [box.template for box in article.infoboxes if box.template.first(names)]
        if len(boxes) != 1:
            return
        told: list[Lifespan] | None = None
        for event in _EVENTS:
            parameter = boxes[0].first(fields.get(event, ()))
            moment = context.sure_date(article, parameter) if parameter else None
            if parameter is None or moment is None:
                continue
            if told is None:
                told = [*_described(article), *_opening(article)]
            yield from _compared(parameter, moment, event, told)


def _compared(
    parameter: Parameter, moment: Moment, event: str, told: list[Lifespan]
) -> Iterator[Hit]:
    against = []
    for lifespan in told:
        other = lifespan.born if event == "born" else lifespan.died
        if other is None or not disagree(other, moment):
            continue
        if lifespan.close or abs(other[0] - moment[0]) <= _SLIP:
            against.append((lifespan, other))
    if against:
        words = " and ".join(f"{lifespan.where} {written(other)}" for lifespan, other in against)
        yield Hit(
            parameter.value_start,
            parameter.value_end,
            f"|{parameter.name}= says {written(moment)}, {words}",
            identity=parameter.name,
            related=tuple(Related(one.start, one.end, f"Here: {written(m)}") for one, m in against),
            facts={
                "parameter": parameter.name,
                "date": written(moment),
                "others": [written(other) for _, other in against],
            },
        )


def _described(article: Article) -> Iterator[Lifespan]:
    """The years in brackets at the end of the short description."""
    for template in article.templates[:_FIRST]:
        if template.use is not None and template.use.role == "description":
            found = _LAST_BRACKET.search(template.values.get("1", "")[-60:])
            born, died = _read(article, found[1]) if found else (None, None)
            start, end = template.start, template.end
            yield Lifespan(born, died, start, end, "the short description", close=False)
            return


def _opening(article: Article) -> Iterator[Lifespan]:
    """The dates in brackets behind the first words in bold."""
    for paragraph in article.paragraphs[:_PARAGRAPHS]:
        if paragraph.section != 0:
            return
        if _BOLD.match(paragraph.source):
            source = paragraph.source[:_LONGEST]
            found = _BRACKET.match(article.plain(source))
            born, died = _read(article, found[1]) if found else (None, None)
            start = paragraph.start
            yield Lifespan(born, died, start, start + len(source), "the opening", close=True)
            return


def _read(article: Article, text: str) -> tuple[Moment | None, Moment | None]:
    """Birth and death by what stands in brackets, behind the last semicolon."""
    profile = article.profile
    said = text.rpartition(";")[2].strip().replace(" - ", " – ")
    word = next((w for w in profile.infobox_customs.lifespans if said.startswith(w)), "")
    found = dates.read(said.removeprefix(word).strip(), profile.calendar)
    if found is None or found.circa or found.precision == "season":
        return None, None
    if bool(word) == bool(found.end):
        return None, None
    return found.start, found.end
