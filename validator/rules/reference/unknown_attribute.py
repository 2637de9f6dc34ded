"""Rule ``reference/unknown-attribute``."""

from collections.abc import Iterator
from difflib import get_close_matches

from validator.article import Article
from validator.cite import KNOWN
from validator.finding import Hit, Severity
from validator.rule import Context, Rule

_ALIKE = 0.7
_LONGEST = 40
_NEWER = "details"
"""Since MediaWiki 1.47."""


class UnknownAttribute(Rule):
    """Attribute that a reference, or a list of them, does not have.

    MediaWiki shows an error in place of the reference. Mostly the quotation marks around a name of
    several words are missing.

    ## Bad
    Built in 1871.<ref name=Hall 1990>Hall 1990, p. 4</ref> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall 1990">Hall 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    What does not look like an attribute, which MediaWiki passes over.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_ref_too_many_keys
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first attribute of each tag that MediaWiki does not know."""
        text = article.text
        cite = context.cite(article)
        for complaint in cite.about("ref_too_many_keys", "ref_parameter_suggestion"):
            reference = complaint.reference
            odd = next((name for name in reference.attributes if name not in KNOWN), "extends")
            start, end = reference.opening
            bare = not reference.attributes[odd] and reference.name
            message = f"References have no attribute {odd[:40]}"
            if odd == _NEWER:
                message += " before MediaWiki 1.47"
            elif (
                bare
                and text[reference.name_span.start - 1 : reference.name_span.start] not in "\"'"
            ):
                message += "; a name of several words needs quotation marks"
            elif close := get_close_matches(odd[:_LONGEST], KNOWN - {"extends"}, 1, _ALIKE):
                message += f", did you mean {close[0]}?"
            lowered = text[start:end].lower()
            at = start + lowered.find(odd) if odd in lowered and len(lowered) == end - start else -1
            yield Hit(
                at if at >= 0 else start,
                at + len(odd) if at >= 0 else end,
                message,
                identity=f"{reference.name}|{odd}",
                severity=Severity.WARNING if odd == _NEWER else None,
                facts={"cite": complaint.key, "attribute": odd},
            )
        for key, place in cite.lists:
            if place.odd:
                yield Hit(
                    place.start,
                    place.end,
                    f"Lists of references have no attribute {place.odd[:40]}",
                    identity=place.odd,
                    facts={"cite": key, "attribute": place.odd},
                )
