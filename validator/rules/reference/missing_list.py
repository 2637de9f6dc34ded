"""Rule ``reference/missing-list``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Template

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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first reference of every group that has no list."""
        groups: dict[str, tuple[int, int]] = {}
        counts: dict[str, int] = {}
        if any("{" in place.group for place in article.reference_lists):
            return
        closed = {
            place.group: place.end if place.group else len(article.text)
            for place in article.reference_lists
            if not (place.group and place.odd)
        }
        for reference in article.references:
            group = reference.group
            if reference.start < closed.get(group, 0):
                continue
            if not reference.listed and (reference.content or reference.name):
                groups.setdefault(group, (reference.start, reference.end))
                counts[group] = counts.get(group, 0) + 1
        for template in article.templates:
            if template.use is not None and template.use.role in ("footnote", "short-footnote"):
                own = _group(template)
                if own is not None and template.start >= closed.get(own, 0):
                    start, _ = groups.get(own, (len(article.text), 0))
                    counts[own] = counts.get(own, 0) + 1
                    if template.start < start:
                        groups[own] = (template.start, template.end)
        groups = {group: place for group, place in groups.items() if "{" not in group}
        if not groups:
            return
        named, suspect = _printers(article)
        if suspect:
            return
        for group, (start, end) in groups.items():
            if group in named:
                continue
            count = counts[group]
            if group and group in closed:
                yield Hit(
                    start,
                    end,
                    f'No list prints {_references(count)} of group "{group}": they stand behind its last one'
                    if count > 1
                    else f'No list prints the reference of group "{group}": it is behind the last one',
                    identity=group,
                    facts={"cite": "cite_error_group_refs_without_references", "group": group},
                )
            elif group:
                yield Hit(
                    start,
                    end,
                    f'Group "{group}" has {_references(count)} and no list that prints them'
                    if count > 1
                    else f'Group "{group}" has a reference and no list that prints it',
                    identity=group,
                    facts={"cite": "cite_error_group_refs_without_references", "group": group},
                )
            else:
                yield Hit(
                    start,
                    end,
                    f"No list for {_references(count)}: MediaWiki puts one at the end of the page",
                    identity="no group",
                    severity=Severity.WARNING,
                    facts={"group": "", "references": count},
                )


def _references(count: int) -> str:
    return f"{count} references" if count > 1 else "the reference"


def _group(template: Template) -> str | None:
    """Return the group of a footnote template; None if the profile does not tell."""
    use = template.use
    if use is None or (use.role == "footnote" and not use.parameters):
        return None
    if use.role == "short-footnote":
        return template.values.get("group", "").strip("\"'") if use.name[:3] == "Sfn" else None
    given = next((v for n in use.parameters.get("group", ()) if (v := template.values.get(n))), "")
    return given.strip("\"'") or use.format or None


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
