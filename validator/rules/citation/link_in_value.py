"""Rule ``citation/link-in-value``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.url import holds_link

_MAYBE = pattern(r":\S|//", re.ASCII)
_ALLOWED = frozenset(
    (
        "url", "URL", "archive-url", "archiveurl", "chapter-url", "contribution-url", "entry-url",
        "article-url", "section-url", "conference-url", "transcript-url", "map-url", "id", "ID",
        "page", "p", "pages", "pp", "at", "quote-page", "quote-pages",
    )
)  # fmt: skip


class LinkInValue(CitationRule):
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

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield values that hold an address though their parameter takes none."""
        for name, value in citation.template.values.items():
            if ":" not in value and "//" not in value:
                continue
            if name not in _ALLOWED and _MAYBE.search(value) and holds_link(value):
                message = f"|{name}= holds a web address, which belongs into |url="
                yield Condition(name, message, "err_param_has_ext_link")
