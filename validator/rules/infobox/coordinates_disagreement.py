"""Rule ``infobox/coordinates-disagreement``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.site import titled
from validator.values.coordinates import Place, distance, slip

_FARTHEST = 10


class CoordinatesDisagreement(Rule):
    """Coordinates in the infobox far from those of the page's title.

    Maps and searches take the one place or the other, many kilometres apart. Mostly a figure or the
    letter of a hemisphere is wrong in one of them. Correct it, and keep the coordinates once.

    ## Bad
    {{Infobox settlement |name=Brannvik |coordinates={{coord|59|12|N|9|35|E}}}}
    {{coord|59|12|N|9|35|W|display=title}}

    ## Good
    {{Infobox settlement |name=Brannvik |coordinates={{coord|59|12|N|9|35|E|display=inline,title}}}}

    ## Not flagged
    Infoboxes with several places, such as a river's source and mouth, other globes, and places that
    differ in both directions, such as a country's middle and its capital.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Geographical_coordinates
    """

    since = "0.1"
    severity = Severity.WARNING
    options = {"kilometres": _FARTHEST}

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the title's coordinates if they lie far from the only ones of the infoboxes."""
        sites = context.boxed(article)
        titles = titled(article) if len(sites) == 1 else []
        if len(titles) != 1:
            return
        (site,), (title,) = sites, titles
        here, there = site.place, title.place
        if not isinstance(here, Place) or not isinstance(there, Place):
            return
        mistaken = slip(here, there)
        apart = distance(here, there)
        if mistaken and apart > self.option("kilometres"):
            yield Hit(
                title.start,
                title.end,
                f"The title's coordinates are {apart:.0f} km from those of the infobox, "
                f"by their {mistaken}",
                identity="coordinates",
                related=(Related(site.start, site.end, "Coordinates of the infobox"),),
                facts={"kilometres": round(apart), "by": mistaken},
            )
