"""Rule ``citation/numeric-name``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values.name import is_numeric, without_et_al


class NumericName(Rule):
    """Name of a person without a letter.

    A number or a mark in the place of a name is mostly a value that slipped into the wrong parameter,
    such as a date or a page.

    ## Bad
    <ref>{{cite book |title=The mill |last=1990 |first=Ada |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |first=Ada |date=1990}}</ref>

    ## Not flagged
    Names in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#numeric_name
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield names that hold no letter."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            for parameter, name, _ in citation.names:
                own = without_et_al(name).strip()
                if not own or "{" in own or "<" in own or not is_numeric(own):
                    continue
                found = citation.template.parameter(parameter)
                if found is not None and not (name.startswith("((") and name.endswith("))")):
                    yield Hit(
                        found.value_start,
                        found.value_end,
                        f"|{parameter}= is “{name[:40]}”, which holds no letter",
                        identity=f"{citation.get('url') or citation.get('title')}|{parameter}",
                        facts={"parameter": parameter, "cs1": "err_numeric_names"},
                    )
