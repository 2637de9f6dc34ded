"""Rule ``infobox/bad-coordinates``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.site import Site


class BadCoordinates(Rule):
    """Coordinates that are no place, or the place where both are zero.

    A latitude beyond the poles, 75 minutes or a minus beside the letter of a hemisphere make the
    template print an error or a wrong map. Zero north, zero east is open sea: it stands for a value
    that nobody filled in.

    ## Bad
    {{Infobox settlement |name=Brannvik |coordinates={{coord|95|12|N|9|35|E}}}}

    ## Good
    {{Infobox settlement |name=Brannvik |coordinates={{coord|59|12|N|9|35|E}}}}

    ## Not flagged
    Coordinates in tables and running text, forms that are not understood, and other globes.

    ## See
    https://en.wikipedia.org/wiki/Template:Coord
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield coordinates in infoboxes that cannot be."""
        for site in context.boxed(article):
            says = _fault(site)
            if says:
                yield Hit(
                    site.start,
                    site.end,
                    f"{site.name}: {says}",
                    identity=f"{site.name}|{says}",
                    facts={"fault": says},
                )


def _fault(site: Site) -> str:
    if isinstance(site.place, str):
        return site.place
    return "zero north, zero east is open sea" if site.place == (0, 0) else ""
