"""From text to article."""

import re
from functools import lru_cache

from validator.profile import load, shipped_wikis
from validator.wikitext.language import language
from validator.wikitext.reader import ScannedArticle

AUTO = "auto"
NEUTRAL = "neutral"


def read(text: str, path: str = "-", wiki: str = AUTO) -> ScannedArticle:
    """The article that ``text`` is.

    ``wiki`` is a database name (``frwiki``). With ``auto`` the language of the text decides; where
    that has no profile, or is unclear as in lists of names, or none of its headings stands in the
    text, a heading that only one wiki has. What is left is read by the neutral profile, which
    knows only what holds on every wiki, so that no rule judges by another language's customs.
    Raises UsageError for an unknown wiki.
    """
    if wiki != AUTO:
        return ScannedArticle(text, path, load(wiki))
    told = language(text)
    profile = load(wiki_of(told))
    own = _headings(profile.wiki)
    if own is None or own.search(text) is None:
        for known in shipped_wikis():
            headings = _headings(known)
            if headings is not None and headings.search(text) is not None:
                return ScannedArticle(text, path, load(known), load(known).language)
    return ScannedArticle(text, path, profile, told)


def wiki_of(told: str) -> str:
    """The profile for a language."""
    wiki = f"{told}wiki"
    return wiki if wiki in shipped_wikis() else NEUTRAL


@lru_cache(maxsize=32)
def _headings(wiki: str) -> re.Pattern[str] | None:
    """Headings that no other language has: of references, and those of several words."""
    profile = load(wiki)
    titles = [title for named in profile.sections.values() for title in named if " " in title]
    titles += profile.sections.get("references", ())[:1]
    either = "|".join(map(re.escape, titles))
    return re.compile(rf"\n==[ \t]*(?:{either})[ \t]*==[ \t]*(?:\n|\Z)") if titles else None
