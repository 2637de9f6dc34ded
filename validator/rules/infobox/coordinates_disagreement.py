"""Rule ``infobox/coordinates-disagreement``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.site import Site, sites
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
        found = sites(article)
        boxed = [site for site in found if site.boxed]
        titled = [site for site in found if site.titled and not site.boxed]
        if len(boxed) != 1 or len(titled) != 1:
            return
        yield from self._compared(boxed[0], titled[0])

    def _compared(self, boxed: Site, titled: Site) -> Iterator[Hit]:
        here, there = boxed.place, titled.place
        if not isinstance(here, Place) or not isinstance(there, Place):
            return
        if boxed.elsewhere or titled.elsewhere:
            return
        mistaken = slip(here, there)
        apart = distance(here, there)
        if mistaken and apart > self.option("kilometres"):
            yield Hit(
                titled.start,
                titled.end,
                f"The title's coordinates are {apart:.0f} km from those of the infobox, "
                f"by their {mistaken}",
                identity="coordinates",
                related=(Related(boxed.start, boxed.end, "Coordinates of the infobox"),),
                facts={"kilometres": round(apart), "by": mistaken},
            )
