"""Rule ``reference/punctuation-order``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Severity
from validator.pattern import pattern
from validator.reference import Run
from validator.rule import Context, Rule

_TEXT = pattern(r"[\w)\]’”»%…,.?]|(?<![\s=(\[])[\"']|(?<![\s!])!")
"""What a mark is set behind; a template, a tag, a dash, a cell or an equals sign is not."""
_SIGNS = ".,;:!?…"
_WORD = pattern(r"[^\W\d_]+\.\Z")
_LAST = pattern(r"[^\W\d_]+\Z")
_SENTENCE = pattern(r"[ \t]+[^\W\d_A-ZÀ-ÖØ-Þ]")
_BLANK = " \t"
_BEFORE = 40
_LINE = 2_000
_AFTER_SIGN = frozenset(("", *" \t\n<{|}"))
_AFTER_RUN = frozenset(("", *" \t\n"))
_SHORT = 3
_SHORT_NAME = 5


class PunctuationOrder(Rule):
    """Reference on the wrong side of punctuation, or behind a space.

    The mark then begins the next sentence or hangs alone at the beginning of a line, and readers
    cannot tell what it stands for. Each wiki has its custom: the English Wikipedia sets marks behind
    the punctuation, the French one before it, both without a space.

    ## Bad
    Built in 1871<ref>Hall 1990, p. 4</ref>. Lit in 1872. <ref>Hall 1990, p. 9</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>Hall 1990, p. 4</ref> Lit in 1872.<ref>Hall 1990, p. 9</ref> {{reflist}}

    ## Not flagged
    References before dashes, closing brackets and quotation marks; behind templates and tags; at
    the beginning of a line, cell or value; before a colon in a list of definitions; behind
    abbreviations; behind a space after words such as “in” and “by”. Wikis whose custom the profile
    does not tell.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style#Punctuation_and_footnotes
    https://fr.wikipedia.org/wiki/Wikip%C3%A9dia:Conventions_typographiques
    """

    since = "0.1"
    severity = Severity.INFO
    safe = True

    def is_idle(self, article: Article) -> bool:
        """Whether the wiki has no custom or the article no references."""
        return article.profile.reference_marks is None or not article.references

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every run of references that is on the wrong side or behind a space."""
        custom = article.profile.reference_marks
        if custom is None:
            return
        text, signs = article.text, custom.signs
        behind = custom.place == "behind"
        for run in article.runs:
            lead = run.start
            if text[lead - 1 : lead] in _BLANK:
                before = text[max(0, lead - _BEFORE) : lead]
                lead -= len(before) - len(before.rstrip(_BLANK))
            at = run.end if behind else lead - 1
            spaced = lead < run.start
            if not (spaced or text[at : at + 1] in signs):
                continue
            if not lead or not _TEXT.match(text, lead - 1, lead):
                continue
            if edits := (_behind if behind else _before)(article, run, lead, signs):
                side = "before" if behind else "behind"
                says = f"Reference {side} “{text[at]}”; here its mark belongs {custom.place} it"
            elif spaced and not _is_pointed_at(article, lead):
                edits = (Edit(lead, run.start, ""),)
                says = "Space before a reference, which may part its mark from the text"
            else:
                continue
            yield Hit(
                run.start,
                run.end,
                says,
                identity=text[run.start : run.end][:200],
                edits=edits,
                facts={"sign": text[at] if len(edits) > 1 else "", "space": spaced},
            )


def _behind(article: Article, run: Run, lead: int, signs: frozenset[str]) -> tuple[Edit, ...]:
    """The edits that set a run behind the sign that follows it; none if that is right so."""
    text = article.text
    sign = text[run.end : run.end + 1]
    if sign not in signs or text[run.end + 1 : run.end + 2] not in _AFTER_SIGN:
        return ()
    if text[lead - 1] in _SIGNS:
        return ()
    line = text.rfind("\n", max(0, lead - _LINE), lead) + 1
    if sign == ":" and text[line] == ";":
        return ()
    return Edit(lead, run.start, sign), Edit(run.end, run.end + 1, "")


def _before(article: Article, run: Run, lead: int, signs: frozenset[str]) -> tuple[Edit, ...]:
    """The edits that set a run before the sign that precedes it; none if that is right so."""
    text = article.text
    sign = text[lead - 1]
    if sign not in signs or text[run.end : run.end + 1] not in _AFTER_RUN:
        return ()
    if lead < 2 or text[lead - 2] in _SIGNS or not _TEXT.match(text, lead - 2, lead - 1):
        return ()
    if sign == ".":
        word = _WORD.search(text, max(0, lead - _BEFORE), lead)
        if _SENTENCE.match(text, run.end) or (word and _is_short(word[0][:-1], article)):
            return ()
    return Edit(lead - 1, run.start, ""), Edit(run.end, run.end, sign)


def _is_pointed_at(article: Article, lead: int) -> bool:
    """Whether the sentence needs the mark: “reviewed in [1]”."""
    word = _LAST.search(article.text, max(0, lead - _BEFORE), lead)
    return word is not None and word[0].lower() in article.profile.stop_words


def _is_short(word: str, article: Article) -> bool:
    """Whether a word with a full stop may be an abbreviation."""
    return (
        len(word) <= _SHORT
        or (len(word) <= _SHORT_NAME and word[0].isupper())
        or word.lower() in article.profile.abbreviations
    )
