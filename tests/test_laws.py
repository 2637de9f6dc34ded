"""Laws that hold for every rule, setting and output."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from validator import catalogue, testing
from validator.check import Checker, Options, check
from validator.finding import Finding, Severity
from validator.render import render
from validator.settings import Settings
from validator.wikitext.read import read

ROOT = Path(__file__).parent.parent
TODAY = testing.TODAY
RULES = list(catalogue.cards())
CASES = [
    case
    for path in sorted((ROOT / "fixtures" / "cases").rglob("*.yaml"))
    for case in testing.cases(path)
]
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.wikitext"))


def _schema(name: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("rule", RULES)
def test_id_is_readable(rule: str) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z]+(-[a-z]+){0,3}", rule)


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_page(rule: str) -> None:
    page = catalogue.cards()[rule].page
    assert page.summary.endswith(".")
    assert len(page.why) > 40
    assert {"Bad", "Good"} <= set(page.parts)
    assert catalogue.cards()[rule].rule.since


def _example(text: str) -> testing.Case:
    """The case that an example of a page is; a wiki and a schema may stand above its text."""
    shape = r"(?:wiki: (\w+)\n)?(?:schema: ([^\n]+)\n)?(.*)"
    wiki, schema, text = re.fullmatch(shape, text, re.DOTALL).groups()  # type: ignore[union-attr]
    own = (json.loads(schema),) if schema else ()
    return testing.Case("example", text, wiki=wiki or "enwiki", schemas=own)


@pytest.mark.parametrize("rule", RULES)
def test_bad_example_is_found_and_good_one_is_clean(rule: str) -> None:
    parts = catalogue.cards()[rule].page.parts
    for title, expected in (("Bad", True), ("Good", False)):
        case = _example(parts[title])
        assert bool(testing.run(rule, case)) is expected, (title, case.wikitext)


@pytest.mark.parametrize("rule", RULES)
def test_rule_keeps_no_state(rule: str) -> None:
    instance = catalogue.active(select=[rule])[0].rule
    before = dict(vars(instance))
    for case in CASES[:20]:
        testing.run(rule, msgspec.structs.replace(case, options={}))
    assert vars(instance) == before


def _hold(findings: tuple[Finding, ...], text: str) -> None:
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message
        assert not finding.message.endswith(".") or finding.message.endswith("…")
        for start, end in [
            *((r.start, r.end) for r in finding.related),
            *((e.start, e.end) for e in finding.edits),
        ]:
            assert 0 <= start <= end <= len(text)
    prints = [(f.rule, f.fingerprint) for f in findings]
    assert len(prints) == len(set(prints)), "two findings share a fingerprint"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_rule_on_every_case_and_its_truncations(case: testing.Case) -> None:
    text = case.wikitext
    step = max(1, len(text) // 12)
    for end in [*range(0, len(text), step), len(text)]:
        outcome = check({"t": text[:end]}, Options(case.today, case.wiki, ("all",)))
        _hold(outcome.report.findings, text[:end])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_reports_obey_their_schema_and_are_repeatable(path: Path) -> None:
    text = path.read_text("utf-8")
    schema = _schema("report")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    first = check({path.name: text}, Options(TODAY))
    again = check({path.name: text}, Options(TODAY))
    _hold(first.report.findings, text)
    for name in ("json", "concise", "full", "html"):
        shown = render(name, first.report, first.articles)
        assert shown == render(name, again.report, again.articles)
        if name == "json":
            validator.validate(json.loads(shown))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_reported_in_every_format(text: str) -> None:
    outcome = check({"t": text}, Options(TODAY, "", ("all",)))
    validator = Draft202012Validator(_schema("report"))
    validator.validate(json.loads(render("json", outcome.report, outcome.articles)))
    for name in ("concise", "full"):
        shown = render(name, outcome.report, outcome.articles)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "fixtures" / "cases").rglob("*.yaml")), ids=lambda path: path.stem
)
def test_case_files_obey_their_schema(path: Path) -> None:
    Draft202012Validator(_schema("case")).validate(
        json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
    )


def test_settings_schema_names_every_setting() -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(Settings)} - {"origin"}
    assert fields == set(_schema("settings")["properties"])


def test_fingerprints_survive_changes_elsewhere() -> None:
    text = (ROOT / "fixtures" / "articles" / "everything-wrong.wikitext").read_text("utf-8")
    before = check({"a": text}, Options(TODAY, "enwiki")).report.findings
    after = check({"a": "New first line of the article.\n\n" + text}, Options(TODAY, "enwiki"))
    kept = {f.fingerprint for f in before} & {f.fingerprint for f in after.report.findings}
    assert len(kept) >= 0.95 * len(before)


def test_severity_order() -> None:
    assert Severity.read("info") < Severity.read("warning") < Severity.read("error")


def test_a_rule_that_crashes_is_a_fault_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.delenv("WIKIVET_RAISE_FAULTS", raising=False)
    monkeypatch.setattr(catalogue.cards()["reference/empty"].rule, "check", crash)
    outcome = check({"a": "x<ref></ref> {{citation needed}}"}, Options(TODAY, "enwiki"))
    assert [(f.rule, f.message) for f in outcome.report.faults] == [
        ("reference/empty", "ValueError: boom")
    ]
    assert any(f.rule == "tag/unresolved" for f in outcome.report.findings)


HEAVY = (
    "requests",
    "tenacity",
    "jsonschema",
    "jsonschema_rs",
    "mwparserfromhell",
    "jinja2",
    "rich",
    "msgspec",
    "tomllib",
    "yaml",
    "validator.engine",
    "importlib.metadata",
)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["check", "--help"], ["wiki", "profile", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, validator.cli\n"
        f"sys.argv = ['wikivet', *{arguments!r}]\n"
        "try: validator.cli.main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_offline_check_of_a_clean_article_imports_no_explaining_library() -> None:
    clean = ROOT / "fixtures" / "articles" / "clean-lighthouse.wikitext"
    code = (
        "import sys, validator.cli\n"
        f"sys.argv = ['wikivet', 'check', {str(clean)!r}, '--isolated']\n"
        "try: validator.cli.main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "heavy = {'jsonschema', 'mwparserfromhell', 'jinja2', 'requests', 'html.entities',"
        " 'tenacity', 'urllib3', 'platformdirs', 'json'}\n"
        "print(sorted(set(sys.modules) & heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_today_is_an_argument() -> None:
    text = "Lit.{{citation needed|date=November 2021}}"
    early = check({"a": text}, Options(date(2021, 12, 1), "enwiki")).report.findings
    late = check({"a": text}, Options(date(2031, 12, 1), "enwiki")).report.findings
    assert [f.facts["months"] for f in (*early, *late) if f.rule == "tag/unresolved"] == [1, 121]


def test_language_decides_the_profile() -> None:
    french = "La ville est située dans le nord de la France et elle compte dix mille habitants."
    german = "Die Stadt liegt im Norden und ist für die alte Brücke bekannt, die der Fluss trägt."
    spanish = "La ciudad está en el norte y es conocida por el puente antiguo que cruza el río."
    russian = "Город находится на севере и был основан на берегу реки, это также порт для судов."
    dutch = "De stad ligt in het noorden en is bekend om de oude brug die over het water gaat."
    assert read(french).profile.wiki == "frwiki"
    assert read(german).profile.wiki == "dewiki"
    assert read(spanish).profile.wiki == "eswiki"
    assert read(russian).profile.wiki == "ruwiki"
    assert read(dutch).profile.wiki == "neutral"


@pytest.mark.parametrize(
    ("heading", "wiki", "language"),
    [
        ("== References ==", "enwiki", "en"),
        ("==External links==", "enwiki", "en"),
        ("== Notes et références ==", "frwiki", "fr"),
        ("== Einzelnachweise ==", "dewiki", "de"),
        ("== Véase también ==", "eswiki", "es"),
        ("== Примечания ==", "ruwiki", "ru"),
        ("== Weblinks ==", "neutral", "und"),
        ("=== References ===", "neutral", "und"),
        ("References", "neutral", "und"),
    ],
)
def test_a_heading_decides_where_words_do_not(heading: str, wiki: str, language: str) -> None:
    article = read(f"* Ada Brook\n* Carl Drum\n\n{heading}\n* Edda Fyn 1871\n")
    assert (article.profile.wiki, article.language) == (wiki, language)
    dutch = "De stad ligt in het noorden en is bekend om de oude brug die over het water gaat."
    assert read(f"{dutch}\n{heading}\n").profile.wiki == wiki


def test_the_headings_of_another_wiki_decide_unless_there_are_own_ones() -> None:
    spanish = "La ciudad está en el norte y es conocida por el puente antiguo que cruza el río."
    assert read(f"{spanish}\n== References ==\n").profile.wiki == "enwiki"
    both = f"{spanish}\n== References ==\n== Enlaces externos ==\n"
    assert read(both).profile.wiki == "eswiki"


def test_findings_of_a_rule_are_bounded() -> None:
    outcome = check({"a": "A.<ref></ref>" * 10_050 + "{{reflist}}"}, Options(TODAY, "enwiki"))
    assert outcome.report.totals.error == 10_000
    assert ("a", "reference/empty beyond its first 10,000 findings") in {
        (one.path, one.what) for one in outcome.report.skipped
    }


def test_what_a_report_could_not_read_stands_at_its_top() -> None:
    checker = Checker(Options(TODAY))
    checker.skip("a.wikitext", "not text")
    outcome = checker.outcome()
    assert [one.path for one in outcome.report.unread] == ["a.wikitext"]
    page = render("html", outcome.report, outcome.articles)
    assert "1 source could not be checked: <bdi>a.wikitext</bdi> (not text)." in page
