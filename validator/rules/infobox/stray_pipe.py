"""Rule ``infobox/stray-pipe``."""

import re
from collections.abc import Iterator, Sequence

from validator.article import Article
from validator.finding import Edit, Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter, Template

_NAMED = pattern(r"\n[ \t]*([a-z][a-z0-9]{1,30}(?:[_-][a-z0-9]{1,30}){0,5})[ \t]*=(?!=)")
_OPTION = pattern(
    r"x?\d{1,4}(?:x\d{1,4})?[ \t]*px|thumb|thumbnail|frame|frameless|border|left|right|center|none"
    r"|upright(?:=[\d.]*)?",
    re.IGNORECASE,
)
_FILE = pattern(r"[^\[\]{}<>|\n]{1,200}\.(?:jpe?g|png|svg|gif|tiff?|webp)", re.IGNORECASE)
_NAME = pattern(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]{3,}[0-9]{1,2}|image|caption", re.ASCII)
_LONGEST = 5_000


class StrayPipe(Rule):
    """Pipe too many or too few between the parameters of an infobox.

    A pipe too many cuts a value: what stands behind it has no name and is not shown. Where one is
    missing, the next parameter becomes part of the value before it.

    ## Bad
    {{Infobox lighthouse |image=Mill Point.jpg|250px |height=30 m}}

    ## Good
    {{Infobox lighthouse |image=Mill Point.jpg |image_size=250px |height=30 m}}

    ## Not flagged
    Text without a name in infoboxes that take some, or whose schema refuses it
    (`infobox/unknown-parameter`).

    ## See
    https://www.mediawiki.org/wiki/Help:Templates
    """

    since = "0.1"
    severity = Severity.WARNING
    safe = True

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield pipes with nothing behind, options and names without one, parameters run in."""
        for infobox in article.infoboxes:
            template = infobox.template
            if not _may_stray(article.text, template):
                continue
            parameters = template.parameters
            positional = [k for k, parameter in enumerate(parameters) if parameter.positional]
            if positional:
                yield from _positional(article, template, positional, infobox.use.schema)
            for parameter in parameters:
                value = parameter.value
                if value.endswith("{{!}}") and not parameter.positional:
                    at = parameter.value_end
                    says = f"|{parameter.name}= ends in a pipe that readers see"
                    yield _hit(template, parameter, says, (at - 5, at), Severity.INFO)
                if "=" in value and "\n" in value:
                    yield from _run_in(article, template, parameter)


def _may_stray(text: str, template: Template) -> bool:
    """Whether a pipe may be one too many or too few; cheaper to tell than to read parameters."""
    return (
        not template.is_named
        or template.holds("{{!}}")
        or _NAMED.search(text, template.start, template.end) is not None
    )


def _positional(
    article: Article, template: Template, positional: Sequence[int], schema: str
) -> Iterator[Hit]:
    parameters = template.parameters
    text = article.text
    if not any(value and name.isdecimal() for name, value in template.values.items()):
        for parameter in (parameters[k] for k in positional):
            start, end = parameter.start - 1, parameter.end
            behind = text[start + 1 : end]
            if not behind.strip():
                alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
                cut = behind if alone else behind.partition("\n")[0]
                edit = Edit(start, start + 1 + len(cut), "")
                says = "Pipe with no parameter behind it"
                yield _hit(template, parameter, says, (start, start + 1), Severity.INFO, edit)
        return
    if schema:
        return
    for k in positional:
        parameter, before = parameters[k], parameters[k - 1]
        value = parameter.value
        if (
            k
            and not before.positional
            and _OPTION.fullmatch(value)
            and _FILE.fullmatch(before.value)
        ):
            last = k
            while last + 1 < len(parameters) and parameters[last + 1].positional:
                last += 1
            says = f'|{before.name}= takes a file name only, "{value}" behind the pipe is ignored'
            yield _hit(template, parameter, says, (parameter.start - 1, parameters[last].value_end))
        elif _NAME.fullmatch(value) and len(parameters) > 2 * len(positional):
            says = f"|{value} has no equals sign and is taken for a value without a name"
            span = (parameter.start - 1, parameter.value_end)
            yield _hit(template, parameter, says, span, Severity.INFO)


def _run_in(article: Article, template: Template, parameter: Parameter) -> Iterator[Hit]:
    start, end = parameter.value_start, parameter.value_end
    if end - start > _LONGEST:
        return
    seen = article.masked_inside(start, end)
    found = None if "{|" in seen else _NAMED.search(seen)
    if found is not None:
        name = found[1]
        says = f"|{parameter.name}= takes in {name}=, a pipe is missing before it"
        yield _hit(template, parameter, says, (start + found.start(1), start + found.end(1)))


def _hit(
    template: Template,
    parameter: Parameter,
    says: str,
    span: tuple[int, int],
    severity: Severity | None = None,
    edit: Edit | None = None,
) -> Hit:
    return Hit(
        *span,
        says,
        identity=f"{template.name}|{parameter.name}",
        severity=severity,
        edits=(edit,) if edit else (),
        facts={"template": template.name, "parameter": parameter.name},
    )
