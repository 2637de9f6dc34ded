"""The door to JSON Schema against jsonschema itself, and its own duties."""

import json
import random
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from validator.errors import DataError
from validator.parameters import document
from validator.profile import load
from validator.schemas import Schemas, instance

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 20)
NAMES = sorted(
    {use.schema for wiki in ("enwiki", "frwiki") for use in load(wiki).templates if use.schema}
)
VALUES = [
    "", "x", "2001", "31 February 2001", "2 March 2001", "https://example.org/a", "www.example.org",
    "dead", "yes", "978-0-521-39559-5", "0691001731", "10.1000/182", "11.1/x", "{{circa|1990}}",
    "((as is))", "a\nb", "٣", "é", "harv", "1990–91", "no",
]  # fmt: skip


def _reference(schema: str, wiki: str) -> tuple[Draft202012Validator, Schemas]:
    door = Schemas(load(wiki), TODAY)
    checker = FormatChecker(formats=())
    for name, complain in door.formats.items():
        checker.checks(name)(
            lambda value, complain=complain: not isinstance(value, str) or complain(value) is None
        )

    root = document(f"urn:wikivet:{schema}")
    return Draft202012Validator(root, registry=_registry(), format_checker=checker), door


@cache
def _registry() -> Any:
    files = (ROOT / "schemas").rglob("*.json")
    shipped = (json.loads(path.read_text("utf-8")) for path in files)
    found = {one["$id"]: one for one in shipped if "$id" in one}
    return (
        Registry()
        .with_resources((urn, Resource.from_contents(one)) for urn, one in found.items())
        .crawl()
    )


def _said(
    validator: Draft202012Validator, given: dict[str, str | None]
) -> Counter[tuple[str, str]]:
    said: Counter[tuple[str, str]] = Counter()
    for error in validator.iter_errors(given):
        note = error.schema.get("x-validator", {})
        path = error.absolute_path
        said[error.validator, str(path[0] if path else note.get("parameter", ""))] += 1
    return said


@pytest.mark.parametrize("schema", NAMES)
def test_the_door_says_what_jsonschema_says(schema: str) -> None:
    validator, door = _reference(schema, "frwiki" if "/fr/" in schema else "enwiki")
    known = list(door.parameters(schema).named)
    chance = random.Random(schema)
    for _ in range(150):
        names = chance.sample(known, min(len(known), chance.randint(0, 8)))
        names += chance.sample(
            ["1", "last17", "author3-link", "publiser", "deadurl", "Title", ""], 2
        )
        values = {name: chance.choice(VALUES) for name in names}
        ours = Counter((v.keyword, v.parameter) for v in door.violations(schema, values))
        assert ours == _said(validator, door.instance(schema, values)), values


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=6))
def test_any_values_are_judged_alike(values: dict[str, str]) -> None:
    schema = "citation/cite-journal"
    validator, door = _reference(schema, "enwiki")
    ours = Counter((v.keyword, v.parameter) for v in door.violations(schema, values))
    assert ours == _said(validator, door.instance(schema, values))


BOXES = [name for name in NAMES if name.startswith("infobox/")]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(BOXES), st.data())
def test_any_infobox_is_judged_alike(schema: str, data: st.DataObject) -> None:
    validator, door = _reference(schema, "enwiki")
    known = sorted(door.parameters(schema).named)
    names = st.sampled_from(known) | st.text(max_size=8)
    values = data.draw(st.dictionaries(names, st.sampled_from(VALUES) | st.text(max_size=8)))
    ours = Counter((v.keyword, v.parameter) for v in door.violations(schema, values))
    assert ours == _said(validator, instance(values))


@pytest.mark.parametrize("names", [("00",), ("0", "00", "1"), ("9" * 30,), ("٣",)])
def test_names_of_digits_are_told_apart(names: tuple[str, ...]) -> None:
    _, door = _reference("citation/cite-journal", "enwiki")
    found = door.violations("citation/cite-journal", dict.fromkeys(names, "x"))
    assert {v.parameter for v in found if v.keyword == "not"} == set(names)


def test_formats_bite() -> None:
    _, door = _reference("citation/cite-web", "enwiki")
    found = door.violations(
        "citation/cite-web", {"title": "A", "url": "no address", "date": "soon"}
    )
    assert {(v.keyword, v.parameter) for v in found} == {("format", "url"), ("format", "date")}


def test_every_format_named_in_a_schema_is_known() -> None:
    door = Schemas(load("enwiki"), TODAY)
    named: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("format"), str):
                named.add(node["format"])
            for part in node.values():
                walk(part)
        elif isinstance(node, list):
            for part in node:
                walk(part)

    for name in NAMES:
        walk(document(f"urn:wikivet:{name}"))
    walk(document("urn:wikivet:citation/parameters"))
    assert named <= set(door.formats)


def test_values_that_only_mediawiki_can_tell_are_null() -> None:
    values = {"a": "{{x}}", "b": "<br>", "c": "((as is))", "d": "plain", "e": ""}
    assert instance(values) == {"a": None, "b": None, "c": "((as is))", "d": "plain"}


def test_a_missing_schema_is_named() -> None:
    with pytest.raises(DataError, match=r"schemas/citation/none\.json"):
        document("urn:wikivet:citation/none")
