"""Pages, volumes, issues and editions: words that templates write themselves, article numbers.

Sources: Help:CS1 errors#extra_text_pages, #extra_text_volume, #extra_text_edition of the English
Wikipedia, and its category of article numbers given as pages. Nothing raises, whatever the text.
"""

from validator.pattern import pattern
from validator.values.name import as_written

LONGEST = 200
"""Of longer values only the beginning is looked at, and of editions nothing."""

_COUNTED = pattern(
    r"(?:volumes?|vols?[.:=]?|issues?|iss[.:=]?|numbers?|nos?(?=[^a-z])[.:=]?|nr[.:=]?|n[.:=\s]|n°|№)"
)
_PAGES = pattern(r"[Pp][PpGg]?\.?(?=[ 0-9])|[Pp][Pp]?\.&nbsp;|[Pp]ages?|[Pp]gs")
_EXEMPT = pattern(r"P[^.PpGg]")
_EDITION = pattern(r"(?:.*[^A-Za-z])?([Ee]dn?\.?|[Ee]dition)")
_NUMBER = pattern(r"[^\s,;_\-‐-―−]{1,40}")
_REVIEW = pattern(r"cd[0-9]+")
_LEAST = 10_000
"""Lower numbers may be pages."""
_SHORTEST = 5


def counted(value: str) -> str:
    """The word at the start of a volume or issue that says so (“Vol.”), as written; or nothing."""
    value = value[2:-2] if as_written(value) else value
    word = _COUNTED.match(value[:LONGEST].lower())
    return value[: word.end()].strip() if word else ""


def paged(value: str, *, several: bool = False) -> str:
    """The word at the start of pages that says so (“pp.”); or nothing.

    A capital P with a number behind it may be a part of the number (P3, PA5), “Page 3” a name.
    ``several`` is for parameters of several pages, whose separators the template tidies first.
    """
    if several:
        value = (value[2:-2] if as_written(value) else value).replace("&nbsp;", " ")
    word = None if _EXEMPT.match(value) else _PAGES.match(value[:LONGEST])
    return word[0] if word else ""


def edition(value: str) -> str:
    """The word at the end of an edition that says so (“ed.”); or nothing."""
    word = _EDITION.fullmatch(value) if len(value) <= LONGEST else None
    return word[1] if word else ""


def is_article_number(page: str, doi: str) -> bool:
    """Whether a page is the number of the article, with which its DOI ends in some form."""
    page, doi = page.lower(), doi.lower()
    if not _NUMBER.fullmatch(page):
        return False
    number = page if doi.endswith(page) else page.removeprefix("e")
    if _REVIEW.fullmatch(page) and doi[:-1].endswith(f"{page}.pub") and doi[-1].isdecimal():
        return True
    if not number.isascii() or not number.isdecimal():
        return len(page) >= _SHORTEST and doi.endswith(number)
    dotted = len(page) == 8 and number == page and doi.endswith(f"{number[:4]}.{number[4:]}")
    enough = number != page or int(number) >= _LEAST
    return dotted or (enough and len(page) >= _SHORTEST and doi.endswith(number))
