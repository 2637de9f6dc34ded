"""Rule ``infobox/life-disagreement``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule


class LifeDisagreement(Rule):
    """Date of death in the infobox of a page that is filed under the living.

    The category puts the page under the strict rules for living people, and the infobox says that
    the person is dead. Find out which is true; after a death, the category of the year of death
    takes the place of that of the living.

    ## Bad
    {{Infobox person |name=Ada Lind |death_date={{death date|2019|6|3}}}} [[Category:Living people]]

    ## Good
    {{Infobox person |name=Ada Lind |death_date={{death date|2019|6|3}}}} [[Category:2019 deaths]]

    ## Not flagged
    Pages with several infoboxes, which may be about several people, and deaths that are not sure.

    ## See
    https://en.wikipedia.org/wiki/Category:Living_people
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no category known for the living."""
        return not article.profile.living_people or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the date of death where a category says that the person lives."""
        names = article.profile.infobox_fields.get("died", ())
        deaths = [d for i in article.infoboxes if (d := i.template.first(names)) is not None]
        if len(deaths) != 1 or context.sure_date(article, parameter := deaths[0]) is None:
            return
        for link in article.categories:
            title = link.target.partition(":")[2].strip().replace("_", " ")
            if title in article.profile.living_people:
                yield Hit(
                    parameter.value_start,
                    parameter.value_end,
                    f'|{parameter.name}= is given, the category "{title}" says otherwise',
                    identity=parameter.name,
                    related=(Related(link.start, link.end, f'Category "{title}"'),),
                    facts={"parameter": parameter.name, "category": title},
                )
                return
