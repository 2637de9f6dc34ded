"""Rule ``tag/bad-date``."""

from collections.abc import Iterator

from validator.article import Article, Tag
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.profile import Profile
from validator.rule import Context, Rule

_FORM = pattern(r"([^\W\d_]+) [12][0-9]{3}")
_LONGEST = 40
_MONTH = "month"


class BadDate(Rule):
    """Date of a maintenance tag that no month can be read from, or that is yet to come.

    The wiki sorts tagged pages by the month of the tag. With another date the page is put among the
    broken ones, and nobody sees how long the fault has been known.

    ## Bad
    The mill was built in 1871.{{citation needed|date=Febuary 2020}}

    ## Good
    The mill was built in 1871.{{citation needed|date=February 2020}}

    ## Not flagged
    Tags without a date. Other forms of a date on wikis that are not known to want the month and the
    year alone. Values that hold a template or a magic word.

    ## See
    https://en.wikipedia.org/wiki/Category:Articles_with_invalid_date_parameter_in_template
    https://en.wikipedia.org/wiki/Wikipedia:Maintenance_template_removal
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the dates of tags that are wrong."""
        this_month = context.today.year, context.today.month
        for tag in article.tags:
            if not tag.date_text or "{" in tag.date_text or "<" in tag.date_text:
                continue
            if tag.date is not None and tag.date > this_month:
                what = "is yet to come"
            elif _fits(tag, article.profile):
                continue
            else:
                what = "is not a month and a year"
            shown = " ".join(tag.date_text.split())
            if len(shown) > _LONGEST:
                shown = f"{shown[: _LONGEST - 1]}…"
            name = next(n for n in tag.use.parameters["date"] if tag.template.values.get(n))
            parameter = tag.template.parameter(name)
            if parameter is not None:
                yield Hit(
                    parameter.value_start,
                    parameter.value_end,
                    f"{{{{{tag.template.name}}}}} has |{name}={shown}, which {what}",
                    identity=f"{tag.use.name}|{tag.date_text}",
                    facts={"template": tag.use.name, "date": shown},
                )


def _fits(tag: Tag, profile: Profile) -> bool:
    """Whether the date has the form that the wiki asks for, if it does."""
    if profile.dates.tags != _MONTH:
        return True
    form = _FORM.fullmatch(tag.date_text)
    return form is not None and any(form[1] == names[0] for names in profile.dates.months)
