"""The shipped infobox schemas: what they say of themselves, and what they take and refuse."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from validator.profile import load

ROOT = Path(__file__).parent.parent
SCHEMAS: dict[str, dict[str, Any]] = {
    path.relative_to(ROOT / "schemas").with_suffix("").as_posix(): json.loads(path.read_bytes())
    for path in sorted((ROOT / "schemas" / "infobox").rglob("*.json"))
}
PAGE = (ROOT / "docs" / "infoboxes.md").read_text("utf-8")

TAKEN = [
    ("taxobox", "unranked_classis familia_authority type_species range_map2_caption binomial4"),
    ("automatic-taxobox", "display_parents greatgrandparent_authority oldest_fossil"),
    ("speciesbox", "taxon status2_ref parent_authority extinct"),
    ("ship-career", "Ship laid down|Ship honors|Hide header|Ship yard number"),
    ("ship-class-overview", "Total ships laid up|Class before|In service range"),
    ("military-conflict", "combatant1a commander4 casualties3 strength2b map_label12 place action"),
    ("military-person", "placeofburial_label serviceyears module4 laterwork"),
    ("military-unit", "aircraft_helicopter_attack commander4_label identification_symbol_3_label"),
    ("military-installation", "r12-length-f h2-surface pushpin_relief controlledby"),
    ("officeholder", "term_start14 1blankname2 constituency_MP3 jr/sr2 military_data2 blank4"),
    ("royalty", "succession3 reign-type2 native_lang2_name1 cor-type1 issue-link"),
    ("nrhp", "designated_other2_num_position nrhp_type2 increase_refnum mapframe-zoom"),
    ("football-biography", "nationalyears3 collegegoals1 youthclubs12 ntupdate clubnumber"),
    ("football-club-season", "cup4 result|pattern_la2|season topscorer|body3"),
    ("airport", "r1-length-m stat2-header metric-elev focus_city"),
    ("album", "prev_title next_year misc studio"),
    ("french-commune", "area km2|elevation_max_m|postal code"),
    ("fr/biographie2", "date de décès|œuvres principales|activité2"),
    ("fr/cinema-personnalite", "profession(s)|films notables|lieu de mort"),
]

REFUSED = [
    ("taxobox", "suborder"),
    ("ship-career", "Ship home port"),
    ("ship-characteristics", "Builder"),
    ("military-conflict", "objective"),
    ("military-person", "iamge_size"),
    ("officeholder", "term _start2"),
    ("royalty", "family_name"),
    ("album", "Cover Art"),
    ("television", "screenwriter"),
    ("football-biography", "contractend"),
    ("weapon", "diamter"),
    ("software", "1"),
    ("fr/biographie2", "Instruments)"),
]


def test_list_in_the_documentation_is_true() -> None:
    """Each schema stands under its wiki, with its template and whether it is complete."""
    told = re.findall(r"^\| (.+) \| `(infobox/.+)` \| (yes|no) \|$", PAGE, re.MULTILINE)
    notes = {name: schema["x-validator"] for name, schema in SCHEMAS.items()}
    assert sorted(told) == sorted(
        (note["template"], name, "yes" if note["complete"] else "no")
        for name, note in notes.items()
    )
    french = PAGE[PAGE.index("## French") :]
    assert {name for name, note in notes.items() if note["wiki"] == "frwiki"} == {
        name for _, name, _ in told if f"`{name}`" in french
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_profile_gives_the_template_its_schema(name: str) -> None:
    """The root note and the profile of its wiki agree."""
    note = SCHEMAS[name]["x-validator"]
    assert SCHEMAS[name]["title"] == note["template"]
    named = {use.name for use in load(note["wiki"]).templates if use.schema == name}
    assert named == {note["template"]}


@pytest.mark.parametrize("name", SCHEMAS)
def test_parameters_say_what_they_are(name: str) -> None:
    """A type from the list; an alias leads to a main name, in one step."""
    types = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    properties = SCHEMAS[name]["properties"]
    for parameter, node in properties.items():
        note = node["x-validator"]
        if node.get("deprecated"):
            assert ("replacement" in note) != ("means" in note), parameter
            continue
        assert note["type"] in types, parameter
        main = properties[note["parameter"]]["x-validator"]
        assert main["parameter"] == note["parameter"]
        assert ("alias" in note) == (parameter != note["parameter"]), parameter


@pytest.mark.parametrize(("name", "parameters"), TAKEN)
def test_takes(name: str, parameters: str) -> None:
    """Names that the template reads, those of numbered families among them."""
    names = parameters.split("|") if "|" in parameters else parameters.split()
    judge = Draft202012Validator(SCHEMAS[f"infobox/{name}"])
    assert [error.message for error in judge.iter_errors(dict.fromkeys(names))] == []


@pytest.mark.parametrize(("name", "parameter"), REFUSED)
def test_refuses(name: str, parameter: str) -> None:
    """Names that the template does not read."""
    (error,) = Draft202012Validator(SCHEMAS[f"infobox/{name}"]).iter_errors({parameter: "x"})
    assert error.schema["x-validator"]["rule"] == "unknown-parameter"
