"""Rule ``reference/page-kind``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter, Template

_SEVERAL = pattern(
    r"([0-9]{1,6}) ?(?:–|&ndash;) ?([0-9]{1,6})|([0-9]{3,6})-([0-9]{3,6})"
    r"|[0-9]{1,6}(?:, [0-9]{1,6})+"
)
_ONE = pattern(r"[0-9]{1,6}")
_LONGEST = 60


class PageKind(Rule):
    """Several pages given as one in a short footnote, or one as several.

    The template prints “p.” before the one and “pp.” before the others, so that the footnote reads
    “p. 4–6”. Give one page as ``|p=`` and several as ``|pp=``.

    ## Bad
    Built in 1871.{{sfn|Hall|1990|p=4–6}} {{reflist}} {{cite book |last=Hall |date=1990 |title=Tides}}

    ## Good
    Built in 1871.{{sfn|Hall|1990|pp=4–6}} {{reflist}} {{cite book |last=Hall |date=1990 |title=Tides}}

    ## Not flagged
    Short numbers with a hyphen between them, as a page may be called 4-6, and other values than
    numbers.

    ## See
    https://en.wikipedia.org/wiki/Template:Sfn#Adding_page_numbers
    """

    since = "0.1"
    severity = Severity.INFO
    safe = True

    def is_idle(self, article: Article) -> bool:
        """Whether there is no short footnote, or another wiki prints pages in another way."""
        return article.profile.citation_module != "cs1" or not article.short_footnotes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter for one page with several, or the other way round."""
        done = -1
        for footnote in article.short_footnotes:
            if footnote.template.start != done:
                done = footnote.template.start
                yield from _of_template(footnote.template)


def _of_template(template: Template) -> Iterator[Hit]:
    roles = template.use.parameters if template.use else {}
    names = dict(zip(roles.get("page", ()), roles.get("pages", ()), strict=False))
    others = {many: one for one, many in names.items()}
    for parameter in template.parameters:
        number = parameter.name.rstrip("abcdefghijklmnopqrstuvwxyz")
        counted = parameter.name.replace(number, "#", 1) if number else parameter.name
        value = parameter.value
        if counted in names and _is_several(value):
            says, name = "is several pages", names[counted]
        elif counted in others and _ONE.fullmatch(value):
            says, name = "is one page", others[counted]
        else:
            continue
        yield _hit(template, parameter, says, name.replace("#", number))


def _hit(template: Template, parameter: Parameter, says: str, name: str) -> Hit:
    other = template.parameter(name)
    return Hit(
        parameter.name_start,
        parameter.value_end,
        f"|{parameter.name}={parameter.value} {says}: |{name}=",
        related=(Related(other.start, other.end, f"|{name}="),) if other else (),
        edits=() if other else (Edit(parameter.name_start, parameter.name_end, name),),
        facts={"parameter": parameter.name},
    )


def _is_several(value: str) -> bool:
    found = _SEVERAL.fullmatch(value) if len(value) <= _LONGEST else None
    if found is None:
        return False
    first, last = found[1] or found[3], found[2] or found[4]
    return first is None or len(last) < len(first) or int(last) > int(first)
