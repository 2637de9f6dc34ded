"""Rule ``reference/no-target``."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.short_footnote import ShortFootnote, Target
from validator.values.anchor import PREFIX

_COMPARED = 400
_ALIKE = 0.85


class NoTarget(Rule):
    """Short footnote whose source is not on the page.

    Its link leads nowhere: the reader has a name, a year and a page of a book that is not told.
    Mostly the year or a name differs from the citation, or the citation was taken out or never
    came along with copied text.

    ## Bad
    Built in 1871.{{sfn|Hall|1991|p=4}} {{reflist}}
    * {{cite book |last=Hall |date=1990 |title=Tides}}

    ## Good
    Built in 1871.{{sfn|Hall|1990|p=4}} {{reflist}}
    * {{cite book |last=Hall |date=1990 |title=Tides}}

    ## Not flagged
    Names that hold a template, ``|ref=`` with an anchor of another form, which may be a heading, and
    ``|ignore-err=yes``. Where a template that is not known may hold the source, the finding is no
    more than an info.

    ## See
    https://en.wikipedia.org/wiki/Category:Harv_and_Sfn_template_errors
    https://en.wikipedia.org/wiki/Help:Shortened_footnotes
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether there is no short footnote, or another wiki makes its anchors in another way."""
        return article.profile.citation_module != "cs1" or not article.short_footnotes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first footnote of every anchor that nothing on the page has."""
        anchors = article.anchors
        missing: dict[str, list[ShortFootnote]] = {}
        for footnote in article.short_footnotes:
            anchor = footnote.anchor
            if anchor not in anchors and anchor.startswith(PREFIX) and not footnote.is_ignored:
                missing.setdefault(anchor, []).append(footnote)
        if not missing:
            return
        hidden = anchors.get("", [])
        anything = any(not target.names for target in hidden)
        words = {word for target in hidden for word in _words(target.names)}
        known = [targets[0] for anchor, targets in anchors.items() if anchor]
        for number, (anchor, footnotes) in enumerate(missing.items()):
            first = footnotes[0]
            near = _nearest(first, known[:_COMPARED]) if number < _COMPARED else None
            message = f'"{first.label}" links to no citation on the page'
            if near is not None:
                message += f', the nearest is "{near.label}"'
            unsure = anything or not words.isdisjoint(_words(first.names[:1]))
            if unsure:
                message += "; could not tell whether a template that is not known holds it"
            yield Hit(
                *first.span,
                message,
                identity=anchor,
                severity=Severity.INFO if unsure else None,
                related=(Related(near.start, near.end, "The nearest source"),) if near else (),
                facts={"anchor": anchor, "footnotes": len(footnotes)},
            )


def _nearest(footnote: ShortFootnote, targets: list[Target]) -> Target | None:
    """The source with the same names, with one of them in the same year, or spelled alike."""
    names, year = footnote.names, footnote.year
    same = [target for target in targets if target.names == names and target.label]
    if same:
        return min(same, key=lambda target: _distance(target.year, year))
    words = _words(names) if year else set()
    partly = next((t for t in targets if t.year == year and words & _words(t.names)), None)
    if partly is not None:
        return partly
    initial = footnote.anchor[: len(PREFIX) + 1].lower()
    by_anchor = {t.anchor: t for t in targets if t.anchor[: len(initial)].lower() == initial}
    close = get_close_matches(footnote.anchor, by_anchor, 1, _ALIKE)
    return by_anchor[close[0]] if close else None


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split()}


def _distance(year: str, wanted: str) -> tuple[bool, int]:
    one, other = (int("".join(filter(_is_digit, text))[:4] or 0) for text in (year, wanted))
    return year.rstrip("abcdefgh") != wanted.rstrip("abcdefgh"), abs(one - other)


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()
