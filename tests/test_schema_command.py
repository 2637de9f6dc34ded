"""The command ``wikivet schema``."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from validator.cli import main
from validator.commands import schema as command

FERRY = str(Path(__file__).parent.parent / "fixtures" / "templatedata" / "infobox-ferry.wikitext")
API = str(Path(__file__).parent.parent / "fixtures" / "templatedata" / "api.json")


class Done(NamedTuple):
    """What a run said."""

    code: object
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["wikivet", "schema", *arguments])
        try:
            main()
        except SystemExit as stop:
            return Done(stop.code or 0, *capsys.readouterr())
        return Done(0, *capsys.readouterr())

    return call


class FakeWiki:
    """A wiki with three templates."""

    siteinfo: dict[str, Any] = {"general": {"wikiid": "ferrywiki"}}  # noqa: RUF012

    def __init__(self, address: str, contact: str) -> None:
        self.asked = (address, contact)

    def members(self, category: str) -> Iterator[str]:
        return iter([f"Template:{category} box"])

    def templatedata(self, titles: Iterable[str]) -> Iterator[Any]:
        for title in titles:
            data: dict[str, Any] | None = {"params": {"name": {"label": title}}}
            if title == "Template:Bare":
                data = None
            yield SimpleNamespace(
                title=title,
                revision=5,
                data=data,
                scraped=title == "Template:Scraped",
                missing=title == "Template:None",
                redirected_from="",
            )


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_opened", FakeWiki)


def _write(path: Path, content: object) -> str:
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(path)


def test_a_page_becomes_a_schema(run: Run) -> None:
    done = run("from-templatedata", FERRY, "--title", "Template:Infobox ferry", "--database",
               "enwiki", "--revision", "7", "--date", "2026-11-20", "--lang", "de")  # fmt: skip
    golden = Path(FERRY).with_name("infobox-ferry.infobox-ferry.schema.json").read_text("utf-8")
    assert (done.code, done.out, done.err) == (0, golden, "")


def test_an_answer_becomes_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("from-templatedata", API).code == 2
    done = run("from-templatedata", API, "-o", str(tmp_path / "new"))
    assert done.code == 0
    made = sorted((tmp_path / "new").iterdir())
    assert [path.name for path in made] == ["lighthouse.json", "scraped.json"]
    for path in made:
        Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_titles_of_one_name_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one = _write(tmp_path / "a.json", {"params": {}})
    other = _write(tmp_path / "b" / "a.json", {"params": {"x": {}}})
    assert run("from-templatedata", one, other, "-o", str(tmp_path / "made")).code == 0
    assert len(list((tmp_path / "made").iterdir())) == 2


@pytest.mark.usefixtures("wiki")
def test_a_wiki_is_asked(run: Run, tmp_path: Path) -> None:
    article = _write(tmp_path / "a.wikitext", "{{Template:ferry box|a}} {{other}} {{#if:x}}")
    done = run("from-templatedata", "--wiki", "enwiki", "Template:Scraped", "--category", "Ship",
               "--used-in", article, "-o", str(tmp_path / "made"))  # fmt: skip
    assert done.code == 0
    made = {p.name: json.loads(p.read_text("utf-8")) for p in (tmp_path / "made").iterdir()}
    assert set(made) == {"scraped.json", "ship-box.json", "ferry-box.json", "other.json"}
    note = made["scraped.json"]["x-validator"]
    assert (note["source"], note["revision"], note["wiki"]) == ("scraped", 5, "enwiki")
    assert note["date"]
    done = run("from-templatedata", "--wiki", "https://ferry.example/w/", "Template:A")
    assert json.loads(done.out)["x-validator"]["wiki"] == "ferrywiki"


@pytest.mark.usefixtures("wiki")
def test_templates_that_nobody_describes_are_named(run: Run) -> None:
    done = run("from-templatedata", "--wiki", "enwiki", "Template:None", "Template:Bare",
               "Template:A")  # fmt: skip
    assert done.code == 3
    assert "Template:None: there is no such page" in done.err
    assert "Template:Bare: has no TemplateData" in done.err
    assert json.loads(done.out)["title"] == "A"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("from-templatedata",), "name a FILE"),
        (("from-templatedata", FERRY, "--category", "X"), "need --wiki"),
        (("from-templatedata", FERRY, FERRY, "--title", "X"), "about one FILE"),
        (("from-templatedata", FERRY, "--date", "soon"), "--date soon"),
        (("from-templatedata", FERRY, "-o", "/proc/none/a.json"), "cannot write"),
        (("from-templatedata", API, "-o", "a.json"), "do not go into one file"),
        (("from-templatedata", "--wiki", "enwiki"), "name templates by"),
        (("from-templatedata", "--wiki", "enwiki", "X", "--title", "Y"), "about a FILE"),
        (("infer", "nowhere"), "nowhere: no such file or folder"),
        (("infer", FERRY), "infobox without a schema"),
        (("infer", FERRY, "--template", "X"), "no X is used"),
        (("show", "infobox/none"), "neither a file nor a shipped schema"),
        (("show", API), "describes 2 templates"),
        (("diff", "infobox/film", "none"), "neither a file nor a shipped schema"),
    ],
)
@pytest.mark.usefixtures("wiki")
def test_wrong_calls(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert says in done.err


@pytest.mark.parametrize("name", ["from-templatedata", "check", "show", "diff"])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not JSON"),
        ('{"a": NaN}', "not JSON"),
        ("[" * 100_000, "nested deeper"),
        ('{"params": ' + '{"a":' * 300 + "1" + "}" * 301, "nested deeper"),
        ("prose", "neither JSON nor a page"),
        ("<templatedata>{]</templatedata>", "not JSON"),
        ("a\0b", "not text"),
    ],
)
def test_what_cannot_be_read(run: Run, tmp_path: Path, name: str, content: str, says: str) -> None:
    path = _write(tmp_path / ("a.json" if content[0] in "{[" else "a.txt"), content)
    done = run(name, path, *([path] if name == "diff" else []))
    assert done.code == 3
    assert says in done.err


def test_check_tells_problems_by_file_and_place(run: Run, tmp_path: Path) -> None:
    schema = _write(tmp_path / "s.json", {"type": "object", "properties": {"a/b": {"enum": 3}}})
    data = _write(tmp_path / "t.json", {"params": {"a/b": {"type": "x"}}})
    done = run("check", schema, data, API, FERRY)
    assert done.code == 1
    lines = done.out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{schema}: /properties/a~1b/enum: ")
    assert lines[1].startswith(f"{data}: /params/a~1b/type: there is no such type")
    assert run("check", API, FERRY).code == 0


def test_check_asks_what_a_run_would_ask_of_schemas(run: Run, tmp_path: Path) -> None:
    note = {"x-validator": {"template": "Infobox ferry"}}
    schema = _write(tmp_path / "s.json", note | {"properties": {"a": {"$ref": "https://x.test/"}}})
    done = run("check", schema)
    assert (done.code, "/properties/a/$ref: https://x.test/: nothing is fetched" in done.out) == (
        1,
        True,
    )
    _write(tmp_path / "s.json", note | {"properties": {"a": {"$ref": "t.json"}}})
    other = _write(tmp_path / "t.json", {"$schema": "https://json-schema.org/draft/2020-12/schema"})
    assert run("check", schema, other).code == 0
    assert "t.json" in run("check", schema).out


def test_list_and_show(run: Run) -> None:
    assert "infobox/film" in run("list").out
    for name in ("infobox/film", "film", "Infobox film"):
        assert "based_on" in run("show", name).out
    shown = run("show", FERRY).out
    assert "required" in shown
    assert "= title, 1" in shown
    assert "deprecated: owner" in shown
    assert json.loads(run("show", "film", "--json").out)["title"] == "Infobox film"


def test_show_makes_hostile_text_visible(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.json", {"params": {"\x1b[31m": {"label": "\u202ex"}}})
    shown = run("show", path).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_show_names_a_reference_to_nowhere(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.json", {"$id": "urn:a", "$ref": "#/$defs/none"})
    assert "leads to no schema" in run("show", path).err
    path = _write(tmp_path / "b.json", {"$id": "urn:a", "$ref": "#"})
    assert run("show", path).code == 2


def test_diff_tells_each_change(run: Run, tmp_path: Path) -> None:
    old = {"a": {"type": "line"}, "b": {}, "c": {"required": True, "aliases": ["d"]}, "e": {}}
    new = {"a": {"type": "url"}, "B": {"aliases": ["b"]}, "c": {"deprecated": "|B="}, "f": {}}
    one = _write(tmp_path / "old.json", {"params": old})
    other = _write(tmp_path / "new.json", {"params": new})
    done = run("diff", one, other)
    assert done.code == 1
    assert done.out.splitlines() == [
        "type of a: line → url",
        "renamed: b is now B",
        "need of c: required → none",
        "deprecation of c: none → deprecated for B",
        "alias removed of c: d → none",
        "removed: e",
        "added: f",
    ]
    listed = json.loads(run("diff", one, other, "--json").out)
    assert listed[0] == {"kind": "type", "parameter": "a", "old": "line", "new": "url"}
    same = run("diff", one, one)
    assert (same.code, same.out) == (0, "")


def _pages(folder: Path, count: int) -> str:
    for number in range(count):
        text = (
            f"{{{{Infobox ferry|name=Ferry {number}|built={1900 + number}|picture=F{number}.jpg"
            f"|crew={number % 9 + 3}|note{number % 2 + 1}=x|owner={{{{x}}}}|blank=}}}}\n"
        )
        (folder / f"{number}.wikitext").write_text(text, "utf-8")
    return str(folder)


def test_infer_drafts_what_pages_show(run: Run, tmp_path: Path) -> None:
    folder = _pages(tmp_path, 30)
    done = run("infer", folder, "--wiki", "enwiki")
    made = json.loads(done.out)
    Draft202012Validator.check_schema(made)
    note = made["x-validator"]
    assert (note["template"], note["wiki"], note["source"]) == (
        "Infobox ferry",
        "enwiki",
        "inferred",
    )
    assert (note["complete"], note["seen"]) == (False, 30)
    types = {n: node["x-validator"].get("type") for n, node in made["properties"].items()}
    assert types == {
        "name": None, "built": "date", "picture": "file", "crew": "number", "note1": None,
        "note2": None, "owner": None,
    }  # fmt: skip
    assert [*made["patternProperties"]] == [r"^note[1-9][0-9]*(?![\s\S])"]
    wanted = {one["x-validator"]["parameter"] for one in made["allOf"]}
    assert wanted == {"name", "built", "picture", "crew", "owner"}
    assert {one["x-validator"]["severity"] for one in made["allOf"]} == {"info"}
    assert run("infer", folder, "--wiki", "enwiki").out == done.out


def test_infer_asks_nothing_on_little_evidence(run: Run, tmp_path: Path) -> None:
    folder = _pages(tmp_path, 4)
    made = json.loads(run("infer", folder, "--wiki", "enwiki", "--most", "1").out)
    assert "allOf" not in made
    assert not any("type" in node["x-validator"] for node in made["properties"].values())
    assert run("infer", folder, "--least", "5").code == 2


def test_infer_takes_a_template_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.wikitext").write_text("{{ferry_box|x|a=1}} {{Template:Ferry box|b=2}}", "utf-8")
    made = json.loads(run("infer", str(tmp_path), "--template", "Ferry box").out)
    assert [*made["properties"]] == ["1", "a", "b"]


def test_infer_names_what_it_could_not_read(run: Run, tmp_path: Path) -> None:
    folder = _pages(tmp_path, 4)
    (tmp_path / "odd.wikitext").write_bytes(b"\xff")
    done = run("infer", folder, "--wiki", "enwiki")
    assert done.code == 3
    assert "odd.wikitext: not UTF-8" in done.err
    assert json.loads(done.out)["x-validator"]["seen"] == 4
