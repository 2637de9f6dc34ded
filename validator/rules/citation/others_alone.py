"""Rule ``citation/others-alone``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class OthersAlone(CitationRule):
    """Other people without an author or an editor.

    |others= is for illustrators and the like. Alone it mostly holds an author, who then is missing
    from lists and from short footnotes.

    ## Bad
    <ref>{{cite book |title=Tides |others=Ada Hall}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |author=Ada Hall}}</ref>

    ## Not flagged
    Citations with an author or an editor.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_others
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("others",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield others that stand alone."""
        if not citation.count("author") and not citation.count("editor"):
            sound = citation.kind in ("cite-av-media", "cite-av-media-notes")
            message = "|others= is given without an author or editor"
            yield Condition("others", message, "maint_others_avm" if sound else "maint_others")
