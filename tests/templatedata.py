"""Random TemplateData, instances for it, and a direct reading of what it allows."""

import re
from typing import Any

from hypothesis import strategies as st

STEMS = ["last", "a/b#c d%~", "größe", "x.y*", "$&", "ship name", "-", "2"]
NAMES = [*STEMS, *(f"{stem}{number}" for stem in STEMS[:4] for number in ("1", "2", "3", "12"))]
TYPES = [
    "unknown", "string", "number", "boolean", "date", "url", "wiki-page-name", "wiki-user-name",
    "wiki-file-name", "wiki-template-name", "content", "unbalanced-wikitext", "line",
    "string/line", "string/wiki-page-name",
]  # fmt: skip
VALUES = [
    "0", "1", "12", "-7", "1.5", "٣", "yes", "2020-02-29", "2021-02-29", "2020-13-01", "2020",
    "2020-01-01T12:00Z", "2 March 2020", "//example.org/a", "https://example.org/", "HTTP://A/b",
    "www.example.org", "https://example.org/a b", "a\nb", "A [[b]]", "A|b", "A.jpg", "A.webm",
    "A#b", "File.xyz", "{{x}}", "<br>", "  ", "", "x\n", "Ü\u2028b",
]  # fmt: skip

TEXTS = st.one_of(
    st.none(), st.sampled_from(["", "Text", "Ein Wort"]), st.just({"en": "Word", "de": "Wort"})
)
_PARAM = st.fixed_dictionaries(
    {},
    optional={
        "label": TEXTS,
        "description": TEXTS,
        "example": TEXTS,
        "default": TEXTS,
        "required": st.booleans(),
        "suggested": st.booleans(),
        "deprecated": st.sampled_from([True, False, "", "Use |last= instead"]),
        "aliases": st.lists(st.sampled_from([*NAMES, 1, 2]), max_size=3),
        "type": st.sampled_from(TYPES),
        "inherits": st.sampled_from(NAMES),
        "autovalue": st.sampled_from([None, "{{subst:x}}"]),
        "suggestedvalues": st.lists(st.sampled_from(["a", "b"]), max_size=2),
    },
)
DATA = st.fixed_dictionaries(
    {"params": st.dictionaries(st.sampled_from(NAMES), _PARAM, max_size=8)},
    optional={
        "description": TEXTS,
        "format": st.sampled_from([None, "inline", "block", "{{_|_=_}}"]),
        "paramOrder": st.lists(st.sampled_from(NAMES), max_size=4),
        "maps": st.just({"citoid": {"title": "last", "author": [["last1", "last"]]}}),
        "notemplatedata": st.booleans(),
    },
)
"""TemplateData as people write it: mostly sound, with parents, aliases and orders of nobody."""

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = ["params", "description", "paramOrder", "sets", "maps", "format", "citoid", "a", "aliases"]
HOSTILE = st.recursive(
    ANYTHING,
    lambda inner: st.dictionaries(
        st.sampled_from([*_KEYS, "inherits", "type", "label", "\ud800"]), inner, max_size=4
    ),
    max_leaves=12,
)
"""JSON that is hardly TemplateData."""

Said = set[tuple[str, str, str]]
"""Rule, parameter as written, severity."""


def verdicts(data: dict[str, Any], given: dict[str, str | None]) -> Said:
    """What TemplateData says against an instance, told straight from its own rules."""
    params = data["params"]
    own = {name: [*_own_names(data, name)] for name in params}
    whole = {name: _with_parents(params, name) for name in params}
    known = {name for names in own.values() for name in names}
    said: Said = set()
    for name in given:
        if name not in known and not _is_numbered(name, known):
            said.add(("unknown-parameter", name, "info"))
    for name, names in own.items():
        param = whole[name]
        present = [one for one in names if one in given]
        for at, one in enumerate(names):
            if one in present[1:] and at:
                said.add(("conflicting-parameters", one, ""))
        gone = param.get("deprecated", False) is not False
        if not present and not gone:
            if param.get("required"):
                said.add(("missing-parameter", name, "error"))
            elif param.get("suggested"):
                said.add(("missing-parameter", name, "info"))
        kind = param.get("type", "unknown").removeprefix("string/")
        for one in present:
            value = given[one]
            if value is not None and not _fits(kind, value):
                level = "info" if kind in ("number", "boolean", "date") else "warning"
                said.add(("bad-value", one, level))
    return said


def _own_names(data: dict[str, Any], name: str) -> list[str]:
    """A parameter's names; whoever of the parameters comes first has an alias."""
    params = data["params"]
    names = [name]
    taken = set(params)
    for other, param in params.items():
        for alias in map(str, param.get("aliases", ())):
            if alias not in taken:
                taken.add(alias)
                if other == name:
                    names.append(alias)
    return names


def _with_parents(params: dict[str, Any], name: str) -> dict[str, Any]:
    """A parameter over its ancestors; the parent that closes a circle is none."""
    cut = _cut(params)
    found: dict[str, Any] = {}
    while True:
        found = {k: v for k, v in params[name].items() if k != "aliases"} | found
        parent = params[name].get("inherits")
        if parent not in params or name in cut:
            return found
        name = parent


def _cut(params: dict[str, Any]) -> set[str]:
    """In each circle, the heir whose parent was met first when walking from the first on."""
    cut: set[str] = set()
    done: set[str] = set()
    for first in params:
        walked: list[str] = []
        name = first
        while name in params and name not in done:
            done.add(name)
            walked.append(name)
            name = params[name].get("inherits", "")
        if name in walked:
            cut.add(walked[-1])
    return cut


def _is_numbered(name: str, known: set[str]) -> bool:
    """Whether a name is one more of a family of which two neighbours are documented."""
    found = re.fullmatch(r"([^0-9]*\S[^0-9]*)([1-9][0-9]*)", name)
    if found is None:
        return False
    stem = found[1]
    numbers = {int(n[len(stem) :]) for n in known if re.fullmatch(re.escape(stem) + r"[1-9]\d*", n)}
    return any(n + 1 in numbers for n in numbers) or (stem in known and 2 in numbers)


def _fits(kind: str, value: str) -> bool:
    """Whether a value is of a type, by the words of the specification."""
    match kind:
        case "number":
            return (
                value.lstrip("+-").isdecimal()
                and value.isascii()
                and value[1:].isdigit() | (len(value) == 1)
            )
        case "boolean":
            return value in {"0", "1"}
        case "date":
            return value in {"12", "2020-02-29", "2020", "2020-01-01T12:00Z"} - {"12"}
        case "url":
            return value in {"//example.org/a", "https://example.org/", "HTTP://A/b"}
        case "line":
            return "\n" not in value
        case "wiki-page-name" | "wiki-user-name" | "wiki-template-name":
            return not set(value) & set("[]{}<>|\n")
        case "wiki-file-name":
            return "[[" in value or (
                value.endswith((".jpg", ".webm")) and not set(value) & set("|#\n")
            )
        case _:
            return True
