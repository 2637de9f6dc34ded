"""How well inferred schemas hold for pages that they have not seen.

``python benchmarks/infer.py DIR`` infers schemas of the most used infoboxes without one from nine
tenths of the articles below DIR, and judges their uses in the last tenth; ten times, so that each
tenth is held back once. It prints the share of uses without a violation above info, and without
any, for the first tenth alone and for all ten.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

from validator.inferred_schema import Uses, commonest
from validator.parameters import Document
from validator.profile import load
from validator.templatedata_schema import Provenance
from validator.usage import Use, uses
from validator.values import formats
from validator.wikitext.read import read

PARTS = 10
SUFFIXES = {".wikitext", ".mediawiki", ".wiki", ".txt"}


def found(folder: Path) -> list[tuple[int, Use]]:
    """Every use of an infobox without a schema, with the tenth that its page belongs to."""
    listed = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in SUFFIXES:
            part = zlib.crc32(path.name.encode()) % PARTS
            article = read(path.read_bytes().decode("utf-8", "replace"))
            listed += [(part, use) for use in uses(article)]
    return listed


def judge(document: Document, wiki: str) -> Callable[[Use], list[str]]:
    """A function that tells what a use violates, as severity and rule."""
    checker = FormatChecker(formats=())
    for name, complain in formats(load(wiki).calendar, date(2026, 11, 20)).items():
        checker.checks(name)(
            lambda value, complain=complain: not isinstance(value, str) or complain(value) is None
        )
    validator = Draft202012Validator(document, format_checker=checker)

    def violations(use: Use) -> list[str]:
        said = []
        for error in validator.iter_errors(use.given):
            note = error.schema["x-validator"]
            path = error.absolute_path
            name = path[0] if path else note.get("parameter", "")
            said.append(f"{note['severity']} {note['rule']} {name} {str(error.instance)[:60]!r}")
        return said

    return violations


def main() -> None:
    """Print the shares, and what was violated above info."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=30)
    arguments = parser.parse_args()
    listed = found(arguments.folder)
    chosen = commonest((use for _, use in listed), arguments.most, 1)
    totals: list[Counter[str]] = []
    above: list[str] = []
    types: Counter[str] = Counter()
    for held in range(PARTS):
        seen = {key: Uses() for key in chosen}
        for part, use in listed:
            if part != held and use[:2] in seen:
                seen[use[:2]].add(use.given)
        judges = {}
        for (wiki, title), one in seen.items():
            document = one.schema(Provenance(title, wiki), formats(load(wiki).calendar))
            Draft202012Validator.check_schema(document)
            types.update(
                node["x-validator"].get("type", "none") for node in document["properties"].values()
            )
            judges[wiki, title] = judge(document, wiki)
        total: Counter[str] = Counter()
        for part, use in listed:
            if part == held and use[:2] in judges:
                said = judges[use[:2]](use)
                serious = [one for one in said if not one.startswith("info ")]
                total["uses"] += 1
                total["sound"] += not serious
                total["silent"] += not said
                above += [f"{use.title}: {one}" for one in serious]
        totals.append(total)
    everything = sum(totals, Counter[str]())
    print(f"{len(chosen)} templates, {sum(one.count for one in chosen.values())} uses")
    for name, total in (("first tenth", totals[0]), ("all ten", everything)):
        count = total["uses"]
        shares = {key: f"{total[key] / count:.1%}" for key in ("sound", "silent")}
        print(f"{name}: {count} held back, nothing above info {shares['sound']}, "
              f"nothing at all {shares['silent']}")  # fmt: skip
    print("types, over the ten:", json.dumps(dict(types.most_common())))
    for line in above:
        print(f"  {line}")


if __name__ == "__main__":
    main()
