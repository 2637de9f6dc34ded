"""Rule ``citation/invisible-character``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_LOST = "\ufffd"
_JOINER = "\u200d"
_ODD = pattern("[\x00-\x1f\x7f-\xa0\xad\u200a\u200b\ufffd]")
_SOUTH_ASIAN = pattern("[\u0900-\u0dff\u1000-\u109f\ua8e0-\ua8ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
_TAG = pattern(r"<([a-z]+)(?=[\s/>])", re.IGNORECASE)
_AFTER_JOINER = frozenset(
    "\u2194\u2195\u2620\u2640\u2642\u2695\u2696\u26a7\u2708\u2744\u2764\u27a1\u2b1b\U0001f308"
    "\U0001f32b\U0001f33e\U0001f373\U0001f37c\U0001f384\U0001f393\U0001f3a4\U0001f3a8"
    "\U0001f3eb\U0001f3ed\U0001f430\U0001f466\U0001f467\U0001f468\U0001f469\U0001f48b"
    "\U0001f4a5\U0001f4a8\U0001f4ab\U0001f4bb\U0001f4bc\U0001f525\U0001f527\U0001f52c"
    "\U0001f5e8\U0001f680\U0001f692\U0001f7e9\U0001f7eb\U0001f91d\U0001f9af\U0001f9b0"
    "\U0001f9b1\U0001f9b2\U0001f9b3\U0001f9ba\U0001f9bc\U0001f9bd\U0001f9d1\U0001f9d2"
    "\U0001fa70\U0001fa79\U0001faef\U0001faf2"
)
"""What a joiner may join to an emoji."""
_KEPT = frozenset(("nowiki", "math"))
_NAMES = {
    _LOST: "a replacement character, where another one was lost",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\x7f": "a delete character",
    "\xa0": "a no-break space",
    "\xad": "a soft hyphen",
    "\u200a": "a hair space",
    "\u200b": "a zero-width space",
    _JOINER: "a zero-width joiner",
}


class InvisibleCharacter(CitationRule):
    """Value with a character that nobody sees, or that stands for one that was lost.

    Such characters come along when text is copied from web pages and PDF files. Searches and links
    that hold them fail, and nobody can see why.

    ## Bad
    <ref>{{cite book |title=The\u200b mill |last=Hall |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=1990}}</ref>

    ## Not flagged
    Joiners inside emoji and in the scripts of South Asia, which need them, and values that hold a
    template.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#invisible_char
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether all values are plain to see."""
        if super().is_idle(article):
            return True
        return _is_plain(article.cited_text.replace("\0", ""))

    def asked(self, article: Article) -> list[Citation]:
        """The citations with such a value."""
        return [
            citation
            for citation in article.module_citations
            if not _is_plain("".join(citation.template.values.values()))
        ]

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield values with such a character, and those with a tag that leaves one behind."""
        for name, value in citation.template.values.items():
            if _is_plain(value):
                continue
            found = _found(value, name, article) if "{{" not in value else ""
            if found:
                message = f"|{name}= holds {_named(found)}"
                yield Condition(name, message, "err_invisible_char", part=found)


def _is_plain(text: str) -> bool:
    """Whether all of a text is to be seen, and no tag may be in it."""
    return text.isprintable() and "<" not in text and _LOST not in text


def _found(value: str, name: str, article: Article) -> str:
    """The first such character of a value, or the opening of such a tag; or nothing."""
    odd = _ODD.search(value)
    if odd:
        return odd[0]
    at = value.find(_JOINER)
    joined = value[at + 1 : at + 2] in _AFTER_JOINER
    if at >= 0 and not joined and not _SOUTH_ASIAN.search(value):
        return _JOINER
    known = article.profile.extension_tags
    tag = next((t for t in _TAG.finditer(value) if t[1].lower() in known), None)
    if tag is None or tag[1].lower() in _KEPT:
        return ""
    return "" if tag[1].lower() == "templatestyles" and name in ("id", "quote") else tag[0]


def _named(found: str) -> str:
    if len(found) > 1:
        return f"the tag {found}>, which a citation cannot show"
    return f"{_NAMES.get(found) or 'a control character'} (U+{ord(found):04X})"
