"""The HTML report without a browser: whole, escaped, valid, the same twice."""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from html.parser import HTMLParser

import pytest
from render import reports, sample

from validator.finding import Finding
from validator.render import html
from validator.shipped import REPORTS
from validator.wikitext.read import read

VOID = {"meta", "link", "input", "br", "img", "hr"}
LOADING = {"src", "srcset", "action", "formaction", "background", "poster", "data", "ping", "style"}


class Page(HTMLParser):
    """Reads a page; its elements must nest and its ids be unique."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an empty element of SVG."""
        assert tag in {"use", "path", "circle"}
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def rendered(reported: reports.Reported) -> tuple[str, Page]:
    """A page, and what a parser sees in it; checked for what holds of every page."""
    text = html.render(*reported)
    page = Page(text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        assert not LOADING & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        href = attributes.get("href")
        if href is not None:
            assert re.match(r"#|https?://[^\s]+$|data:,$", href), href
            if href.startswith("#") and tag == "a":
                assert href[1:] in ids, href
        for name in ("aria-labelledby",):
            assert attributes.get(name) in {None, *ids}
    assert len(page.all("script")) == len(page.all("style")) == len(page.all("h1")) == 1
    assert not {"img", "iframe", "object", "embed", "base", "b onmouseover"} & {
        tag for tag, _ in page.elements
    }
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert len(text.encode()) <= html.HARD
    return text, page


def listed(page: Page) -> list[str | None]:
    """The ids of the findings that the page lists."""
    return [a["id"] for a in page.all("li") if (a.get("id") or "").startswith("i-")]


@pytest.mark.parametrize("name", sorted(path.stem for path in reports.ARTICLES.glob("*.wikitext")))
def test_pages_of_all_fixture_articles_are_valid_and_list_every_finding(name: str) -> None:
    for report, articles in (reports.checked(name), reports.dense(name)):
        text, page = rendered((report, articles))
        assert listed(page) == [
            f"i-{finding.fingerprint}" for finding in _by_section(report.findings)
        ]
        marks = {a.get("id") for tag in ("mark", "span") for a in page.all(tag)}
        assert marks >= {f"f-{finding.fingerprint}" for finding in report.findings}
        assert text == html.render(report, articles)


def _by_section(findings: tuple[Finding, ...]) -> list[Finding]:
    order = list(dict.fromkeys(finding.section for finding in findings))
    return sorted(findings, key=lambda finding: order.index(finding.section))


def test_the_source_is_complete_and_every_line_has_an_anchor() -> None:
    report, articles = reports.dense("soyuz-faction")
    article = articles["soyuz-faction.wikitext"]
    text, page = rendered((report, articles))
    ids = {attributes.get("id") for attributes in page.all("li")}
    written = article.text.split("\n")
    assert {f"L{n}" for n in range(1, len(written) + 1)} <= ids
    source = text[text.index('<div class="source">') :]
    for n, line in enumerate(written, start=1):
        item = source[source.index(f'id="L{n}"') :]
        body = re.match(r'[^>]*><div dir="auto">(.*?)</div>', item, re.DOTALL)
        assert body is not None
        bare = re.sub(r'<a class="tick.*?</a>', "", body[1])
        assert re.sub(r"<[^>]*>", "", bare) == escape(line).replace("&quot;", "&#34;").replace(
            "&#x27;", "&#39;"
        )


def test_overlapping_findings_are_split_into_segments() -> None:
    article = read("abcdefgh\nijkl\n", "a", "enwiki")
    spans = [(0, 6), (2, 4), (2, 9), (4, 4), (5, 12), (13, 14)]
    found = [reports.finding(article, *span, ordinal=n) for n, span in enumerate(spans)]
    text, _ = rendered(reports.reported(article, found))
    source = text[text.index('<div class="source">') :]
    pieces = re.findall(r"<mark[^>]*>(.*?)</mark>", source)
    assert pieces == ["ab", "cd", "", "e", "f", "gh", "ijk", ""]


def test_hostile_texts_stay_texts() -> None:
    report, articles = reports.hostile()
    text, page = rendered((report, articles))
    assert len(listed(page)) == len(reports.EVIL)
    assert "50337" not in text
    assert not [a for a in page.all("a") if (a["href"] or "").lower().startswith("javascript")]
    assert "RLO" in page.text
    assert "U+0000" in page.text
    text.encode()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "<" * 300_000,
        "''\u202e" * 100_000,
        "{{cite web|url=http://a}}" * 20_000,
        "<ref>a</ref>" * 40_000,
        "{{citation needed}} " * 10_000,
        "{{infobox settlement" + "|a=b" * 100_000 + "}}",
        "\n" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_huge_articles_make_pages_within_bounds(text: str) -> None:
    article = read(text, "huge", "enwiki")
    step = max(1, len(text) // 300)
    found = [reports.finding(article, at, at + 5, ordinal=at) for at in range(0, len(text), step)]
    page, parsed = rendered(reports.reported(article, found))
    assert len(listed(parsed)) == len(found)
    if len(page) > html.SOFT:
        assert "would be too large" in page


def test_too_many_findings_keep_the_worst_and_say_so() -> None:
    article = read("word " * 30_000, "many", "enwiki")
    found = [
        reports.finding(article, at, at + 4, "reference/empty", "info", "Word", at)
        for at in range(0, 140_000, 5)
    ]
    found.append(reports.finding(article, 149_990, 149_994, ordinal=1))
    page, parsed = rendered(reports.reported(article, found))
    assert f"i-{found[-1].fingerprint}" in listed(parsed)
    assert "would be too large" in page
    assert "of 28001" in page


def test_several_articles_have_an_overview_and_separate_anchors() -> None:
    report, articles = reports.checked("soyuz-faction", "plain-text", "rtl-and-han")
    text, page = rendered((report, articles))
    assert len(listed(page)) == len(report.findings)
    assert text.index('id="overview"') < text.index('id="a1-article"')
    assert "Plain text without wiki markup" in text
    for path in articles:
        assert path in text


def test_articles_that_were_not_kept_still_have_their_findings() -> None:
    report, _ = reports.dense("soyuz-faction")
    _, page = rendered((report, {}))
    assert len(listed(page)) == len(report.findings)


def test_an_empty_report_says_that_nothing_was_found() -> None:
    text, _ = rendered(reports.reported(read("", "empty", "enwiki"), []))
    assert "Nothing found" in text


def test_the_policy_allows_exactly_the_style_and_script_of_the_page() -> None:
    text, page = rendered(reports.checked("soyuz-faction"))
    policy = next(a for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] is not None
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inline is not None
        digest = b64encode(sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy["content"]
    assert policy["content"].startswith("default-src 'none'; ")
    referrer = next(a for a in page.all("meta") if a.get("name") == "referrer")
    assert referrer["content"] == "no-referrer"


def test_tables_tell_what_is_cited_known_and_unresolved() -> None:
    text, _ = rendered(reports.checked("soyuz-faction"))
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text.replace("</td>", " ")))
    for told in (
        "Dunlop, John B. · Princeton University Press · 1995",
        "not checked",
        "Archive, 27 September 2011:",
        "[Chapter 12: Electoral associations in the RSFSR and the Russian Federation]",
        "Citations outside references 1",
        "McFaul, Michael et al.",
        "Compared with the schema infobox/political-party",
        "blank parameters",
        "November 2021 5 years",
        "3× 117, 120, 127",
    ):
        assert told in plain, told


def test_only_templates_of_ours_are_trusted() -> None:
    folder = REPORTS / "templates"
    for path in folder.glob("*.html"):
        source = path.read_text("utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", source), path.name
        assert "autoescape" not in source
    assert len((folder / "report.css").read_bytes()) <= 12_000
    for name in ("report.css", "report.js"):
        assert "</" not in (folder / name).read_text("utf-8")


def test_the_sample_report_is_what_the_sample_article_gives() -> None:
    assert sample.FILE.read_bytes().decode() == sample.sample(), (
        "reports/ is stale: python tests/render/sample.py"
    )
