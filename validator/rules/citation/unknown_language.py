"""Rule ``citation/unknown-language``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.language import nearest, unknown


class UnknownLanguage(CitationRule):
    """Language that MediaWiki does not know.

    A known language is shown by its usual name, and the article is listed under sources in it. A
    slip, or a name in another language, is shown as it stands.

    ## Bad
    <ref>{{cite book |title=Tides |language=Norweigan}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |language=Norwegian}}</ref>

    ## Not flagged
    Tags with subtags of their own, if the language is known.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_unrecognized_language
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("language", "lang")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield languages that are neither tags nor English names."""
        name = "language" if "language" in citation.values else "lang"
        value = citation.values[name]
        word = unknown(value) if "{{" not in value else None
        if word is not None:
            what = (
                f"“{word[:60]}” is no language that MediaWiki knows" if word else "a comma too many"
            )
            hint = f"; did you mean {near}?" if (near := nearest(word)) else ""
            yield Condition(name, f"|{name}=: {what}{hint}", "maint_unknown_lang", part=word)
