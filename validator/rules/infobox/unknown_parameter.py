"""Rule ``infobox/unknown-parameter``."""

from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from string import digits

from validator.article import Article
from validator.finding import Hit, Severity
from validator.parameters import Parameters
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit, short

_SUGGESTED = 20
_LONGEST = 60
_LIKENESS = 0.6


class UnknownParameter(SchemaRule):
    """Infobox parameter that the template does not know.

    Its value is never shown: what an editor meant to tell is missing from the box, and only the
    source betrays it. Correct the name, or move the value to a parameter that exists.

    ## Bad
    {{Infobox settlement |name=Brannvik |populaton_total=4210}}

    ## Good
    {{Infobox settlement |name=Brannvik |population_total=4210}}

    ## Not flagged
    Blank parameters, and templates without a schema. Where a schema does not tell all there is, an
    unknown parameter is information, and further ones of a numbered family are left alone.

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter with a value that a schema refuses by its name."""
        suggested = 0
        for one, violation in context.offences(article, "unknown-parameter"):
            template, name = one.template, violation.parameter
            parameter = template.parameter(name)
            if parameter is None or not parameter.value:
                continue
            known = one.schema.parameters
            if not one.schema.complete and _is_numbered(name, known):
                continue
            near = ""
            if parameter.positional:
                message = f'{called(template)} ignores the text "{short(parameter.value)}", it has no name'
            else:
                message = f"{called(template)} does not know |{name}="
                if suggested < _SUGGESTED:
                    names = (n for n, note in known.named.items() if not note.get("deprecated"))
                    near = _nearest(name, tuple(names))
                    suggested += 1
                if near:
                    message += f", did you mean |{near}=?"
            severity = None if one.schema.complete else Severity.INFO
            yield hit(one, name, message, violation.note, severity=severity, suggestion=near)


def _is_numbered(name: str, known: Parameters) -> bool:
    """Whether a parameter belongs to those that a schema names without a number, or with one."""
    family = name.rstrip(digits)
    return family != name and any(known.knows(family + n) for n in ("", "1", "2"))


@lru_cache(maxsize=1024)
def _nearest(name: str, names: tuple[str, ...]) -> str:
    """Return the known name that is close enough to be meant, or nothing."""
    if len(name) > _LONGEST:
        return ""
    wanted = _folded(name)
    near = {_folded(n): n for n in names if abs(len(n) - len(name)) <= 3}
    close = get_close_matches(wanted, [n for n in near if n[:1] == wanted[:1]], 3, 0.8)
    return next((near[n] for n in close if _alike(n, wanted)), "")


def _folded(name: str) -> str:
    return name.lower().replace(" ", "_")


def _alike(one: str, other: str) -> bool:
    """Whether names of as many words differ in no word altogether."""
    words = list(zip(one.split("_"), other.split("_"), strict=False))
    if one.count("_") != other.count("_"):
        return True
    return all(SequenceMatcher(None, *pair).ratio() >= _LIKENESS for pair in words)
