"""Rule ``reference/undefined-name``."""

from collections.abc import Iterator
from difflib import get_close_matches

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule

_GENERATED = pattern(r":[0-9]+\Z")
_MAGIC = pattern(r"#(?!invoke:|lst|section)|[^\W\d_]+:(?!:)")
_LOOSE = pattern(r"[\W_]+")
_SUGGESTED_FROM = 400
_TELLING = 3
_NOTE_PLACES = frozenset(("", *"\n.,;:)>”»\"'"))
"""What stands before a template that is a block of its own, or a footnote."""


class UndefinedName(Rule):
    """Reuse of a reference that nothing defines.

    The reader gets an error in the list of references where a source should stand, usually because
    a paragraph was moved or copied from another page and its source stayed behind. Spell the name
    as in the definition, or put the source between the tags.

    ## Bad
    Built in 1871.<ref name="Hall" /> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall">Hall 1990, p. 4</ref> Lit in 1872.<ref name="Hall" /> {{reflist}}

    ## Not flagged
    Names that hold a template or that a template on the page is given, and pages whose templates
    are all unknown. Where a template that is not known stands on the page, the finding is a
    warning, since that template may define the name.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_no_text
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every reuse whose name has no content in its group."""
        missing = [
            complaint.reference
            for complaint in context.cite(article).about("references_no_text")
            if complaint.reference.name
        ]
        if not missing:
            return
        definitions = [
            r
            for r in article.references
            if r.name and r.content and not (r.listed and article.list_group(r) != r.group)
        ]
        defined = {(r.group, r.name): r for r in reversed(definitions)}
        elsewhere, unknown = _elsewhere(article)
        if unknown and article.profile.neutral:
            return
        loose = {_loosely(name) for name in elsewhere}
        known = sorted({name for _, name in defined})[:_SUGGESTED_FROM]
        by_look = {_loosely(name): name for name in known}
        groups_of: dict[str, list[str]] = {}
        for group, name in defined:
            groups_of.setdefault(name, []).append(group)
        close: dict[str, str] = {}
        for reference in sorted(missing, key=lambda one: one.start):
            name, group = reference.name, reference.group
            if name in elsewhere or _hinted(name, loose):
                continue
            message = f'No reference named "{name}" is defined'
            if group:
                message += f' in group "{group}"'
            if name not in close:
                close[name] = _nearest(name, known, by_look) if len(close) < _SUGGESTED_FROM else ""
            twin = name in groups_of
            if (group, name) in defined:
                message += " on this side of a list of references, which forgets the names above it"
            elif twin:
                others = sorted(groups_of[name], reverse=True)
                told = [f'in group "{other}"' if other else "outside any group" for other in others]
                message += f", only {' and '.join(told)}"
            elif close[name]:
                message += f', did you mean "{close[name]}"?'
            sure = (
                not unknown
                or twin
                or _GENERATED.match(name) is not None
                or _loosely(name) in by_look
            )
            yield Hit(
                reference.start,
                reference.end,
                message if sure else f"{message}, unless a template defines it",
                identity=f"{group}|{name}",
                severity=None if sure else Severity.WARNING,
                related=_defined(defined.get((group, name))),
                facts={"cite": "cite_error_references_no_text", "name": name, "group": group},
            )


def _defined(reference: Reference | None) -> tuple[Related, ...]:
    what = "The name is defined here"
    return (Related(*reference.opening, what),) if reference is not None else ()


def _elsewhere(article: Article) -> tuple[set[str], bool]:
    """Names that templates may define, and whether an unknown template could define others."""
    names: set[str] = set()
    unknown = False
    text = article.text
    last = max((place.end for place in article.reference_lists), default=len(text))
    for template in article.templates:
        use = template.use
        if use is not None and use.role not in ("footnote", "infobox"):
            continue
        if use is not None and use.role == "footnote":
            given = (template.values.get(name, "") for name in use.parameters.get("name", ()))
            names.update(value.strip("\"'") for value in given if value)
            continue
        if _MAGIC.match(template.name):
            continue
        names.update(value.strip("\"'") for value in template.values.values() if len(value) < 200)
        if use is None:
            names.add(template.name)
            before = text[max(0, template.start - 1) : template.start]
            if template.start < last and (before in _NOTE_PLACES or "#" in template.name):
                unknown = True
        elif not use.schema and len(template.values) < _TELLING:
            unknown = True  # Its data, and their references, are kept elsewhere.
    return names, unknown


def _loosely(name: str) -> str:
    return _LOOSE.sub("", name).lower()


def _hinted(name: str, loose: set[str]) -> bool:
    """Whether a template's name or value is this name in another spelling, or holds its word."""
    look = _loosely(name)
    return bool(look) and (look in loose or f"{look}ref" in loose or f"cite{look}" in loose)


def _nearest(name: str, known: list[str], by_look: dict[str, str]) -> str:
    if _GENERATED.match(name):
        return ""
    look = by_look.get(_loosely(name))
    return look or next(iter(get_close_matches(name, known, 1, 0.8)), "")
