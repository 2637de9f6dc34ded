"""Rule ``reference/identical-references``."""

import re
from collections.abc import Iterator

from validator.article import Article, Citation, Reference
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_RELATIVE = pattern(r"['\s]*(?:ibid|idem\b|id\.|op\.? ?cit|loc\.? ?cit)", re.IGNORECASE)
_TELLING = pattern(r"[0-9]|\{\{|\[|//")
_YEAR = pattern(r"[12][0-9]{3}")
_HOST = pattern(r"//(?:www\.)?([^/\s\]|]{3,40})")


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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the second of every set of equal references."""
        sets: dict[tuple[str, str], list[Reference]] = {}
        for reference in article.references:
            content = reference.content
            if content:
                sets.setdefault((reference.group, content), []).append(reference)
        taken: set[str] | None = None
        cited: dict[int, Citation] = {}
        for (group, content), references in sets.items():
            if len(references) < 2 or not _says_something(content):
                continue
            names = list(dict.fromkeys(r.name for r in references if r.name))
            unnamed = sum(not r.name for r in references)
            if unnamed + len(names) < 2:
                continue
            if taken is None:
                taken = {r.name for r in article.references}
                cited = {c.reference: c for c in reversed(article.citations)}
            if names:
                advice = f'reuse <ref name="{names[0]}" />'
            else:
                name = _name(article, references[0], cited.get(references[0].start), taken)
                taken.add(name)
                advice = f'name one "{name}" and reuse it' if name else "name one and reuse it"
            second = references[1]
            yield Hit(
                second.start,
                second.end,
                f"{len(references)} references have this very content: {advice}",
                identity=f"{group}|{content[:200]}",
                related=tuple(
                    Related(r.start, r.end, "Same content") for r in references if r is not second
                ),
                facts={"references": len(references), "names": names},
            )


def _says_something(content: str) -> bool:
    return (
        len(content) > 3
        and _TELLING.search(content) is not None
        and _RELATIVE.match(content) is None
        and "<!--" not in content[:4]
    )


def _name(
    article: Article, reference: Reference, citation: Citation | None, taken: set[str]
) -> str:
    """Suggest a name for the reference that the page does not use yet, or nothing."""
    name = ""
    if citation is not None:
        year = _YEAR.search(citation.get("date") or citation.get("year"))
        who = next(
            (v for f in ("author", "work", "publisher") if _is_word(v := citation.get(f))), ""
        )
        name = " ".join(part for part in (who, year[0] if year else "") if part)
    if not name and citation is None and reference.content[:1] not in "[h":
        start = article.plain(reference.content[:200]).partition(",")[0].rstrip(" .:;")
        name = start if 3 < len(start) < 40 else ""
    if not name:
        host = _HOST.search(reference.content)
        name = host[1] if host else ""
    if not name or not _is_word(name) or name.isdigit():
        return ""
    return next((n for n in (name, *(f"{name}{c}" for c in "bcdefgh")) if n not in taken), "")


def _is_word(value: str) -> bool:
    return 0 < len(value) < 40 and not any(c in value for c in '{}[]<>"&=|\n')
