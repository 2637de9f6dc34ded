"""Rule ``infobox/running-age``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.sure_date import date_templates

_YEAR = pattern(r"(?<![0-9])[1-9][0-9]{2,3}(?![0-9])")


class RunningAge(Rule):
    """Age that goes on growing beside a date of death.

    The template at the birth counts the years until today, so the box gives the dead an age and
    adds a year every year. Use the template without age there, and one that counts to the death at
    the date of death.

    ## Bad
    {{Infobox person |birth_date={{birth date and age|1921|5|12}} |death_date=3 June 1987}}

    ## Good
    {{Infobox person |birth_date={{birth date|1921|5|12}} |death_date=3 June 1987}}

    ## Not flagged
    A date of death without a year.

    ## See
    https://en.wikipedia.org/wiki/Template:Birth_date_and_age
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no parameter known for a death."""
        return not article.profile.infobox_fields.get("died") or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield templates at the birth that count until today, where a year of death is given."""
        fields = article.profile.infobox_fields
        for infobox in article.infoboxes:
            template = infobox.template
            died = next((n for n in fields["died"] if _YEAR.search(template.values.get(n, ""))), "")
            if not died:
                continue
            death = template.parameter(died)
            for name in fields.get("born", ()):
                birth = template.parameter(name)
                if birth is None or death is None:
                    continue
                for found in date_templates(article, birth):
                    if found.use is not None and found.use.kind == "running":
                        yield Hit(
                            found.start,
                            found.end,
                            f"{{{{{found.name}}}}} counts the age until today, |{died}= is given",
                            identity=f"{name}|{died}",
                            related=(Related(death.value_start, death.value_end, f"|{died}="),),
                            facts={"parameter": name, "template": found.name},
                        )
