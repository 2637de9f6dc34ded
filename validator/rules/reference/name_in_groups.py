"""Rule ``reference/name-in-groups``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.reference import Reference
from validator.rule import Context, Rule


class NameInGroups(Rule):
    """Reference name that is defined in more than one group.

    A reuse finds the one of its own group only. Who forgets the group, or gives it where there is
    none, gets the other source without an error. Two sources are safer under two names.

    ## Bad
    A.<ref name="Hall">Hall 1990</ref> B.<ref name="Hall" group="n">As Hall says</ref> {{reflist}} {{reflist|group=n}}

    ## Good
    A.<ref name="Hall">Hall 1990</ref> B.<ref name="Told" group="n">As Hall says</ref> {{reflist}} {{reflist|group=n}}

    ## Not flagged
    Reuses; names and groups that a template makes.

    ## See
    https://en.wikipedia.org/wiki/Help:Footnotes
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether no reference has a group."""
        return {reference.group for reference in article.references} <= {""}

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first definition in every group but the one that comes first."""
        first: dict[str, Reference] = {}
        seen: set[tuple[str, str]] = set()
        for reference in article.references:
            name, group = reference.name, reference.group
            if not name or not reference.content or (group, name) in seen:
                continue
            if "{" in name + group or (name.isascii() and name.isdigit()):
                continue
            seen.add((group, name))
            known = first.setdefault(name, reference)
            if known is not reference:
                other = f'in group "{known.group}"' if known.group else "outside any group"
                yield Hit(
                    reference.name_span.start,
                    reference.name_span.end,
                    f'Reference name "{name}" is defined {other}, too: a reuse easily takes the wrong one',
                    identity=f"{group}|{name}",
                    related=(Related(known.start, known.end, f'"{name}" {other}'),),
                    facts={"name": name, "groups": [known.group, group]},
                )
