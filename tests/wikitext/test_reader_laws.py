"""Laws that the reader keeps on every text: parts are where they say, and nothing raises."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import hostile
import pytest
from hypothesis import given, settings

from validator.article import Article
from validator.profile import shipped_wikis
from validator.template import Template, without_comments
from validator.wikitext.read import read

ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.wikitext"))
PROSE = (
    "The lighthouse stands on the west side of the island, as Dr. Hall wrote. It was lit in 1871. ",
    "{{citation needed|date=May 2020}}", "{{infobox building|name=A|built=1871}}",
    "{{reflist|refs=", "{{cite web|url=http://a.example/b|title=A ''b''}}", "{{#tag:ref|a|name=b}}",
    "[[File:A.jpg|b]]", "[[Category:A]]", "\n== References ==\n", "==Life== * born ",
    "{{clarify|text=a|date=2020-05}}",
)  # fmt: skip
TEXTS = hostile.texts(*PROSE)


class _Part(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def properties(article: Article) -> list[str]:
    """Read everything an article has; the names of what was read."""
    names = [name for name in dir(Article) if not name.startswith("_")]
    names = [name for name in names if not callable(getattr(Article, name))]
    for name in names:
        getattr(article, name)
    return names


def check(article: Article) -> None:
    """Assert every law about one article."""
    assert len(properties(article)) > 10
    _check_templates(article)
    _check_references(article)
    _check_links(article)
    _check_prose(article)
    article.plain(article.text)
    assert article.lines.position(len(article.text)).line >= 1


def _sources(article: Article, parts: Iterable[_Part], *openers: str) -> None:
    before = -1
    for part in parts:
        assert before < part.start < part.end <= len(article.text)
        assert article.text[part.start : part.end].lower().startswith(openers)
        before = part.start


def _check_templates(article: Article) -> None:
    text = article.text
    for parts in (article.templates, article.citations, article.infoboxes, article.tags):
        _sources(article, parts, "{{")
        assert all(text[part.end - 2 : part.end] == "}}" for part in parts)
    for template in article.templates:
        _check_parameters(text, template)
    for tag in article.tags:
        assert 0 <= tag.covers.start <= tag.covers.end <= len(text)
    for citation in article.citations:
        assert citation.reference < 0 or citation.reference in article.reference_at
        for field in article.profile.field_names:
            parameter = citation.parameter(field)
            assert citation.get(field) == (parameter.value if parameter else "")


def _check_parameters(text: str, template: Template) -> None:
    assert template.values == {p.name: p.value for p in template.parameters}
    reached = template.start + 2
    for p in template.parameters:
        assert text[p.start - 1] == "|"
        assert reached < p.start <= p.name_start <= p.name_end <= p.end
        assert p.name_end <= p.value_end <= p.end <= template.end - 2
        assert p.value_start <= p.value_end
        assert without_comments(text[p.value_start : p.value_end]).strip() == p.value
        if p.positional:
            assert p.name.isdigit()
        else:
            assert without_comments(text[p.name_start : p.name_end]).strip() == p.name
            assert "=" in text[p.name_end : p.value_start]
        reached = p.end
        assert template.parameter(p.name) is not None


def _check_references(article: Article) -> None:
    text = article.text
    _sources(article, article.references, "<ref", "{{")
    _sources(article, article.reference_lists, "<references", "{{")
    for reference in article.references:
        assert reference.start <= reference.name_span.start <= reference.name_span.end
        assert reference.name_span.end <= reference.end
        if reference.inner is not None:
            inner = text[reference.inner.start : reference.inner.end]
            assert inner.strip() == reference.content
            assert reference.start < reference.inner.start
            assert reference.inner.end < reference.end
        for citation in article.citations_by_reference.get(reference.start, []):
            assert reference.start < citation.start < citation.end <= reference.end


def _check_links(article: Article) -> None:
    text = article.text
    _sources(article, article.links, "[[")
    for link in article.links:
        assert text[link.end - 2 : link.end] == "]]"
        assert link.target in text[link.start : link.end]
        assert link.label in text[link.start : link.end]
    _sources(article, article.external_links, "[http", "http")
    for external in article.external_links:
        assert text[external.url_start : external.url_end] == external.url
        assert external.start <= external.url_start < external.url_end <= external.end
        assert external.label in text[external.url_end : external.end]


def _check_prose(article: Article) -> None:
    text = article.text
    assert article.sections[0].start == 0
    assert article.sections[-1].end == len(text)
    for section, following in pairwise(article.sections):
        assert section.end == following.start
    for section in article.sections:
        assert section.start <= section.body <= section.end
        assert article.section_at(section.start).end >= section.start
    reached = 0
    for paragraph in article.paragraphs:
        assert reached <= paragraph.start < paragraph.end <= len(text)
        assert "\n" not in paragraph.source
        assert article.sections[paragraph.section].start <= paragraph.start
        reached = paragraph.start
        for sentence in article.sentences(paragraph):
            assert reached <= sentence.start < sentence.end <= paragraph.end
            reached = sentence.end
        reached = paragraph.end
    for item in article.list_items:
        assert text.startswith(item.marks, item.start)


@pytest.mark.parametrize("wiki", shipped_wikis())
@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_text_obeys(wiki: str, text: str) -> None:
    check(read(text, wiki=wiki))


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_every_truncation_obeys(text: str) -> None:
    for length in range(len(text)):
        check(read(text[:length]))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_obey(path: Path) -> None:
    check(read(path.read_text("utf-8")))


def test_drawn_texts_obey() -> None:
    for text in hostile.drawn(seed=2, count=1500, longest=50, tokens=(*hostile.TOKENS, *PROSE)):
        check(read(text, wiki="enwiki"))


def test_families_obey() -> None:
    for _, text in hostile.families(300):
        check(read(text, wiki="enwiki"))
