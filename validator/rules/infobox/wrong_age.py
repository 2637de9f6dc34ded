"""Rule ``infobox/wrong-age``."""

import re
from collections.abc import Iterator
from functools import lru_cache

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.sure_date import date_templates, moment
from validator.template import Parameter
from validator.values.date import Moment
from validator.values.moment import disagree, written, years

_LONGEST = 400


class WrongAge(Rule):
    """Age at death that the dates of birth and death contradict.

    The infobox prints an age that does not follow from its own dates: it is written by hand, or a
    template counts it from another day of birth. Correct the age, or the date that is wrong.

    ## Bad
    {{Infobox person |birth_date=12 May 1871 |death_date=3 June 1917 (aged 56)}}

    ## Good
    {{Infobox person |birth_date=12 May 1871 |death_date=3 June 1917 (aged 46)}}

    ## Not flagged
    Dates that are approximate or ranges, and ages that are right if one takes months and days that
    are not given into account.

    ## See
    https://en.wikipedia.org/wiki/Template:Death_date_and_age
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or nothing known of how ages are written."""
        return not article.profile.infobox_customs.ages or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield ages beside a death that do not follow from the dates."""
        fields = article.profile.infobox_fields
        for infobox in article.infoboxes:
            died = infobox.template.first(fields.get("died", ()))
            born = infobox.template.first(fields.get("born", ())) if died else None
            if died is None or born is None or died.value_end - died.value_start > _LONGEST:
                continue
            birth = context.sure_date(article, born)
            if birth is not None:
                yield from _counted(article, born, birth, died)
                yield from _told(article, context, born, birth, died)


def _counted(article: Article, born: Parameter, birth: Moment, died: Parameter) -> Iterator[Hit]:
    """A template that counts the age from another birth than the infobox's own."""
    for template in date_templates(article, died):
        other = moment(template, article.profile, "birth-")
        if other is not None and disagree(other, birth):
            yield _hit(
                (template.start, template.end),
                f"{{{{{template.name}}}}} counts from {written(other)}, "
                f"|{born.name}= is {written(birth)}",
                born,
                birth=written(birth),
                counted=written(other),
            )


def _told(
    article: Article, context: Context, born: Parameter, birth: Moment, died: Parameter
) -> Iterator[Hit]:
    """An age written by hand."""
    death = context.sure_date(article, died)
    source = article.text[died.value_start : died.value_end]
    found = _ages(article.profile.infobox_customs.ages).search(source) if death else None
    if found is None or death is None:
        return
    low, high = years(birth, death)
    age = int(next(filter(None, found.groups())))
    if low >= 0 and not low <= age <= high:
        start = died.value_start + found.start()
        yield _hit(
            (start, start + len(found[0])),
            f"Age {age}, from |{born.name}= ({written(birth)}) to |{died.name}= "
            f"({written(death)}) are {low if low == high else f'{low} or {high}'} years",
            born,
            age=age,
            years=[low, high],
        )


@lru_cache(maxsize=16)
def _ages(patterns: tuple[str, ...]) -> re.Pattern[str]:
    blank = "(?: |&nbsp;|\xa0)"
    ways = (
        re.escape(p).replace("\\ ", blank).replace(r"\{age\}", "([0-9]{1,3})") for p in patterns
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?![\w–/-])")


def _hit(span: tuple[int, int], message: str, born: Parameter, **facts: object) -> Hit:
    return Hit(
        *span,
        message,
        identity=message,
        related=(Related(born.value_start, born.value_end, f"|{born.name}="),),
        facts=facts,
    )
