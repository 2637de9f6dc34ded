"""Rule ``citation/publisher-repeats-website``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.values.title import bare, linked, publisher_key

_SHOWN = 40


class PublisherRepeatsWebsite(Rule):
    """Publisher that says the same as the website, newspaper or other work.

    The reader sees one name twice, and learns nothing from the second. A publisher is named where
    it tells who stands behind the work.

    ## Bad
    <ref>{{cite web |url=https://example.org/a |title=Mills |website=Mill.com |publisher=Mill, Inc.}}</ref>

    ## Good
    <ref>{{cite web |url=https://example.org/a |title=Mills |website=Mill.com |publisher=Hall Media}}</ref>

    ## Not flagged
    Names that share only a part, as “BBC News” and “BBC”; the same words linked to two pages;
    values made by templates.

    ## See
    https://en.wikipedia.org/wiki/Template:Cite_web#Publisher
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield publishers that are called as the work is."""
        names = article.profile.field_names
        works = frozenset(names.get("work", ()))
        publishers = frozenset(names.get("publisher", ())) - works
        for citation in article.citing("publisher"):
            given = citation.values.keys()
            if publishers.isdisjoint(given) or works.isdisjoint(given):
                continue
            said, work = citation.get("publisher"), citation.get("work")
            told = publisher_key(said)
            if not told or told != publisher_key(work) or _lead_apart(said, work):
                continue
            here, other = citation.parameter("publisher"), citation.parameter("work")
            if here is None or other is None:
                continue
            same = bare(said) == bare(work)
            repeated = "" if same else f" “{_short(work)}”"
            yield Hit(
                here.value_start,
                here.value_end,
                f"|{here.name}= “{_short(said)}” repeats |{other.name}={repeated}",
                identity=f"{citation.source}|{here.name}",
                related=(Related(other.value_start, other.value_end, f"|{other.name}="),),
                facts={"parameter": here.name, "repeats": other.name},
            )


def _lead_apart(one: str, other: str) -> bool:
    """Whether both are links, to two pages."""
    pages = linked(one).casefold(), linked(other).casefold()
    return all(pages) and pages[0] != pages[1]


def _short(value: str) -> str:
    seen = bare(value)
    return seen if len(seen) <= _SHOWN else seen[: _SHOWN - 1] + "…"
