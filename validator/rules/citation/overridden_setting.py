"""Rule ``citation/overridden-setting``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_CONFIG = pattern(r"\{\{\s*cs1[ _]config(?![^\s|}])", re.IGNORECASE)
_DIGITS = 9
_SAME = {"display-subjects": "display-authors"}
_MODES = ("cs1", "cs2")
_STYLES = ("&", "amp", "ampersand", "and", "serial", "vanc")


class OverriddenSetting(CitationRule):
    """Citation that sets for itself what the page sets for all.

    {{CS1 config}} gives all citations of a page one style. One that sets the same thing looks
    unlike the others.

    ## Bad
    {{cs1 config |mode=cs1}} <ref>{{cite book |title=Tides |mode=cs2}}</ref>

    ## Good
    {{cs1 config |mode=cs1}} <ref>{{cite book |title=Tides}}</ref>

    ## Not flagged
    |display-authors=etal in lists that are not longer than the page allows.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_overridden_setting
    """

    since = "0.1"
    severity = Severity.INFO
    reads = (
        "mode",
        "name-list-style",
        "display-authors",
        "display-contributors",
        "display-editors",
        "display-interviewers",
        "display-subjects",
        "display-translators",
    )

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield parameters that the page's settings give, too."""
        if not _CONFIG.search(article.text):
            return
        page = next((t for t in article.templates if _CONFIG.fullmatch("{{" + t.name)), None)
        for name in self.reads if page else ():
            value = citation.values.get(name, "")
            setting = page.values.get(_SAME.get(name, name), "") if page else ""
            if not value or not _works(name, setting):
                continue
            shown = name.startswith("display-")
            if shown and _is_etal(value) and citation.count(_kind(name)) <= int(setting[:_DIGITS]):
                continue
            message = f"|{name}={value[:40]} overrides |{name}={setting[:40]} of the page"
            yield Condition(name, message, "maint_overridden_setting")


def _works(name: str, setting: str) -> bool:
    """Whether a setting of the page is one that the module takes."""
    if name.startswith("display-"):
        return setting.isascii() and setting.isdecimal()
    return setting in (_MODES if name == "mode" else _STYLES)


def _kind(name: str) -> str:
    return "author" if name == "display-subjects" else name.removeprefix("display-")[:-1]


def _is_etal(value: str) -> bool:
    return "".join(char for char in value.lower() if char not in " '.") == "etal"
