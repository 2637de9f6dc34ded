"""Rule ``citation/et-al-in-name``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import et_al, may_say_et_al

_FREE = ("people", "credits")


class EtAlInName(CitationRule):
    """Name of a person that ends in “et al.” or “and others”.

    The words become part of a name in every tool that reads the citation. That a list goes on is said by
    |display-authors=etal, which shows the same.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall et al. |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=1990 |display-authors=etal}}</ref>

    ## Not flagged
    Lists in |vauthors=, where the words are accepted, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#explicit_et_al
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether no citation names others."""
        if super().is_idle(article):
            return True
        by_parameter = article.citations_by_parameter
        free = (one.values[name] for name in _FREE for one in by_parameter.get(name, ()))
        return not (may_say_et_al(article.cited_names) or any(map(may_say_et_al, free)))

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield names that say that there are others, in lists and in free lists of people."""
        for parameter, place in citation.lists.names:
            if said := et_al(citation.values[parameter]):
                yield _condition(parameter, said, place.kind)
        free = citation.lists.instead("author")
        if free and free != "vauthors" and (said := et_al(citation.values[free])):
            yield _condition(free, said, "author")


def _condition(parameter: str, said: str, kind: str) -> Condition:
    message = f"|{parameter}= says “{said}”; write |display-{kind}s=etal instead"
    return Condition(parameter, message, "err_etal")
