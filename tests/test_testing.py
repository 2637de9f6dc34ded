"""The comparison with labels of the citation module, as a command."""

import json
import subprocess
import sys
from pathlib import Path

LABELLED = [
    {"wikitext": "{{cite book |title=A |last=B}}", "errors": [], "maint": []},
    {"wikitext": "{{cite web |title=A}}", "errors": ["err_cite_web_url"], "maint": []},
    {"wikitext": "{{cite web |title=B}}", "errors": [], "maint": []},
    {"wikitext": "{{cite book |title=A}}", "errors": ["err_generic_title"]},
]


CITED = [
    {
        "wikitext": 'A.<ref name="gone" /> <references />',
        "errors": ["cite_error_references_no_text"],
    },
    {"wikitext": "A.<ref>x</ref> <references />", "kind": "silent"},
    {"wikitext": "A.<ref>x</ref> <references />", "kind": "clean"},
    {"wikitext": "A.{{Own}} <references />", "errors": ["x"], "templates": {"Template:Own": ""}},
]


def _run(file: Path, fact: str = "cs1") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "validator.testing", fact, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_agreement_is_counted_and_differences_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text("\n".join(map(json.dumps, LABELLED)), "utf-8")
    done = _run(file)
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert rows["err_cite_web_url"] == ["1", "0", "1"]
    assert rows["err_generic_title"] == ["0", "1", "0"]
    assert "+err_cite_web_url  {{cite web |title=B}}" in done.stdout
    assert "-err_generic_title  {{cite book |title=A}}" in done.stdout
    assert done.stdout.endswith("2 of 4 exact\n")
    assert done.returncode == 1


def test_keys_of_cite_are_compared_where_the_text_decides_alone(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text("\n".join(map(json.dumps, CITED)), "utf-8")
    done = _run(file, "cite")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert rows["cite_error_references_no_text"] == ["1", "0", "0"]
    assert rows["silent"] == ["0", "1", "0"]
    assert done.stdout.endswith("1 left out: they need pages or settings\n2 of 3 exact\n")


def test_full_agreement_is_zero_and_a_wrong_call_two(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text("\n".join(map(json.dumps, LABELLED[:2])), "utf-8")
    assert _run(file).returncode == 0
    wrong = [sys.executable, "-m", "validator.testing", "cs1"]
    assert subprocess.run(wrong, capture_output=True, check=False).returncode == 2
