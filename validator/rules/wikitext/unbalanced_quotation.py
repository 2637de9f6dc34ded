"""Rule ``wikitext/unbalanced-quotation``."""

from collections.abc import Iterator

from validator.article import Article, Paragraph
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_TAG = pattern(r"</?[A-Za-z][^<>\n]*>")
_ADDRESS = pattern(r"(?:https?:)?//[^\s<>\[\]{}|]+")
_SPACE_BEFORE = pattern(r"[\s(\[{—–/\-'‘’“«|\x01>]")
_SPACE_BEHIND = pattern(r"[\s.,;:!?)\]}—–/\-'’”»|\x01<]")
_STOP = pattern(r"[.!?…][\"'”’»)\]]*(?=[\s\x01]|\Z)")
_PAIRS = (("“", "”"), ("«", "»"))
_STRAIGHT = '"'
_NEIGHBOURS = 3
_LONGEST = 20_000


class UnbalancedQuotation(Rule):
    """Quotation that is opened and not closed, or closed and not opened.

    Where a quotation ends decides whose words a sentence is. With one mark missing, readers
    take the article's words for the speaker's, or the other way round.

    ## Bad
    A clerk noted: "She counts everything twice, and in thirty years she is out by four shillings. Nobody knows how he knew.

    ## Good
    A clerk noted: "She counts everything twice, and in thirty years she is out by four shillings." Nobody knows how he knew.

    ## Not flagged
    Quotations that run over several paragraphs, marks of inches, seconds and repetition, marks
    within words, marks in templates; single quotation marks.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style#Quotation_marks
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield one unpaired quotation mark per paragraph."""
        text = article.text
        known = {opening for opening, _ in article.profile.quotes}
        pairs = [
            pair
            for pair in _PAIRS
            if (pair[0] in known or (pair[0] == "«" and article.is_plain_text))
            and (pair[0] in text or pair[1] in text)
        ]
        straight = _STRAIGHT in text
        if not straight and not pairs:
            return
        count = text.count
        for paragraph in article.paragraphs:
            start, end = paragraph.start, paragraph.end
            odd = straight and count(_STRAIGHT, start, end) % 2
            if not (odd or pairs):
                continue
            uneven = [
                pair for pair in pairs if count(pair[0], start, end) != count(pair[1], start, end)
            ]
            if (odd or uneven) and end - start <= _LONGEST:
                hit = _judged(article, paragraph, uneven)
                if hit is not None:
                    yield hit


def _judged(article: Article, paragraph: Paragraph, pairs: list[tuple[str, str]]) -> Hit | None:
    start, end = paragraph.start, paragraph.end
    shown = article.masked(start, end)
    for mark, noise in (("<", _TAG), ("//", _ADDRESS)):
        if mark in shown:
            shown = noise.sub(lambda m: "\x01" * len(m[0]), shown)
    if any(mark in shown for mark in ("„", "‟", "〃", '""')):
        return None
    marks = _straight_marks(shown)
    if marks is None:
        return None
    pairs = [pair for pair in pairs if shown.count(pair[0]) != shown.count(pair[1])]
    odd = len(marks) % 2 == 1
    if len(pairs) > 1 or (not odd and not pairs) or _goes_on(article.text, start, end):
        return None
    if pairs:
        opening, closing = pairs[0]
        found = _unpaired(
            [(i, c == opening) for i, c in enumerate(shown) if c in (opening, closing)]
        )
        if odd:
            return _mixed(shown, start, found, marks)
    else:
        found = _unpaired(marks)
    if len(found) != 1:
        return None
    at, opens = found[0]
    mark = shown[at]
    if opens:
        stop = _STOP.search(shown, at)
        return Hit(
            start + at,
            start + (stop.end() if stop else len(shown.rstrip())),
            f"Quotation opened with {mark} is not closed in its paragraph",
        )
    begin = max((m.end() for m in _STOP.finditer(shown, 0, at) if m.end() < at), default=0)
    lead = len(shown[begin:at]) - len(shown[begin:at].lstrip(" \t\x01"))
    among = mark in shown[begin:at]
    return Hit(
        start + begin + lead,
        start + at + 1,
        f"One {mark} in this sentence has no partner in its paragraph"
        if among
        else f"Quotation closed with {mark} is not opened in its paragraph",
    )


def _straight_marks(shown: str) -> list[tuple[int, bool]] | None:
    """Straight double marks and whether each opens; None if one may be something else."""
    marks: list[tuple[int, bool]] = []
    at = shown.find(_STRAIGHT)
    while at >= 0:
        before = shown[at - 1] if at else " "
        behind = shown[at + 1] if at + 1 < len(shown) else " "
        if before.isdigit() or before in "′°":
            return None
        if not (before.isalpha() and behind.isalpha()):
            opens = _SPACE_BEFORE.match(before) is not None and not behind.isspace()
            closes = _SPACE_BEHIND.match(behind) is not None and not before.isspace()
            if before.isspace() and behind.isspace() and at > 0 and shown[at + 1 :].strip():
                return None
            marks.append((at, opens if opens != closes else len(marks) % 2 == 0))
        at = shown.find(_STRAIGHT, at + 1)
    return marks


def _unpaired(marks: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Return the marks left over when every opening one takes the closing one behind it."""
    left = []
    opened = -1
    for at, opens in marks:
        if opens:
            if opened >= 0:
                left.append((opened, True))
            opened = at
        elif opened >= 0:
            opened = -1
        else:
            left.append((at, False))
    if opened >= 0:
        left.append((opened, True))
    return left


def _mixed(
    shown: str, start: int, found: list[tuple[int, bool]], marks: list[tuple[int, bool]]
) -> Hit | None:
    """Judge a quotation that opens with one kind of mark and closes with the other."""
    straight = _unpaired(marks)
    if len(found) != 1 or len(straight) != 1:
        return None
    first, last = sorted((found[0][0], straight[0][0]))
    return Hit(
        start + first,
        start + last + 1,
        f"Quotation opened with {shown[first]} is closed with {shown[last]}",
    )


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a line nearby may hold the other mark, as in quotations of several paragraphs."""
    at = end
    for number in range(_NEIGHBOURS):
        begin = at + 1
        while begin < len(text) and text[begin] in "\r\n \t" and begin < at + 50:
            begin += 1
        if begin >= len(text):
            break
        at = _line_end(text, begin)
        if _uneven(text, begin, at) or (number == 0 and text[begin] in "\"“«„'*:#;|{<"):
            return True
    at = start
    for _ in range(_NEIGHBOURS):
        stop = at
        while stop > 0 and text[stop - 1] in "\r\n \t" and stop > at - 50:
            stop -= 1
        if stop <= 0:
            break
        at = text.rfind("\n", max(0, stop - _LONGEST), stop) + 1
        if _uneven(text, at, stop):
            return True
    return False


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _uneven(text: str, start: int, end: int) -> bool:
    return text.count(_STRAIGHT, start, end) % 2 == 1 or any(
        text.count(opening, start, end) != text.count(closing, start, end)
        for opening, closing in _PAIRS
    )
