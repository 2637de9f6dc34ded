"""Rule ``infobox/name-disagreement``."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_BOLD = pattern(r"\W{0,12}'''([^'\n]{3,80})'''")
_WORD = pattern(r"[^\W\d_]{4,30}")
_LIKE = 0.8


class NameDisagreement(Rule):
    """Name in the infobox spelled otherwise than in bold at the page's beginning.

    One letter differs, and the spelling of the infobox stands nowhere else on the page: a slip that
    a reader meets first. Correct it, or tell in the text that both spellings are in use.

    ## Bad
    {{Infobox person |name=Ada Lindstorm}}
    '''Ada Lindstrom''' is a Norwegian lighthouse keeper. Lindstrom took the post in 1990.

    ## Good
    {{Infobox person |name=Ada Lindstrom}}
    '''Ada Lindstrom''' is a Norwegian lighthouse keeper. Lindstrom took the post in 1990.

    ## Not flagged
    Names that differ by whole words, and spellings that stand elsewhere on the page, too.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Infoboxes
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no parameter known for a name."""
        return not article.profile.infobox_customs.names or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first infobox's name if one word of it is a slip for that of the opening."""
        template = article.infoboxes[0].template
        parameter = template.first(article.profile.infobox_customs.names)
        if parameter is None or len(parameter.value) > 100 or "{" in parameter.value:
            return
        opening = next(iter(article.paragraphs), None)
        bold = _BOLD.match(article.text, opening.start, opening.end) if opening else None
        if bold is None:
            return
        boxed, told = article.plain(parameter.value), article.plain(bold[1])
        slip = _slip(boxed, told)
        if slip is None or _stands_again(article, slip[0]) or not _stands_again(article, slip[1]):
            return
        yield Hit(
            parameter.value_start,
            parameter.value_end,
            f'|{parameter.name}= has "{slip[0]}", the opening "{slip[1]}"',
            identity=parameter.name,
            related=(Related(bold.start(), bold.end(), f'"{told}"'),),
            facts={"parameter": parameter.name, "word": slip[0], "other": slip[1]},
        )


def _slip(boxed: str, told: str) -> tuple[str, str] | None:
    """The one word that differs a little, as both have it."""
    ours, theirs = boxed.split(), told.split()
    if len(ours) != len(theirs):
        return None
    different = [(a, b) for a, b in zip(ours, theirs, strict=True) if a.lower() != b.lower()]
    if len(different) != 1:
        return None
    one, other = different[0]
    if not (_WORD.fullmatch(one) and _WORD.fullmatch(other)):
        return None
    alike = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
    return (one, other) if alike >= _LIKE else None


def _stands_again(article: Article, word: str) -> bool:
    """Whether a word stands on the page more than once."""
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE).finditer(article.text)
    return next(found, None) is not None and next(found, None) is not None
