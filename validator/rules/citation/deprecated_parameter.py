"""Rule ``citation/deprecated-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class DeprecatedParameter(Rule):
    """Citation template with a parameter that is going to be withdrawn.

    It still works, but the template's documentation names a successor and later versions will
    ignore it. A parameter that has been withdrawn already is unknown, not deprecated.

    ## Bad
    wiki: frwiki
    <ref>{{Lien web |titre=Le moulin |url=https://example.org/moulin |coauteurs=A. Le Goff}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/mill |url-status=live}}</ref>

    ## Not flagged
    Other names of a parameter that are not deprecated, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#deprecated_params
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield parameters with a value that their schema marks deprecated."""
        for citation in article.citations:
            if not citation.use.schema:
                continue
            known = context.schemas.parameters(citation.use.schema)
            if not known.deprecated:
                continue
            for name, value in citation.values.items():
                if not value or name not in known.deprecated:
                    continue
                parameter = citation.template.parameter(name)
                if parameter is None:
                    continue
                note = known.note(name) or {}
                successor = note.get("replacement", "")
                advice = f"; use |{successor}=" if successor else ""
                if not advice and "means" in note:
                    advice = f"; {note['means']}"
                yield Hit(
                    parameter.name_start,
                    parameter.name_end,
                    f"|{name}= is deprecated in {{{{{' '.join(citation.name.split())}}}}}{advice}",
                    identity=f"{citation.source}|{name}",
                    facts={"parameter": name} | ({"replacement": successor} if successor else {}),
                )
