"""Rule ``infobox/unlisted-value``."""

from collections.abc import Iterator
from difflib import get_close_matches

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context
from validator.schema_rule import SchemaRule, hit, short

_LISTED = 8
_LONGEST = 60


class UnlistedValue(SchemaRule):
    """Infobox parameter with a word that is not on the template's list.

    The template knows a few words for this parameter and does nothing, or the wrong thing, with
    any other. Use one of those.

    ## Bad
    schema: {"x-validator": {"template": "Infobox ferry"}, "properties": {"hull": {"enum": ["steel", "wood"]}}}
    {{Infobox ferry |name=Night Ferry |hull=stele}}

    ## Good
    schema: {"x-validator": {"template": "Infobox ferry"}, "properties": {"hull": {"enum": ["steel", "wood"]}}}
    {{Infobox ferry |name=Night Ferry |hull=steel}}

    ## Not flagged
    Values that hold a template or a tag, and values that TemplateData only suggests.

    ## See
    https://www.mediawiki.org/wiki/Help:TemplateData
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every value that is none of those its schema lists."""
        for one, violation in context.offences(article, "unlisted-value"):
            name = violation.parameter
            value = one.template.values.get(name, "")
            wants = violation.wants if isinstance(violation.wants, list) else [violation.wants]
            words = [str(word) for word in wants if word not in (None, "")]
            near = get_close_matches(value, words, 1, 0.75) if len(value) <= _LONGEST else []
            more = ", …" if len(words) > _LISTED else ""
            advice = f"allowed are {', '.join(words[:_LISTED])}{more}"
            if near:
                advice = f"did you mean {near[0]}?"
            message = f"|{name}= cannot be “{short(value)}”; {advice}"
            yield hit(one, name, message, violation.note, suggestion="".join(near))
