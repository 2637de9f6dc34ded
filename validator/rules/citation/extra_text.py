"""Rule ``citation/extra-text``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.schemas import Parameters

_COUNTED = pattern(
    r"(?:volumes?|vols?[.:=]?|issues?|iss[.:=]?|numbers?|nos?(?![a-z])[.:=]?|nr[.:=]?|n[.:=\s]|n°|№)"
)
_PAGES = pattern(r"(?:[Pp][PpGg]?\.?[ 0-9]|[Pp][Pp]?\.?&nbsp;|[Pp]ages?|pgs)")
_EXEMPT = pattern(r"P[^.PpGg]")
_EDITION = pattern(r"(?:.*[^A-Za-z])?([Ee]dn?\.?|[Ee]dition)")
_LONGEST = 200
_PAGE_NAMES = ("page", "p", "pages", "pp")


class ExtraText(CitationRule):
    """Number that is given with the word that the template writes itself.

    Readers see “pp. pp. 3–5” or “2nd ed. ed.”, and tools that read the citation get no number.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall |date=1990 |pages=pp. 3–5 |edition=2nd ed.}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=1990 |pages=3–5 |edition=2nd}}</ref>

    ## Not flagged
    Volumes, issues and pages that the template does not show, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#extra_text_pages
    https://en.wikipedia.org/wiki/Help:CS1_errors#extra_text_volume
    """

    since = "0.1"
    severity = Severity.ERROR

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield values that begin or end with such a word."""
        known = context.schemas.parameters(citation.use.schema)
        for parameter, word, cs1 in _found(citation, known):
            message = f"|{parameter}= holds “{word}”; the template writes such words itself"
            yield Condition(parameter, message, cs1)


def _found(citation: Citation, known: Parameters) -> Iterator[tuple[str, str, str]]:
    """Parameter, word and condition, as far as the template shows the parameter."""
    values = citation.values
    for parameter, kind in (("volume", "volume"), ("issue", "issue"), ("number", "issue")):
        value = values.get(parameter, "")
        word = _COUNTED.match(value.lower()[:_LONGEST]) if value else None
        if (
            word is not None
            and _shows(known, kind, values)
            and not (kind == "volume" and citation.is_of_website)
        ):
            yield parameter, value[: word.end()].strip(), f"err_extra_text_{kind}"
    parameter = next((name for name in _PAGE_NAMES if values.get(name)), "")
    value = values.get(parameter, "")
    if value and not _EXEMPT.match(value) and _shows(known, "pages", values):
        word = _PAGES.match(value[:_LONGEST])
        if word is not None:
            yield parameter, word[0].rstrip(" 0123456789"), "err_extra_text_pages"
    for parameter in ("quote-page", "quote-pages") if _is_quoting(values) else ():
        value = values.get(parameter, "")
        word = _PAGES.match(value[:_LONGEST]) if value and not _EXEMPT.match(value) else None
        if word is not None:
            yield parameter, word[0].rstrip(" 0123456789"), "err_extra_text_pages"
            break
    value = values.get("edition", "")
    if value and len(value) <= _LONGEST and (word := _EDITION.fullmatch(value)) is not None:
        yield "edition", word[1], "err_extra_text_edition"


def _is_quoting(values: dict[str, str]) -> bool:
    return any(name in values for name in ("quote", "quotation", "script-quote", "trans-quote"))


def _shows(known: Parameters, parameter: str, values: dict[str, str]) -> bool:
    needed = known.shows.get(parameter)
    return needed is not None and (not needed or any(values.get(name) for name in needed))
