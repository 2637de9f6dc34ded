"""A profile from what a wiki says of itself.

The wiki knows its language, namespaces, magic words, extension tags and months. What its templates
are for it does not say: they are looked for by the names that a profile has for them, on this wiki
itself, and by the links between languages on the wiki of that profile.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import digit

import msgspec

from validator.profile import load, shipped_wikis
from validator.shipped import SCHEMAS
from validator.sources.address import known
from validator.sources.template_search import Document, Donor, Search
from validator.sources.wiki import Wiki

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SPACES = {100: "portal", 118: "draft", 710: "timedtext", 828: "module"}
"""Namespaces that go by these numbers everywhere, whatever they are called."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_SITE = re.compile(r"https://[a-z0-9.-]+")
_TAG = re.compile(r"[a-z][a-z-]*")
_VERSION = re.compile(r"MediaWiki ([0-9]+)\.([0-9]+)")
_NUMBER = re.compile(r"(?<![0-9:.])[0-9]{1,2}(?![0-9:])")
_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


class Survey(NamedTuple):
    """A profile as a document, and the names of templates that the wiki does not have."""

    profile: Document
    missing: tuple[str, ...]


def nearest(language: str) -> str:
    """The wiki whose profile is in the same language, else the neutral one."""
    for wiki in shipped_wikis():
        if load(wiki).language == language:
            return wiki
    return "neutral"


def survey(
    wiki: Wiki, like: str, given: Sequence[Document] = (), donor: Donor | None = None
) -> Survey:
    """What a wiki says of itself, as a profile with the customs of the nearest one.

    ``like`` is the profile whose templates are looked for, ``given`` are templates to look for
    before those. On ``donor``, the wiki of that profile, links lead to what is called otherwise.
    """
    general = wiki.siteinfo["general"]
    language = general["lang"] if _LANGUAGE.fullmatch(general["lang"]) else "und"
    site = _site(general["server"])
    base = _shipped(nearest(language))
    itself = site is not None and base["site"] == site
    profile = base | {
        "wiki": _database(general.get("wikiid", "")),
        "language": language,
        "direction": "rtl" if general.get("rtl") else "ltr",
        "partial": not itself,
        "site": site,
        "namespaces": _namespaces(wiki),
        "redirect": _redirects(wiki) or base["redirect"],
        "extension_tags": _extension_tags(wiki),
        "dates": base["dates"] | _dates(wiki, language, base["dates"]),
        "language_prefixes": sorted(
            one["prefix"] for one in wiki.siteinfo.get("interwikimap", ()) if "language" in one
        ),
        "sub_references": _version(general.get("generator", "")) >= (1, 47),
    }
    if not itself:
        for key in ("citation_module", "refused_archives"):
            profile.pop(key, None)
    search = Search(wiki, keeps_schemas=itself)
    search.take(given)
    search.take(_shipped(like)["templates"], donor, foreign=load(like).language != language)
    profile["templates"] = search.found
    fields = _citation_fields(wiki, search.titles("citation"))
    profile["citation_fields"] = _joined_lists(base["citation_fields"], fields)
    return Survey(profile, tuple(search.missing))


def _shipped(wiki: str) -> Document:
    load(wiki)
    return dict(msgspec.json.decode((SCHEMAS / "wiki" / f"{wiki}.json").read_bytes()))


def _database(wikiid: str) -> str:
    name = re.sub(r"[^a-z0-9_]", "_", wikiid.lower()).lstrip("_0123456789")
    return name if name and name != "neutral" else "wiki"


def _site(server: str) -> str | None:
    site = f"https:{server}" if server.startswith("//") else server
    return site if _SITE.fullmatch(site) else None


def _version(generator: str) -> tuple[int, int]:
    found = _VERSION.search(generator)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _namespaces(wiki: Wiki) -> dict[str, list[str]]:
    """Names of namespaces by what they are called in English, local names first."""
    spaces = {int(number): space for number, space in wiki.siteinfo["namespaces"].items()}
    found: dict[str, list[str]] = {}
    for number in sorted(spaces):
        names = wiki.names(number)
        subject = spaces.get(number - number % 2, {}) if number > 0 else spaces[number]
        key = _SPACES.get(number - number % 2) or _key(subject.get("canonical", ""), number)
        if number > 0 and number % 2:
            key = "talk" if number == 1 else f"{key} talk"
        if names and number:
            found.setdefault(key, names)
    return found


def _key(canonical: str, number: int) -> str:
    letters = re.sub(r"[^a-z]", "", canonical.lower())
    return letters or f"namespace{number - number % 2}"


def _redirects(wiki: Wiki) -> list[str]:
    for word in wiki.siteinfo.get("magicwords", ()):
        if word["name"] == "redirect":
            return list(dict.fromkeys(word["aliases"]))
    return []


def _extension_tags(wiki: Wiki) -> dict[str, str]:
    """Extension tags by what stands inside them; opaque if that is not known."""
    content = _shipped("neutral")["extension_tags"]
    tags = (tag.strip("<>").lower() for tag in wiki.siteinfo.get("extensiontags", ()))
    return {tag: content.get(tag, "opaque") for tag in tags if _TAG.fullmatch(tag)}


def _dates(wiki: Wiki, language: str, base: Document) -> Document:
    """The names of months here, and the order of dates in a signature."""
    short = [f"{month[:3]}" for month in MONTHS]
    names = [*MONTHS, "may_long", *(f"{month}-gen" for month in MONTHS), *short]
    words = wiki.messages(names, language) if language != "und" else {}
    months = []
    for month, abbreviation, before in zip(MONTHS, short, base["months"], strict=True):
        full = words.get("may_long" if month == "may" else month, "")
        forms = (words.get(f"{month}-gen", ""), full, words.get(abbreviation, ""))
        own = [form for form in forms if form]
        known_forms = (form for form in before if not form.isdigit())
        months.append(list(dict.fromkeys((*own, *known_forms))) if own else before)
    order = _order(wiki.saved("~~~~~"), months)
    return {
        "months": months,
        "formats": list(dict.fromkeys((*filter(None, [order]), *base["formats"]))),
    }


def _order(signed: str, months: list[list[str]]) -> str:
    """The order of day, month and year in a moment as signatures have it; empty if not told."""
    signed = "".join(str(digit(sign, sign)) for sign in signed)
    year = _YEAR.search(signed)
    places = [
        (signed.find(form), -len(form)) for forms in months for form in forms if form in signed
    ]
    if year is None or not places:
        return ""
    month, length = min(places)
    if year.start() < month:
        return "ymd"
    between = _NUMBER.search(signed, month - length, year.start())
    return "mdy" if between else "dmy"


def _citation_fields(wiki: Wiki, titles: list[str]) -> dict[str, list[str]]:
    """Parameters by what they hold, as templates say it to programs that make citations."""
    words = known()["citoid"]
    fields: dict[str, list[str]] = {}
    for page in wiki.templatedata(titles):
        maps = (page.data or {}).get("maps") or {}
        for key, names in (maps.get("citoid") or {}).items():
            if key in words:
                fields = _joined_lists(fields, {words[key]: list(_flat(names))})
    return fields


def _flat(names: Any) -> Iterator[str]:
    """Names in lists of lists; of pairs of first and last name, the last."""
    if isinstance(names, str):
        if names:
            yield names
    elif isinstance(names, list):
        pair = len(names) == 2 and all(isinstance(one, str) for one in names)
        for one in names[1:] if pair else names:
            yield from _flat(one)


def _joined_lists(
    lists: Mapping[str, list[str]], more: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    keys = dict.fromkeys((*lists, *more))
    return {key: list(dict.fromkeys((*lists.get(key, ()), *more.get(key, ())))) for key in keys}
