"""Rule ``citation/foreign-title``."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter
from validator.values import script
from validator.values.title import bare

_start = attrgetter("start")
_SHARE = 0.75
"""So much of a title tells its script."""
_SYMBOLS = ("Grek", "Cyrl")
"""Scripts whose single letters stand for other things than words."""
_EAST_ASIAN = ("Kana", "Hang", "Hani")
"""Scripts that are mixed; the first of them that occurs tells the language."""
_TOLD = ("trans-", "trans_", "script-", "script_")
_NEAR = 200
_BESIDE = pattern(r"\(?\b[Ii]n [A-Z][a-z]+|\([A-Z][a-z]+\)")


class ForeignTitle(Rule):
    """Title in a script that does not go with the language given, or with none.

    Readers who cannot read the letters need to be told the language, so that they know whether they
    or a tool can translate the source. Where the language is another one, it is wrong itself, or the
    title is not the source's.

    ## Bad
    <ref>{{cite web |url=https://example.org/a |title=Мельница у реки |website=Example}}</ref>

    ## Good
    <ref>{{cite web |url=https://example.org/a |title=Мельница у реки |language=ru |website=Example}}</ref>

    ## Not flagged
    Titles with a translation or in |script-title=, transliterated titles, languages that are written
    in several scripts, several languages at once, and languages not known by name.

    ## See
    https://en.wikipedia.org/wiki/Template:Citation_Style_documentation/language
    https://en.wikipedia.org/wiki/Wikipedia:Citing_sources#Non-English_sources
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield titles whose script is not that of the language."""
        for citation in article.citing("title"):
            title = citation.get("title")
            if title and not title.isascii() and script.is_beyond_latin(title):
                parameter = citation.parameter("title")
                if parameter is not None and "{" not in title:
                    yield from _of_title(article, citation, parameter)


def _of_title(article: Article, citation: Citation, title: Parameter) -> Iterator[Hit]:
    profile = article.profile
    letters = script.letters(bare(title.value))
    named = citation.get("language")
    allowed = (
        script.of_language(bare(named), english=profile.language == "en")
        if named
        else script.of_language(profile.language)
    )
    if not allowed or (not named and allowed != {script.LATIN}):
        return
    others = {
        code: number
        for code, number in letters.items()
        if code and code != script.LATIN and code not in allowed
    }
    number = sum(others.values())
    if not others or number < _SHARE * sum(letters.values()):
        return
    code = max(others, key=others.__getitem__)
    if code in _EAST_ASIAN:
        code = next(one for one in _EAST_ASIAN if one in others)
    if number < (4 if code in _SYMBOLS else 2):
        return
    called = script.name(code)
    facts = {"script": code, "language": named}
    identity = f"{citation.source}|{title.name}"
    if named:
        language = citation.parameter("language")
        if language is not None:
            yield Hit(
                title.value_start,
                title.value_end,
                f"Title is in {called}, in which |{language.name}={bare(named)} is not written",
                identity=identity,
                severity=Severity.WARNING,
                related=(Related(language.start, language.end, f"|{language.name}="),),
                facts=facts,
            )
    elif not any(name.startswith(_TOLD) for name in citation.values) and not _is_told(
        article, citation
    ):
        known = profile.citation_fields.get("language", ())
        if known and not citation.get("trans-title"):
            yield Hit(
                title.value_start,
                title.value_end,
                f"Title is in {called}, and no |{known[0]}= says which language it is",
                identity=identity,
                facts=facts,
            )


def _is_told(article: Article, citation: Citation) -> bool:
    """Whether the language stands beside the citation, as in {{in lang}} or “(in Greek)”."""
    text = article.text
    reference = article.reference_at.get(citation.reference)
    if reference is not None:
        start, end = reference.start, reference.end
    else:
        start = text.rfind("\n", max(0, citation.start - _NEAR), citation.start) + 1
        end = text.find("\n", citation.end, citation.end + _NEAR)
        end = len(text) if end < 0 else end
    start, end = max(start, citation.start - _NEAR), min(end, citation.end + _NEAR)
    if _BESIDE.search(text, start, citation.start) or _BESIDE.search(text, citation.end, end):
        return True
    templates = article.templates
    near = templates[
        bisect_left(templates, start, key=_start) : bisect_left(templates, end, key=_start)
    ]
    return any(
        one.use is not None
        and one.use.role == "language"
        and not citation.start < one.start < citation.end
        for one in near
    )
