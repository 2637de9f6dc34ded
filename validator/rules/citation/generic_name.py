"""Rule ``citation/generic-name``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values.name import generic, without_et_al


class GenericName(Rule):
    """Name of a person that is none: a role, a company, a word of the web page.

    “Editor” or “Reuters” in a list of authors is shown, sorted and cited as if a person were called so.
    An agency belongs into |agency=, a publisher into |publisher=.

    ## Bad
    <ref>{{cite news |title=The mill |author=Staff Editor |work=Courier |date=4 May 2011}}</ref>

    ## Good
    <ref>{{cite news |title=The mill |author=Ada Hall |work=Courier |date=4 May 2011}}</ref>

    ## Not flagged
    Names in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#generic_name
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield names that hold a word that no name holds."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            if not citation.use.schema:
                continue
            for parameter, name, _ in citation.names:
                if name.startswith("((") and name.endswith("))"):
                    continue
                word = generic(without_et_al(name))
                found = citation.template.parameter(parameter) if word else None
                if found is not None:
                    yield Hit(
                        found.value_start,
                        found.value_end,
                        f"|{parameter}= holds “{word}”, which is no name of a person",
                        identity=f"{citation.get('url') or citation.get('title')}|{parameter}",
                        facts={"parameter": parameter, "cs1": "err_generic_name"},
                    )
