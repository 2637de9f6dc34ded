"""Rule ``reference/repeated-definition``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.reference import Reference
from validator.rule import Context, Rule


class RepeatedDefinition(Rule):
    """Named reference written out a second time, word for word.

    Readers see one source either way, but whoever mends the one and not the other gives the name
    two meanings, and an error appears. The name alone is enough where the source is used again.

    ## Bad
    A.<ref name="Hall">Hall 1990, p. 4</ref> B.<ref name="Hall">Hall 1990, p. 4</ref> {{reflist}}

    ## Good
    A.<ref name="Hall">Hall 1990, p. 4</ref> B.<ref name="Hall" /> {{reflist}}

    ## Not flagged
    The same name on both sides of a list of references, and definitions in templates.

    ## See
    https://en.wikipedia.org/wiki/Help:Footnotes
    """

    since = "0.1"
    severity = Severity.INFO
    safe = True

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield definitions that say to the letter what the first of their name says."""
        first: dict[tuple[str, str], Reference] = {}
        times = article.definitions
        if len(times) == times.total():
            return
        for reference in article.references:
            if not reference.content or times[reference.name] < 2:
                continue
            known = first.setdefault((reference.group, reference.name), reference)
            if known is reference or reference.content != known.content or not known.is_plain:
                continue
            if article.in_template(known.start) or article.is_parted(known, reference):
                continue
            plain = reference.is_plain and "<!--" not in reference.content
            name = article.text[slice(*reference.name_span)]
            edit = Edit(reference.start, reference.end, reference.reuse(name))
            yield Hit(
                reference.start,
                reference.end,
                f'Reference "{reference.name}" is written out again, where its name is enough',
                identity=f"{reference.group}|{reference.name}",
                related=(Related(known.start, known.end, "The first time"),),
                edits=(edit,) if plain and '"' not in name else (),
                facts={"name": reference.name, "group": reference.group},
            )
