"""Rule ``claim/unsourced-article``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_SOURCES = frozenset({"references", "further-reading", "external-links"})
_SOURCING = frozenset(
    {"citation", "short-footnote", "footnote", "named-reference", "reference-list", "archive"}
)
_BOOK_NUMBER = pattern(r"\b(?:ISBN|ISSN|DOI|doi:|OCLC|PMID)\b")
_LEAST_PROSE = 60
_LEAST_BESIDE_TABLE = 200


class UnsourcedArticle(Rule):
    """Article without any source.

    Nothing in it can be checked, and on most wikis it may be tagged or deleted for that alone.
    One book or page that supports the main facts is a start.

    ## Bad
    '''Ada Brook''' is a river in the north of the county. It is some twelve miles long and joins the sea near the old harbour.

    ## Good
    '''Ada Brook''' is a river in the north of the county.<ref>Hall 1990, p. 4</ref> It joins the sea near the old harbour.

    ## Not flagged
    Redirects, pages of lists such as disambiguation pages, and articles with at least a link to
    another site or a list of literature.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Verifiability
    https://en.wikipedia.org/wiki/Help:Referencing_for_beginners
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first paragraph of an article that names no source at all."""
        if article.references or article.citations or article.urls:
            return
        if _BOOK_NUMBER.search(article.text) or article.redirect:
            return
        paragraphs = article.paragraphs
        if not paragraphs:
            return
        if article.is_plain_text:
            name = article.language_name
            told = f"Plain text in {name}" if name else "Plain text"
            message = f"{told} without any source: no reference, link or list of sources"
        elif _may_name_sources(article) or _is_list(article):
            return
        else:
            message = "Article has no source: no reference, citation, link or list of sources"
        first = next((p for p in paragraphs if len(article.plain(p.source)) > 40), paragraphs[0])
        yield Hit(
            first.start,
            first.end,
            message,
            identity="article",
            facts={"plain_text": article.is_plain_text, "language": article.language},
        )


def _may_name_sources(article: Article) -> bool:
    """Whether a template or list stands for sources, or might on a wiki that is not known."""
    text = article.text
    known = bool(article.profile.sections)
    for template in article.templates:
        if template.use is None:
            if (template.values and not known) or text[
                template.start - 1 : template.start
            ].isalnum():
                return True
        elif template.use.role in _SOURCING and template.use.role != "reference-list":
            return True
    sections = article.sections
    if not known:
        return any(line.marks[0] in "*#" for line in article.list_items)
    return any(
        section.role in _SOURCES and _holds_items(text[section.body : section.end], article)
        for section in sections
    )


def _holds_items(body: str, article: Article) -> bool:
    lines = (line.strip() for line in body.splitlines())
    categories = tuple(
        f"[[{name.lower()}:" for name in article.profile.namespaces.get("category", ())
    )
    for line in lines:
        if not line or line.lower().startswith(categories) or line.startswith("<!--"):
            continue
        if line.startswith("{{"):
            use = article.profile.use(line[2:].partition("|")[0].partition("}")[0].strip())
            if use is not None and use.role in ("reference-list", "stub", "navigation", "tag"):
                continue
        if line.lower().startswith("<references"):
            continue
        return True
    return False


def _is_list(article: Article) -> bool:
    """Whether lists and tables outweigh the prose, as on a disambiguation page."""
    prose = sum(p.end - p.start for p in article.paragraphs if not p.source.rstrip().endswith(":"))
    listed = sum(line.end - line.start for line in article.list_items)
    tables = prose < _LEAST_BESIDE_TABLE and bool(article.tables)
    return prose < _LEAST_PROSE or listed > prose or tables
