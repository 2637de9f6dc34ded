"""Rule ``citation/extra-text``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.parameters import Parameters
from validator.rule import CitationRule, Condition, Context
from validator.values import pages

_PAGE_NAMES = ("page", "p", "pages", "pp")
_QUOTED = ("quote-page", "quote-pages")
_SEVERAL = ("pages", "pp", "quote-pages")
_QUOTES = ("quote", "quotation", "script-quote", "trans-quote")


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
    reads = ("volume", "issue", "number", *_PAGE_NAMES, *_QUOTED, "edition")

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
    issue = "issue" if "issue" in values else "number"
    for parameter, kind in (("volume", "volume"), (issue, "issue")):
        word = pages.counted(values[parameter]) if parameter in values else ""
        hidden = kind == "volume" and citation.is_of_website
        if word and _shows(known, kind, values) and not hidden:
            yield parameter, word, f"err_extra_text_{kind}"
    shown = []
    if _shows(known, "pages", values):
        shown.append(next((name for name in _PAGE_NAMES if name in values), ""))
        if any(name in values for name in _QUOTES):
            shown.append(next((name for name in _QUOTED if name in values), ""))
    for parameter in filter(None, shown):
        if word := pages.paged(values[parameter], several=parameter in _SEVERAL):
            yield parameter, word, "err_extra_text_pages"
    if word := pages.edition(values.get("edition", "")):
        yield "edition", word, "err_extra_text_edition"


def _shows(known: Parameters, parameter: str, values: dict[str, str]) -> bool:
    needed = known.shows.get(parameter)
    return needed is not None and (not needed or any(name in values for name in needed))
