"""How articles use templates: the instances that schemas are inferred from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from validator.article import Article
from validator.schemas import instance
from validator.template import Template

_NO_TITLE = frozenset("{}<>[]#:|")
"""Signs of functions, and of names that only MediaWiki can compute."""


class Use(NamedTuple):
    """One use of a template: the wiki, the title and the instance."""

    wiki: str
    title: str
    given: dict[str, str | None]


def uses(article: Article, named: Iterable[str] = ()) -> Iterator[Use]:
    """Uses of the templates named, or of all infoboxes without a schema.

    A redirect that the wiki's profile knows counts as its target.
    """
    wiki = article.profile.wiki
    wanted = {_normal(name) for name in named}
    if wanted:
        for template in article.templates:
            title = _title(template)
            if title in wanted or _normal(template.name) in wanted:
                yield Use(wiki, title if title in wanted else _normal(template.name), _of(template))
        return
    for infobox in article.infoboxes:
        if not infobox.use.schema:
            yield Use(wiki, _title(infobox.template), _of(infobox.template))


def titles(articles: Iterable[Article]) -> list[str]:
    """The templates that articles use, as they are written there."""
    found = {_normal(one.name) for article in articles for one in article.templates}
    return sorted(title for title in found if title and not set(title) & _NO_TITLE)


def _of(template: Template) -> dict[str, str | None]:
    return instance(template.values)


def _title(template: Template) -> str:
    named = template.use.name if template.use else ""
    return named or _normal(template.name)


def _normal(name: str) -> str:
    """A title as MediaWiki compares titles."""
    title = " ".join(name.replace("_", " ").split())
    before, colon, rest = title.partition(":")
    if colon and before.lower() == "template":
        title = rest.strip()
    return title[:1].upper() + title[1:]
