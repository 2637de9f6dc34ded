"""Every rule against its case file."""

from pathlib import Path

import pytest

from validator import catalogue, testing

CASES = Path(__file__).parent.parent / "fixtures" / "cases"


def _path(rule: str) -> Path:
    return CASES / f"{rule}.yaml"


PAIRS = [
    pytest.param(rule, case, id=f"{rule}: {case.name}")
    for rule in catalogue.cards()
    if _path(rule).exists()
    for case in testing.cases(_path(rule))
]


@pytest.mark.parametrize(("rule", "case"), PAIRS)
def test_case(rule: str, case: testing.Case) -> None:
    assert [d.message for d in testing.differences(rule, case)] == []


@pytest.mark.parametrize("rule", list(catalogue.cards()))
def test_every_rule_has_a_finding_and_a_clean_case(rule: str) -> None:
    found = testing.cases(_path(rule))
    assert any(case.finds for case in found)
    assert any(not case.finds for case in found)


def test_every_case_file_has_a_rule() -> None:
    files = {p.relative_to(CASES).with_suffix("").as_posix() for p in CASES.rglob("*.yaml")}
    assert files == set(catalogue.cards())
