"""A template and its parameters, as MediaWiki's preprocessor parts them."""

from collections.abc import Iterable

import msgspec

from validator.profile import TemplateUse


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """A parameter of a template, as written.

    ``start``–``end`` is the part behind its ``|``; the name and value spans are trimmed.
    ``value`` is the trimmed value without comments; ``name`` of a positional one is its number.
    """

    name: str
    value: str
    start: int
    end: int
    name_start: int
    name_end: int
    value_start: int
    value_end: int
    positional: bool


class Template(msgspec.Struct, eq=False, gc=False):
    """A template, parser function or ``#tag`` in the text.

    ``name`` is the title as written, trimmed, without comments. ``use`` is what the wiki's
    profile knows of it. ``region`` is the start of the extension tag that holds it, or -1.
    ``parameters`` are in order, duplicates kept; ``values`` maps names to values, the last
    duplicate winning, as MediaWiki does.
    """

    _text: str
    start: int
    end: int
    _bars: list[int] | None
    region: int
    name: str
    use: TemplateUse | None
    _parameters: tuple[Parameter, ...] | None = None
    _values: dict[str, str] | None = None
    _named: dict[str, int | Parameter] | None = None

    @property
    def values(self) -> dict[str, str]:
        """Value by name, blank ones included; comments are removed, the last duplicate wins."""
        if self._values is None:
            if self._bars is None:
                self._values = split(self._text[self.start + 2 : self.end - 2])
            else:
                self._values = _values(self._text, self.end - 2, self._bars)
        return self._values

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter in order."""
        if self._parameters is None:
            self._parameters = tuple(_parameters(self._text, self.end - 2, self._parted))
        return self._parameters

    @property
    def title_end(self) -> int:
        """Offset behind the name as written."""
        end = name_end(self._text, self.start, self.end - 2, self._bars)
        return self.start + 2 + len(self._text[self.start + 2 : end].rstrip())

    @property
    def repeats(self) -> bool:
        """Whether some name is given more than once."""
        if self._bars is None:
            return self._text.count("|", self.start, self.end) > len(self.values)
        return len(self._bars) > 2 * len(self.values)

    def holds(self, mark: str) -> bool:
        """Whether the source of the template holds a string."""
        return self._text.find(mark, self.start, self.end) >= 0

    @property
    def is_named(self) -> bool:
        """Whether every parameter has a name."""
        return -1 not in self._parted

    def holding(self, mark: str) -> list[Parameter]:
        """The parameters whose value holds a string, in order, duplicates too."""
        if self.repeats:
            return [parameter for parameter in self.parameters if mark in parameter.value]
        names = [name for name, value in self.values.items() if mark in value]
        return [found for name in names if (found := self.parameter(name)) is not None]

    def parameter(self, name: str) -> Parameter | None:
        """The parameter that counts under this name: the last one; only this one is read."""
        if name not in self.values:
            return None
        if self._named is None:
            if self._parameters is not None or self.repeats:
                self._named = {parameter.name: parameter for parameter in self.parameters}
            else:
                self._named = dict(zip(self.values, range(len(self.values)), strict=True))
        found = self._named[name]
        if isinstance(found, int):
            found = self._named[name] = self._parameter(found, name)
        return found

    def _parameter(self, k: int, name: str) -> Parameter:
        """The parameter at a place, by its name."""
        bars, stop = self._parted, self.end - 2
        following = bars[2 * k + 2] if len(bars) > 2 * k + 2 else stop
        return _read(self._text, bars[2 * k], bars[2 * k + 1], following, name)

    @property
    def _parted(self) -> list[int]:
        """Places of every ``|`` and of the ``=`` behind it."""
        if self._bars is None:
            self._bars = plain_bars(self._text, self.start, self.end - 2)
        return self._bars

    def first(self, names: Iterable[str]) -> Parameter | None:
        """The first of some parameters that has a value."""
        values = self.values
        for name in names:
            if values.get(name):
                return self.parameter(name)
        return None


def without_comments(text: str) -> str:
    """The text less its HTML comments; an unclosed one runs to the end."""
    if "<!--" not in text:
        return text
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def name_end(text: str, start: int, stop: int, bars: list[int] | None) -> int:
    """Where the name of a template ends whose last part ends at ``stop``."""
    bar = text.find("|", start, stop) if bars is None else bars[0] if bars else -1
    return stop if bar < 0 else bar


def plain_bars(text: str, start: int, stop: int) -> list[int]:
    """Places of every ``|`` and of the ``=`` behind it (-1 without one), nothing being nested."""
    found: list[int] = []
    bar = text.find("|", start, stop)
    while bar >= 0:
        following = text.find("|", bar + 1, stop)
        found += bar, text.find("=", bar, stop if following < 0 else following)
        bar = following
    return found


def split(inside: str) -> dict[str, str]:
    """The values of a template with nothing nested, by what stands between its braces."""
    values: dict[str, str] = {}
    position = 0
    for part in inside.split("|")[1:]:
        name, equals, value = part.partition("=")
        if equals:
            values[name.strip()] = value.strip()
        else:
            position += 1
            values[str(position)] = name.strip()
    return values


def _values(text: str, stop: int, bars: list[int]) -> dict[str, str]:
    values: dict[str, str] = {}
    if not bars:
        return values
    ends = bars[2::2]
    ends.append(stop)
    clean = text.find("<!--", bars[0], stop) < 0
    if clean and -1 not in bars:
        return {
            text[bar + 1 : equals].strip(): text[equals + 1 : end].strip()
            for bar, equals, end in zip(bars[::2], bars[1::2], ends, strict=True)
        }
    position = 0
    for bar, equals, end in zip(bars[::2], bars[1::2], ends, strict=True):
        if equals < 0:
            position += 1
            name, value = str(position), text[bar + 1 : end]
        else:
            name, value = text[bar + 1 : equals], text[equals + 1 : end]
        if clean:
            values[name.strip()] = value.strip()
        else:
            values[without_comments(name).strip()] = without_comments(value).strip()
    return values


def _parameters(text: str, stop: int, bars: list[int]) -> list[Parameter]:
    found = []
    position = 0
    for bar, equals, end in zip(bars[::2], bars[1::2], [*bars[2::2], stop], strict=False):
        if equals < 0:
            position += 1
        found.append(_read(text, bar, equals, end, str(position) if equals < 0 else ""))
    return found


def _read(text: str, bar: int, equals: int, end: int, name: str) -> Parameter:
    """The parameter between two bars; its name is read if none is given."""
    value = text[(bar if equals < 0 else equals) + 1 : end].strip()
    value_start = text.find(value, (bar if equals < 0 else equals) + 1, end)
    value_end = value_start + len(value)
    if equals < 0:
        name_start = name_end = value_start
    else:
        named = text[bar + 1 : equals].strip()
        name_start = text.find(named, bar + 1, equals)
        name_end = name_start + len(named)
        if not name:
            name = without_comments(named).strip() if "<!--" in named else named
    if "<!--" in value:
        value = without_comments(value).strip()
    return Parameter(
        name, value, bar + 1, end, name_start, name_end, value_start, value_end, equals < 0
    )
