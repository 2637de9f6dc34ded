"""Rule ``citation/incomplete-names``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class IncompleteNames(Rule):
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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield given names that stand alone, and the name behind each gap."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            lists: dict[str, dict[tuple[int, bool], str]] = {}
            for parameter, _, place in citation.names:
                lists.setdefault(place.kind, {})[place.number, place.given] = parameter
            for kind, given in lists.items():
                if citation.template.values.get(f"v{kind}s"):
                    continue
                for parameter, message, condition in _gaps(given, kind):
                    found = citation.template.parameter(parameter)
                    if found is not None:
                        yield Hit(
                            found.name_start,
                            found.value_end,
                            message,
                            identity=f"{citation.get('url') or citation.get('title')}|{parameter}",
                            facts={"parameter": parameter, "cs1": condition},
                        )


def _gaps(names: dict[tuple[int, bool], str], kind: str) -> Iterator[tuple[str, str, str]]:
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
            yield shown, message, "err_missing_name"
        if last is None and first is not None:
            yield first, f"|{first}= is given without a surname", "err_first_missing_last"
        gap = 0
