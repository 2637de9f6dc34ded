"""Rule ``wikitext/near-identical-links``."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_DASHES = "‐‑‒–—―−"
_TARGET = pattern(r"\[\[(\w*+[^][|{}<>\n\w][^][|{}<>\n]*+)")
"""Targets that are more than one word: single words differ in capitals only, if at all."""
_SECTION = pattern(r"#[^\n]*")
_SPACES = "_\xa0\u2002\u2003\u2009\u202f\u3000"
_UNSEEN = pattern(r"[\u200e\u200f\u202a-\u202e]")
_TITLE_SPACE = pattern(r"[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_FOREIGN = pattern(r"[^ ]*:(?! )")
_WORD = pattern(r"\w+")
_MOST = 100
"""The links to no more targets than this are looked for."""


class NearIdenticalLinks(Rule):
    """Two link targets that differ only in dashes, spaces or capitals.

    They seldom are two pages, so that one of them leads to a redirect or to nothing. Link both
    to the title that the page has.

    ## Bad
    The [[Stalin Bloc – For the USSR]] won; the [[Stalin Bloc — For the USSR]] lost.

    ## Good
    The [[Stalin Bloc – For the USSR]] won; the [[stalin Bloc_–_For the USSR|bloc]] lost.

    ## Not flagged
    The case of the first letter and underscores, which make no difference to MediaWiki; single
    words that differ in capitals, and words all in capitals, which are often acronyms; a work and
    its subject, told apart by capitals.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Naming_conventions_(capitalization)
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first link of every target that an earlier one almost equals."""
        text = article.text
        groups = _groups(set(_TARGET.findall(text)))
        if groups:
            wanted = {target: key for key, group in groups.items() for target in group}
            yield from _compared(article, _links(article, wanted), wanted)


class _Link(NamedTuple):
    start: int
    end: int
    target: str


def _links(article: Article, targets: Iterable[str]) -> list[_Link]:
    """The links to some targets, in order."""
    text, places = article.text, article.link_places
    found = []
    for target in sorted(targets)[:_MOST]:
        opening = "[[" + target
        at = text.find(opening)
        while at >= 0:
            m = _TARGET.match(text, at)
            if m is not None and m[1] == target and at in places:
                found.append(_Link(at, places[at], target))
            at = text.find(opening, at + 2)
    return sorted(found)


def _groups(targets: set[str]) -> dict[str, set[str]]:
    """Targets of links that almost equal each other, by what they have in common.

    All are treated as one text, which is quicker. Sections and blanks at the ends do not count.
    """
    joined = _SECTION.sub(" ", " \n ".join(("", *targets, ""))).lower().replace("-", " ")
    for mark in "_" if joined.isascii() else _DASHES + _SPACES:
        joined = joined.replace(mark, " ")
    if "\n :" in joined:
        joined = joined.replace("\n :", "\n ")
    while "  " in joined:
        joined = joined.replace("  ", " ")
    keys = joined.split("\n")[1:-1]
    last = dict(zip(keys, targets, strict=True))
    found: dict[str, set[str]] = {}
    if len(last) < len(keys):
        for key, target in zip(keys, targets, strict=True):
            if last[key] is not target:
                found.setdefault(key, {last[key]}).add(target)
    return {key: group for key, group in found.items() if len({_title(t) for t in group}) > 1}


def _compared(article: Article, links: Iterable[_Link], wanted: dict[str, str]) -> Iterator[Hit]:
    namespaces = article.profile.namespace_keys
    first: dict[str, list[tuple[str, _Link]]] = {}
    for link in links:
        prefix, colon, _ = link.target.lstrip(" _").partition(":")
        if "%" in link.target or (
            colon and prefix.strip(" _").lower().replace("_", " ") in namespaces
        ):
            continue
        title = _title(link.target)
        known = first.setdefault(wanted[link.target], [])
        if any(title == other for other, _ in known):
            continue
        if known:
            other, earlier = known[0]
            differ = _difference(other, title)
            named = differ == "capitals" and _is_work(article, link) != _is_work(article, earlier)
            if differ and not named:
                yield Hit(
                    link.start,
                    link.end,
                    f"Links to “{title}” and “{other}”, which differ only in {differ}: "
                    "unless both are pages, one leads to a redirect or to nothing",
                    identity=title,
                    related=(Related(earlier.start, earlier.end, f"“{other}”"),),
                    facts={"targets": [other, title], "differ": differ},
                )
        if len(known) < 8:
            known.append((title, link))


def _is_work(article: Article, link: _Link) -> bool:
    """Whether a link is the journal or newspaper of a citation, called after its subject."""
    before = article.text[max(0, link.start - 60) : link.start].rstrip(" '")
    name = before[:-1].rpartition("|")[2].strip()
    return before[-1:] == "=" and name in article.profile.field_names.get("work", ())


def _title(target: str) -> str:
    """Return the title that a link leads to, as MediaWiki normalises it."""
    target = target.partition("#")[0].strip().removeprefix(":")
    if "&" in target:
        from html import unescape

        target = unescape(target)
    title = _TITLE_SPACE.sub(" ", _UNSEEN.sub("", target)).strip()
    return title[:1].upper() + title[1:]


def _difference(one: str, other: str) -> str:
    """Say what two titles differ in, in words; empty where both may well be pages."""
    if _FOREIGN.match(one) and _FOREIGN.match(other):
        return ""
    differ = []
    if one.casefold() != other.casefold():
        marks = {c for c in one + other if c in _DASHES or c == "-"}
        spaced = [re.sub(rf"[{_DASHES}-]", " ", title).casefold() for title in (one, other)]
        dashed = [re.sub(rf"[{_DASHES}]", "-", title).casefold() for title in (one, other)]
        if dashed[0] == dashed[1] and len(marks) > 1:
            differ.append("the kind of dash")
        elif spaced[0] == spaced[1]:
            differ.append("a space or dash")
        else:
            differ.append("the spaces around a dash")
    words = list(zip(_WORD.findall(one), _WORD.findall(other), strict=False))
    unlike = [pair for pair in words if pair[0] != pair[1]]
    if unlike:
        if len(words) < 2 or any(word.isupper() for pair in unlike for word in pair):
            return ""
        differ.append("capitals")
    return " and ".join(differ)
