"""Rule ``citation/et-al-in-name``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values.name import et_al


class EtAlInName(Rule):
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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield names that say that there are others."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            for parameter, name in _names(citation):
                said = et_al(name)
                found = citation.template.parameter(parameter) if said else None
                if found is None:
                    continue
                kind = parameter.rstrip("0123456789").partition("-")[0].rstrip("0123456789")
                shown = kind if kind in _LISTS else "author"
                yield Hit(
                    found.value_start,
                    found.value_end,
                    f"|{parameter}= says “{said}”; write |display-{shown}s=etal instead",
                    identity=f"{citation.get('url') or citation.get('title')}|{parameter}",
                    facts={"parameter": parameter, "cs1": "err_etal"},
                )


_LISTS = frozenset({"editor", "contributor", "interviewer", "translator"})


def _names(citation: Citation) -> Iterator[tuple[str, str]]:
    """Names of lists, and the free lists of people."""
    for parameter, name, _ in citation.names:
        yield parameter, name
    values = citation.template.values
    for parameter in ("people", "credits"):
        if values.get(parameter):
            yield parameter, values[parameter]
