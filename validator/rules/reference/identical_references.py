"""Rule ``reference/identical-references``."""

import re
from collections import Counter
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.values.reference_name import unused

_RELATIVE = pattern(r"['\s]*(?:ibid|idem\b|id\.|op\.? ?cit|loc\.? ?cit)", re.IGNORECASE)
_TELLING = pattern(r"[0-9]|\{\{|\[|//")


class IdenticalReferences(Rule):
    """References with the very same content, written out more than once.

    The list prints one source several times, and a reader cannot see how much rests on it. Name
    the first one and reuse it by that name.

    ## Bad
    A.<ref>Hall 1990, p. 4</ref> B.<ref>Hall 1990, p. 4</ref> {{reflist}}

    ## Good
    A.<ref name="Hall 1990">Hall 1990, p. 4</ref> B.<ref name="Hall 1990" /> {{reflist}}

    ## Not flagged
    References in different groups; contents that say nothing by themselves, such as "Ibid."

    ## See
    https://en.wikipedia.org/wiki/Help:Footnotes#Footnotes:_using_a_source_more_than_once
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.INFO
    safe = True

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the second of every set of equal references."""
        contents = [one.content for one in article.references if one.content]
        times = Counter(contents)
        if len(times) == len(contents):
            return
        sets: dict[tuple[str, str], list[Reference]] = {}
        for reference in article.references:
            content = reference.content
            if content and times[content] > 1:
                sets.setdefault((reference.group, content), []).append(reference)
        taken: set[str] = set()
        for (group, content), references in sets.items():
            if len(references) < 2 or not _says_something(content):
                continue
            names = list(dict.fromkeys(r.name for r in references if r.name))
            unnamed = sum(not r.name for r in references)
            if unnamed + len(names) < 2:
                continue
            if names:
                name = names[0]
                advice = f'reuse <ref name="{name}" />'
            else:
                taken = taken or set(article.reference_names)
                name = unused(article.telling_name(references[0]), taken)
                taken.add(name.lower())
                advice = f'name one "{name}" and reuse it' if name else "name one and reuse it"
            single = name and len(names) < 2
            second = references[1]
            yield Hit(
                second.start,
                second.end,
                f"{len(references)} references have this very content: {advice}",
                identity=f"{group}|{content[:200]}",
                related=tuple(
                    Related(r.start, r.end, "Same content") for r in references if r is not second
                ),
                edits=_edits(article, references, name) if single else (),
                facts={"references": len(references), "names": names},
            )


def _edits(article: Article, references: list[Reference], name: str) -> tuple[Edit, ...]:
    """Name the first and reuse it for the others; nothing where that is not surely the same."""
    content = references[0].content
    if any(mark in content + name for mark in ("<!--", "{{{", "<ref", '"{')) or '"' in name:
        return ()
    if article.is_parted(references[0], references[-1]) or not all(r.is_plain for r in references):
        return ()
    outside = [r for r in references if not article.in_template(r.start)]
    kept = next((r for r in outside if r.name), None) or next(iter(outside), None)
    if kept is None:
        return ()
    naming = () if kept.name else (Edit(kept.start + 4, kept.start + 4, f' name="{name}"'),)
    reusing = (Edit(r.start, r.end, r.reuse(name)) for r in references if r is not kept)
    return tuple(sorted((*naming, *reusing), key=lambda edit: edit.start))


def _says_something(content: str) -> bool:
    return (
        len(content) > 3
        and _TELLING.search(content) is not None
        and _RELATIVE.match(content) is None
        and "<!--" not in content[:4]
    )
