"""Rule ``tag/duplicate``."""

from collections.abc import Iterator

from validator.article import Article, Tag
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule


class Duplicate(Rule):
    """Maintenance banner that stands there already.

    Readers see the same notice twice, and the one that is forgotten stays when the fault is mended.
    Keep the older one: it tells since when the fault is known.

    ## Bad
    {{Multiple issues|
    {{More citations needed|date=May 2009}}
    {{Orphan|date=May 2010}}
    }}
    {{Refimprove|date=June 2012}}
    The mill was built in 1871.

    ## Good
    {{Multiple issues|
    {{More citations needed|date=May 2009}}
    {{Orphan|date=May 2010}}
    }}
    The mill was built in 1871.

    ## Not flagged
    The same banner in another section. Banners that differ in more than their date, as each may
    name another page or give another reason. Inline tags.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Maintenance_template_removal
    https://en.wikipedia.org/wiki/Template:Multiple_issues
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield banners that say in their section what another one said before."""
        first: dict[tuple[object, ...], Tag] = {}
        for tag in article.tags:
            if tag.use.kind != "banner" or not tag.use.name:
                continue
            section = article.section_at(tag.start)
            earlier = first.setdefault((section.start, tag.use.name, _said(tag)), tag)
            if earlier is tag:
                continue
            name, other = tag.template.name, earlier.template.name
            renamed = "" if name == other else f", as {{{{{other}}}}}"
            yield Hit(
                tag.start,
                tag.end,
                f"{{{{{name}}}}} stands in this section already{renamed}"
                if section.level
                else f"{{{{{name}}}}} stands above already{renamed}",
                identity=f"{tag.use.name}|{tag.date_text}",
                related=(Related(earlier.start, earlier.end, "The first one"),),
                facts={"template": tag.use.name},
            )


def _said(tag: Tag) -> frozenset[tuple[str, str]]:
    """What a banner is given besides its date."""
    dates = tag.use.parameters.get("date", ())
    return frozenset(
        (name, value) for name, value in tag.template.values.items() if value and name not in dates
    )
