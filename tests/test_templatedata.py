"""TemplateData as schemas: cases, goldens, and a direct reading of its rules on random ones."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from templatedata import ANYTHING, DATA, HOSTILE, VALUES, Said, verdicts

from validator.profile import load
from validator.schemas import instance
from validator.sources.descriptions import bare_title, descriptions
from validator.templatedata import LEGACY, MOST_ALIASES, TYPES, blobs, pointer, read
from validator.templatedata_schema import Provenance, dumps, numbered, reference, schema
from validator.values import formats

CASES = Path(__file__).parent.parent / "fixtures" / "templatedata"
FORMATS = formats(load("enwiki").calendar, date(2026, 11, 20))
ORIGIN = Provenance("Infobox ferry", "enwiki", 7, "2026-11-20", ("de", "en"))
INSTANCES = 10_000
"""Random instances on which both engines and the direct reading are compared."""
PER_DOCUMENT = 100


def goldens() -> Iterator[tuple[Path, str]]:
    """The expected schemas, and what they should hold."""
    for path in sorted(CASES.glob("*")):
        if path.suffix == ".yaml" or path.name.endswith(".schema.json"):
            continue
        for one in descriptions(path.name, path.read_text("utf-8"), "Infobox ferry"):
            title = bare_title(one.title)
            made = schema(read(one.data)[0], ORIGIN._replace(title=title))
            name = f"{path.stem}.{title.lower().replace(' ', '-')}.schema.json"
            yield CASES / name, dumps(made)


@pytest.mark.parametrize(
    ("path", "made"), list(goldens()), ids=lambda one: getattr(one, "name", "")
)
def test_golden(path: Path, made: str) -> None:
    assert made == path.read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(made))


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "problems.yaml").read_text("utf-8")), ids=lambda c: c["name"]
)
def test_problems_are_told_and_the_rest_is_read(case: dict[str, Any]) -> None:
    data, problems = read(case["data"])
    said = {one.pointer or "/": one.why for one in problems}
    assert said.keys() == case["problems"].keys()
    for place, why in case["problems"].items():
        assert why in said[place]
    assert [param.name for param in data.params] == case.get("names", [])
    Draft202012Validator.check_schema(schema(data, ORIGIN))


def _slow(document: Any) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    for name, complain in FORMATS.items():
        checker.checks(name)(
            lambda value, complain=complain: not isinstance(value, str) or complain(value) is None
        )
    return Draft202012Validator(document, format_checker=checker)


def _said(judge: Draft202012Validator, given: dict[str, str | None]) -> Said:
    said: Said = set()
    for error in judge.iter_errors(given):
        note = error.schema["x-validator"]
        path = list(error.absolute_path)
        if error.validator == "additionalProperties":
            raise AssertionError("the members should fail, not the whole")
        name = str(path[0]) if path else note.get("alias", note["parameter"])
        said.add((note["rule"], name, note.get("severity", "")))
    return said


def _quick(document: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(
        document,
        formats={n: lambda value, c=c: c(value) is None for n, c in FORMATS.items()},
        validate_formats=True,
    )


def test_what_a_parameter_says_itself_is_not_inherited() -> None:
    params = {
        "a": {"deprecated": "gone", "required": True},
        "b": {"inherits": "a", "deprecated": False},
    }
    _, heir = read({"params": params})[0].params
    assert (heir.required, heir.deprecated) == (True, None)


@settings(max_examples=INSTANCES // PER_DOCUMENT, deadline=None)
@given(DATA, st.integers())
def test_verdicts_are_those_of_a_direct_reading(data: dict[str, Any], seed: int) -> None:
    made = schema(read(data)[0], ORIGIN)
    judge, quick = _slow(made), _quick(made)
    chance = random.Random(seed)
    names = [*made["properties"], "1", "last0", "last01", "last7", "nobody"]
    for _ in range(PER_DOCUMENT):
        picked = chance.sample(names, min(len(names), chance.randint(0, 6)))
        values = {name: chance.choice(VALUES) for name in picked}
        asked = instance({name: value.strip() for name, value in values.items()})
        said = _said(judge, asked)
        assert said == verdicts(data, asked), asked
        assert quick.is_valid(asked) == (not said), asked


@settings(max_examples=100, deadline=None)
@given(st.one_of(HOSTILE, ANYTHING))
def test_anything_is_read_and_makes_a_sound_schema(content: Any) -> None:
    data, problems = read(content)
    made = schema(data, ORIGIN)
    dumps(made).encode()
    Draft202012Validator.check_schema(json.loads(dumps(made)))
    jsonschema_rs.Draft202012Validator(json.loads(dumps(made)))
    for one in problems:
        assert one.why
        assert not one.pointer or one.pointer.startswith("/")


@settings(max_examples=60, deadline=None)
@given(DATA)
def test_the_same_description_makes_the_same_bytes(data: dict[str, Any]) -> None:
    turned = dict(reversed(data.items())) | {
        "params": {n: dict(reversed(p.items())) for n, p in data["params"].items()}
    }
    assert dumps(schema(read(data)[0], ORIGIN)) == dumps(schema(read(turned)[0], ORIGIN))


@settings(max_examples=60, deadline=None)
@given(DATA)
def test_patterns_mean_the_same_in_every_engine(data: dict[str, Any]) -> None:
    made = schema(read(data)[0], ORIGIN)
    for family in made.get("patternProperties", {}):
        bare = re.sub(r"\\[^\w]", "", family.replace(r"[\s\S]", ""))
        assert not set(re.sub(r"\[[^\]]*\]", "", bare)) & set("$."), family
        assert not re.search(r"\\\w", bare), family


@given(st.text())
def test_references_lead_to_their_parameter(name: str) -> None:
    clean = name.encode("utf-8", "replace").decode().strip()
    if not clean:
        return
    made = schema(read({"params": {clean: {"type": "number"}}})[0], ORIGIN)
    assert not jsonschema_rs.Draft202012Validator(made).is_valid({clean: "x"})
    assert not Draft202012Validator(made).is_valid({clean: "x"})
    assert reference(clean).isascii()


def test_families_are_numbered_only_where_two_neighbours_are() -> None:
    assert list(numbered(["last1", "last2", "h3", "iso8601", "1", "2"])) == ["last#"]
    assert list(numbered(["flag", "flag2", "size 1 px", "size 2 px"])) == ["flag#", "size # px"]
    assert list(numbered(["last1", "first2", "map01", "map02"])) == []


def test_legacy_types_lead_to_types() -> None:
    for old, new in LEGACY.items():
        data, problems = read({"params": {"a": {"type": old}}})
        assert new in TYPES
        assert (data.params[0].type, problems) == (new, [])


def test_long_chains_and_crowds_of_aliases_are_borne() -> None:
    chain = {str(n): {"inherits": str(n + 1)} for n in range(30_000)} | {"30000": {"type": "line"}}
    data, problems = read({"params": chain})
    assert not problems
    assert {param.type for param in data.params} == {"line"}
    data, problems = read({"params": {"a": {"aliases": list(range(50_000))}}})
    assert len(data.params[0].aliases) == MOST_ALIASES
    assert len(problems) == 1


def test_languages_give_way_to_wider_ones_and_english() -> None:
    content = {"params": {"a": {"label": {"de": "Wort", "en": "Word", "ja": "語"}}}}
    for wanted, label in (("de-at", "Wort"), ("fr", "Word"), ("ja", "語")):
        made = schema(read(content)[0], ORIGIN._replace(languages=(wanted,)))
        assert made["$defs"]["a"]["title"] == label
        assert made["$defs"]["a"]["x-validator"]["i18n"]["label"]["ja"] == "語"


def test_complete_ones_warn_of_what_they_do_not_name() -> None:
    made = schema(read({"params": {}})[0], ORIGIN._replace(complete=True))
    assert made["additionalProperties"]["x-validator"]["severity"] == "warning"
    assert made["x-validator"]["complete"] is True


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<templatedata>{}</templatedata>", ["{}"]),
        ("<TemplateData  >{}</templatedata >", ["{}"]),
        ("<!-- <templatedata>1</templatedata> --><templatedata>2</templatedata>", ["2"]),
        ("<nowiki><templatedata></nowiki><templatedata>2</templatedata>", ["2"]),
        ("<templatedata/><templatedata>2</templatedata>", ["2"]),
        ("<templatedata>{", []),
        ("<nowiki>" * 50_000 + "<templatedata>" * 50_000, []),
        ("<!--<templatedata>{}</templatedata>", []),
    ],
)
def test_blobs_of_a_page(page: str, found: list[str]) -> None:
    assert blobs(page)[:1] == found


def test_pointers_are_escaped() -> None:
    assert pointer("params", "a/b~c", 1) == "/params/a~1b~0c/1"
