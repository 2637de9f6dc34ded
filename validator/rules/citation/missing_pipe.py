"""Rule ``citation/missing-pipe``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_GENERAL = "citation/cite-book"
"""Whose parameters are those that all citation templates share."""
_TAG = pattern(r"<[^<>]*+>")
_TEMPLATE = pattern(r"\{\{[^{}]*+\}\}")
_INSIDE = pattern(r"\s([A-Za-z][A-Za-z0-9-]++)\s*+=")
_FIRST = pattern(r"([A-Za-z][A-Za-z0-9-]++)\s*+=")


class MissingPipe(CitationRule):
    """Value that holds what looks like the next parameter.

    Without the | in front of it, the name and value of the second parameter become a part of the
    first, and readers see them there.

    ## Bad
    <ref>{{cite web |title=The mill access-date=4 May 2011 |url=https://example.org/mill}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |access-date=4 May 2011 |url=https://example.org/mill}}</ref>

    ## Not flagged
    Words before = that are no parameter, attributes of tags, and addresses.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#missing_pipe
    """

    since = "0.1"
    severity = Severity.ERROR

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield values with the name of a parameter and an equals sign."""
        for name, value in citation.values.items():
            if "=" not in value:
                continue
            plain = _TEMPLATE.sub("", _TAG.sub("", value))
            found = _INSIDE.search(plain) or _FIRST.match(plain)
            known = context.schemas.parameters(_GENERAL)
            if found and "{{" not in plain and known.knows(found[1]):
                message = f"|{name}= holds “{found[1]}=”; a | is missing before it"
                yield Condition(name, message, "err_missing_pipe", part=found[0].strip())
