"""Rule ``citation/missing-parameter``."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Severity
from validator.rule import Context, Rule

_CITATION = itemgetter(0)


class MissingParameter(Rule):
    """Citation template without a parameter that it needs.

    The template prints an error in place of the title or the link, and the reader cannot tell what
    to look for. Which parameters a template needs is said by its schema.

    ## Bad
    <ref>{{cite web |url=https://example.org/mill |date=4 May 2011}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/mill |date=4 May 2011}}</ref>

    ## Not flagged
    A parameter whose value is computed by a template, an address in an archive that the template
    refuses, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#citation_missing_title
    https://en.wikipedia.org/wiki/Help:CS1_errors#cite_web_url
    """

    since = "0.1"
    severity = Severity.ERROR
    formerly = ("citation/missing-title", "citation/missing-url")

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield one hit for each parameter that a citation lacks."""
        for citation, found in groupby(context.violated(article, "missing-parameter"), _CITATION):
            missing = [violation for _, violation in found]
            name = " ".join(citation.name.split())
            source = citation.source
            if context.module.is_empty(citation):
                facts = {"cs1": "err_empty_citation"} if "cs1" in missing[0].note else {}
                yield Hit(citation.start, citation.end, f"{{{{{name}}}}} is empty", facts=facts)
                continue
            for violation in missing:
                note = violation.note
                if violation.parameter == "url" and _is_url_needless(citation, context):
                    continue
                yield Hit(
                    citation.start,
                    citation.end,
                    f"{{{{{name}}}}} has no |{violation.parameter}=",
                    identity=f"{source}|{violation.parameter}",
                    severity=Severity.read(note.get("severity", str(self.severity))),
                    facts={"parameter": violation.parameter}
                    | ({"cs1": note["cs1"]} if "cs1" in note else {}),
                )


def _is_url_needless(citation: Citation, context: Context) -> bool:
    """Whether an address is given, and refused for its archive, or not asked for."""
    if any(name in citation.given for name in ("url", "URL")):
        return True
    reading = context.module.reading(citation)
    website = reading.periodical == "website" or reading.script_periodical == "script-website"
    return citation.kind == "citation" and not website
