"""Rule ``citation/link-in-value``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_LINK = pattern(
    r"(?:(?:\[|(?<![A-Za-z0-9+.-]))[A-Za-z][A-Za-z0-9+.-]*:|(?:(?<=\s)|^|\[))//[A-Za-z0-9]"
)
_ALLOWED = frozenset(
    (
        "url", "URL", "archive-url", "archiveurl", "chapter-url", "contribution-url", "entry-url",
        "article-url", "section-url", "conference-url", "transcript-url", "map-url", "id", "ID",
        "page", "p", "pages", "pp", "at", "quote-page", "quote-pages",
    )
)  # fmt: skip


class LinkInValue(Rule):
    """Web address in a parameter that is not meant for one.

    The template links the title by itself; an address in a name or a title breaks that, and tools
    that read the citation take the address for words.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://example.org/a |publisher=[https://example.org Mills]}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/a |publisher=Mills}}</ref>

    ## Not flagged
    Identifiers, pages and parameters for addresses; templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#param_has_ext_link
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield values that hold an address though their parameter takes none."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            known = context.schemas.parameters(citation.use.schema)
            for name, value in citation.template.values.items():
                if "//" not in value or name in _ALLOWED:
                    continue
                found = citation.template.parameter(name) if _LINK.search(value) else None
                if found is not None and not found.positional:
                    where = "which belongs into |url=" if known.knows(name) else "and is unknown"
                    yield Hit(
                        found.value_start,
                        found.value_end,
                        f"|{name}= holds a web address, {where}",
                        identity=f"{citation.get('url') or citation.get('title')}|{name}",
                        facts={"parameter": name, "cs1": "err_param_has_ext_link"},
                    )
