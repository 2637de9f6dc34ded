"""The scanner against mwparserfromhell: where they differ, a known cause explains it."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from killable import run
from token_stream import Node, nodes

from validator import testing
from validator.profile import load
from validator.template import plain_bars
from validator.wikitext.scanner import Scan, scan

ROOT = Path(__file__).parents[2]
TAGS = {**load("enwiki").extension_tags, "gallery": "opaque", "section": "opaque"}
"""The wiki's tags, those that mwparserfromhell does not look into as opaque ones."""

LONGEST = 200_000
"""Longer texts are not given to the library."""

_COMPARED = ("ref", "nowiki", "references")
_BAD_IN_TITLE = re.compile(r"[<>\[\]{}\n]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Difference:
    """A construct that only one of the two found; ``detail`` is bars, level, or a tag's content."""

    side: str
    kind: str
    start: int
    end: int
    detail: object


@dataclass(frozen=True)
class Readings:
    """A text, what both made of it, and where they differ."""

    text: str
    theirs: list[Node]
    ours: Scan

    @property
    def templates(self) -> list[tuple[int, int, list[int]]]:
        """Our templates with the places of their bars and equals signs."""
        return [
            (start, end, plain_bars(self.text, start, end - 2) if bars is None else bars)
            for start, end, bars, _ in self.ours.templates
        ]

    def differences(self) -> list[Difference]:
        """Every construct that only one of them found."""
        ours, theirs = set(self._ours()), set(self._theirs())
        only = [Difference("wikivet", *record) for record in ours - theirs]
        only += [Difference("mwparserfromhell", *record) for record in theirs - ours]
        return sorted(only, key=lambda d: (d.start, d.end, d.side))

    def _theirs(self) -> Iterator[tuple[str, int, int, object]]:
        for node in self.theirs:
            name = node.name.strip().lower()
            if node.kind in ("template", "argument"):
                bars = tuple(node.bars if node.kind == "template" else node.bars[::2])
                yield node.kind, node.start, node.end, bars
            elif node.kind in ("comment", "link"):
                yield node.kind, node.start, node.end, None
            elif node.kind == "heading":
                yield node.kind, node.start, self._line_end(node.start), node.level
            elif node.kind == "tag" and node.markup is None and name in _COMPARED:
                yield node.kind, node.start, node.end, (name, node.inner)

    def _ours(self) -> Iterator[tuple[str, int, int, object]]:
        found = self.ours
        for start, end, places in self.templates:
            yield "template", start, end, tuple(places)
        for start, end, bars, _ in found.arguments:
            yield "argument", start, end, tuple(bars[::2])
        for start, end, _ in found.links:
            yield "link", start, end, None
        for start, end in found.comments:
            yield "comment", start, end, None
        for start, _, level, _ in found.headings:
            yield "heading", start, self._line_end(start), level
        for start, end, name, _, _, inner, inner_end, _ in found.tags:
            if name in _COMPARED:
                yield "tag", start, end, (name, (inner, inner_end))

    def _line_end(self, start: int) -> int:
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end


# -- the known causes: each with an example, and who follows MediaWiki ---------


def in_attributes(r: Readings, d: Difference) -> bool:
    """The other reads markup in an extension tag's attributes; MediaWiki does not."""
    return any(tag[0] < d.start and d.end <= tag[4] + 1 for tag in r.ours.tags)


def in_opaque(r: Readings, d: Difference) -> bool:
    """The other reads markup in ignored parts and in extension tags that it does not know."""
    opaque = [(tag[5], tag[6]) for tag in r.ours.tags if tag[5] >= 0 and TAGS[tag[2]] == "opaque"]
    return any(start <= d.start and d.end <= end for start, end in (*opaque, *r.ours.ignored))


def in_cell_attributes(r: Readings, d: Difference) -> bool:
    """The other reads a comment before a cell's second bar as one of its attributes."""
    return any(
        node.kind == "tag" and node.markup is not None and node.start < d.start < node.inner[0]
        for node in r.theirs
    )


def no_title(r: Readings, d: Difference) -> bool:
    """The other takes no template or link whose title is empty or holds markup.

    MediaWiki takes the braces as a template first, and decides on the title when expanding.
    """
    if d.kind not in ("template", "link", "argument") or d.side != "wikivet":
        return False
    edge = 3 if d.kind == "argument" else 2
    title = _COMMENT.sub("", r.text[d.start + edge : d.end - edge]).partition("|")[0].strip()
    return not title or _BAD_IN_TITLE.search(title) is not None


def hidden_parts(r: Readings, d: Difference) -> bool:
    """The other does not see bars and equals signs in tags, tables and addresses.

    MediaWiki does: ``{{a|<i class="b">}}`` has a parameter named ``<i class``.
    """
    if d.kind not in ("template", "argument"):
        return False
    arguments = [(start, end, bars) for start, end, bars, _ in r.ours.arguments]
    ours = _bars_of(r.templates if d.kind == "template" else arguments, d)
    theirs = [n for n in r.theirs if (n.kind, n.start, n.end) == (d.kind, d.start, d.end)]
    holders = [n for n in r.theirs if n.kind in ("tag", "external") and d.start < n.start < d.end]
    if ours is None or not theirs:
        return False
    apart = set(ours) ^ set(theirs[0].bars)
    return any(any(n.start < place < n.end for n in holders) for place in apart)


def _bars_of(found: list[tuple[int, int, list[int]]], d: Difference) -> list[int] | None:
    return next((bars for start, end, bars in found if (start, end) == (d.start, d.end)), None)


def address_in_link(r: Readings, d: Difference) -> bool:
    """MediaWiki ends a link at the first two brackets, the other keeps one for an address."""
    return d.kind == "link" and any(
        n.kind == "external" and r.text[n.start] == "[" and d.start < n.start < d.end
        for n in r.theirs
    )


def left_open(r: Readings, d: Difference) -> bool:
    """Something near is never closed: MediaWiki shows it as it is, mwparserfromhell repairs."""
    return any(d.start - 1000 < start < d.end + 1000 for start, _ in r.ours.open)


def open_comment(r: Readings, d: Difference) -> bool:
    """An unclosed comment runs to the end of the text for MediaWiki, and is none for the other."""
    return any(
        start <= d.start and not r.text.endswith("-->", start + 4, end)
        for start, end in r.ours.comments
    )


def tag_in_itself(r: Readings, d: Difference) -> bool:
    """No extension tag nests in itself: the first closing tag ends the first opening one."""
    return any(
        tag[5] >= 0
        and tag[0] - 20 <= d.end
        and d.start <= tag[1] + 1000
        and re.search(rf"<{tag[2]}\b", r.text[tag[5] : tag[6]], re.IGNORECASE) is not None
        for tag in r.ours.tags
    )


def greater_in_quotes(r: Readings, d: Difference) -> bool:
    """MediaWiki ends the opening tag at the first ``>``, even between quotation marks."""
    return d.kind == "tag" and any(
        tag[0] == d.start and r.text.count('"', tag[3], tag[4]) % 2 == 1 for tag in r.ours.tags
    )


def bare_heading(r: Readings, d: Difference) -> bool:
    """A line of equals signs alone is a heading for MediaWiki."""
    line = _COMMENT.sub("", r.text[d.start : d.end])
    return d.kind == "heading" and d.side == "wikivet" and not line.strip("= \t\r")


def heading_with_tail(r: Readings, d: Difference) -> bool:
    """The other lets a heading end before the end of its line, or takes other marks.

    MediaWiki looks at the first and the last marks of the line, comments left out.
    """
    line = _COMMENT.sub("", r.text[d.start : d.end]).rstrip()
    return d.kind == "heading" and (not line.endswith("=") or "=" in line.strip("="))


CAUSES: tuple[tuple[Callable[[Readings, Difference], bool], str], ...] = (
    (in_attributes, '<ref name="{{a}}">b</ref>'),
    (in_opaque, "<includeonly>{{a}}</includeonly>"),
    (in_cell_attributes, "{|\n| align=left <!-- a -->| b\n|}"),
    (no_title, "{{#ifexpr: 1 > 0|a}} [[a<br>|b]]"),
    (hidden_parts, '{{a|<i class="b">c|d</i>|[http://e.example/?f=g h]}}'),
    (address_in_link, "[[a|[http://b.example c]]]"),
    (left_open, "{{a|title=B {{!}c|d=e}}"),
    (open_comment, "a <!-- {{b}}"),
    (tag_in_itself, "<ref>a<nowiki>b<nowiki>c</nowiki>d</nowiki></ref>"),
    (greater_in_quotes, '<ref name="a>b">c</ref>'),
    (bare_heading, "===\n"),
    (heading_with_tail, "== a = b\n=== c ==\n"),
)


def cause(readings: Readings, difference: Difference) -> str:
    """The name of the first cause that explains a difference; empty if none does."""
    found = (known.__name__ for known, _ in CAUSES if known(readings, difference))
    return next(found, "")


# -- what runs in the child, where a hang does no harm -------------------------


def compare(texts: list[str]) -> Iterator[dict[str, object]]:
    """For each text, how many constructs there are, and every difference with its cause."""
    for text in texts:
        if len(text) > LONGEST:
            raise ValueError(f"a text of {len(text)} characters")
        readings = Readings(text, nodes(text), scan(text, TAGS))
        yield {
            "constructs": len(readings.ours.templates) + len(readings.ours.links),
            "differences": [
                [cause(readings, d), f"{d} {text[d.start : d.end][:200]!r}"]
                for d in readings.differences()
            ],
        }


def compare_files(paths: list[str]) -> Iterator[dict[str, object]]:
    """Compare whole files."""
    for path in paths:
        yield from compare([Path(path).read_bytes().decode("utf-8")])


def unexplained(done: list[dict[str, list[list[str]]]]) -> list[str]:
    """The differences without a cause."""
    return [what for text in done for why, what in text["differences"] if not why]


def plausible(seed: int, count: int) -> Iterator[str]:
    """Texts as people write them: well-formed but for a slip now and then."""
    dice = random.Random(seed)
    for _ in range(count):
        yield "".join(_block(dice, 3) for _ in range(dice.randint(1, 6)))


_WORDS = ("a", "b c", "1871", "Hall", " ", ".", "''d''", "é", "http://e.example/f", "&amp;", ", ")


def _inline(dice: random.Random, depth: int) -> str:
    if depth == 0 or dice.random() < 0.4:
        return dice.choice(_WORDS)
    inner = "".join(_inline(dice, depth - 1) for _ in range(dice.randint(1, 3)))
    line = inner.replace("\n", " ")
    return dice.choice(
        (
            f"{{{{cite web|title={inner}|url=http://a.example}}}}",
            f"{{{{sfn|Hall|{inner}}}}}",
            f"{{{{a\n| b = {inner}\n| c =\n}}}}",
            "{{b}}",
            f"{{{{{{c|{inner}}}}}}}",
            f"[[d|{line}]]",
            "[[e]]",
            f"<ref>{inner}</ref>",
            f'<ref name="f">{inner}</ref>',
            '<ref name="f" />',
            "<!-- {{g}} -->",
            "<nowiki>{{h</nowiki>",
            f"<small>{inner}</small>",
            f'<span class="i">{inner}</span>',
            f"[http://j.example/?k=l {line}]",
            "<br />",
            "{{m",
            "]]",
        )[: dice.choice((16, 16, 16, 16, 18))]
    )


def _block(dice: random.Random, depth: int) -> str:
    inner = "".join(_inline(dice, depth) for _ in range(dice.randint(1, 5)))
    line = inner.replace("\n", " ")
    return dice.choice(
        (
            f"{inner}\n",
            f"{inner}\n\n",
            f"\n== {dice.choice(_WORDS)} ==\n{inner}\n",
            f"\n=== {line} ===\n",
            f"\n== a == <!-- b -->\n{inner}\n",
            f"* {line}\n",
            f"\n{{|\n! {line}\n|-\n| {line} || {line}\n|}}\n",
            f"<references>\n{inner}</references>\n",
        )
    )


# -- the tests -----------------------------------------------------------------


def test_what_is_taken_for_granted_of_the_library() -> None:
    text = (
        "{{a|b=c|{{d}}}} {{{e|f}}} [[g|h]] [[i]]\n== j ==\n<!-- k --><ref name = 'l' m>n</ref >"
        "<br/> </br> <li>o [http://p q] [http://r<b>s</b>] http://t &amp; &#117; &#x76;\n"
        '* w\n----\n{|x="y"\n! z || {{a}}\n|- b=c\n| d=e | f\n|}\n; g : h'
    )
    found = nodes(text)
    sources = {(node.kind, text[node.start : node.end]) for node in found}
    assert sources >= {
        ("template", "{{a|b=c|{{d}}}}"), ("template", "{{d}}"), ("argument", "{{{e|f}}}"),
        ("link", "[[g|h]]"), ("link", "[[i]]"), ("heading", "== j =="), ("comment", "<!-- k -->"),
        ("tag", "<ref name = 'l' m>n</ref >"), ("external", "[http://p q]"), ("template", "{{a}}"),
        ("external", "http://t"), ("tag", "<br/>"), ("tag", "</br>"), ("tag", "| d=e | f\n"),
    }  # fmt: skip
    assert next(node.bars for node in found if node.kind == "template") == [3, 5, 7, -1]


@pytest.mark.parametrize("number", range(len(CAUSES)), ids=lambda n: CAUSES[n][0].__name__)
def test_every_cause_is_real(number: int) -> None:
    known, example = CAUSES[number]
    readings = Readings(example, nodes(example), scan(example, TAGS))
    differences = readings.differences()
    assert differences
    assert any(known(readings, difference) for difference in differences)
    assert all(cause(readings, difference) for difference in differences)


def test_articles() -> None:
    paths = sorted(str(path) for path in (ROOT / "fixtures" / "articles").glob("*.wikitext"))
    done = run("wikitext.test_token_stream:compare_files", [paths], seconds=60)
    assert unexplained(done) == []
    assert sum(text["constructs"] for text in done) > 200


def test_cases_of_rules() -> None:
    files = sorted((ROOT / "fixtures" / "cases").rglob("*.yaml"))
    texts = [case.wikitext for path in files for case in testing.cases(path)]
    texts = [text for text in texts if len(text) <= LONGEST]
    done = run("wikitext.test_token_stream:compare", [texts], seconds=60)
    assert unexplained(done) == []


def test_plausible_texts() -> None:
    texts = list(plausible(seed=7, count=1500))
    done = run("wikitext.test_token_stream:compare", [texts], seconds=120)
    assert unexplained(done) == []
    same = sum(not text["differences"] for text in done)
    assert same > len(done) * 0.6
