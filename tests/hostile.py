"""Wikitexts that nobody means well with: tokens, generated texts, and families that grow."""

import random
from collections.abc import Iterator, Sequence
from itertools import chain, product

from hypothesis import strategies as st

TOKENS: tuple[str, ...] = (
    "{{", "}}", "{{{", "}}}", "[[", "]]", "[", "]", "-{", "}-", "{", "}", "{|", "\n{|", "|}", "|",
    "\n|-\n|", "=", "==", "\n==", "\n== a ==\n", "<ref>", "</ref>", "<ref name=a/>", '<ref name="',
    "<ref ", "<references>", "</references>", "<nowiki>", "</nowiki>", "<pre>", "<gallery>",
    "</gallery>", "<noinclude>", "<includeonly>", "<!--", "-->", "<!-- a -->", "<b>", "</b>",
    "<div ", "<", ">", "'", "''", "'''", "[http://a ", "http://a", "{{a|", "|b=", "{{cite web|url=http://a}}",
    "text ", "a. B", " ", "\n", "\n* ", "&amp;", "\r\n", "\N{NO-BREAK SPACE}", "é",
    "𝒜",
)  # fmt: skip
"""What hostile and ordinary wikitexts are put together from."""

KITS: tuple[tuple[str, ...], ...] = (
    ("{{", "}}", "|", "=", "a"), ("{{", "{{{", "}}", "}}}", "|"), ("{", "}", "|"),
    ("[[", "]]", "|"), ("[[a|", "]]", "b"), ("[", "]", "[http://a ", "http://a"),
    ("-{", "}-", "|", "="), ("<ref>", "</ref>", "<ref name=a/>"), ("<nowiki>", "</nowiki>"),
    ("<references>", "</references>", "<ref>", "</ref>"), ("'", "''", "'''"),
    ("<!--", "-->", "\n", " "), ("=", "\n", "a", " "), ("\n==", "==", "<!-- a -->", "\n"),
    ("{|", "\n{|", "|}", "\n|-\n|"), ("{{a|", "}}", "b="), ("\n* ", "a. B", "\n"),
)  # fmt: skip
"""Tokens that make something together."""

TRAPS: dict[str, str] = {
    "tags without a closing tag": "<ref>",
    "many kinds of tags without a closing tag": "<ref><gallery><poem><nowiki><math><pre>",
    "tags without an end": "<ref ",
    "runs of opening braces": "{{{{{{{{",
    "tables in a style tag": "</b><b>\n{|",
    "tables in references": "</ref>|<ref>\n{|",
    "brackets with addresses": "[[http://a ",
    "brackets with addresses in a tag": "<ref </[[http://a ",
    "references in comments": "<!--<ref>",
    "addresses in comments": "<!--[http://a ",
    "comments in tables": "\n{|<!--",
    "open templates": "{{a|",
    "open tags": "<div ",
    "open tables": "\n{|\n|-\n|",
    "open references": "text <ref>a b c ",
    "one-line comments": "\n<!--a--> ",
    "comments behind one another": "<!--a-->",
    "blanks before comments": "   \t   <!--a-->",
    "headings with blanks": "\n==   \t   ",
    "headings with comments": "\n==a== <!--a--> ",
    "open headings in templates": "\n==a{{b|",
    "words that lead to links": "[[a|b ",
    "parameters": "|a=b",
    "parameters without values": "|a",
}
"""One period each of texts that made a parser slow: mwparserfromhell, or drafts of our scanner."""

MIRRORED: dict[str, tuple[str, str, str]] = {
    "nested templates": ("{{a|", "b", "}}"),
    "nested citations": ("{{cite web|title=", "b", "}}"),
    "nested names": ("{{a", "b", "}}"),
    "nested arguments": ("{{{a|", "b", "}}}"),
    "braces": ("{", "b", "}"),
    "nested links": ("[[a|", "b", "]]"),
    "brackets": ("[", "b", "]"),
    "conversions": ("-{", "b", "}-"),
    "nested references": ("<ref>", "b", "</ref>"),
    "addresses in nested links": ("[[http://a ", "b", "]]"),
    "references behind tags": ("<ref </[[http://a ", "b", "]]"),
    "functions": ("{{#tag:ref|", "b", "}}"),
    "infoboxes": ("{{infobox a|name=", "b", "}}"),
    "maintenance tags": ("{{clarify|text=", "b", "}}"),
    "lists": ("{{reflist|refs=", "b", "}}"),
}
"""Openers, a kernel and closers: as many of one as of the other."""


PARAMETERS: tuple[str, ...] = (
    "title", "author", "first", "vauthors", "editor-link", "date", "year", "access-date", "url",
    "archive-url", "isbn", "doi", "bibcode", "lccn", "hdl", "arxiv", "message-id", "publisher",
    "location", "work", "script-title", "language", "volume", "issue", "pages", "edition", "ref",
    "quote", "postscript", "display-authors", "url-status", "xyzzy",
)  # fmt: skip
"""Parameters of citations, of every kind of value."""

VALUES: tuple[str, ...] = (
    "a", "A ", "1", "-", "–", ".", ",", ";", ":", "=", "a=", " title=", "'", "((", "))", "[[", "]]",
    "[[a:", "[[:b:c|", "//", "http://", "http://a ", "https://web.archive.org/web/",
    "&nbsp;", "&amp;", "et al", "and others ", "Vol. ", "pp. ", "ed. ", " AB,", "A B ", "c. ",
    "January ", "12 May 2001 – ", "10.", "10.1000/", "978-", "ja:", "fr,", "fr-", "CITEREF",
    "<", "<b>", "<nowiki>", "{", "{{a}}",
    "\u200b", "\u200d", "\x00", "\N{NO-BREAK SPACE}", "é", "日",
)  # fmt: skip
"""What values are put together from to keep a rule busy."""


def citations(size: int) -> Iterator[tuple[str, str]]:
    """A citation for every value, with every parameter that long; and some of many parameters."""
    for period in VALUES:
        value = repeated(period, max(size // len(PARAMETERS), 1))
        given = "".join(f"|{name}={value}" for name in PARAMETERS)
        for template in ("cite journal", "citation"):
            yield f"{template} of {period!r}", f"{{{{{template}{given}}}}}"
    for name in ("last", "author-link", "editor", "xyzzy", "title"):
        many = "".join(f"|{name}{number}=Ada Hall" for number in range(size // 20))
        yield f"many of |{name}=", f"{{{{cite book|title=A{many}}}}}"
    yield "one title", f"{{{{cite book|title={'A mill ' * (size // 7)}}}}}"


def repeated(period: str, size: int) -> str:
    """A text of just under ``size`` characters that repeats ``period``, on one line if it can."""
    return period * (size // len(period))


def mirrored(parts: tuple[str, str, str], size: int) -> str:
    """A text of about ``size`` characters, nested as deep as that allows."""
    opener, kernel, closer = parts
    depth = size // (len(opener) + len(closer))
    return opener * depth + kernel + closer * depth


def pairs() -> Iterator[str]:
    """Every period of one or two tokens, once."""
    seen = set()
    for period in (*TOKENS, *map("".join, product(TOKENS, repeat=2))):
        if period not in seen:
            seen.add(period)
            yield period


def families(size: int) -> Iterator[tuple[str, str]]:
    """Name and text of every trap, about ``size`` characters each."""
    for name, period in TRAPS.items():
        yield name, repeated(period, size)
    for name, parts in MIRRORED.items():
        yield name, mirrored(parts, size)


def drawn(seed: int, count: int, longest: int, tokens: Sequence[str] = TOKENS) -> Iterator[str]:
    """``count`` texts of up to ``longest`` tokens; the same ones for the same seed.

    Each text is drawn from a few kits and a few other tokens only, so that rare meetings (three
    braces, a link in a link) become common and no text drowns in an unclosed comment.
    """
    dice = random.Random(seed)
    for _ in range(count):
        kits = dice.sample(KITS, dice.randint(1, 3))
        alphabet = [*chain.from_iterable(kits), *dice.sample(tokens, dice.randint(1, 4))]
        yield "".join(dice.choices(alphabet, k=dice.randint(1, longest)))


def texts(*more: str, longest: int = 40) -> st.SearchStrategy[str]:
    """The same as a strategy, with ``more`` tokens and arbitrary characters."""
    tokens = st.sampled_from((*TOKENS, *more))
    others = st.lists(st.one_of(tokens, tokens, st.text(max_size=5)), min_size=1, max_size=4)
    kits = st.lists(st.sampled_from(KITS), max_size=3)
    return (
        st.tuples(kits, others)
        .map(lambda both: [*chain.from_iterable(both[0]), *both[1]])
        .flatmap(lambda alphabet: st.lists(st.sampled_from(alphabet), max_size=longest))
        .map("".join)
    )
