"""``wikivet schema``."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from validator.commands import CLEAN, FOUND, UNCHECKED
from validator.errors import DataError, SourceError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from validator.article import Article
    from validator.own_schema import File
    from validator.parameters import Document
    from validator.schema_rows import Row
    from validator.sources.descriptions import Asked, Description
    from validator.templatedata_schema import Provenance

_WIDEST = 60
_OUTPUT = click.option("-o", "--output", default="", metavar="PATH", help="A file, or a folder.")


@click.group()
def schema() -> None:
    """Make, check, show and compare schemas of templates."""


@schema.command("from-templatedata")
@click.argument("names", nargs=-1, metavar="[FILE|TITLE]...")
@click.option("--wiki", default="", metavar="WIKI", help="Ask this wiki: enwiki, or an address.")
@click.option("--category", "categories", multiple=True, help="The templates in this category.")
@click.option(
    "--used-in", multiple=True, metavar="PATH", help="The templates that these articles use."
)
@click.option("--contact", default="", help="How the wiki reaches you: mail or your user page.")
@click.option("--title", default="", help="The title of the template that a FILE describes.")
@click.option("--database", default="", help="The database name of the wiki, as enwiki.")
@click.option("--revision", type=int, default=None, help="The revision that a FILE is of.")
@click.option("--date", default=None, help="The day of the description, as 2026-11-20.")
@click.option("--lang", default="", help="The language wanted for labels and descriptions.")
@click.option("--complete", is_flag=True, help="Undocumented parameters are surely ignored.")
@_OUTPUT
def from_templatedata(
    names: tuple[str, ...],
    wiki: str,
    categories: tuple[str, ...],
    used_in: tuple[str, ...],
    contact: str,
    title: str,
    database: str,
    revision: int | None,
    date: str | None,
    lang: str,
    complete: bool,
    output: str,
) -> None:
    """Make schemas from TemplateData.

    A FILE (- is standard input) holds TemplateData as JSON, the page of a template, or an answer
    of action=templatedata. With --wiki, templates are named by TITLE, --category or --used-in.
    """
    from validator.templatedata_schema import Provenance

    if wiki:
        from datetime import UTC, datetime

        if title or revision is not None:
            raise UsageError("--title and --revision are about a FILE; the wiki knows its own")
        asked = _opened(wiki, contact)
        database = database or _database(asked, wiki)
        date = date or datetime.now(UTC).date().isoformat()
        found = _asked(asked, [*names], categories, used_in)
    else:
        if categories or used_in:
            raise UsageError("--category and --used-in need --wiki")
        if not names:
            raise UsageError("name a FILE, - for standard input, or a wiki by --wiki")
        if len(names) > 1 and (title or revision is not None):
            raise UsageError("--title and --revision are about one FILE")
        found = (one for name in names for one in _described(name, title))
    _check_day(date)
    origin = Provenance("", database, revision, date, _languages(lang, database), complete)
    made, failed = _made(found, origin)
    _write(made, output)
    sys.exit(UNCHECKED if failed else CLEAN)


def _made(
    found: "Iterable[Description]", origin: "Provenance"
) -> "tuple[list[Document], list[str]]":
    """Schemas, and the templates of which there is none; problems are told at once."""
    from validator.sources.descriptions import problems
    from validator.templatedata import read
    from validator.templatedata_schema import schema as made_of

    made: list[Document] = []
    failed: list[str] = []
    for one in found:
        if one.problem:
            failed.append(one.title)
            _tell(f"{one.title}: {one.problem}")
            continue
        data, wrong = read(one.data)
        for line in problems(one.title, wrong):
            _tell(line)
        revision = origin.revision if one.revision is None else one.revision
        title = _bare(one.title, origin.wiki)
        made.append(made_of(data, origin._replace(title=title, revision=revision)))
    return made, failed


@schema.command()
@click.argument("paths", nargs=-1, required=True, metavar="DIR...")
@click.option("--template", "named", multiple=True, help="Only this template; repeatable.")
@click.option("--wiki", default="", help="Whose customs hold: enwiki … or auto (default).")
@click.option("--most", type=click.IntRange(1), default=30, help="The most used ones (30).")
@click.option("--least", type=click.IntRange(1), default=2, help="Used at least so often (2).")
@_OUTPUT
def infer(
    paths: tuple[str, ...],
    named: tuple[str, ...],
    wiki: str,
    most: int,
    least: int,
    output: str,
) -> None:
    """Draft schemas of templates from their use in articles.

    Without --template, of the infoboxes that have no schema.
    """
    from validator.inferred_schema import commonest, drafts
    from validator.usage import uses

    unread: list[str] = []
    articles = _articles(paths, wiki, unread)
    seen = commonest((use for one in articles for use in uses(one, named)), most, least)
    if not seen:
        what = " or ".join(named) if named else "infobox without a schema"
        raise UsageError(f"no {what} is used {least} times or more in {', '.join(paths)}")
    _write(list(drafts(seen)), output)
    sys.exit(UNCHECKED if unread else CLEAN)


@schema.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check(files: tuple[str, ...]) -> None:
    """Check schemas and TemplateData: problems by file and place.

    \b
    Exit codes: 0 sound, 1 problems, 2 wrong call, 3 something could not be read.
    """  # noqa: D301
    from validator.own_schema import own_schemas
    from validator.sources import descriptions

    found, unread = 0, 0
    sound: list[File] = []
    for file in files:
        try:
            problems = list(_problems(file, descriptions.text(file), sound))
        except SourceError as error:
            unread += 1
            _tell(str(error))
            continue
        found += len(problems)
        for line in problems:
            click.echo(_shown(line))
    try:
        own_schemas(sound)
    except UsageError as error:
        found += 1
        click.echo(_shown(str(error)))
    sys.exit(UNCHECKED if unread else FOUND if found else CLEAN)


@schema.command("list")
def list_() -> None:
    """List the schemas that wikivet ships for templates."""
    from validator.schema_rows import rows
    from validator.sources.documents import shipped

    for name in shipped():
        root = _document(name)
        if found := rows(root):
            click.echo(f"{name:38} {len(found):4} parameters  {root['title']}")


@schema.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--json", "as_json", is_flag=True, help="The document itself.")
def show(name: str, as_json: bool) -> None:
    """Show what a schema says of each parameter.

    NAME is a shipped schema (infobox/film) or its title; a FILE may hold TemplateData, too.
    """
    from validator.templatedata_schema import dumps

    root = _document(name)
    if as_json:
        _print(dumps(root))
        return
    note = root.get("x-validator", {})
    facts = [
        f"{key} {note[key]}" for key in ("wiki", "source", "revision", "date") if note.get(key)
    ]
    click.echo(_shown(", ".join([str(root.get("title", name)), *facts])))
    if root.get("description"):
        click.echo(_shown(str(root["description"])))
    for line in _table(_rows(name, root)):
        click.echo(_shown(line))


@schema.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for programs.")
def diff(old: str, new: str, as_json: bool) -> None:
    """Tell how two schemas differ: parameters added, removed, renamed, changed.

    \b
    Each is the name of a shipped schema, or a file with a schema or TemplateData.
    Exit codes: 0 no difference, 1 differences.
    """  # noqa: D301
    from validator.schema_rows import changes

    try:
        found = changes(_document(old), _document(new))
    except (KeyError, DataError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{old}, {new}: a reference leads to no schema: {error}") from error
    if as_json:
        import json

        listed = [{k: v for k, v in one._asdict().items() if v} for one in found]
        _print(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    else:
        for one in found:
            click.echo(_shown(str(one)))
    sys.exit(FOUND if found else CLEAN)


# -- what is read -----------------------------------------------------------


def _opened(wiki: str, contact: str) -> "Asked":
    """The client of a wiki; the only place that knows it."""
    from importlib import import_module

    found: Asked = import_module("validator.sources.wiki").Wiki(wiki, contact)
    return found


def _database(asked: "Asked", given: str) -> str:
    """The database name of a wiki that was given by it, or by an address."""
    if "." not in given and "/" not in given:
        return given
    siteinfo: Any = getattr(asked, "siteinfo", {})
    return str(siteinfo.get("general", {}).get("wikiid", ""))


def _asked(
    wiki: "Asked", titles: list[str], categories: Iterable[str], paths: tuple[str, ...]
) -> "Iterator[Description]":
    from validator.sources.descriptions import asked
    from validator.usage import titles as used

    for category in categories:
        titles += wiki.members(category)
    if paths:
        titles += [f"Template:{title}" for title in used(_articles(paths, "", []))]
    if not titles:
        raise UsageError("name templates by TITLE, --category or --used-in")
    return asked(wiki, dict.fromkeys(titles))


def _described(file: str, title: str) -> "list[Description]":
    from pathlib import Path

    from validator.sources import descriptions

    named = title or ("Template" if file == "-" else Path(file).stem)
    return descriptions.descriptions(file, descriptions.text(file), named)


def _articles(paths: tuple[str, ...], wiki: str, unread: list[str]) -> "Iterator[Article]":
    """Articles in files and folders; names those that cannot be read, and goes on."""
    from validator.sources import files
    from validator.wikitext.read import AUTO, read

    given: list[Path] = list(files.paths(paths))
    if not given:
        raise UsageError(f"no article in {', '.join(paths)}")
    for path in given:
        try:
            source = files.read(path)
        except SourceError as error:
            unread.append(error.path)
            _tell(str(error))
            continue
        yield read(source.text, source.path, wiki or AUTO)


def _problems(file: str, given: str, sound: "list[File]") -> Iterator[str]:
    """What is wrong with a file by itself; schemas with which nothing is are added to ``sound``."""
    from os.path import realpath

    from validator import schemas
    from validator.own_schema import File
    from validator.sources import descriptions
    from validator.templatedata import pointer, read

    for one in descriptions.descriptions(file, given, file):
        if descriptions.is_schema(one.data):
            faults = schemas.faults(one.data)
            for place, why in faults:
                yield f"{file}: {pointer(*place) or '/'}: {why[:300]}"
            if not faults:
                sound.append(File(file, realpath(file), one.data))
            continue
        name = file if one.title == file else f"{file}: {one.title}"
        if one.problem:
            yield f"{name}: {one.problem}"
        else:
            yield from descriptions.problems(name, read(one.data)[1])


def _document(name: str) -> "Document":
    """A shipped schema, or the schema that a file holds or describes."""
    from pathlib import Path

    from validator import schemas
    from validator.parameters import PREFIX, document
    from validator.sources import descriptions
    from validator.sources.documents import shipped, titled
    from validator.templatedata import pointer
    from validator.templatedata_schema import Provenance

    if name in shipped():
        return document(PREFIX + name)
    if name != "-" and not Path(name).exists():
        if (known := titled(name)) is not None:
            return known
        raise UsageError(f"{name}: neither a file nor a shipped schema; see wikivet schema list")
    found = _described(name, "")
    if len(found) > 1:
        raise UsageError(f"{name}: describes {len(found)} templates; one is needed")
    if found and descriptions.is_schema(found[0].data):
        for place, why in schemas.faults(found[0].data):
            raise UsageError(f"{name}: {pointer(*place) or '/'}: {why[:300]}")
        return dict(found[0].data)
    made, failed = _made(found, Provenance("", languages=_languages("", "")))
    if failed or not made:
        raise UsageError(f"{name}: describes no template")
    return made[0]


def _languages(wanted: str, database: str) -> tuple[str, ...]:
    """The languages to look for: as wanted, then that of the wiki."""
    own = database.removesuffix("wiki") if database.endswith("wiki") else ""
    return tuple(one for one in (wanted, own.replace("_", "-")) if one)


def _bare(title: str, database: str) -> str:
    from validator.profile import load, shipped_wikis
    from validator.sources.descriptions import bare_title

    known = load(database).namespaces if database in shipped_wikis() else {}
    return bare_title(title, known.get("template", ()))


def _check_day(given: str | None) -> None:
    from datetime import date

    try:
        date.fromisoformat(given or "2026-11-20")
    except ValueError:
        raise UsageError(f"--date {given}: not a date such as 2026-11-20") from None


# -- what is written --------------------------------------------------------


def _write(made: "list[Document]", output: str) -> None:
    """Write documents: one to standard output, or all where ``output`` says."""
    from validator.sources.documents import save
    from validator.templatedata_schema import dumps

    if output:
        for path in save(made, output):
            _tell(f"wrote {path}")
    elif len(made) > 1:
        raise UsageError(f"{len(made)} schemas were made; name a folder for them: -o FOLDER")
    else:
        for document in made:
            _print(dumps(document))


def _rows(name: str, root: "Document") -> "list[Row]":
    from validator.schema_rows import rows

    try:
        return rows(root)
    except (KeyError, DataError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{name}: a reference leads to no schema: {error}") from error


def _table(found: "list[Row]") -> Iterator[str]:
    """The parameters as lines: name, type, what is asked, other names, what it is."""
    width = min(_WIDEST, max((len(row.name) for row in found), default=0))
    for row in found:
        gone = f"deprecated: {row.replacement}" if row.replacement else "deprecated"
        state = gone if row.deprecated else row.need
        said = [row.title, row.description] if row.title != row.name else [row.description]
        also = f"= {', '.join(row.aliases)}" if row.aliases else ""
        seen = f"seen {row.seen}" if row.seen else ""
        rest = "; ".join(part for part in (also, seen, *said) if part)
        yield f"{row.name:{width}}  {row.type:18} {state:11} {rest}".rstrip()


def _shown(line: str) -> str:
    from validator.render.visible import visible

    return visible(line)


def _tell(line: str) -> None:
    click.echo(_shown(line), err=True)


def _print(text: str) -> None:
    """Write to standard output as UTF-8, whatever the terminal thinks."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()
