"""Rule ``citation/incomplete-names``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class IncompleteNames(CitationRule):
    """Given name without a surname, or a gap in a list of names.

    Only whole names are shown: a given name alone is left out, and a list that jumps from the first to
    the third name has most likely lost the second.

    ## Bad
    <ref>{{cite book |title=The mill |first=Ada |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |first=Ada |last=Hall |date=1990}}</ref>

    ## Not flagged
    Lists given by |vauthors= or |veditors= too, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#first_missing_last
    """

    since = "0.1"
    severity = Severity.ERROR

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield given names that stand alone, and the name behind each gap."""
        lists: dict[str, dict[tuple[int, bool], str]] = {}
        for parameter, _, place in citation.names:
            lists.setdefault(place.kind, {})[place.number, place.given] = parameter
        for kind, names in lists.items():
            if not citation.template.values.get(f"v{kind}s"):
                yield from _gaps(names, kind)


def _gaps(names: dict[tuple[int, bool], str], kind: str) -> Iterator[Condition]:
    """The parameters behind a gap, as far as the template reads the list."""
    number, gap = 0, 0
    while gap < 2:
        number += 1
        last, first = names.get((number, False)), names.get((number, True))
        if last is None and first is None:
            gap += 1
            continue
        if gap:
            shown = last or first or ""
            message = f"|{shown}= is given, but no {kind} number {number - 1}"
            yield Condition(shown, message, "err_missing_name", named=True)
        if last is None and first is not None:
            message = f"|{first}= is given without a surname"
            yield Condition(first, message, "err_first_missing_last", named=True)
        gap = 0
