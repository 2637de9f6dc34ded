"""The data under schemas/: sound schemas, portable patterns, profiles without a name twice."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from referencing import Registry, Resource

from validator.profile import load
from validator.values import formats

SCHEMAS = Path(__file__).parent.parent / "schemas"
SCOPE = "urn:wikivet:"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = formats(load("enwiki").calendar, date(2026, 11, 20))


@cache
def documents() -> dict[str, Any]:
    """Every schema by its path without the ending."""
    found = {}
    for path in sorted(SCHEMAS.rglob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if "$schema" in document:
            found[path.relative_to(SCHEMAS).with_suffix("").as_posix()] = document
    return found


@cache
def profiles() -> dict[str, Any]:
    """Every wiki profile by the name of its wiki."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((SCHEMAS / "wiki").glob("*.json"))
    }


def own() -> list[str]:
    """Name the schemas this file answers for."""
    return [
        name
        for name in documents()
        if name == "profile" or name.startswith(("citation/", "infobox/"))
    ]


@cache
def registry() -> Registry[Any]:
    """All schemas, so that no reference leaves the checkout."""
    return Registry().with_resources(
        (document["$id"], Resource.from_contents(document)) for document in documents().values()
    )


@cache
def slow(name: str) -> jsonschema.Draft202012Validator:
    """Build the reference validator of one schema."""
    checker = jsonschema.FormatChecker(formats=())
    for format_name, complain in FORMATS.items():
        checker.checks(format_name)(_accepts(complain))
    return jsonschema.Draft202012Validator(
        documents()[name], registry=registry(), format_checker=checker
    )


def _accepts(complain: Callable[[str], str | None]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or complain(value) is None


@cache
def quick(name: str) -> Any:
    """Build the compiled validator of one schema."""
    shelf = jsonschema_rs.Registry(
        [(document["$id"], document) for document in documents().values()]
    )
    return jsonschema_rs.Draft202012Validator(
        documents()[name],
        registry=shelf,
        formats={name: _accepts(complain) for name, complain in FORMATS.items()},
        validate_formats=True,
    )


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a document."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


def title_key(name: str) -> str:
    """Spell a template title as the wiki compares it."""
    name = re.sub(r"[\s_]+", " ", name).strip()
    return name[:1].upper() + name[1:]


@pytest.mark.parametrize("name", own())
def test_schema_is_sound(name: str) -> None:
    """Each schema obeys its dialect and says what it is."""
    document = documents()[name]
    assert document["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(document)
    assert document["title"]
    assert document["description"]


@pytest.mark.parametrize("name", own())
def test_id_fits_the_path(name: str) -> None:
    """A schema is found by its path."""
    assert documents()[name]["$id"] == SCOPE + name


@pytest.mark.parametrize("name", own())
def test_references_resolve_locally(name: str) -> None:
    """No reference leads outside the folder."""
    document = documents()[name]
    resolver = registry().resolver(document["$id"])
    for node in nodes(document):
        if isinstance(node.get("$ref"), str):
            assert node["$ref"].startswith((SCOPE, "#"))
            resolver.lookup(node["$ref"])


def patterns(document: Any) -> Iterator[str]:
    """Every regular expression of a document."""
    for node in nodes(document):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        if isinstance(node.get("patternProperties"), dict):
            yield from node["patternProperties"]
        if isinstance(node.get("suggestion-patterns"), list):
            yield from (pattern for pattern, _ in node["suggestion-patterns"])


@pytest.mark.parametrize("name", own())
def test_patterns_mean_the_same_in_every_engine(name: str) -> None:
    """Only constructs on which regex engines agree."""
    for pattern in patterns(documents()[name]):
        re.compile(pattern)
        bare = pattern.replace(r"[\s\S]", "")
        assert not re.search(r"\\[dDwWsSbBAZ]", bare), pattern
        outside = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "", bare)
        outside = re.sub(r"\\.", "", outside)
        assert "$" not in outside, pattern
        assert "." not in outside, pattern


@pytest.mark.parametrize("wiki", sorted(profiles()))
def test_profile_obeys_its_schema(wiki: str) -> None:
    """Both engines accept each profile."""
    profile = profiles()[wiki]
    assert profile["wiki"] == wiki
    assert [error.message for error in slow("profile").iter_errors(profile)] == []
    assert quick("profile").is_valid(profile)


@pytest.mark.parametrize("wiki", sorted(profiles()))
def test_no_template_name_twice(wiki: str) -> None:
    """A title has one role."""
    seen: dict[str, str] = {}
    for template in profiles()[wiki]["templates"]:
        own_name = next(template[kind] for kind in ("name", "prefix", "suffix") if kind in template)
        names = [template["name"], *template.get("redirects", [])] if "name" in template else []
        for name in names:
            assert name == title_key(name)
            assert name not in seen, f"{name}: {seen.get(name)} and {own_name}"
            seen[name] = own_name
    families = [
        (kind, template[kind])
        for template in profiles()[wiki]["templates"]
        for kind in ("prefix", "suffix")
        if kind in template
    ]
    assert len(families) == len(set(families))


@pytest.mark.parametrize("wiki", sorted(profiles()))
def test_schemas_named_in_a_profile_exist(wiki: str) -> None:
    """A profile points at real schemas."""
    for template in profiles()[wiki]["templates"]:
        if "schema" in template:
            assert template["schema"] in documents()


def test_every_schema_of_a_template_is_named_in_a_profile() -> None:
    """No schema lies unused."""
    named = {t["schema"] for p in profiles().values() for t in p["templates"] if "schema" in t}
    shared = {"citation/fr/biblio", "profile"}
    shared |= {f"citation/{part}" for part in ("cs1", "limited", "parameters", "special")}
    assert set(own()) - shared == named


@pytest.mark.parametrize(
    ("wiki", "name", "role"),
    [
        ("enwiki", "Cite web", "citation"),
        ("enwiki", "Infobox political party", "infobox"),
        ("enwiki", "Cn", "tag"),
        ("enwiki", "Explain", "tag"),
        ("enwiki", "Refimprove", "tag"),
        ("enwiki", "Multiple issues", "tag"),
        ("enwiki", "Reflist", "reference-list"),
        ("enwiki", "Sfn", "short-footnote"),
        ("enwiki", "Rp", "page"),
        ("enwiki", "Use dmy dates", "date-format"),
        ("enwiki", "Cbignore", "ignore"),
        ("frwiki", "Lien web", "citation"),
        ("frwiki", "Refnec", "tag"),
        ("frwiki", "Références", "reference-list"),
        ("frwiki", "Lien archive", "archive"),
        ("dewiki", "Internetquelle", "citation"),
        ("dewiki", "Belege", "tag"),
        ("dewiki", "Toter Link", "tag"),
        ("eswiki", "Cita libro", "citation"),
        ("eswiki", "Listaref", "reference-list"),
        ("eswiki", "Cita requerida", "tag"),
        ("ruwiki", "Книга", "citation"),
        ("ruwiki", "Примечания", "reference-list"),
        ("ruwiki", "Нет АИ", "tag"),
    ],
)
def test_well_known_templates_have_their_role(wiki: str, name: str, role: str) -> None:
    """Titles and redirects editors use every day."""
    (found,) = [
        template["role"]
        for template in profiles()[wiki]["templates"]
        if name in (template.get("name"), *template.get("redirects", ()))
    ]
    assert found == role


def test_neutral_profile_names_only_what_is_the_same_everywhere() -> None:
    """What is unknown is not guessed; a paragraph with ``{{sfn}}`` is cited on any wiki."""
    roles = {template["role"] for template in profiles()["neutral"]["templates"]}
    sources = {"citation", "short-footnote", "footnote", "named-reference", "page"}
    assert roles == sources | {"language", "mark", "quantity", "text"}


WEB = {"title": "A", "url": "https://example.org/"}
BOOK = {"title": "A"}
NEWS = {"title": "A"}
JOURNAL = {"title": "A", "journal": "J"}
LIEN = {"titre": "A", "url": "https://example.org/"}

GOOD = [
    ("citation/cite-web", WEB),
    ("citation/cite-web", {"script-title": "ja:日本", "URL": "https://example.org/"}),
    (
        "citation/cite-web",
        WEB | {"last1": "B", "first1": "C", "author12-link": "D", "translator-last3": "E"},
    ),
    ("citation/cite-web", WEB | {"url-status": "bot: unknown", "archive-date": "2 March 2020"}),
    (
        "citation/cite-web",
        WEB | {"archive-date": "2020-03-02", "archive-url": "https://web.archive.org/"},
    ),
    ("citation/cite-web", WEB | {"archive-date": "March 2, 2020", "df": "mdy-all"}),
    ("citation/cite-web", WEB | {"url-status": None, "isbn": None, "display-authors": "etal"}),
    ("citation/cite-web", {"title": None, "url": None}),
    ("citation/cite-book", BOOK | {"isbn": "((anything))", "chapter": "B", "contributor": "C"}),
    (
        "citation/cite-book",
        BOOK
        | {
            "chapter": "B",
            "chapter-url": "https://example.org/",
            "chapter-url-access": "registration",
        },
    ),
    (
        "citation/cite-book",
        BOOK | {"page": "3", "quote-page": "4", "sbn": "306-40615-2", "ol": "OL123M"},
    ),
    ("citation/cite-news", NEWS | {"agency": "Reuters", "newspaper": None, "location": "London"}),
    (
        "citation/cite-journal",
        JOURNAL | {"doi-access": "free", "doi": "10.1000/x", "hdl": "2027/x.1"},
    ),
    ("citation/cite-journal", {"title": "none", "periodical": "J", "zbl": "1234.56789"}),
    ("citation/fr/lien-web", LIEN | {"consulté le": "3 mai 2020", "nom1": "B", "prénom1": "C"}),
    ("citation/fr/lien-web", LIEN | {"lire en ligne": "https://example.org/a", "périodique": "P"}),
    (
        "citation/fr/ouvrage",
        {"titre": "A", "auteur14": "B", "isbn2": "2-07-036024-5", "passage": "3"},
    ),
    ("citation/fr/article", {"titre": "A", "périodique": "P", "année": "2001"}),
    (
        "infobox/political-party",
        {"name": "A", "wing2_title": "B", "wing2": "C", "seats11_title": "D"},
    ),
    (
        "infobox/political-party",
        {"native_name_lang": "zh-Hant", "country_dab1": "A", "elections_dab2": "B"},
    ),
    ("infobox/person", {"name": "A", "birth_date": "1901", "module6": "B", "alma mater": "C"}),
    (
        "infobox/settlement",
        {"subdivision_type": "A", "subdivision_name6": "B", "blank2_info_sec2": "C"},
    ),
    (
        "infobox/settlement",
        {"demographics1_title4": "A", "population_density_blank1_sq_mi": "3", "p50": "B"},
    ),
    ("infobox/organization", {"name": "A", "leader_title4": "B", "Non-profit_slogan": "C"}),
    ("infobox/film", {"name": "A", "based on": "B", "production companies": "C"}),
    ("infobox/company", {"name": "A", "key_people": "B", "num_locations_year": "2001"}),
]

BAD = [
    ("citation/cite-web", {"url": "https://example.org/"}, ("missing-parameter", "title")),
    ("citation/cite-web", {"title": "A"}, ("missing-parameter", "url")),
    ("citation/cite-web", WEB | {"acessdate": "1 May 2020"}, ("unknown-parameter", "acessdate")),
    ("citation/cite-web", WEB | {"Author": "B"}, ("unknown-parameter", "Author")),
    ("citation/cite-web", WEB | {"last#": "B"}, ("unknown-parameter", "last#")),
    ("citation/cite-web", WEB | {"1": "stray"}, ("unknown-parameter", "1")),
    ("citation/cite-web", WEB | {"last1\n": "B"}, ("unknown-parameter", "last1\n")),
    ("citation/cite-web", WEB | {"last١": "B"}, ("unknown-parameter", "last١")),
    ("citation/cite-web", WEB | {"url-status": "yes"}, ("bad-value", "url-status")),
    ("citation/cite-web", WEB | {"url-status": "Dead"}, ("bad-value", "url-status")),
    ("citation/cite-web", WEB | {"url-access": "free"}, ("bad-value", "url-access")),
    ("citation/cite-web", WEB | {"archive-date": "March 2020"}, ("bad-value", "archive-date")),
    ("citation/cite-web", WEB | {"archive-date": "2 March 2020\n"}, ("bad-value", "archive-date")),
    ("citation/cite-web", WEB | {"script-title": "日本"}, ("bad-value", "script-title")),
    ("citation/cite-web", WEB | {"ref": "harv"}, ("bad-value", "ref")),
    ("citation/cite-web", WEB | {"display-authors": "two"}, ("bad-value", "display-authors")),
    ("citation/cite-web", WEB | {"chapter": "B"}, ("ignored-parameter", "chapter")),
    (
        "citation/cite-web",
        WEB | {"access-date": "2 May 2020", "accessdate": "3 May 2020"},
        ("redundant-parameter", "accessdate"),
    ),
    ("citation/cite-book", {"chapter": "A"}, ("missing-parameter", "title")),
    ("citation/cite-book", BOOK | {"journal": "J"}, ("ignored-parameter", "journal")),
    ("citation/cite-book", BOOK | {"page": "1", "pages": "2"}, ("redundant-parameter", "pages")),
    ("citation/cite-book", BOOK | {"citeseerx": "10.1.1.1"}, ("bad-value", "citeseerx")),
    ("citation/cite-news", {"newspaper": "A"}, ("missing-parameter", "title")),
    ("citation/cite-news", NEWS | {"work": "A", "newspaper": "B"}, ("redundant-parameter", "work")),
    ("citation/cite-journal", {"title": "A"}, ("missing-parameter", "journal")),
    (
        "citation/cite-journal",
        JOURNAL | {"doi": "10.1000/1", "doi-access": "yes"},
        ("bad-value", "doi-access"),
    ),
    ("citation/fr/lien-web", {"titre": "A"}, ("missing-parameter", "url")),
    ("citation/fr/lien-web", LIEN | {"ttire": "B"}, ("unknown-parameter", "ttire")),
    ("citation/fr/ouvrage", {"auteur": "A"}, ("missing-parameter", "titre")),
    ("citation/fr/article", {"titre": "A"}, ("missing-parameter", "périodique")),
    (
        "citation/fr/article",
        {"titre": "A", "périodique": "P", "journal": "Q"},
        ("redundant-parameter", "journal"),
    ),
    ("infobox/political-party", {"leaders": "A"}, ("unknown-parameter", "leaders")),
    ("infobox/political-party", {"native_name_lang": "Russian"}, ("bad-value", "native_name_lang")),
    (
        "infobox/political-party",
        {"founded": "A", "foundation": "B"},
        ("conflicting-parameters", "foundation"),
    ),
    ("infobox/person", {"birh_date": "A"}, ("unknown-parameter", "birh_date")),
    ("infobox/person", {"1": "A"}, ("unknown-parameter", "1")),
    ("infobox/settlement", {"populaton_total": "3"}, ("unknown-parameter", "populaton_total")),
    ("infobox/organization", {"websit": "A"}, ("unknown-parameter", "websit")),
    ("infobox/film", {"staring": "A"}, ("unknown-parameter", "staring")),
    ("infobox/company", {"num_employes": "3"}, ("unknown-parameter", "num_employes")),
]


@pytest.mark.parametrize(("name", "instance"), GOOD)
def test_accepts(name: str, instance: dict[str, Any]) -> None:
    """What the templates accept is clean."""
    assert [error.message for error in slow(name).iter_errors(instance)] == []
    assert quick(name).is_valid(instance)


@pytest.mark.parametrize(("name", "instance", "found"), BAD)
def test_reports(name: str, instance: dict[str, Any], found: tuple[str, str]) -> None:
    """One defect, one error, on the node that explains it."""
    told = []
    for error in slow(name).iter_errors(instance):
        note = error.schema["x-validator"]
        told.append(
            (note["rule"], note.get("alias") or note.get("parameter") or error.absolute_path[0])
        )
    told = [(rule, str(parameter)) for rule, parameter in told]
    assert told == [found]
    assert not quick(name).is_valid(instance)


def test_both_engines_agree_on_paths() -> None:
    """The compiled engine blames the same parameters."""
    for name, instance, _ in BAD:
        ours = {tuple(map(str, error.absolute_path)) for error in slow(name).iter_errors(instance)}
        theirs = {
            tuple(map(str, error.instance_path)) for error in quick(name).iter_errors(instance)
        }
        assert ours == theirs


def test_suggestions_lead_to_known_names() -> None:
    """A suggestion replaces an unknown name, or one that most templates refuse."""
    special = documents()["citation/special"]["$defs"].values()
    refused = {name for part in special for name in part.get("properties", {})}
    for name in ("citation/cs1", "citation/fr/biblio"):
        document = documents()[name]
        known = set(document["properties"]) - refused
        suggestions = document["x-validator"]["suggestions"]
        assert not known & set(suggestions)
        assert all(isinstance(target, str) and target for target in suggestions.values())


def test_suggested_values_are_accepted() -> None:
    """What is proposed in the place of an unknown parameter is no fault itself."""
    note = documents()["citation/cs1"]["x-validator"]
    for name, values in note["suggested-values"].items():
        for value in values.values():
            probe = {note["suggestions"][name]: value}
            assert not [e for e in slow("citation/cs1").iter_errors(probe) if e.absolute_path], (
                probe
            )


def test_replacements_are_known_names() -> None:
    """A deprecated name points at a name that is accepted."""
    for name in own():
        document = documents()[name]
        for node in nodes(document):
            note = node.get("x-validator")
            if node.get("deprecated") is True and isinstance(note, dict) and "replacement" in note:
                probe = {note["replacement"]: None}
                assert not [e for e in slow(name).iter_errors(probe) if e.validator == "not"], probe


def test_fullest_party_box_is_clean() -> None:
    """Every parameter the box's own documentation prints."""
    names = (
        "name native_name native_name_lang lang1 name_lang1 logo logo_size logo_upright "
        "logo_alt caption colorcode abbreviation leader president chairperson "
        "general_secretary first_secretary secretary_general presidium standing_committee "
        "secretary spokesperson leader1_title leader1_name leader5_title leader5_name founder "
        "founded registered legalised dissolved merger split predecessor merged successor "
        "headquarters newspaper think_tank student_wing youth_wing womens_wing wing1_title "
        "wing1 wing4_title wing4 membership_year membership ideology position religion "
        "national regional european continental international europarl affiliation1_title "
        "affiliation1 affiliation2_title affiliation2 colors slogan anthem blank1_title "
        "blank1 blank4_title blank4 seats1_title seats1 seats4_title seats4 symbol flag "
        "flag_title flag_alt website state country country_dab1 parties_dab1 elections_dab1 "
        "country2 country_dab2 parties_dab2 elections_dab2 footnotes"
    )
    assert slow("infobox/political-party").is_valid(dict.fromkeys(names.split()))


@pytest.mark.parametrize("wiki", sorted(profiles()))
def test_template_names_are_written_as_mediawiki_writes_titles(wiki: str) -> None:
    """Spaces single and no underscores, so that a look-up need not normalise them."""
    for template in profiles()[wiki]["templates"]:
        for name in (template.get("name", ""), *template.get("redirects", ())):
            assert name == " ".join(name.replace("_", " ").split())
