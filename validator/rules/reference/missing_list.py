"""Rule ``reference/missing-list``."""

import re
from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.cite import AUTOMATIC
from validator.finding import Edit, Hit, Related, Severity
from validator.once import once
from validator.pattern import pattern
from validator.rule import Context, Rule

_LISTLIKE = pattern(r"ref|note|foot|list|cit|sourc|bibli", re.IGNORECASE)
_ENDING = 100
"""So many lines may belong to what a page ends with."""
_MAGIC = pattern(r"[^\W\d_]+:(?!:)")


class MissingList(Rule):
    """References that no list on the page prints.

    A group without a list shows its readers an error instead of its notes. The references outside
    any group are put at the very end of the page, below the navigation, where few look.

    ## Bad
    Built in 1871.<ref>Hall 1990, p. 4</ref>

    ## Good
    Built in 1871.<ref>Hall 1990, p. 4</ref>
    == References ==
    {{reflist}}

    ## Not flagged
    Pages where a template that is not known may print the list.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_group_refs_without_references
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR
    safe = True

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first reference of every group that has no list."""
        if any("{" in place.group for place in article.reference_lists):
            return
        found = context.cite(article).about("group_refs_without_references", AUTOMATIC)
        if not found:
            return
        named, suspect = _printers(article)
        lists = _Lists(article)
        for complaint in found if not suspect else ():
            reference, last = complaint.reference, complaint.other
            group = "" if complaint.key.endswith(AUTOMATIC) else reference.group
            times = complaint.times
            if group in named:
                continue
            facts: dict[str, Any] = {"group": group, "references": times}
            if group:
                facts["cite"] = complaint.key
            yield Hit(
                reference.start,
                reference.end,
                _message(group, times, behind=last is not None),
                identity=group or "no group",
                severity=None if group else Severity.WARNING,
                related=(Related(last.start, last.end, "The last list"),) if last else (),
                edits=() if last else lists.edits(group),
                facts=facts,
            )


class _Lists:
    """Where a page has its place for a list, and how one is written on its wiki."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known = [use for use in article.profile.templates if use.role == "reference-list"]

    def edits(self, group: str) -> tuple[Edit, ...]:
        """Put a list where the page has its place for one; nothing where that is not certain."""
        if self._place is None or '"' in group:
            return ()
        at, before, behind = self._place
        return (Edit(at, at, before + self._written(group) + behind),)

    @once
    def _place(self) -> tuple[int, str, str] | None:
        """Above another list, below the heading for it, else under one of its own at the end.

        It is an offset, and what goes before and behind the list.
        """
        article, text = self._article, self._article.text
        if article.redirect:
            return None
        if article.reference_lists:
            at = article.reference_lists[0].start
            own_line = text[at - 1 : at] in ("", "\n") and not article.in_template(at - 1)
            return (at, "", "\n") if own_line else None
        for section in reversed(article.sections):
            if section.role == "references" and not section.collapsed:
                return section.body, "\n", ""
        titles = article.profile.sections.get("references", ())
        at = _end(article)
        heading = f"== {titles[0]} ==\n" if titles else ""
        return at, f"\n\n{heading}", "" if text[at : at + 1] == "\n" else "\n"

    def _written(self, group: str) -> str:
        """The wiki's template for a list of a group, else the tag."""
        own = next((use for use in self._known if use.format == group), None)
        asked = (use for use in self._known if not use.format and "group" in use.parameters)
        use = own or next(asked, None)
        if use is None:
            return f'<references group="{group}" />' if group else "<references />"
        name = use.name[:1].lower() + use.name[1:]
        return f"{{{{{name}}}}}" if own else f"{{{{{name}|{use.parameters['group'][0]}={group}}}}}"


def _end(article: Article) -> int:
    """Where what a page ends with begins: categories, and templates that stand alone."""
    text = article.text
    at = len(text.rstrip())
    for _ in range(_ENDING):
        line = text.rfind("\n", 0, at) + 1
        source = text[line:at].strip()
        alone = source.startswith("{{") and source.endswith("}}")
        if not (alone or _is_category(source, article)):
            break
        at = line
        while at and text[at - 1].isspace():
            at -= 1
    return at


def _is_category(source: str, article: Article) -> bool:
    name = source[2:].partition(":")[0].strip().lower() if source[:2] == "[[" else ""
    return article.profile.namespace_keys.get(name) == "category"


def _message(group: str, times: int, *, behind: bool) -> str:
    several = times > 1
    if not group:
        if behind:
            stand = f"{_references(times).capitalize()} {'stand' if several else 'stands'}"
            return (
                f"{stand} behind the last list: MediaWiki puts another one at the end of the page"
            )
        return f"No list for {_references(times)}: MediaWiki puts one at the end of the page"
    if behind and several:
        return (
            f'No list prints {times} references of group "{group}": they stand behind its last one'
        )
    if behind:
        return f'No list prints the reference of group "{group}": it is behind the last one'
    if several:
        return f'Group "{group}" has {times} references and no list that prints them'
    return f'Group "{group}" has a reference and no list that prints it'


def _references(count: int) -> str:
    return f"{count} references" if count > 1 else "the reference"


def _printers(article: Article) -> tuple[set[str], bool]:
    """Return groups that templates are given, and whether a template may print any list."""
    known = not article.profile.neutral
    text = article.text
    given: set[str] = set()
    for template in article.templates:
        if template.use is not None and template.use.role != "infobox":
            continue
        name = template.name
        if name[:1] == "#" or _MAGIC.match(name):
            if name.lower().startswith(("#invoke:", "#lst", "#section")):
                return given, True
            continue
        if template.use is None:
            alone = text[max(0, template.start - 1) : template.start] in ("", "\n")
            if not known or name[:1] == ":" or (alone and _LISTLIKE.search(name)):
                return given, True
            if (
                text[max(0, template.start - 20) : template.start].rstrip()[-1:] == "="
                and text[template.end : template.end + 20].lstrip()[:1] in "=[{"
            ):
                return given, True
        given.update(template.values.values())
    return given, False
