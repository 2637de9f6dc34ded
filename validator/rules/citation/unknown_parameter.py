"""Rule ``citation/unknown-parameter``."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Severity
from validator.parameters import Parameters
from validator.rule import Context, Rule
from validator.template import Parameter

_COMPARED = 200
"""So many names of one article are compared with all known ones; a hostile text may hold more."""
_LONGEST = 40


class UnknownParameter(Rule):
    """Citation template with a parameter it does not know.

    The template drops what stands there, so a publisher or a date that the writer gave never
    reaches the reader. Mostly the name is misspelled or out of date, or a pipe stands in the value.

    ## Bad
    <ref>{{cite book |last=Lunde |title=Rafts and Rafters |publiser=Glomma Press}}</ref>

    ## Good
    <ref>{{cite book |last=Lunde |title=Rafts and Rafters |publisher=Glomma Press}}</ref>

    ## Not flagged
    Templates without a schema, names that hold a template, and parameters that the template knows
    but does not use.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#parameter_ignored
    https://en.wikipedia.org/wiki/Help:CS1_errors#parameter_ignored_suggest
    https://en.wikipedia.org/wiki/Help:CS1_errors#text_ignored
    https://en.wikipedia.org/wiki/Help:CS1_errors#param_unknown_empty
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield names that a citation's schema does not have, and text without a name."""
        compared = 0
        for citation, violation in context.violated(article, "unknown-parameter"):
            parameter = citation.template.parameter(violation.parameter)
            if parameter is None or _is_computed(parameter):
                continue
            compared += 1
            hint = compared <= _COMPARED
            yield self._hit(citation, parameter, context, violation.note, hint=hint)
        for citation in article.citations:
            if citation.use.schema and len(citation.judged) < len(citation.template.values):
                yield from self._blank(citation, context)

    def _hit(
        self, citation: Citation, parameter: Parameter, context: Context, note: Any, *, hint: bool
    ) -> Hit:
        known = context.schemas.parameters(citation.use.schema)
        template = f"{{{{{' '.join(citation.name.split())}}}}}"
        identity = f"{citation.source}|{parameter.name}"
        cs1 = note.get("cs1")
        facts: dict[str, Any] = {"parameter": parameter.name}
        if parameter.positional:
            return Hit(
                parameter.value_start,
                parameter.value_end,
                f"{template} ignores “{_short(parameter.value)}”, which has no parameter name",
                identity=identity,
                facts=facts | context.module.facts(citation, cs1),
            )
        name = parameter.name
        message = f"{template} has no parameter |{_short(name)}="
        suggestion = known.suggestion(name) if len(name) <= _LONGEST else ""
        if suggestion:
            cs1 = note.get("cs1-suggested", cs1)
            if known.allows(suggestion):
                value = known.values.get(name, {}).get(parameter.value.lower(), "")
                message += f"; use |{suggestion}={value}"
        elif hint and (near := _nearest(name, known, citation.values)):
            message += f"; did you mean |{near}=?"
        elif "://" in name:
            message += "; a name and = are missing before the address, or it holds a |"
        start, end = parameter.name_start, parameter.name_end
        if start == end:
            start, end = parameter.start - 1, parameter.end
        facts |= context.module.facts(citation, cs1)
        return Hit(start, end, message, identity=identity, facts=facts)

    def _blank(self, citation: Citation, context: Context) -> Iterator[Hit]:
        """Unknown names without a value, which the schema's instance does not hold."""
        known = context.schemas.parameters(citation.use.schema)
        if known.unknown is None:
            return
        blank = [
            name
            for name in citation.template.values
            if name not in citation.judged and not known.knows(name)
        ]
        for name in blank:
            parameter = citation.template.parameter(name)
            if parameter is None or _is_computed(parameter):
                continue
            if parameter.value:  # an address in an archive that the template refuses
                yield self._hit(citation, parameter, context, known.unknown, hint=False)
                continue
            what = f"|{_short(name)}=" if not parameter.positional and name else "an empty |"
            template = f"{{{{{' '.join(citation.name.split())}}}}}"
            yield Hit(
                parameter.start - 1,
                parameter.end,
                f"{what} without a value is no parameter of {template}",
                identity=f"{citation.source}|{name}",
                severity=Severity.WARNING,
                facts={"parameter": name}
                | context.module.facts(citation, known.unknown.get("cs1-blank")),
            )


def _is_computed(parameter: Parameter) -> bool:
    """Whether only the wiki knows the name, or whether there is any text."""
    if parameter.positional:
        return "{" in parameter.value
    return "{" in parameter.name or "<" in parameter.name


def _nearest(name: str, known: Parameters, given: Mapping[str, str]) -> str:
    """The nearest parameter that is not given already."""
    if not 3 <= len(name) <= _LONGEST or not name.isprintable():
        return ""
    wrong = name.lower()
    close = get_close_matches(wrong, list(known.named), n=4, cutoff=0.75)
    # Slips seldom touch the first letter: "authors" is nearer to "author" than to "vauthors".
    close.sort(key=lambda near: near[:1] != wrong[:1])
    return next((near for near in close if known.allows(near) and not given.get(near)), "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
