"""Templates that a wiki has, looked for by the names that they have elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from validator.profile import load
from validator.sources.wiki import Wiki

Document = dict[str, Any]
Named = Mapping[str, tuple[Document, str]]
"""Names to look for, each with what it is for and what that is known as."""

TEMPLATE = 10
_TELLING = 4
"""Letters from which on a name says something in a language that is not its own."""


class Donor(NamedTuple):
    """A wiki with links to another one of the same kind, and what those links begin with."""

    wiki: Wiki
    code: str


class Search:
    """Templates of a wiki, each once, with the titles that lead to them.

    ``found`` are in the form of a profile; ``missing`` are those that are not there under any name.
    """

    def __init__(self, wiki: Wiki, *, keeps_schemas: bool) -> None:
        self._wiki = wiki
        self._keeps = keeps_schemas
        self._prefixes = tuple(f"{name}:" for name in wiki.names(TEMPLATE)) or ("Template:",)
        self._taken: set[str] = set()
        self._untold: list[tuple[Document, Document]] = []
        self.found: list[Document] = []
        self.missing: list[str] = []

    def titles(self, role: str) -> list[str]:
        """The templates of a role, with their namespace."""
        return [
            self._titled(use["name"]) for use in self.found if use["role"] == role and "name" in use
        ]

    def take(
        self, uses: Sequence[Document], donor: Donor | None = None, *, foreign: bool = False
    ) -> None:
        """Look for templates by links of the donor, by their names, then by other names.

        ``foreign`` names are of another language; short ones mean nothing here.
        """
        self.found += [
            use
            for use in uses
            if ("prefix" in use and self._wiki.begins(TEMPLATE, use["prefix"]))
            or ("suffix" in use and self._keeps)
        ]
        named = {use["name"]: use for use in uses if "name" in use}
        lacking = dict(named)
        if donor is not None:
            links = dict(self._translated(named, donor))
            lacking = self._look(links, lacking, translated=True)
            self._tell_parameters()
        same = {name: (use, name) for name, use in named.items() if _tells(name, foreign)}
        lacking = self._look(same, lacking)
        others = {
            other: (use, name)
            for name, use in lacking.items()
            for other in use.get("redirects", ())
            if _tells(other, foreign)
        }
        self.missing += self._look(others, lacking)

    def _look(
        self, names: Named, lacking: dict[str, Document], *, translated: bool = False
    ) -> dict[str, Document]:
        """Take what there is under some names; what is lacking still is returned."""
        titles = {self._titled(name): name for name in names}
        for usage in self._wiki.redirects(titles):
            use, known_as = names[titles[usage.asked]]
            own = self._named(usage.title)
            if usage.missing or not own:
                continue
            lacking.pop(known_as, None)
            if own in self._taken:
                continue
            redirects = sorted(filter(None, map(self._named, usage.titles)))
            self._taken |= {own, *redirects}
            here = self._local(use, own, redirects)
            self.found.append(here)
            if translated and here.pop("parameters", None):
                self._untold.append((here, use["parameters"]))
        return lacking

    def _local(self, use: Document, name: str, redirects: list[str]) -> Document:
        """What a template is for under the name that it has here."""
        left = {"name", "redirects"} if self._keeps else {"name", "redirects", "schema", "anchors"}
        kept = {key: value for key, value in use.items() if key not in left}
        return {**kept, "name": name} | ({"redirects": redirects} if redirects else {})

    def _translated(
        self, uses: Mapping[str, Document], donor: Donor
    ) -> Iterator[tuple[str, tuple[Document, str]]]:
        """What templates are called here, by the donor's links to this wiki."""
        titles = {f"Template:{name}": name for name in uses}
        for usage in donor.wiki.langlinks(titles, donor.code):
            for own in filter(None, map(self._named, usage.titles)):
                name = titles[usage.asked]
                yield own, (uses[name], name)

    def _tell_parameters(self) -> None:
        """Keep parameters of templates that are called otherwise if they are documented here.

        Where one is documented as a date, and no other is known, it is the date.
        """
        uses = {self._titled(use["name"]): (use, wanted) for use, wanted in self._untold}
        self._untold = []
        for page in self._wiki.templatedata(uses):
            use, wanted = uses[page.redirected_from or page.title]
            documented = (page.data or {}).get("params", {})
            names = set(documented)
            names.update(str(a) for node in documented.values() for a in node.get("aliases", ()))
            told = {key: [n for n in wanted[key] if n in names] for key in wanted}
            if "date" in told and not told["date"]:
                dates = (n for n, node in documented.items() if node.get("type") == "date")
                told["date"] = list(dates)[:1]
            told = {key: found for key, found in told.items() if found}
            if told:
                use["parameters"] = told

    def _titled(self, name: str) -> str:
        return f"{self._prefixes[0]}{name}"

    def _named(self, title: str) -> str:
        """A template's title without its namespace; empty if it is in another one."""
        for prefix in self._prefixes:
            if title.lower().startswith(prefix.lower()):
                return title[len(prefix) :]
        return ""


def _tells(name: str, foreign: bool) -> bool:
    """Whether a template of this name may be the same one; short names are, if all wikis agree."""
    return not foreign or len(name) >= _TELLING or load("neutral").use(name) is not None
