"""From text to article."""

from collections.abc import Iterator
from functools import lru_cache

from validator.profile import Profile, load, shipped_wikis
from validator.wikitext.language import language
from validator.wikitext.reader import ScannedArticle

AUTO = "auto"
NEUTRAL = "neutral"
_OPENING = "\n=="
_LONGEST = 100


def read(
    text: str, path: str = "-", wiki: str = AUTO, profile: Profile | None = None
) -> ScannedArticle:
    """The article that ``text`` is.

    ``wiki`` is a database name (``frwiki``). With ``auto`` the language of the text decides; where
    that has no profile, or is unclear as in lists of names, or none of its headings stands in the
    text, a heading that only one wiki has. What is left is read by the neutral profile, which
    knows only what holds on every wiki, so that no rule judges by another language's customs.
    Raises UsageError for an unknown wiki. A ``profile`` that is given holds whatever the wiki.
    """
    if profile is not None:
        return ScannedArticle(text, path, profile)
    if wiki != AUTO:
        return ScannedArticle(text, path, load(wiki))
    told = language(text)
    profile = load(wiki_of(told))
    own = _headings(profile.wiki)
    if not any(title in own for title in _titles(text)):
        titles = set(_titles(text))
        for known in shipped_wikis():
            if not titles.isdisjoint(_headings(known)):
                return ScannedArticle(text, path, load(known), load(known).language)
    return ScannedArticle(text, path, profile, told)


def wiki_of(told: str) -> str:
    """The profile for a language."""
    wiki = f"{told}wiki"
    return wiki if wiki in shipped_wikis() else NEUTRAL


def _titles(text: str) -> Iterator[str]:
    """The titles of a text's headings of the second level, the last one first."""
    at = text.rfind(_OPENING)
    while at >= 0:
        end = text.find("\n", at + 1, at + _LONGEST)
        line = text[at + 1 : end if end >= 0 else at + _LONGEST].rstrip(" \t")
        if line.endswith("=="):
            yield line[2:-2].strip(" \t")
        at = text.rfind(_OPENING, 0, at)


@lru_cache(maxsize=32)
def _headings(wiki: str) -> frozenset[str]:
    """Headings that no other language has: of references, and those of several words."""
    sections = load(wiki).sections
    titles = {title for named in sections.values() for title in named if " " in title}
    return frozenset(titles.union(sections.get("references", ())[:1]))
