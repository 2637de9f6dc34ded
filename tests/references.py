"""Wikitexts full of references: a grammar of what Cite takes, refuses or swallows."""

from hypothesis import strategies as st

_NAMES = (
    "a", "b", "b c", "b  c", "A", "Ünal", "7", "12a", ":0", "a&amp;b", "a_b", "a&nbsp;b", "", " a ",
    "a'", "n",
)  # fmt: skip
_GROUPS = ("n", "lower-alpha", "7", "")
_CONTENTS = (
    "x", "y", "x ", "", " ", "&nbsp;", "<!-- c -->", "<nowiki/>", "''x''",
    "x [http://example.org y]", "[[x]]", "* x", "x\n\ny", "{{#if:1|x}}", "<b>x</b>", "x<br>y",
    "<nowiki></ref></nowiki>", "x > y",
)  # fmt: skip
_TEXTS = (
    "A ", "A.\n\n", "\n* A ", "\n== A ==\n", " ''A'' ", "<!-- A -->", "<nowiki><ref></nowiki>",
    "[[A|B]] ", "\n----\n", "&lt;ref>", "<pre><ref>x</ref></pre>",
)  # fmt: skip
_FRAMES = (
    "{}", "''{}''", "\n* {}\n", "[[A|B{}]]", "\n{{|\n| A{}\n|}}\n", "<div>{}</div>",
    "<poem>{}</poem>", "\n== A{} ==\n", "<!-- {} -->", "<nowiki>{}</nowiki>",
)  # fmt: skip
_SLIPS = (
    "<ref name=b c>x</ref>", '<ref name="a>x</ref>', "<ref name='a\">x</ref>", '<ref "a">x</ref>',
    '<ref name:"a">x</ref>', "<ref name=a foo=b />", "<ref foo>x</ref>", '<ref name=="a">x</ref>',
    "<ref name=a name=b>x</ref>", "<ref/>", "<ref></ref>", "<ref name=a></ref>", "<ref name='a'/>",
    "<REF Name=a>x</REF>", "<ref\nname=a\n>x</ref>", "<ref name = a>x</ref >", "<ref name=a/>",
    "</ref>", "<ref>x", "<references>", "</references>", "<ref name=>x</ref>", "<ref>x<ref>y</ref>",
    "<ref>x<references /></ref>", '<ref name="a" dir="rtl">x</ref>', '<ref dir="up">x</ref>',
    '<ref name="a" dir="ltr" />', '<ref name="a" dir="ltr">x</ref>',
    '<ref name="b" dir="rtl" />', '<ref follow="a">z</ref>', '<ref name="b" follow="a">z</ref>',
    '<ref follow="7">z</ref>', '<ref extends="a">z</ref>', '<ref details="p. 4" name="a" />',
    "<references foo=b />", '<references responsive="0" />', '<references group="7" />',
)  # fmt: skip


def _attribute(name: str, values: tuple[str, ...]) -> st.SearchStrategy[str]:
    quoted = st.tuples(st.sampled_from("\"'"), st.sampled_from(values)).map(
        lambda drawn: f" {name}={drawn[0]}{drawn[1].replace(drawn[0], '')}{drawn[0]}"
    )
    return st.one_of(quoted, st.sampled_from(("a", "b", "n")).map(lambda value: f" {name}={value}"))


_named = _attribute("name", _NAMES)
_grouped = _attribute("group", _GROUPS)
_attributes = st.one_of(
    _named,
    _named,
    st.tuples(_named, _grouped).map("".join),
    st.tuples(_grouped, _named).map("".join),
    _grouped,
    st.just(""),
)
_content = st.sampled_from(_CONTENTS)
_plain = st.builds(lambda given, content: f"<ref{given}>{content}</ref>", _attributes, _content)
_reuse = st.builds(lambda given: f"<ref{given} />", _attributes)
_function = st.builds(
    lambda content, name, group: "{{#tag:ref|" + content + name + group + "}}",
    st.one_of(st.sampled_from(("x", "y", "", "a=b")), _reuse, _plain),
    st.sampled_from(("", "|name=a", '|name="b c"', "|name=7", "|name=")),
    st.sampled_from(("", "|group=n", '|group="7"')),
)
_reference = st.one_of(_plain, _plain, _reuse, _function)
_list = st.one_of(
    st.just("\n<references />"),
    st.just("\n<references />"),
    st.builds(lambda given: f"\n<references{given} />", _grouped),
    st.builds(
        lambda given, held: f"\n<references{given}>{''.join(held)}</references>",
        st.one_of(st.just(""), _grouped),
        st.lists(st.one_of(_plain, _plain, _reuse, st.just("\n")), max_size=3),
    ),
    st.builds(
        lambda held, group: "\n{{#tag:references|" + "".join(held) + group + "}}",
        st.lists(_plain, max_size=2),
        st.sampled_from(("", "|group=n")),
    ),
)
_framed = st.builds(
    lambda frame, references: frame.format("".join(references)),
    st.sampled_from(_FRAMES),
    st.lists(_reference, min_size=1, max_size=2),
)
_part = st.one_of(
    _reference, _reference, _framed, st.sampled_from(_TEXTS), st.sampled_from(_SLIPS), _list
)


def pages() -> st.SearchStrategy[str]:
    """Short pages with references, mostly with a list at the end."""
    ends = st.sampled_from(("\n<references />", '\n<references />\n<references group="n" />', ""))
    parts = st.lists(_part, min_size=1, max_size=6).map("".join)
    return st.builds(lambda body, end: "A" + body + end, parts, ends)
