"""From text to article."""

from validator.article import Article
from validator.profile import load, shipped_wikis
from validator.wikitext.language import language
from validator.wikitext.reader import ScannedArticle

AUTO = "auto"
NEUTRAL = "neutral"


def read(text: str, path: str = "-", wiki: str = AUTO) -> Article:
    """The article that ``text`` is.

    ``wiki`` is a database name (``frwiki``). With ``auto`` the language of the text decides: a
    language without a profile is read by the neutral one, which knows only what holds on every
    wiki, so that no rule judges by another language's customs. Raises UsageError for an unknown
    wiki.
    """
    told = language(text) if wiki == AUTO else ""
    profile = load(wiki_of(told) if told else wiki)
    return ScannedArticle(text, path, profile, told)


def wiki_of(told: str) -> str:
    """The profile for a language."""
    wiki = f"{told}wiki"
    return wiki if wiki in shipped_wikis() else NEUTRAL
