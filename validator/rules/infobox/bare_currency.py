"""Rule ``infobox/bare-currency``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_AMOUNT = pattern(r"[0-9][0-9,.  ]{0,30}(?: ?([^\W\d_]+))?(?: \([0-9]{4}\))?\Z")
_DIGITS = pattern(r"[0-9]")
_LONGEST = 1000
_FEWEST_DIGITS = 5


class BareCurrency(Rule):
    """Amount of money without its currency.

    Nobody can tell five million dollars from five million yen. Write the currency before the
    amount, by its sign or by a template.

    ## Bad
    {{Infobox company |name=Gauge |revenue=5.2 million (2020)}}

    ## Good
    {{Infobox company |name=Gauge |revenue=US$5.2 million (2020)}}

    ## Not flagged
    Amounts with any sign, letters or template besides the number, small numbers, and infoboxes that
    give the currency in a parameter of its own.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Dates_and_numbers#Currencies_and_monetary_values
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no parameter known for money."""
        return not article.profile.infobox_customs.money or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield amounts that are a number and nothing else."""
        customs = article.profile.infobox_customs
        for infobox in article.infoboxes:
            values = infobox.template.values
            if customs.money.isdisjoint(values) or any(
                values.get(name) for name in customs.currencies
            ):
                continue
            for name in customs.money & values.keys():
                value = values[name]
                if not value or len(value) > _LONGEST or "{{" in value:
                    continue
                plain = article.plain(value)
                amount = _AMOUNT.match(plain)
                parameter = infobox.template.parameter(name) if amount else None
                if amount is None or parameter is None:
                    continue
                word = (amount[1] or "").lower()
                large = len(_DIGITS.findall(plain)) >= _FEWEST_DIGITS
                if word in customs.magnitudes if word else large:
                    yield Hit(
                        parameter.value_start,
                        parameter.value_end,
                        f"|{name}={plain} names no currency",
                        identity=f"{name}|{plain}",
                        facts={"parameter": name, "amount": plain},
                    )
