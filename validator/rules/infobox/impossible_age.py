"""Rule ``infobox/impossible-age``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.template import Parameter
from validator.values.date import Moment
from validator.values.moment import of_day, precedes, written, years

_OLDEST = 125


class ImpossibleAge(Rule):
    """Birth or death in the future, or a life longer than any.

    A slip in one figure of a year makes a life of 180 years, or one that has not begun. Correct the
    date by the source.

    ## Bad
    {{Infobox person |name=Ada Lind |birth_date=12 May 1771 |death_date=3 June 1917}}

    ## Good
    {{Infobox person |name=Ada Lind |birth_date=12 May 1871 |death_date=3 June 1917}}

    ## Not flagged
    Dates that are approximate, ranges, and a death before the birth, of which
    `infobox/date-order` tells.

    ## See
    https://en.wikipedia.org/wiki/Oldest_people
    """

    since = "0.1"
    severity = Severity.ERROR
    options = {"oldest": _OLDEST}

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no parameter known for a birth."""
        return not article.profile.infobox_fields.get("born") or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield dates of birth and death that cannot be true today, or together."""
        fields = article.profile.infobox_fields
        today = of_day(context.today)
        for infobox in article.infoboxes:
            lived: dict[str, tuple[Parameter, Moment]] = {}
            for event in ("born", "died"):
                parameter = infobox.template.first(fields.get(event, ()))
                moment = context.sure_date(article, parameter) if parameter else None
                if parameter is None or moment is None:
                    continue
                lived[event] = parameter, moment
                if precedes(today, moment):
                    yield _hit(lived[event], "in the future")
            if len(lived) == 2:
                age = years(lived["born"][1], lived["died"][1])[0]
                if age > self.option("oldest"):
                    yield _hit(
                        lived["died"],
                        f"{age} years after |{lived['born'][0].name}= "
                        f"({written(lived['born'][1])})",
                        lived["born"][0],
                    )


def _hit(found: tuple[Parameter, Moment], says: str, other: Parameter | None = None) -> Hit:
    parameter, moment = found
    return Hit(
        parameter.value_start,
        parameter.value_end,
        f"|{parameter.name}= is {written(moment)}, {says}",
        identity=f"{parameter.name}|{written(moment)}",
        related=(Related(other.value_start, other.value_end, f"|{other.name}="),) if other else (),
        facts={"parameter": parameter.name, "date": written(moment)},
    )
