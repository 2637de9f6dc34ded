"""Rule ``citation/vancouver-style``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import without_et_al
from validator.values.vancouver import complaint, latin_fault


class VancouverStyle(CitationRule):
    """Name that is not in Vancouver style where the citation asks for it.

    The style has a surname, a space, one or two initials and a comma. The template cannot tell
    surnames from given names in anything else; a body goes in double parentheses.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |vauthors=Hall A.B., Moss C}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |vauthors=Hall AB, Moss C, ((Weir Trust))}}</ref>

    ## Not flagged
    Names in double parentheses, and lists that hold a template.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#vancouver
    """

    since = "0.1"
    severity = Severity.ERROR
    reads = ("vauthors", "veditors", "name-list-style")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield the first name that is not in the style."""
        values = citation.values
        for kind in ("author", "editor"):
            parameter = f"v{kind}s"
            if citation.lists.instead(kind) != parameter or "{{" in values[parameter]:
                continue
            found = complaint(values[parameter])
            if found:
                message = f"|{parameter}= is not in Vancouver style: “{found[0][:60]}” {found[1]}"
                yield Condition(parameter, message, "err_vancouver", part=found[0])
                return
        if values.get("name-list-style") != "vanc":
            return
        for people in map(citation.lists.people, citation.lists.kinds):
            for person in people:
                last, first = values.get(person.last, ""), values.get(person.first, "")
                why = (
                    latin_fault(without_et_al(last), without_et_al(first)) if last and first else ""
                )
                if why:
                    message = f"“{last[:60]}, {first[:60]}” is not in Vancouver style: it {why}"
                    yield Condition(person.last, message, "err_vancouver")
                    return
