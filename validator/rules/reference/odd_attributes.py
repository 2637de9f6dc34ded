"""Rule ``reference/odd-attributes``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule

_KNOWN = frozenset(("name", "group", "follow", "dir"))
_WELL_FORMED = pattern(
    r"(?:\s*+[A-Za-z]++\s*+=\s*+(?:\"[^\">]*+\"|'[^'>]*+'|[^\s\"'=<>`\\;,]*+))*+\s*+/?+\s*+>"
)
_PARTED = pattern(r"(?<=[\"'])\s*+[,;](?=\s|/?\Z)")
_LONGEST = 2_000


class OddAttributes(Rule):
    """Attributes of a reference that are not written as attributes.

    MediaWiki passes over what it cannot read and says nothing. The reference then has another name
    than it seems to have, or none, and is not found where it is reused.

    ## Bad
    Built in 1871.<ref name="Hall"">Hall 1990, p. 4</ref> Lit.<ref "Moe">Moe 2001</ref> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall">Hall 1990, p. 4</ref> Lit.<ref name="Moe">Moe 2001</ref> {{reflist}}

    ## Not flagged
    Tags with templates among their attributes, and attributes that are not known, which MediaWiki
    reports.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield opening tags with marks where none belong, the first one for each name."""
        text = article.text
        told = set()
        well_formed = _WELL_FORMED.match
        suspect = [
            reference
            for reference in article.references
            if text[at := reference.start + 4] != ">" and not well_formed(text, at)
        ]
        for reference in suspect:
            if text[reference.start] != "<":
                continue
            start, end = reference.opening
            source = text[start + 4 : end - 1]
            if len(source) > _LONGEST or "{" in source or "<!--" in source:
                continue
            key = (reference.group, reference.name or source)
            if reference.attributes.keys() <= _KNOWN and key not in told:
                told.add(key)
                parted = _WELL_FORMED.fullmatch(_PARTED.sub("", source) + ">")
                yield Hit(
                    start,
                    end,
                    f"Attributes that are not what they seem: MediaWiki reads {_read(reference)}"
                    + ("; a backslash escapes nothing here" if "\\" in source else ""),
                    identity=source,
                    severity=Severity.INFO if parted else None,
                )


def _read(reference: Reference) -> str:
    name, group = reference.name[:80], reference.attributes.get("group", "")[:80]
    named = f"the name {name}" if name else "no name"
    return f"{named} and the group {group}" if group else named
