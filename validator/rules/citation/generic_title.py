"""Rule ``citation/generic-title``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values.name import generic_title


class GenericTitle(Rule):
    """Title that a broken page has, not the source.

    “Page not found” or “Wayback Machine” is what a tool read when the page was gone or closed. The
    source has a title of its own, without which nobody finds it again.

    ## Bad
    <ref>{{cite web |title=404 Not Found |url=https://example.org/a}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/a}}</ref>

    ## Not flagged
    Titles in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#generic_title
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield titles of error pages and the like."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            title = citation.template.values.get("title", "")
            if not title or (title.startswith("((") and title.endswith("))")):
                continue
            words = generic_title(title[:-1] if title[-1] in ".," else title)
            found = citation.template.parameter("title") if words else None
            if found is not None:
                yield Hit(
                    found.value_start,
                    found.value_end,
                    f"|title= holds “{words}”, which is no title of a source",
                    identity=citation.get("url") or title,
                    facts={"cs1": "err_generic_title"},
                )
