"""A project's own schemas: how they are found, put together, judged, and refused."""

import json
import re
import time
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from validator.check import Options, check
from validator.dialect import check_size
from validator.errors import UsageError
from validator.own_schema import File, OwnSchema, own_schemas
from validator.profile import load as profile
from validator.schemas import Schemas, instance
from validator.settings import Settings, load
from validator.template_schema import TemplateSchema

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 20)
FERRY: dict[str, Any] = {"x-validator": {"template": "Infobox ferry"}}


def _read(*documents: object) -> None:
    own_schemas(File(f"{n}.json", f"/p/{n}.json", one) for n, one in enumerate(documents, 1))


def _deep(depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for _ in range(depth):
        node = {"not": node}
    return FERRY | node


REFUSED = yaml.safe_load((ROOT / "fixtures" / "schemas" / "refused.yaml").read_text("utf-8"))
DOUBLING = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(40)}
HOSTILE = {
    "deep": (_deep(200), "nested deeper than 60 levels"),
    "long": (FERRY | {"properties": {"a": {"pattern": "a" * 3000}}}, "more than 2,000 characters"),
    "many patterns": (
        FERRY | {"properties": {f"a{n}": {"pattern": f"a{{{n}}}"} for n in range(2_001)}},
        "more than 20,000 parts or 2,000 patterns",
    ),
    "many parts": (
        FERRY | {"properties": {f"a{n}": {} for n in range(20_001)}},
        "more than 20,000 parts or 2,000 patterns",
    ),
    "doubling": (
        FERRY | {"$ref": "#/$defs/a0", "$defs": DOUBLING | {"a40": {}}},
        "unfolds to more than 20,000 parts",
    ),
}


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one["name"])
def test_what_is_wrong_is_named(one: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=one["says"]):
        _read(*one["documents"])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused(name: str) -> None:
    document, says = HOSTILE[name]
    with pytest.raises(UsageError, match=says):
        _read(document)


def _project(folder: Path, paths: str, **files: object) -> Settings:
    for name, content in files.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    (folder / "wikivet.toml").write_text(f"[schemas]\npaths = {paths}\n", "utf-8")
    return load(folder / "wikivet.toml")


def _messages(settings: Settings, text: str) -> list[str]:
    found = check({"t": text}, Options(TODAY, "enwiki", ("infobox",)), settings).report.findings
    return [f"{f.rule} {f.message}" for f in found]


def test_paths_are_relative_to_the_settings_and_documents_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    part = {"$defs": {"short": {"$anchor": "brief", "maxLength": 3}}}
    ferry = FERRY | {
        "properties": {"a": {"$ref": "parts.json#/$defs/short"}, "b": {"$ref": "parts.json#brief"}}
    }
    (tmp_path / "schemas" / "parts.json").write_text(json.dumps(part), "utf-8")
    (tmp_path / "schemas" / "ferry.json").write_text(json.dumps(ferry), "utf-8")
    project = _project(tmp_path, '["schemas/", "schemas/ferry.json"]')
    assert _messages(project, "{{Infobox ferry |a=long |b=long |c=long}}") == [
        "infobox/bad-value |a= cannot be “long”: not allowed",
        "infobox/bad-value |b= cannot be “long”: not allowed",
    ]


@pytest.mark.parametrize(
    ("paths", "content", "says"),
    [
        ('["a.json"]', "{", r"wikivet\.toml: .*a\.json: not JSON"),
        ('["a.json"]', '{"not":' * 100_000, r"a\.json: n"),
        ('["b.json"]', "{}", r"\[schemas\] paths: b\.json: no such file or folder"),
        ('["empty"]', "{}", r"\[schemas\] paths: empty: no \*\.json in this folder"),
        ('["a.json"]', '"' + "a" * 2_000_001 + '"', r"a\.json: larger than 2 MB"),
    ],
)
def test_unreadable_files_are_named(tmp_path: Path, paths: str, content: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    project = _project(tmp_path, paths, a=content)
    with pytest.raises(UsageError, match=says):
        check({"t": "x"}, Options(TODAY), project)


def test_a_wrong_key_of_the_settings_is_named(tmp_path: Path) -> None:
    (tmp_path / "wikivet.toml").write_text("[schemas]\npath = []\n", "utf-8")
    with pytest.raises(UsageError, match=r"unknown key 'path' in \[schemas\]"):
        load(tmp_path / "wikivet.toml")
    with pytest.raises(UsageError, match=r"schemas\.paths"):
        _project(tmp_path, '"a.json"')


def test_patterns_take_linear_time(tmp_path: Path) -> None:
    ferry = FERRY | {
        "properties": {"a": {"pattern": "^(a+)+$"}},
        "patternProperties": {"^(x+x+)+y$": {"maxLength": 1}},
    }
    project = _project(tmp_path, '["a.json"]', a=ferry)
    name, value = "x" * 5_000, "a" * 200_000 + "!"
    start = time.process_time()
    found = _messages(project, f"{{{{Infobox ferry |a={value} |{name}=long}}}}")
    assert time.process_time() - start < 2
    assert len(found) == 1


def test_many_references_take_linear_time() -> None:
    names = [f"a{n}" for n in range(9_000)]
    start = time.process_time()
    _read(
        FERRY
        | {
            "properties": {name: {"$ref": f"#/$defs/{name}"} for name in names},
            "$defs": {name: {"maxLength": 9} for name in names},
        }
    )
    assert time.process_time() - start < 5


def test_the_web_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a schema reached for the network")

    monkeypatch.setattr("socket.socket.connect", connect)
    with pytest.raises(UsageError, match="nothing is fetched"):
        _read(FERRY | {"properties": {"a": {"$ref": "http://127.0.0.1:9/a"}}})


NAMES = st.sampled_from(["a", "b", "c", "name", "1", "07", "x1", "é"])
VALUES = st.sampled_from(["", "1", "x", "xx", "12345", "{{x}}", "1900-02-30", "x\ny", "é"])
CONSTRAINTS = st.one_of(
    st.builds(lambda p: {"pattern": p}, st.sampled_from(["^x$", "[0-9]", "^[^x]+$", r"\d", "x|1"])),
    st.builds(lambda n: {"maxLength": n}, st.integers(0, 4)),
    st.builds(lambda v: {"enum": [v, None]}, VALUES),
    st.just({"format": "field-date"}),
    st.just({"type": "string"}),
    st.builds(lambda v: {"not": {"const": v}}, VALUES),
)
CONDITIONS = st.one_of(
    st.builds(lambda n: {"required": n}, st.lists(NAMES, max_size=2, unique=True)),
    st.builds(lambda a, b: {"anyOf": [{"required": [a]}, {"required": [b]}]}, NAMES, NAMES),
    st.builds(lambda a, b: {"dependentSchemas": {a: {"not": {"required": [b]}}}}, NAMES, NAMES),
    st.builds(lambda a, b: {"dependentRequired": {a: [b]}}, NAMES, NAMES),
    st.builds(lambda a, b: {"if": {"required": [a]}, "then": {"required": [b]}}, NAMES, NAMES),
    st.builds(lambda p: {"properties": p}, st.dictionaries(NAMES, CONSTRAINTS, max_size=3)),
    st.builds(
        lambda p, c: {"properties": p, "additionalProperties": c},
        st.dictionaries(NAMES, CONSTRAINTS, max_size=3),
        st.one_of(CONSTRAINTS, st.just({"not": {}}), st.just(False)),
    ),
    st.builds(lambda c: {"patternProperties": {"^x[0-9]+(?![\\s\\S])": c}}, CONSTRAINTS),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(CONDITIONS, min_size=1, max_size=4),
    st.lists(st.dictionaries(NAMES, VALUES, max_size=5), min_size=3, max_size=3),
)
def test_any_schema_is_judged_as_jsonschema_does(
    conditions: list[dict[str, Any]], instances: list[dict[str, str]]
) -> None:
    document = FERRY | {"allOf": conditions}
    (own,) = own_schemas([File("a", "/a", document)])
    door = Schemas(profile("enwiki"), TODAY)
    ours = TemplateSchema(door, (), (own,))
    checker = FormatChecker(formats=())
    date_fault = door.formats["field-date"]
    checker.checks("field-date")(lambda v: not isinstance(v, str) or date_fault(v) is None)
    reference = Draft202012Validator(document, format_checker=checker)
    for values in instances:
        theirs: Counter[tuple[str, str]] = Counter()
        filled = instance(values)
        for error in reference.iter_errors(filled):
            keyword = error.validator.replace("dependentRequired", "required")
            where = str(error.path[0]) if error.path else ""
            if keyword == "additionalProperties":
                others = set(filled) - set(error.schema.get("properties", ()))
                theirs.update((keyword, n) for n in others if not ours.parameters.knows(n))
            else:
                theirs[keyword, where] += 1
        found = Counter(
            (v.keyword, v.parameter if v.parameter in filled and v.keyword != "required" else "")
            for v in ours.violations(values)
        )
        assert set(found) == set(theirs), values


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """
    allOf anyOf oneOf not if then else properties patternProperties additionalProperties
    dependentSchemas dependentRequired required enum const pattern format minLength type $ref $defs
    $id $anchor $schema $comment x-validator template wiki rule severity message overrides redirects
    source complete a 1 ~ / #/$defs/a #a urn:a 1.json urn:wikivet:infobox/person string [ ^a error
    off written date
    """,
    )
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.dictionaries(WORDS, JSON, max_size=5), min_size=1, max_size=2), VALUES)
def test_any_document_is_refused_in_words_or_judges(documents: list[Any], value: str) -> None:
    first = {"x-validator": {"template": "Infobox ferry"}} | documents[0]
    files = [File(f"{n}.json", f"/{n}.json", one) for n, one in enumerate([first, *documents], 1)]
    found: tuple[OwnSchema, ...] = ()
    with suppress(UsageError):
        found = own_schemas(files)
    door = Schemas(profile("enwiki"), TODAY)
    for one in found:
        schema = TemplateSchema(door, one.bases, (one,))
        schema.violations({"a": value, "1": value, "07": value})
        schema.parameters.note("a")


def test_size_counts_what_unfolds() -> None:
    check_size({"$defs": {"a": {}}, "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]})
