"""The baseline and the gates, from the command line."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from validator.baseline import Baseline
from validator.check import Options, check

ROOT = Path(__file__).parent.parent
NAME = "wikivet-baseline.json"
TODAY = date(2026, 11, 20)
TAGGED = (
    "A mill.{{cn|date=May 2019}} It fell.{{explain|date=May 2026}}<ref>Hall 1990</ref> "
    "It rose.{{when}}\n\n{{reflist}}\n"
)


def run(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "validator", *arguments]
    return subprocess.run(
        command, cwd=folder, input=text, capture_output=True, encoding="utf-8", check=False
    )


def checked(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    dated = ("--today", "2026-11-20", "--wiki", "enwiki", "--select", "tag/unresolved")
    return run(folder, "check", *arguments, *dated)


def baseline(folder: Path, action: str, *paths: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "baseline", action, *paths, "--wiki", "enwiki", "--select", "tag")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "mill.wikitext").write_text(TAGGED, "utf-8")
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "drafts" / "mill.wikitext"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_what_is_known_is_not_told(folder: Path) -> None:
    assert baseline(folder, "create", "drafts").returncode == 0
    document = json.loads((folder / NAME).read_text("utf-8"))
    Draft202012Validator(
        json.loads((ROOT / "schemas" / "baseline.json").read_text("utf-8"))
    ).validate(document)
    assert [one["excerpt"] for one in document["findings"]].count("{{when}}") == 1
    done = checked(folder, "drafts", "--baseline", NAME, "--fail-on", "info")
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 findings known to the baseline not shown" in done.stderr


def test_it_holds_from_every_folder_and_for_standard_input(folder: Path) -> None:
    baseline(folder, "create", "./drafts/../drafts")
    inside = folder / "drafts"
    assert checked(inside, "mill.wikitext", "--baseline", f"../{NAME}").stdout == ""
    named = ("check", "-", "--stdin-filename", "mill.wikitext", "--baseline", f"../{NAME}")
    assert run(inside, *named, "--select", "tag/unresolved", text=TAGGED).stdout == ""


def test_a_new_tag_is_told_and_an_old_one_that_is_gone(folder: Path) -> None:
    baseline(folder, "create", "drafts")
    edit(folder, "{{when}}", "{{where}}")
    done = checked(folder, "drafts", "--baseline", NAME, "--fail-on", "never", "-f", "json")
    report = json.loads(done.stdout)
    assert [finding["facts"]["template"] for finding in report["findings"]] == ["Where"]
    assert (report["known"], [one["excerpt"] for one in report["stale"]]) == (2, ["{{when}}"])
    assert "the baseline has tag/unresolved ({{when}}), which is not found any more" in done.stderr
    assert done.returncode == 0
    strict = ("--baseline", NAME, "--fail-on", "never", "--strict-baseline")
    assert checked(folder, "drafts", *strict).returncode == 1


def test_update_and_prune(folder: Path) -> None:
    baseline(folder, "create", "drafts")
    first = (folder / NAME).read_bytes()
    edit(folder, "{{when}}", "{{where}}")
    assert "2 findings, 0 added, 1 taken out" in baseline(folder, "prune", "drafts").stderr
    assert "3 findings, 1 added, 0 taken out" in baseline(folder, "update", "drafts").stderr
    shown = run(folder, "baseline", "show")
    assert "drafts/mill.wikitext: tag/unresolved" in shown.stdout
    edit(folder, "{{where}}", "{{when}}")
    baseline(folder, "update", "drafts")
    assert (folder / NAME).read_bytes() == first


def test_update_keeps_what_it_does_not_look_at(folder: Path) -> None:
    (folder / "other.wikitext").write_text(TAGGED, "utf-8")
    baseline(folder, "create", "drafts", "other.wikitext")
    assert "6 findings, 0 added, 0 taken out" in baseline(folder, "update", "drafts").stderr
    select = ("--select", "reference", "--wiki", "enwiki")
    assert "6 findings" in run(folder, "baseline", "update", "drafts", *select).stderr
    (folder / "other.wikitext").unlink()
    assert "3 findings, 0 added, 3 taken out" in baseline(folder, "update", "drafts").stderr


def test_create_overwrites_nothing(folder: Path) -> None:
    baseline(folder, "create", "drafts")
    done = baseline(folder, "create", "drafts")
    assert done.returncode == 2
    assert "wikivet baseline update" in done.stderr


HEAD = '{"format":"wikivet-baseline/1"'
ENTRY = '{"path":"a","rule":"tag/unresolved","fingerprint":"0123456789abcdef","excerpt":""}'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not a baseline: Input data was truncated"),
        ("[" * 100_000, "not a baseline"),
        ("\x00\xff", "not a baseline"),
        ('{"format":"wikivet-baseline/2","findings":[]}', "at `$.format`"),
        ('{"format":"wikivet-baseline/1"}', "`findings`"),
        ('{"format":"wikivet-baseline/1","findings":[{}]}', "at `$.findings[0]`"),
        (
            f'{HEAD},"findings":[{ENTRY.replace("0123", "xyz")}]}}',
            "at `$.findings[0].fingerprint`",
        ),
        (f'{HEAD},"findings":[{ENTRY}],"more":1}}', "`more`"),
    ],
)
def test_a_broken_file_is_two_and_named(folder: Path, content: str, says: str) -> None:
    (folder / NAME).write_text(content, "latin-1")
    for done in (checked(folder, "drafts", "--baseline", NAME), run(folder, "baseline", "show")):
        assert done.returncode == 2
        assert done.stderr.startswith(f"wikivet: {NAME}: ")
        assert says in done.stderr
        assert "Traceback" not in done.stderr


def test_a_missing_file_is_two(folder: Path) -> None:
    done = checked(folder, "drafts", "--baseline", NAME)
    assert done.returncode == 2
    assert "wikivet baseline create writes it" in done.stderr
    (folder / "wikivet.toml").write_text(f'baseline = "{NAME}"\n', "utf-8")
    assert checked(folder, "drafts").returncode == 2


def test_hostile_entries_do_not_reach_the_terminal(folder: Path) -> None:
    entry = ENTRY.replace('"a"', '"../../\\u001b[2J\\u0000"')
    (folder / NAME).write_text(f'{HEAD},"findings":[{entry}]}}', encoding="utf-8")
    assert "\x1b" not in run(folder, "baseline", "show").stdout
    assert "1 taken out" in baseline(folder, "prune", "drafts").stderr


@pytest.mark.parametrize(
    ("toml", "code", "says"),
    [
        ('tag."explain" = 0', 1, 'tag."explain" = 0: 1 found'),
        ('tag."explain" = 1', 0, ""),
        ('tag."citation needed" = 0', 1, 'tag."citation needed" = 0: 1 found'),
        ('tag."cn" = 0', 1, 'tag."cn" = 0: 1 found'),
        ('tag."*" = 2', 1, 'tag."*" = 2: 3 found'),
        ('rule."tag/*" = 2', 1, 'rule."tag/*" = 2: 3 found'),
        ('rule."reference" = 0', 0, ""),
    ],
)
def test_gates(folder: Path, toml: str, code: int, says: str) -> None:
    (folder / "wikivet.toml").write_text(f"[gate]\n{toml}\n", "utf-8")
    done = checked(folder, "drafts", "--fail-on", "never", "-f", "html=r.html", "-f", "concise")
    assert done.returncode == code
    assert (f"drafts/mill.wikitext: broken gate: {says}" in done.stderr) is bool(says)
    assert ("gate: " in done.stdout) is bool(says)
    assert ("1 gate not passed" in (folder / "r.html").read_text("utf-8")) is bool(says)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('tag."explian" = 0', "no maintenance tag is called 'explian'; did you mean 'Explain'"),
        ('tag."multiple issues" = 0', "no maintenance tag is called 'multiple issues'"),
        ('tag."explain" = -1', 'tag."explain" is -1; a limit is 0 or more'),
        ('rule."tag/nothing" = 1', "no rule matches 'tag/nothing'"),
        ("new = 1", "unknown field `new`"),
    ],
)
def test_wrong_gates_are_two(folder: Path, toml: str, says: str) -> None:
    (folder / "wikivet.toml").write_text(f"[gate]\n{toml}\n", "utf-8")
    done = checked(folder, "drafts")
    assert done.returncode == 2
    assert says in done.stderr


def test_gates_on_tags_need_their_rule(folder: Path) -> None:
    done = run(folder, "check", "drafts", "--ignore", "tag", "--max-tag-age", "3")
    assert done.returncode == 2
    assert "max-tag-age needs the rule tag/unresolved, which does not run" in done.stderr


def test_no_new_tag(folder: Path) -> None:
    (folder / "wikivet.toml").write_text(
        f'fail-on = "never"\nbaseline = "{NAME}"\n[gate]\ntag."*" = 0\n', "utf-8"
    )
    baseline(folder, "create", "drafts")
    assert checked(folder, "drafts").returncode == 0
    edit(folder, "A mill.", "It sank.{{cn|date=November 2026}} A mill.")
    done = checked(folder, "drafts")
    assert done.returncode == 1
    assert 'tag."*" = 0: 1 found' in done.stderr


def test_the_age_of_tags(folder: Path) -> None:
    done = checked(folder, "drafts", "--max-tag-age", "36", "--fail-on", "never")
    assert done.returncode == 1
    assert "drafts/mill.wikitext:1:8: error[tag/unresolved] {{cn}}" in done.stdout
    assert "warning[tag/unresolved] {{explain}}" in done.stdout
    assert "warning[tag/unresolved] {{when}}" in done.stdout
    assert "broken gate: max-tag-age = 36: a tag has 90 months" in done.stderr
    assert checked(folder, "drafts", "--max-tag-age", "90").returncode == 0
    assert run(folder, "check", "drafts", "--max-tag-age", "-1").returncode == 2
    (folder / "wikivet.toml").write_text("max-tag-age = 36\n", "utf-8")
    assert checked(folder, "drafts").returncode == 1
    assert checked(folder, "drafts", "--max-tag-age", "120").returncode == 0
    baseline(folder, "create", "drafts")
    assert checked(folder, "drafts", "--baseline", NAME).returncode == 0


PARAGRAPHS = (
    "The mill burned down.{{cn|date=May 2019}}",
    "The bridge was moved.{{explain|reason=how?|date=May 2021}}<ref></ref>",
    "It rose.{{when}} {{convert|3|m}}",
    "Its owner was rich.<ref name=a>{{cite web|title=A|url=http//b.example}}</ref>",
    "The river<ref name=b/> is deep. It is {{unknown}} long.<ref>{{cite book|titel=B}}</ref>",
)
INSERTED = st.text(alphabet="aß  \n,𠮷ع", max_size=60)


@settings(max_examples=60, deadline=None)
@given(INSERTED, INSERTED, st.integers(0, 10_000))
def test_edits_elsewhere_make_nothing_new(before: str, after: str, seed: int) -> None:
    def page(paragraphs: list[str], first: str, last: str) -> str:
        body = "\n\n".join(paragraphs)
        return f"{first}\n\n== Past ==\n\n{body}\n\n== Future ==\n\n{last}\n\n{{{{reflist}}}}\n"

    def found(text: str) -> set[tuple[str, str]]:
        options = Options(TODAY, "enwiki", ("tag", "citation", "reference", "infobox"))
        findings = check({"a": text}, options).report.findings
        return {(one.rule, one.fingerprint) for one in findings}

    moved = list(PARAGRAPHS)
    Random(seed).shuffle(moved)
    assert found(page(moved, before, after)) == found(page(list(PARAGRAPHS), "", ""))


def test_paths_have_slashes_and_start_at_the_file(tmp_path: Path) -> None:
    assert Baseline(tmp_path).name(str(tmp_path / "a" / "b.wiki")) == "a/b.wiki"
    assert Baseline(tmp_path / "c").name(str(tmp_path / "a.wiki")) == "../a.wiki"
