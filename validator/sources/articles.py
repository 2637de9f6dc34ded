"""Articles of a wiki, told by titles, revisions or categories."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from validator.errors import SourceError, WikiError
from validator.sources import Source
from validator.sources.address import is_database
from validator.sources.page import Page
from validator.sources.wiki import Wiki

MOST_MEMBERS = 10_000
"""Pages of one category; more are read from a dump."""


class Wanted(NamedTuple):
    """Which pages of a wiki."""

    titles: tuple[str, ...] = ()
    revisions: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()


def articles(wiki: Wiki, wanted: Wanted) -> Iterator[Source | SourceError]:
    """The texts, and what kept one from being read; a wiki that fails ends them."""
    seen: set[str] = set()
    try:
        for page in wiki.pages(wanted.titles):
            yield from _once(wiki, page, seen)
        for page in wiki.revisions(wanted.revisions):
            path = _path(wiki, page, f"oldid={page.revision}")
            yield _source(path, page)
        for category in wanted.categories:
            members = list(islice(wiki.members(category), MOST_MEMBERS + 1))
            if not 0 < len(members) <= MOST_MEMBERS:
                many = f"more than {MOST_MEMBERS:,} pages, more than are asked for one by one"
                yield SourceError(f"{wiki.name}:{category}", many if members else "no page in it")
                continue
            for page in wiki.pages(members):
                yield from _once(wiki, page, seen)
    except WikiError as error:
        yield error


def _once(wiki: Wiki, page: Page, seen: set[str]) -> Iterator[Source | SourceError]:
    """A page, unless it came before."""
    if page.redirects and not page.problem:
        yield SourceError(f"{wiki.name}:{page.asked}", f"redirects to {page.title}")
    elif page.title not in seen:
        seen.add(page.title)
        yield _source(_path(wiki, page), page)


def _source(path: str, page: Page) -> Source | SourceError:
    if page.text is None:
        return SourceError(path, page.problem)
    return Source(path, page.text)


def _path(wiki: Wiki, page: Page, query: str = "") -> str:
    """A page as ``enwiki:Title``, or by its address where the wiki was given by one."""
    if page.url and not is_database(wiki.name):
        return page.url + (f"{'&' if '?' in page.url else '?'}{query}" if query else "")
    if page.title:
        return f"{wiki.name}:{page.title}{f'?{query}' if query else ''}"
    return f"{wiki.name}:{query or page.asked}"
