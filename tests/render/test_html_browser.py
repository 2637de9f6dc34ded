"""The HTML report in Debian's Chromium, opened from disk."""

import shutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import skip_or_fail
from render import reports

from validator.render import html
from validator.wikitext.read import read

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
]
NAMES = ("soyuz-faction", "everything-wrong", "rtl-and-han")
"""Fixture articles; each is tried with what the rules find, and with findings everywhere."""


class Opened(NamedTuple):
    """A page in the browser, what it asked for, and what the console said."""

    page: Any
    requests: list[str]
    complaints: list[str]


class Browser:
    """Opens reports; every page gets a profile of its own."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self._chromium = chromium
        self._folder = folder
        self._contexts: list[Any] = []

    def open(
        self,
        reported: reports.Reported,
        fragment: str = "",
        *,
        scheme: str = "light",
        width: int = 1280,
        script: bool = True,
    ) -> Opened:
        """Open a report from a file."""
        file = self._folder / f"report-{len(self._contexts)}.html"
        file.write_text(html.render(*reported), "utf-8")
        context = self._chromium.new_context(
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=False,
            viewport={"width": width, "height": 800},
        )
        self._contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(file.as_uri() + fragment)
        return Opened(page, requests, complaints)

    def close(self) -> None:
        """Close what was opened."""
        for context in self._contexts:
            context.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Run Debian's Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        skip_or_fail("there is no chromium")
    for name in ("playwright", "axe_playwright_python"):
        if find_spec(name) is None:
            skip_or_fail(f"{name} is not installed")
    playwright: Any = import_module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def browser(chromium: Any, tmp_path: Path) -> Iterator[Browser]:
    """Give a browser without open pages."""
    opener = Browser(chromium, tmp_path)
    yield opener
    opener.close()


def shown(page: Any) -> list[str]:
    """Ids of the findings that can be seen."""
    found: list[str] = page.eval_on_selector_all(
        ".f", "all => all.filter(f => f.offsetHeight > 0).map(f => f.id)"
    )
    return found


def violations(page: Any) -> list[str]:
    """What axe objects to."""
    axe: Any = import_module("axe_playwright_python.sync_playwright")
    results = axe.Axe().run(page)
    return [results.generate_report()] if results.violations_count else []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_accessible_without_a_request_or_complaint(
    browser: Browser, name: str, scheme: str
) -> None:
    for reported in (reports.checked(name), reports.dense(name)):
        opened = browser.open(reported, scheme=scheme)
        assert len(opened.requests) == 1
        assert opened.requests[0].startswith("file:")
        assert opened.complaints == []
        opened.page.eval_on_selector_all("details", "all => all.forEach(d => { d.open = true })")
        assert violations(opened.page) == []


def test_several_articles_are_accessible_too(browser: Browser) -> None:
    opened = browser.open(reports.checked("soyuz-faction", "plain-text", "clean-lighthouse"))
    assert violations(opened.page) == []
    opened.page.select_option("[name=article]", "plain-text.wikitext")
    assert "article=plain-text.wikitext" in opened.page.url
    assert 0 < len(shown(opened.page)) < opened.page.locator(".f").count()


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("name", NAMES)
def test_narrow_pages_do_not_scroll_sideways(browser: Browser, name: str, width: int) -> None:
    opened = browser.open(reports.dense(name), width=width)
    opened.page.eval_on_selector_all("details", "all => all.forEach(d => { d.open = true })")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_narrow_page_does_not_scroll_sideways(browser: Browser) -> None:
    opened = browser.open(reports.hostile(), width=320)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_finding_can_be_read_without_script(browser: Browser) -> None:
    report, articles = reports.dense("everything-wrong")
    opened = browser.open((report, articles), script=False)
    located = opened.page.locator(".f")
    assert located.count() == len(report.findings)
    for at in range(located.count()):
        assert located.nth(at).is_visible()
    assert not opened.page.locator(".filters").is_visible()
    opened.page.locator(".at a").last.click()
    assert opened.page.locator("mark:target").count() == 1


def test_filters_stand_in_the_address_and_come_back(browser: Browser) -> None:
    reported = reports.dense("everything-wrong")
    opened = browser.open(reported)
    page = opened.page
    assert len(shown(page)) == len(reported[0].findings)
    page.uncheck("[name=severity][value=error]")
    page.uncheck("[name=severity][value=info]")
    page.select_option("[name=rule]", "infobox/planted")
    page.fill("[name=text]", "population_as_of")
    left = shown(page)
    assert len(left) == 1
    total = len(reported[0].findings)
    assert page.locator(".status").inner_text() == f"1 of {total} findings on this page shown"
    for part in ("severity=warning", "rule=infobox%2Fplanted", "text=population_as_of"):
        assert part in page.url
    fragment = "#" + page.url.partition("#")[2]
    again = browser.open(reported, fragment)
    assert shown(again.page) == left
    assert again.page.input_value("[name=text]") == "population_as_of"
    again.page.click("[type=reset]")
    again.page.locator(".status", has_text=f"All {total} findings").wait_for()
    assert len(shown(again.page)) == total
    assert opened.complaints == again.complaints == []


def test_findings_are_grouped_by_section_or_rule(browser: Browser) -> None:
    report, articles = reports.dense("everything-wrong")
    page = browser.open((report, articles)).page
    order = shown(page)
    page.select_option("[name=group]", "rule")
    headings = page.locator(".group h3 code").all_inner_texts()
    assert headings == sorted({finding.rule for finding in report.findings})
    assert sorted(shown(page)) == sorted(order)
    page.select_option("[name=group]", "")
    assert shown(page) == order


def test_section_filter(browser: Browser) -> None:
    report, articles = reports.dense("everything-wrong")
    page = browser.open((report, articles)).page
    page.select_option("[name=section]", "=")
    assert len(shown(page)) == sum(not finding.section for finding in report.findings)


def test_keys_jump_search_and_help_and_can_be_switched_off(browser: Browser) -> None:
    page = browser.open(reports.dense("soyuz-faction")).page
    order = shown(page)
    focused = "document.activeElement.id"
    page.keyboard.press("n")
    assert page.evaluate(focused) == order[0]
    page.keyboard.press("n")
    assert page.evaluate(focused) == order[1]
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.evaluate(focused) == order[-1]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("n?")
    assert page.input_value("[name=text]") == "n?"
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.uncheck("dialog input")
    page.click("dialog button")
    page.keyboard.press("?")
    assert not page.locator("dialog").is_visible()


def test_anchors_open_folds_and_tables_sort(browser: Browser) -> None:
    opened = browser.open(reports.checked("soyuz-faction"), "#L40")
    page = opened.page
    assert page.locator("#L40").is_visible()
    head = page.locator("table.sortable").first.locator("thead th").nth(1)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rows = page.locator("table.sortable").first.locator("tbody th").all_inner_texts()
    assert rows != sorted(rows)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"


def test_a_hostile_article_is_inert(browser: Browser) -> None:
    opened = browser.open(reports.hostile())
    page = opened.page
    page.eval_on_selector_all("details", "all => all.forEach(d => { d.open = true })")
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert len(shown(page)) == len(reports.EVIL)
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, [onmouseover], [onerror]").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    page.select_option("[name=group]", "rule")
    page.fill("[name=text]", "<script>")
    assert shown(page)
    assert opened.complaints == []


def test_the_policy_stops_a_script_that_came_in_anyway(browser: Browser) -> None:
    opened = browser.open(reports.checked("soyuz-faction"))
    opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.evil = 1';"
        " document.body.append(s); const i = new Image(); i.src = 'http://127.0.0.1:9/a.png'; }"
    )
    assert opened.page.evaluate("window.evil") is None
    assert [text for text in opened.complaints if "Content Security Policy" in text]


def test_paper_shows_all_findings(browser: Browser) -> None:
    reported = reports.dense("soyuz-faction")
    opened = browser.open(reported)
    document = opened.page.pdf()
    assert document.startswith(b"%PDF")
    assert len(document) > 20_000
    opened.page.emulate_media(media="print")
    assert len(shown(opened.page)) == len(reported[0].findings)
    assert not opened.page.locator(".filters").is_visible()
    assert not opened.page.locator("nav").is_visible()


def test_a_page_of_hundreds_of_findings_opens_quickly(browser: Browser) -> None:
    article = read((reports.ARTICLES / "settlement.wikitext").read_text("utf-8") * 20, "long")
    step = len(article.text) // 300
    found = [
        reports.finding(article, at, at + 20, ordinal=at)
        for at in range(0, len(article.text) - 20, step)
    ]
    opened = browser.open(reports.reported(article, found))
    taken = opened.page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert taken < 5_000
