"""TemplateData saved on a real wiki, fetched, made schemas of, and held against articles there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from test_cli import run

from validator.sources.wiki import Wiki
from validator.templatedata import read
from validator.templatedata_schema import Provenance, dumps, schema

if TYPE_CHECKING:
    from pathlib import Path

    from servers.mediawiki import MediaWiki

CONTACT = "tester@wiki-checks.org"

pytestmark = pytest.mark.mediawiki

LIGHTHOUSE: dict[str, Any] = {
    "description": {"en": "A light by the sea.", "de": "Ein Licht am Meer."},
    "params": {
        "name": {"label": "Name", "required": True, "aliases": ["title", "1"], "type": "line"},
        "first lit": {"type": "date", "suggested": True, "autovalue": "{{subst:CURRENTYEAR}}"},
        "height": {"type": "number", "default": "10", "example": "42"},
        "automatic": {"type": "boolean"},
        "website": {"type": "url", "aliases": ["homepage"]},
        "shop": {"inherits": "website", "label": {"en": "Shop"}},
        "image": {"type": "wiki-file-name"},
        "keeper": {"type": "wiki-user-name", "deprecated": "Use |staff= instead."},
        "staff": {"type": "string", "suggestedvalues": ["none", "two keepers"]},
        "near": {"type": "wiki-page-name"},
        "see": {"type": "wiki-template-name"},
        "text": {"type": "content"},
        "open": {"type": "unbalanced-wikitext"},
        "light1": {},
        "a/b~c %": {"type": "unknown", "description": "An odd name."},
    },
    "sets": [{"label": "Pictures", "params": ["image"]}],
    "maps": {"citoid": {"title": "name", "url": "website"}},
    "format": "{{_\n| ______ = _\n}}\n",
}
LIGHTHOUSE["paramOrder"] = list(LIGHTHOUSE["params"])


def _documented(data: object) -> str:
    return f"{{{{{{name}}}}}}<noinclude><templatedata>{json.dumps(data)}</templatedata></noinclude>"


@pytest.fixture(scope="module")
def project(mediawiki: MediaWiki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose settings name a profile and the schemas of the wiki's templates."""
    tmp_path = tmp_path_factory.mktemp("project")
    mediawiki.save("Template:Infobox lighthouse", _documented(LIGHTHOUSE))
    mediawiki.save("Template:Lighthouse", "#REDIRECT [[Template:Infobox lighthouse]]")
    mediawiki.save("Template:Infobox pier", "{{{name}}} {{{length|}}}")
    wiki = Wiki(mediawiki.url, CONTACT)
    (tmp_path / "schemas").mkdir()
    titles = ["Template:Lighthouse", "Template:Infobox pier"]
    for page in wiki.templatedata(titles):
        data, problems = read(page.data)
        # MediaWiki hands other names on to who inherits, so that two parameters have them.
        assert {problem.pointer for problem in problems} <= {"/params/shop/aliases/0"}
        name = page.title.removeprefix("Template:")
        document = schema(data, Provenance(name, revision=page.revision, date="2026-11-20"))
        Draft202012Validator.check_schema(document)
        (tmp_path / "schemas" / f"{name}.json").write_text(dumps(document), "utf-8")
    boxes = [{"role": "infobox", "name": "Infobox lighthouse"}]
    (tmp_path / "boxes.json").write_text(json.dumps(boxes), "utf-8")
    call = ["wiki", "profile", mediawiki.url, "-o", "wiki.json", "--templates", "boxes.json"]
    done = run(*call, "--contact", CONTACT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    settings = 'profile = "wiki.json"\nselect = ["infobox"]\n[schemas]\npaths = ["schemas"]\n'
    (tmp_path / "wikivet.toml").write_text(settings, "utf-8")
    return tmp_path


BOXES: dict[str, list[tuple[str, str]]] = {
    "|name=North |first lit=1871-05-01 |height=42 |staff=two keepers": [],
    "|title=North |first lit=1871-05-01": [],
    "|North |first lit=1871-05-01 |staff=one of another kind": [],
    "|first lit=1871-05-01": [("missing-parameter", "error")],
    "|name=North": [("missing-parameter", "info")],
    "|name=N |first lit=1871-05-01 |title=M": [("conflicting-parameters", "warning")],
    "|name=N |first lit=1871-05-01 |keeper=Ada": [("deprecated-parameter", "warning")],
    "|name=N |first lit=1871-05-01 |website=www.a.org": [("bad-value", "warning")],
    "|name=N |first lit=1871-05-01 |shop=//a.org/ |homepage=https://a.org/": [],
    "|name=N |first lit=1871-05-01 |shop=a.org": [("bad-value", "warning")],
    "|name=N |first lit=1871-05-01 |height=tall": [("bad-value", "info")],
    "|name=N |first lit=May 1871": [("bad-value", "info")],
    "|name=N |first lit=1871-05-01 |automatic=yes": [("bad-value", "info")],
    "|name=N |first lit=1871-05-01 |light2=b": [],
    "|name=N |first lit=1871-05-01 |heigth=42": [("unknown-parameter", "info")],
    "|name=N |first lit=1871-05-01 |a/b~c %=x": [],
}


@pytest.mark.parametrize("template", ["Infobox lighthouse", "lighthouse"])
def test_articles_obey_what_the_wiki_documents(
    mediawiki: MediaWiki, project: Path, template: str
) -> None:
    pages = {f"Test of {template} {number}": box for number, box in enumerate(BOXES)}
    for title, box in pages.items():
        mediawiki.save(title, f"{{{{{template} {box}}}}}\nThe light stands on a rock.\n")
    found = _found(mediawiki, project, list(pages))
    for title, box in pages.items():
        assert found.get(title, []) == BOXES[box], box


def test_names_read_off_a_template_are_known(mediawiki: MediaWiki, project: Path) -> None:
    mediawiki.save("Test of pier", "{{Infobox pier|name=N|legnth=4}}\nA pier.\n")
    found = _found(mediawiki, project, ["Test of pier"])
    assert found == {"Test of pier": [("unknown-parameter", "info")]}


def _found(
    mediawiki: MediaWiki, project: Path, titles: list[str]
) -> dict[str, list[tuple[str, str]]]:
    """Rules and severities of what the command finds on pages of the wiki."""
    call = [word for title in titles for word in ("--title", title)]
    call += ["--contact", CONTACT, "-f", "json", "--fail-on", "never"]
    done = run("check", "--wiki", mediawiki.url, *call, cwd=project)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[tuple[str, str]]] = {}
    for one in json.loads(done.stdout)["findings"]:
        title = one["path"].rpartition("/")[2].replace("_", " ")
        found.setdefault(title, []).append((one["rule"].partition("/")[2], one["severity"]))
    return found
