"""Pages as a wiki gives them: what a list of titles or revisions became."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote


class Page(NamedTuple):
    """One page that was asked for.

    ``title`` is the wiki's spelling of it, behind ``redirects`` that were followed from the first
    to the last. Where there is no text to check, ``problem`` says why and ``text`` is None.
    """

    asked: str
    title: str
    namespace: int = 0
    revision: int = 0
    timestamp: str = ""
    text: str | None = None
    url: str = ""
    redirects: tuple[str, ...] = ()
    problem: str = ""

    @property
    def missing(self) -> bool:
        """Whether there is no such page or revision."""
        return self.problem.startswith("there is no such")


class TemplateDataPage(NamedTuple):
    """What a wiki knows of a template's parameters.

    ``data`` is what the API says of it, without the title; ``scraped`` ones are names read off the
    template's source. It is None where there is nothing, ``problem`` then says why.
    ``redirected_from`` is the title that was asked for, if it leads here.
    """

    title: str
    revision: int
    data: dict[str, Any] | None
    scraped: bool = False
    missing: bool = False
    redirected_from: str = ""
    problem: str = ""


class Usage(NamedTuple):
    """A page and the titles that it uses, or that lead to it; ``asked`` is how it was asked for."""

    asked: str
    title: str
    missing: bool
    titles: tuple[str, ...]


class Resolved(NamedTuple):
    """Where a title leads: the last title, the redirects before it, or why nowhere."""

    title: str
    redirects: tuple[str, ...] = ()
    problem: str = ""


def merged(answers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The ``query`` of answers that continue each other as one; pages are told by their titles."""
    whole: dict[str, Any] = {}
    pages: dict[str, dict[str, Any]] = {}
    for answer in answers:
        for key, value in answer.get("query", {}).items():
            if key == "pages":
                for page in value:
                    _add(pages.setdefault(page["title"], {}), page)
            else:
                _add(whole, {key: value})
    whole["pages"] = pages
    return whole


def _add(known: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, list) and isinstance(known.get(key), list):
            known[key] += value
        elif isinstance(value, dict) and isinstance(known.get(key), dict):
            known[key].update(value)
        else:
            known[key] = value


def resolved(query: Mapping[str, Any], asked: Iterable[str]) -> Iterator[Resolved]:
    """Where each title leads, by the lists of what was normalised and what redirects."""
    spelled = {
        unquote(one["from"]) if one.get("fromencoded") else one["from"]: one["to"]
        for one in query.get("normalized", ())
    }
    converted = {one["from"]: one["to"] for one in query.get("converted", ())}
    moves = {one["from"]: one["to"] for one in query.get("redirects", ())}
    abroad = {one["title"]: one["iw"] for one in query.get("interwiki", ())}
    for name in asked:
        title = spelled.get(name, name)
        title = converted.get(title, title)
        passed: list[str] = []
        while title in moves and title not in passed:
            passed.append(title)
            title = moves[title]
        if not name.strip():
            yield Resolved(name, problem="no title of a page")
        elif title in passed:
            way = " → ".join((*passed, title))
            yield Resolved(title, tuple(passed), f"redirects in a circle: {way}")
        elif title in abroad:
            yield Resolved(title, tuple(passed), f"is on another wiki ({abroad[title]})")
        else:
            yield Resolved(title, tuple(passed))


def problem_of(page: Mapping[str, Any] | None) -> str:
    """Why nothing can be read of a page; empty if something can."""
    if page is None:
        return "the wiki says nothing of it"
    if page.get("invalid"):
        reason = page.get("invalidreason", {}).get("text", "")
        return f"no title of a page{': ' if reason else ''}{reason}"
    if page.get("special") or page.get("ns", 0) < 0:
        return "a page that the wiki makes, without a text of its own"
    if page.get("missing"):
        return "there is no such page"
    return ""


def filled(page: Page, raw: Mapping[str, Any], revision: Mapping[str, Any] | None) -> Page:
    """The page with what the wiki says of it and of one revision."""
    page = page._replace(
        title=raw["title"], namespace=raw.get("ns", 0), url=raw.get("canonicalurl", "")
    )
    if revision is None:
        return page._replace(problem="the wiki gives no text of it")
    page = page._replace(revision=revision["revid"], timestamp=revision.get("timestamp", ""))
    slot = revision.get("slots", {}).get("main", {})
    if slot.get("texthidden") or "content" not in slot:
        return page._replace(problem="its text is hidden")
    if slot.get("contentmodel", "wikitext") != "wikitext":
        return page._replace(problem=f"holds {slot['contentmodel']}, not wikitext")
    return page._replace(text=slot["content"])
