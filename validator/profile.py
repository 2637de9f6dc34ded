"""A wiki's profile: what its templates, namespaces, sections and dates are called."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import msgspec

from validator.errors import DataError, UsageError
from validator.once import once
from validator.pattern import pattern
from validator.shipped import SCHEMAS
from validator.values.calendar import Calendar
from validator.values.wording import Wording


class TemplateUse(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a template is for; see ``schemas/profile.json``."""

    role: str
    name: str = ""
    prefix: str = ""
    suffix: str = ""
    redirects: tuple[str, ...] = ()
    schema: str = ""
    kind: str = ""
    parameters: dict[str, tuple[str, ...]] = {}
    means: str = ""
    claims: str = ""
    format: str = ""
    anchors: tuple[str, ...] | None = None


class Dates(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """Month names (full, then short), seasons, date orders, marks of ``circa``, forms of "1st".

    ``decades`` are words that make a decade of the year behind them. ``tags`` is the form of dates
    in maintenance tags, empty if it is not known.
    """

    months: tuple[tuple[str, ...], ...] = ()
    seasons: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    circa: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    tags: str = ""

    @once
    def month_numbers(self) -> dict[str, int]:
        """The number of a month by its names in small letters, full stops left out."""
        return {
            name.lower().rstrip("."): number
            for number, names in reversed(list(enumerate(self.months, start=1)))
            for name in names
        }

    @once
    def before_decade(self) -> tuple[str, ...]:
        """What stands right before the year of a decade."""
        return tuple(word + blank for word in self.decades for blank in " \xa0")


class Phrases(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"excepted": "except"}
):
    """Phrases that say a thing, and longer ones that hold one of them and do not say it."""

    phrases: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()


class ReferenceMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where marks of references stand: ``behind`` or ``before`` these signs of punctuation."""

    place: str
    signs: frozenset[str]


class FieldOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Infobox parameters for one event, and those for an event that cannot be earlier."""

    first: tuple[str, ...]
    last: tuple[str, ...]


class InfoboxCustoms(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """What infobox parameters have to do with each other; see ``schemas/profile.json``."""

    orders: tuple[FieldOrder, ...] = ()
    ages: tuple[str, ...] = ()
    lifespans: tuple[str, ...] = ()
    figures: dict[str, tuple[str, ...]] = {}
    money: frozenset[str] = frozenset()
    currencies: tuple[str, ...] = ()
    magnitudes: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    coordinates: tuple[tuple[str, ...], ...] = ()

    @once
    def ordered(self) -> tuple[tuple[FieldOrder, frozenset[str], frozenset[str]], ...]:
        """The orders with the parameters of both events, numbers left out."""
        return tuple((one, _stems(one.first), _stems(one.last)) for one in self.orders)

    @once
    def dated(self) -> frozenset[str]:
        """The parameters that stand in an order, numbers left out."""
        return frozenset().union(*(first | last for _, first, last in self.ordered))


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.replace("#", "") for name in names)


_YEAR = pattern(r"[12][0-9]{3}")
_ARCHIVE = pattern(r"archive\.[a-z]+")


class RefusedArchives(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """Archives to whose copies the wiki's citation templates do not link any more.

    ``drops`` maps the parameter that holds such an address to those that go with it.
    """

    hosts: tuple[str, ...]
    drops: dict[str, tuple[str, ...]]

    def is_held_by(self, value: str) -> bool:
        """Whether a value has an address, and the first archive it names is one of these."""
        first = _ARCHIVE.search(value.lower()) if "//" in value else None
        return first is not None and first[0] in self.hosts

    def named_in(self, text: str) -> bool:
        """Whether a text may hold such an address, in small letters or capitals throughout."""
        for beginning, hosts in (
            ("archive.", self.hosts),
            ("ARCHIVE.", tuple(map(str.upper, self.hosts))),
        ):
            at = text.find(beginning)
            while at >= 0:
                if text.startswith(hosts, at):
                    return True
                at = text.find(beginning, at + len(beginning))
        return False

    def holders(self, values: Mapping[str, str]) -> list[str]:
        """The parameters that hold such an address."""
        return [name for name, value in values.items() if "//" in value and self.is_held_by(value)]

    def without(self, values: dict[str, str]) -> dict[str, str]:
        """The values less such addresses and what goes with them."""
        dropped = set(self.holders(values))
        for name in tuple(dropped):
            dropped.update(self.drops.get(name, ()))
        return {n: v for n, v in values.items() if n not in dropped} if dropped else values


LinkOpenings = tuple[frozenset[str], Callable[[str, int], object]]
"""What stands first in some links, and what tells whether one begins at a place."""


class Profile(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """A wiki's profile; the keys are explained in ``schemas/profile.json``."""

    wiki: str
    language: str
    direction: str = "ltr"
    partial: bool = False
    site: str | None = None
    citation_module: str = ""
    sub_references: bool = False
    namespaces: dict[str, tuple[str, ...]] = {}
    redirect: tuple[str, ...] = ()
    extension_tags: dict[str, str] = {}
    templates: tuple[TemplateUse, ...] = ()
    citation_fields: dict[str, tuple[str, ...]] = {}
    language_prefixes: frozenset[str] = frozenset()
    refused_archives: RefusedArchives | None = None
    sections: dict[str, tuple[str, ...]] = {}
    dates: Dates = Dates()
    categories: dict[str, tuple[str, ...]] = {}
    infobox_fields: dict[str, tuple[str, ...]] = {}
    infobox_parameters: dict[str, tuple[str, ...]] = {}
    list_templates: tuple[str, ...] = ()
    placeholder_values: frozenset[str] = frozenset()
    infobox_customs: InfoboxCustoms = InfoboxCustoms()
    event_verbs: dict[str, tuple[str, ...]] = {}
    event_subjects: tuple[str, ...] = ()
    access_words: tuple[str, ...] = ()
    reference_marks: ReferenceMarks | None = None
    placeholder_names: frozenset[str] = frozenset()
    vague_words: frozenset[str] = frozenset()
    stop_words: tuple[str, ...] = ()
    numerals: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    superlatives: Phrases = Phrases()
    opinions: tuple[str, ...] = ()
    living_people: frozenset[str] = frozenset()
    quotes: tuple[tuple[str, str], ...] = ()
    abbreviations: tuple[str, ...] = ()

    @property
    def neutral(self) -> bool:
        """Whether its lists say what is known, not all there is, as where no wiki is known."""
        return self.partial or self.language == "und"

    @once
    def calendar(self) -> Calendar:
        """The wiki's month names, ready for reading dates."""
        after_one = tuple(form.removeprefix("1") for form in self.dates.ordinals)
        return Calendar.of(self.dates.months, self.dates.seasons, self.dates.circa, first=after_one)

    @once
    def ranking(self) -> Wording:
        """Superlatives, ready for reading texts."""
        return Wording(self.superlatives.phrases, self.superlatives.excepted)

    @once
    def judging(self) -> Wording:
        """Opinions, ready for reading texts."""
        return Wording(self.opinions)

    @once
    def telling_words(self) -> frozenset[str]:
        """Words of which a text has one if it has a superlative, opinion or number in words."""
        return self.numerals.union(self.ranking.triggers, self.judging.triggers)

    @once
    def _named(self) -> dict[str, TemplateUse]:
        return {
            name[:1].upper() + name[1:]: use  # shipped names are normal but for the first letter
            for use in self.templates
            for name in (use.name, *use.redirects)
            if name
        }

    @once
    def _patterned(self) -> tuple[TemplateUse, ...]:
        return tuple(use for use in self.templates if use.prefix or use.suffix)

    @once
    def _seen(self) -> dict[str, TemplateUse | None]:
        return {}

    @once
    def _template_prefixes(self) -> tuple[str, ...]:
        return tuple(name.lower() + ":" for name in self.namespaces.get("template", ()))

    @once
    def namespace_keys(self) -> dict[str, str]:
        """Namespace key by lower-case name."""
        return {
            name.lower().replace("_", " "): key
            for key, names in self.namespaces.items()
            for name in names
        }

    @once
    def tag_elements(self) -> re.Pattern[str]:
        """An extension tag with its content; the tag's name is group 1."""
        tags = "|".join(map(re.escape, self.extension_tags))
        return re.compile(
            rf"<({tags})(?=[\s/>])[^<>]*(?:/>|>(?:[^<]|<(?!/\1[\s>]))*</\1\s*>)", re.IGNORECASE
        )

    def link_openings(self, namespace: str) -> LinkOpenings:
        """How links into a namespace begin."""
        return _link_openings(self.namespaces.get(namespace, (namespace,)))

    @once
    def section_roles(self) -> dict[str, str]:
        """Section role by lower-case title."""
        return {title.lower(): role for role, titles in self.sections.items() for title in titles}

    @once
    def parameter_types(self) -> dict[str, str]:
        """What infobox parameters hold in whatever template, by their names."""
        return {name: kind for kind, names in self.infobox_parameters.items() for name in names}

    def parameter_type(self, name: str) -> str:
        """What an infobox parameter holds by its name, numbered or not; empty if unknown."""
        types = self.parameter_types
        return types.get(name) or types.get(name.rstrip("0123456789") + "#", "")

    @once
    def field_names(self) -> dict[str, tuple[str, ...]]:
        """Parameter names by citation field; ``last#`` is ``last``, ``last1`` … ``last9``."""
        return {
            field: tuple(
                spelled
                for name in names
                for spelled in (
                    [name.replace("#", n) for n in ("", *"123456789")] if "#" in name else [name]
                )
            )
            for field, names in self.citation_fields.items()
        }

    def years_of(self, event: str, titles: Iterable[str]) -> list[int]:
        """The years of an event such as ``born`` by the titles of categories that state it."""
        found = []
        for before, _, after in (p.partition("{year}") for p in self.categories.get(event, ())):
            for title in titles:
                if title.startswith(before) and title.endswith(after):
                    year = _YEAR.search(title)
                    found.append(int(year[0]) if year else 0)
        return found

    def use(self, name: str) -> TemplateUse | None:
        """What the wiki uses a template for, by its name as written; None if it is not known."""
        try:
            return self._seen[name]
        except KeyError:
            found = self._find(name)
            if len(self._seen) < 50_000:
                self._seen[name] = found
            return found

    def _find(self, name: str) -> TemplateUse | None:
        title = normal_title(name)
        lowered = title.lower()
        for prefix in self._template_prefixes:
            if lowered.startswith(prefix):
                title = normal_title(title[len(prefix) :])
                break
        found = self._named.get(title)
        if found is None:
            for use in self._patterned:
                if (use.prefix and title.startswith(use.prefix)) or (
                    use.suffix and title.endswith(use.suffix)
                ):
                    return use
        return found


@lru_cache(maxsize=64)
def _link_openings(names: tuple[str, ...]) -> LinkOpenings:
    either = "|".join(map(re.escape, names))
    opening = re.compile(rf"\[\[[ _]*+(?:{either})[ _]*+:", re.IGNORECASE)
    firsts = (name[0] for name in names)
    return frozenset(" _").union(*((c.lower(), c.upper()) for c in firsts)), opening.match


def normal_title(name: str) -> str:
    """A title as MediaWiki compares titles: spaces collapsed, first letter in upper case."""
    title = " ".join(name.replace("_", " ").split())
    return title[:1].upper() + title[1:]


@lru_cache(maxsize=1)
def shipped_wikis() -> tuple[str, ...]:
    """The wikis that have a profile."""
    return tuple(sorted(path.stem for path in (SCHEMAS / "wiki").glob("*.json")))


@lru_cache(maxsize=32)
def load(wiki: str) -> Profile:
    """The profile of a wiki by its database name (``enwiki``).

    Raises UsageError for a wiki without a profile, DataError for a broken one.
    """
    path = SCHEMAS / "wiki" / f"{wiki}.json"
    if wiki not in shipped_wikis():
        known = ", ".join(shipped_wikis())
        raise UsageError(f"no profile for the wiki {wiki!r}; there is one for: {known}")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except msgspec.DecodeError as error:
        raise DataError(f"schemas/wiki/{path.name}: {error}") from error
