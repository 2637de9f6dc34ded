"""A wiki's pages, templates and customs, asked through MediaWiki's action API.

>>> wiki = Wiki("enwiki", "https://en.wikipedia.org/wiki/User:Somebody")  # doctest: +SKIP
>>> [page.revision for page in wiki.pages(["Lighthouse"])]  # doctest: +SKIP
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from validator.errors import WikiError
from validator.once import once
from validator.sources.api import Api
from validator.sources.page import (
    Page,
    TemplateDataPage,
    Usage,
    filled,
    merged,
    problem_of,
    resolved,
)

BATCH = 50
"""Titles that a wiki takes at once from anybody."""

_CORRUPT = "templatedata-corrupt"
_Item = TypeVar("_Item")


class Wiki(Api):
    """A wiki by database name or address; see :class:`Api` for who asks."""

    # -- pages --------------------------------------------------------------

    def pages(self, titles: Iterable[str]) -> Iterator[Page]:
        """Pages by title in the order asked for, each once, redirects followed."""
        for batch in _batches(titles):
            query = self._query(
                titles=_joined(batch),
                redirects="1",
                prop="revisions|info",
                inprop="url",
                rvslots="main",
                rvprop="ids|timestamp|content",
            )
            for asked, way in zip(batch, resolved(query, batch), strict=True):
                page = Page(asked, way.title, redirects=way.redirects)
                raw = query["pages"].get(way.title)
                problem = way.problem or problem_of(raw)
                if problem:
                    yield page._replace(problem=problem, url=(raw or {}).get("canonicalurl", ""))
                else:
                    yield filled(page, raw, next(iter(raw.get("revisions", ())), None))

    def revisions(self, numbers: Iterable[int]) -> Iterator[Page]:
        """Pages as they were in some revisions, in the order asked for, each once."""
        for batch in _batches(numbers):
            query = self._query(
                revids="|".join(map(str, batch)),
                prop="revisions|info",
                inprop="url",
                rvslots="main",
                rvprop="ids|timestamp|content",
            )
            found = {
                revision["revid"]: (raw, revision)
                for raw in query["pages"].values()
                for revision in raw.get("revisions", ())
            }
            for number in batch:
                page = Page(str(number), "", revision=number)
                if number in found:
                    yield filled(page, *found[number])
                else:
                    yield page._replace(problem="there is no such revision")

    def members(self, category: str) -> Iterator[str]:
        """The titles of the pages in a category, with or without the name of the namespace."""
        for answer in self.steps(
            list="categorymembers",
            cmtitle=self._in_namespace(category, 14, "Category"),
            cmtype="page",
            cmlimit="max",
        ):
            for member in answer.get("query", {}).get("categorymembers", ()):
                yield member["title"]

    # -- templates ----------------------------------------------------------

    def templatedata(self, titles: Iterable[str]) -> Iterator[TemplateDataPage]:
        """What the wiki documents of templates, by title in the order asked for."""
        for batch in _batches(titles):
            query = self._query(titles=_joined(batch), redirects="1", prop="info")
            ways = list(resolved(query, batch))
            there = {
                way.title: query["pages"][way.title]
                for way in ways
                if not (way.problem or problem_of(query["pages"].get(way.title)))
            }
            data = self._data(list(there)) if there else {}
            for asked, way in zip(batch, ways, strict=True):
                origin = asked if way.redirects else ""
                if way.title not in there:
                    raw = query["pages"].get(way.title)
                    problem = way.problem or problem_of(raw)
                    missing = bool(raw and raw.get("missing"))
                    yield TemplateDataPage(way.title, 0, None, False, missing, origin, problem)
                    continue
                revision = there[way.title].get("lastrevid", 0)
                found, scraped, problem = data[way.title]
                yield TemplateDataPage(way.title, revision, found, scraped, False, origin, problem)

    def templates(self, titles: Iterable[str]) -> Iterator[Usage]:
        """The templates that pages use, also through other templates."""
        return self._lists(titles, "templates", tlnamespace="10", tllimit="max")

    def redirects(self, titles: Iterable[str]) -> Iterator[Usage]:
        """The titles that lead to pages; a title that is a redirect itself is followed first."""
        return self._lists(titles, "redirects", rdlimit="max")

    def langlinks(self, titles: Iterable[str], language: str) -> Iterator[Usage]:
        """What pages are called on the wiki of another language, by its prefix."""
        return self._lists(titles, "langlinks", lllang=language, lllimit="max")

    def begins(self, namespace: int, prefix: str) -> bool:
        """Whether any page of a namespace has a title that begins so."""
        answer = self.ask(
            "query",
            action="query",
            list="allpages",
            apnamespace=str(namespace),
            apprefix=prefix,
            aplimit="1",
        )
        return bool(answer.get("query", {}).get("allpages"))

    # -- the wiki -----------------------------------------------------------

    @once
    def siteinfo(self) -> dict[str, Any]:
        """What the wiki says of itself: general, namespaces, magicwords, extensiontags …."""
        parts = "general|namespaces|namespacealiases|magicwords|extensiontags|interwikimap"
        answer = self.ask("query", action="query", meta="siteinfo", siprop=parts)
        found = dict(answer.get("query", {}))
        if not {"general", "namespaces"} <= set(found):
            raise WikiError(self.name, "does not say what it is")
        return found

    def messages(self, names: Sequence[str], language: str) -> dict[str, str]:
        """Messages of the wiki's interface in a language, without those that there are not."""
        found: dict[str, str] = {}
        for batch in _batches(names):
            answer = self.ask(
                "query",
                action="query",
                meta="allmessages",
                ammessages="|".join(batch),
                amlang=language,
            )
            for one in answer.get("query", {}).get("allmessages", ()):
                if "content" in one:
                    found[one["name"]] = one["content"]
        return found

    def saved(self, text: str) -> str:
        """What a text would be once saved: signatures and ``subst:`` are carried out."""
        answer = self.ask(
            "parse", action="parse", pst="1", onlypst="1", contentmodel="wikitext", text=text
        )
        return str(answer["parse"]["text"])

    # -- asking -------------------------------------------------------------

    def _lists(self, titles: Iterable[str], prop: str, **limits: str) -> Iterator[Usage]:
        for batch in _batches(titles):
            query = self._query(titles=_joined(batch), redirects="1", prop=prop, **limits)
            for asked, way in zip(batch, resolved(query, batch), strict=True):
                raw = query["pages"].get(way.title)
                lost = bool(way.problem or problem_of(raw))
                found = () if lost or raw is None else raw.get(prop, ())
                yield Usage(asked, way.title, lost, tuple(one["title"] for one in found))

    def _data(self, titles: Sequence[str]) -> dict[str, tuple[dict[str, Any] | None, bool, str]]:
        """Data, whether they are scraped, and the problem, by title.

        One broken page makes the whole call fail, so each is asked for alone then.
        """
        try:
            answer = self.ask(
                "templatedata",
                action="templatedata",
                titles=_joined(titles),
                includeMissingTitles="1",
            )
        except WikiError as error:
            if error.code != _CORRUPT:
                raise
            if len(titles) == 1:
                return {titles[0]: (None, False, f"its TemplateData is broken: {error.why}")}
            found: dict[str, tuple[dict[str, Any] | None, bool, str]] = {}
            for title in titles:
                found |= self._data([title])
            return found
        pages = answer["pages"].values() if answer["pages"] else ()
        told = {page["title"]: _documented(page) for page in pages}
        return {
            title: told.get(title, (None, False, "the wiki says nothing of it")) for title in titles
        }

    def _in_namespace(self, title: str, number: int, canonical: str) -> str:
        before, colon, _ = title.partition(":")
        prefix = " ".join(before.replace("_", " ").split()).lower()
        if colon and prefix in {name.lower() for name in self.names(number)}:
            return title
        return f"{canonical}:{title}"

    def names(self, number: int) -> list[str]:
        """What a namespace is called: here, in English, and otherwise."""
        space = self.siteinfo.get("namespaces", {}).get(str(number), {})
        named = [space.get("name", ""), space.get("canonical", "")]
        named += [
            one["alias"] for one in self.siteinfo.get("namespacealiases", ()) if one["id"] == number
        ]
        return [name for name in dict.fromkeys(named) if name]

    def _query(self, **parameters: str) -> dict[str, Any]:
        return merged(self.steps(**parameters))


def opened(given: str, contact: str, user: str) -> Wiki:
    """The wiki, asked as the call or else the environment says; a password is only there."""
    user = user or os.environ.get("WIKIVET_USER", "")
    return Wiki(given, contact, user=user, password=os.environ.get("WIKIVET_PASSWORD", ""))


def _documented(page: Mapping[str, Any]) -> tuple[dict[str, Any] | None, bool, str]:
    """A page's data with PHP's lists put right, whether scraped, and the problem."""
    if page.get("missing"):
        return None, False, "there is no such page"
    data = {key: value for key, value in page.items() if key not in ("title", "ns", "pageid")}
    parameters = data.get("params") or {}
    if isinstance(parameters, list):
        parameters = {str(number): node for number, node in enumerate(parameters)}
    data["params"] = {name: node or {} for name, node in parameters.items()}
    if "maps" in data:
        data["maps"] = data["maps"] or {}
    return data, bool(page.get("notemplatedata")), ""


def _joined(titles: Sequence[str]) -> str:
    """The titles as one parameter; where one holds the usual separator, with the other one."""
    whole = "|".join(titles)
    return whole if whole.count("|") < len(titles) else "\x1f" + "\x1f".join(titles)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items, each once, in lists that a wiki takes at once."""
    rest = iter(dict.fromkeys(items))
    while batch := list(islice(rest, BATCH)):
        yield batch
