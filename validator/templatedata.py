"""What a template's TemplateData says, read as MediaWiki's own extension would, and forgivingly.

TemplateData is written by hand in ``<templatedata>``, or comes normalised from the API. What is
wrong in it is told as problems, each with its place; what can be told nevertheless is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from validator.pattern import pattern

LEGACY = {f"string/{name}": name for name in ("line", "wiki-page-name", "wiki-user-name")} | {
    "string/wiki-file-name": "wiki-file-name"
}
TYPES = frozenset(
    (
        "unknown", "string", "number", "boolean", "date", "url", "wiki-page-name",
        "wiki-user-name", "wiki-file-name", "wiki-template-name", "content",
        "unbalanced-wikitext", "line",
    )
)  # fmt: skip
MOST_ALIASES = 50
"""Other names of one parameter; hundreds are a slip or an attack, as each is held against all."""
_TEXTS = ("label", "description", "example", "default")
_SWITCHES = ("required", "suggested")
_ROOT_KEYS = ("description", "params", "paramOrder", "sets", "maps", "format")
_API_KEYS = ("title", "ns", "pageid", "notemplatedata", "missing")
_FORMAT = pattern(r"\n?\{\{ *_+\n? *\|\n? *_+ *= *_+\n? *\}\}\n?")
_LONE = pattern("[\ud800-\udfff]")

Texts = str | dict[str, str]
"""A text, or texts by language."""


class Problem(NamedTuple):
    """What is wrong with TemplateData: the place as a JSON pointer, and the reason."""

    pointer: str
    why: str


class Param(NamedTuple):
    """A documented parameter, with what it inherits; ``deprecated`` is None if it is not."""

    name: str
    aliases: tuple[str, ...] = ()
    label: Texts = ""
    description: Texts = ""
    example: Texts = ""
    default: Texts = ""
    required: bool = False
    suggested: bool = False
    deprecated: str | None = None
    type: str = "unknown"
    autovalue: str = ""
    suggestedvalues: tuple[str, ...] = ()


class TemplateData(NamedTuple):
    """What is documented of a template; ``params`` are in the documented order.

    ``scraped`` ones are nothing but names, which MediaWiki read off the template's source.
    """

    params: tuple[Param, ...] = ()
    description: Texts = ""
    order: tuple[str, ...] = ()
    sets: tuple[Mapping[str, Any], ...] = ()
    maps: Mapping[str, Any] = {}
    format: str = ""
    scraped: bool = False


def pointer(*keys: object) -> str:
    """Keys as a JSON pointer."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)


def read(content: object) -> tuple[TemplateData, list[Problem]]:
    """What TemplateData says, and what is wrong with it."""
    reader = _Reader()
    return reader.read(content), reader.problems


class _Reader:
    """Reads one document and remembers what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def _complain(self, why: str, *keys: object) -> None:
        self.problems.append(Problem(pointer(*keys), why))

    def read(self, content: object) -> TemplateData:
        if not isinstance(content, dict):
            self._complain("TemplateData is an object")
            return TemplateData()
        for key in content:
            if key not in _ROOT_KEYS and key not in _API_KEYS:
                self._complain(f"unknown key; known keys: {', '.join(_ROOT_KEYS)}", key)
        params = self._params(content)
        order = self._order(content.get("paramOrder"), params)
        by_name = {param.name: param for param in params}
        return TemplateData(
            tuple(by_name[name] for name in order) if order else params,
            self._texts(content.get("description"), "description"),
            order,
            tuple(self._sets(content.get("sets"), by_name)),
            self._maps(content.get("maps"), by_name),
            self._format(content.get("format")),
            bool(content.get("notemplatedata")),
        )

    # -- parameters ---------------------------------------------------------

    def _params(self, content: dict[str, Any]) -> tuple[Param, ...]:
        if "params" not in content:
            self._complain("params is missing")
            return ()
        given = content["params"]
        if not isinstance(given, dict):
            if given != []:  # how PHP writes an empty object
                self._complain("must be an object of parameters", "params")
            return ()
        own: dict[str, dict[str, Any]] = {}
        keys: dict[str, str] = {}
        for key, param in given.items():
            name = _legible(str(key)).strip()
            if not name:
                self._complain("a parameter without a name", "params", key)
            elif name in own:
                self._complain("another parameter has this name", "params", key)
            else:
                own[name] = self._param(param, key)
                keys[name] = key
        whole = self._inherited(own, keys)
        self._settle_aliases(whole, keys)
        return tuple(Param(name, **param) for name, param in whole.items())

    def _param(self, given: object, key: str) -> dict[str, Any]:
        """The properties of a parameter that mean something."""
        if not isinstance(given, dict):
            if given != []:
                self._complain("must be an object", "params", key)
            return {}
        found: dict[str, Any] = {}
        for name, value in given.items():
            place = ("params", key, name)
            if name in _TEXTS:
                found[name] = self._texts(value, *place)
            elif name in _SWITCHES:
                found[name] = self._is(bool, value, *place) and value
            elif name in ("inherits", "autovalue"):
                if value is not None and self._is(str, value, *place):
                    found[name] = _legible(value).strip()
            elif name == "deprecated":
                if value is True or isinstance(value, str):
                    found[name] = _legible(value) if isinstance(value, str) else ""
                elif value is False:
                    found[name] = None  # said, so not inherited
                elif value is not None:
                    self._complain("must be true, false or a text", *place)
            elif name == "type":
                found[name] = self._type(value, *place)
            elif name == "aliases":
                found[name] = tuple(self._names(value, *place))
            elif name == "suggestedvalues":
                found[name] = tuple(self._words(value, *place))
            else:
                self._complain("unknown key", *place)
        return found

    def _type(self, value: object, *place: object) -> str:
        kind = LEGACY.get(value, value) if isinstance(value, str) else value
        if isinstance(kind, str) and kind in TYPES:
            return kind
        self._complain(f"there is no such type; choose from {', '.join(sorted(TYPES))}", *place)
        return "unknown"

    def _inherited(
        self, own: dict[str, dict[str, Any]], keys: dict[str, str]
    ) -> dict[str, dict[str, Any]]:
        """Parameters with what they inherit, however long the chain and in whatever order.

        Other names are not inherited: two parameters would have them.
        """
        whole: dict[str, dict[str, Any]] = {}
        for first in own:
            chain: dict[str, None] = {}
            name = first
            while name not in whole:
                chain[name] = None
                heir, parent = name, own[name].get("inherits", "")
                if not parent:
                    break
                if parent not in own:
                    self._complain(f"there is no parameter {parent}", *_inherits(keys[heir]))
                    break
                if parent in chain:
                    self._complain("inherits from itself in a circle", *_inherits(keys[heir]))
                    break
                name = parent
            passed: dict[str, Any] = whole.get(name, {})
            for heir in reversed(chain):
                passed = {k: v for k, v in passed.items() if k != "aliases"} | own[heir]
                passed.pop("inherits", None)
                whole[heir] = passed
        return {name: whole[name] for name in own}

    def _settle_aliases(self, params: dict[str, dict[str, Any]], keys: dict[str, str]) -> None:
        """Leave each name to one parameter."""
        taken = dict.fromkeys(params, "a parameter of its own")
        for name, param in params.items():
            kept: list[str] = []
            for at, alias in enumerate(param.get("aliases", ())):
                place = ("params", keys[name], "aliases", at)
                if not alias:
                    continue
                if alias in taken:
                    self._complain(f"{alias} is {taken[alias]}", *place)
                elif len(kept) == MOST_ALIASES:
                    self._complain(f"more than {MOST_ALIASES} aliases", *place)
                    break
                else:
                    kept.append(alias)
                    taken[alias] = f"an alias of {name}"
            if "aliases" in param:
                param["aliases"] = tuple(kept)

    # -- what is said of the whole ------------------------------------------

    def _order(self, given: object, params: Sequence[Param]) -> tuple[str, ...]:
        """The documented order; empty where none is given. Names that it lacks follow."""
        if given is None:
            return ()
        order: dict[str, None] = {}
        known = {param.name for param in params}
        for at, name in enumerate(self._names(given, "paramOrder")):
            if name not in known:
                self._complain(f"there is no parameter {name}", "paramOrder", at)
            elif name in order:
                self._complain(f"{name} comes twice", "paramOrder", at)
            else:
                order[name] = None
        missing = [param.name for param in params if param.name not in order]
        if missing:
            self._complain(f"{missing[0]} is missing", "paramOrder")
        return (*order, *missing)

    def _sets(self, given: object, known: Mapping[str, Param]) -> Iterator[Mapping[str, Any]]:
        if given is None:
            return
        if not isinstance(given, list):
            self._complain("must be a list", "sets")
            return
        for at, one in enumerate(given):
            if not isinstance(one, dict):
                self._complain("must be an object", "sets", at)
                continue
            label = self._texts(one.get("label"), "sets", at, "label")
            if not label:
                self._complain("label is missing", "sets", at, "label")
            names = self._known(one.get("params", []), known, "sets", at, "params")
            if not names:
                self._complain("params is missing or empty", "sets", at)
            for key in one:
                if key not in ("label", "params"):
                    self._complain("unknown key", "sets", at, key)
            yield {"label": label, "params": names}

    def _maps(self, given: object, known: Mapping[str, Param]) -> Mapping[str, Any]:
        """The maps of consumers such as Citoid: to names, lists of names, lists of such lists."""
        if given is None or given == []:
            return {}
        if not isinstance(given, dict):
            self._complain("must be an object", "maps")
            return {}
        found: dict[str, Any] = {}
        for consumer, fields in given.items():
            if not isinstance(fields, dict):
                if fields != []:
                    self._complain("must be an object", "maps", consumer)
                continue
            told = {
                _legible(field): names
                for field, value in sorted(fields.items())
                if (names := self._mapped(value, known, "maps", consumer, field))
            }
            found[_legible(consumer)] = told
        return dict(sorted(found.items()))

    def _mapped(self, value: object, known: Mapping[str, Param], *place: object) -> Any:
        if isinstance(value, str):
            return next(iter(self._known([value], known, *place)), None)
        if isinstance(value, list) and any(isinstance(part, list) for part in value):
            rows = []
            for at, part in enumerate(value):
                row = part if isinstance(part, list) else [part]
                rows.append(self._known(row, known, *place, at))
            return rows
        return self._known(value, known, *place)

    def _known(self, given: object, known: Mapping[str, Param], *place: object) -> list[str]:
        """Names in a list that are parameters."""
        found = []
        for name in self._names(given, *place):
            if name in known:
                found.append(name)
            elif name:
                self._complain(f"there is no parameter {name}", *place)
        return found

    def _format(self, given: object) -> str:
        if given is None:
            return ""
        if isinstance(given, str) and (given in ("inline", "block") or _FORMAT.fullmatch(given)):
            return given
        self._complain("must be inline, block, or a pattern such as {{_|_=_}}", "format")
        return ""

    # -- values -------------------------------------------------------------

    def _is(self, kind: type, value: object, *place: object) -> bool:
        if isinstance(value, kind):
            return True
        self._complain(f"must be {'true or false' if kind is bool else 'a text'}", *place)
        return False

    def _texts(self, value: object, *place: object) -> Texts:
        if isinstance(value, str):
            return _legible(value).strip()
        if isinstance(value, dict):
            good = {k: v for k, v in value.items() if self._is(str, v, *place, k)}
            if not value:
                self._complain("no text in any language", *place)
            return {_legible(k): _legible(v).strip() for k, v in sorted(good.items())}
        if value is not None and value != []:
            self._complain("must be a text, or texts by language", *place)
        return ""

    def _names(self, value: object, *place: object) -> Iterator[str]:
        """The names in a list; what is none comes out empty, so that places still count."""
        if not isinstance(value, list):
            if value is not None:
                self._complain("must be a list of names", *place)
            return
        for at, one in enumerate(value):
            if isinstance(one, bool) or not isinstance(one, str | int):
                self._complain("must be a name", *place, at)
                yield ""
            else:
                name = _legible(str(one)).strip()
                if not name:
                    self._complain("a name that is blank", *place, at)
                yield name

    def _words(self, value: object, *place: object) -> Iterator[str]:
        if not isinstance(value, list):
            if value is not None:
                self._complain("must be a list of texts", *place)
            return
        for at, one in enumerate(value):
            if self._is(str, one, *place, at):
                yield _legible(one)


def _inherits(key: str) -> tuple[str, ...]:
    return "params", key, "inherits"


def _legible(text: str) -> str:
    """The text with something in place of halves of characters, which no file can hold."""
    return _LONE.sub("\ufffd", text)


_TAGS = re.compile(r"<(?:(!--)|(nowiki|templatedata)(?=[\s/>])[^<>]*>)", re.IGNORECASE)
_CLOSINGS = {
    "!--": re.compile("-->"),
    "nowiki": re.compile(r"</nowiki[\s>]", re.IGNORECASE),
    "templatedata": re.compile(r"</templatedata[\s>]", re.IGNORECASE),
}


def blobs(wikitext: str) -> list[str]:
    """What stands in the ``<templatedata>`` tags of a page, comments and ``<nowiki>`` apart."""
    found = []
    unclosed: set[str] = set()
    at = 0
    while (tag := _TAGS.search(wikitext, at)) is not None:
        name, at = (tag[1] or tag[2]).lower(), tag.end()
        if tag[0].endswith("/>") or name in unclosed:
            continue
        end = _CLOSINGS[name].search(wikitext, at)
        if end is None:
            if tag[1]:
                break  # the rest is a comment
            unclosed.add(name)
            continue
        if name == "templatedata":
            found.append(wikitext[at : end.start()])
        at = end.end()
    return found
