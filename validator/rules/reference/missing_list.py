"""Rule ``reference/missing-list``."""

import re
from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.cite import AUTOMATIC
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_LISTLIKE = pattern(r"ref|note|foot|list|cit|sourc|bibli", re.IGNORECASE)
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
                edits=() if last else _edits(article, group),
                facts=facts,
            )


def _edits(article: Article, group: str) -> tuple[Edit, ...]:
    """Put the list above the one for other references, below its heading, or at the very end."""
    if '"' in group or article.redirect:
        return ()
    written = _list(article, group)
    if article.reference_lists:
        at = article.reference_lists[0].start
        own_line = article.text[at - 1 : at] in ("", "\n") and not article.in_template(at - 1)
        return (Edit(at, at, f"{written}\n"),) if own_line else ()
    sections = [one for one in article.sections if one.role == "references" and not one.collapsed]
    if sections:
        at = sections[-1].body
        return (Edit(at, at, f"\n{written}"),)
    titles = article.profile.sections.get("references", ())
    at = _end(article)
    heading = f"== {titles[0]} ==\n" if titles else ""
    ending = "" if article.text[at : at + 1] == "\n" else "\n"
    return (Edit(at, at, f"\n\n{heading}{written}{ending}"),)


def _list(article: Article, group: str) -> str:
    """The wiki's template for a list of a group, else the tag."""
    lists = [use for use in article.profile.templates if use.role == "reference-list"]
    own = next((use for use in lists if use.format == group), None)
    use = own or next((use for use in lists if not use.format and "group" in use.parameters), None)
    if use is None:
        return f'<references group="{group}" />' if group else "<references />"
    name = use.name[:1].lower() + use.name[1:]
    return f"{{{{{name}}}}}" if own else f"{{{{{name}|{use.parameters['group'][0]}={group}}}}}"


def _end(article: Article) -> int:
    """Where what a page ends with begins: categories, and templates that stand alone."""
    text = article.text
    at = len(text.rstrip())
    while at:
        line = text.rfind("\n", 0, at) + 1
        source = text[line:at].strip()
        if not (source.startswith("{{") and source.endswith("}}")) and not _is_category(
            source, article
        ):
            break
        at = len(text[:line].rstrip())
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
