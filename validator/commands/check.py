"""``wikivet check``."""

import sys
from itertools import chain
from typing import TYPE_CHECKING

import click

from validator.commands import CLEAN, FOUND, UNCHECKED
from validator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from validator.baseline import Baseline
    from validator.check import Change, Outcome
    from validator.errors import SourceError
    from validator.report import Report
    from validator.settings import Settings
    from validator.sources import Source

_STALE = 10
"""So many entries that a baseline could do without are named."""


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--stdin-filename", default="-", help="Name for the text on standard input.")
@click.option(
    "--wiki", default="", help="Whose customs hold, and whose pages: enwiki … or a URL; else auto."
)
@click.option("--profile", default="", metavar="FILE", help="Customs from a profile of your own.")
@click.option("--title", "titles", multiple=True, help="Check this page of the wiki; repeatable.")
@click.option("--revid", "revisions", multiple=True, type=click.IntRange(1), help="A revision.")
@click.option("--category", "categories", multiple=True, help="The pages of a category.")
@click.option("--contact", default="", help="How the wiki reaches you: mail or your user page.")
@click.option("--user", default="", help="Name of a bot password, for wikis that want a login.")
@click.option("--today", default=None, help="The day to judge by, as 2026-11-20 (default: today).")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    help="full, concise, json or html; repeat for several; =FILE writes a file.",
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Run only these: ids, families, globs."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these out.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default=None,
    help="Exit with 1 from this severity on (default: error).",
)
@click.option(
    "--baseline", default="", metavar="FILE", help="Report only what is not in this file."
)
@click.option(
    "--strict-baseline", is_flag=True, help="Exit with 1 if the baseline has more than is found."
)
@click.option(
    "--max-tag-age",
    type=click.IntRange(min=0),
    metavar="MONTHS",
    help="Exit with 1 if a maintenance tag is older.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--fix", is_flag=True, help="Apply the safe edits, and report what they leave.")
@click.option("--config", "config", default="", metavar="FILE", help="Use this settings file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def check(
    paths: tuple[str, ...],
    stdin_filename: str,
    wiki: str,
    profile: str,
    titles: tuple[str, ...],
    revisions: tuple[int, ...],
    categories: tuple[str, ...],
    contact: str,
    user: str,
    today: str | None,
    formats: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: str,
    strict_baseline: bool,
    max_tag_age: int | None,
    diff: bool,
    fix: bool,
    config: str,
    isolated: bool,
) -> None:
    """Check articles in files, folders, on standard input (-) or on a wiki.

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 findings or broken gates (with --diff: changes),
    2 wrong call or settings, 3 something could not be checked. With --fix, the text from standard
    input goes to standard output.
    """  # noqa: D301
    from pathlib import Path

    from validator.check import Options, check_files, settle
    from validator.render import NEEDS_ARTICLES, SHOWS_COVERAGE
    from validator.sources import files

    targets = [_target(given) for given in formats]
    printing = diff or (fix and "-" in paths)
    asked = bool(titles or revisions or categories)
    if not (paths or asked):
        raise click.MissingParameter(param_hint="'PATHS...'", param_type="argument")
    if diff and fix:
        raise UsageError("--diff and --fix exclude each other")
    if fix and asked:
        raise UsageError("--fix saves nothing to a wiki; use --diff")
    if printing and any(not file for _, file in targets):
        raise UsageError("the changes go to standard output; name a file: --format NAME=FILE")
    if fix and "-" in paths and len(paths) > 1:
        raise UsageError("--fix takes files or standard input, not both")
    if not (targets or printing):
        targets = [(_default_format(), "")]
    settings_for = settings_of(config, isolated)
    customs, note = wiki, ""
    if asked or any(sign in wiki for sign in ".:/"):
        wiki = wiki or settings_for(Path()).wiki
        customs, note = _customs(wiki, profile, settings_for(Path()))
    options = Options(
        day(today),
        customs,
        split("--select", select),
        split("--ignore", ignore),
        fail_on or "",
        diff or fix,
        _known(baseline),
        max_tag_age,
        strict_baseline,
        profile,
    )
    pages = _pages(wiki, contact, user, (titles, revisions, categories)) if asked else ()

    def sources() -> "Iterator[Path | Source]":
        for path in dict.fromkeys(paths):
            if path == "-":
                yield files.read_standard_input(stdin_filename)
            else:
                yield from files.paths((path,))

    given = files.distinct(sources())
    _check_targets(targets, given)
    if not (given or asked):
        raise UsageError(
            f"no article in {', '.join(paths)}: folders are searched for "
            f"{', '.join('*' + suffix for suffix in files.SUFFIXES)}"
        )
    settle()
    outcome = check_files(
        chain(given, pages),
        options,
        files.read,
        settings_for,
        keep_articles=any(name in NEEDS_ARTICLES for name, _ in targets),
        coverage=any(name in SHOWS_COVERAGE for name, _ in targets),
    )
    if diff:
        _show(outcome)
    elif fix:
        _save(outcome, given)
    _write(outcome, targets)
    click.echo(_summary(outcome.report, outcome.changes, note, would=diff), err=True)
    sys.exit(_exit_code(outcome, diff=diff))


def _show(outcome: "Outcome") -> None:
    """Print the changes; to a terminal without control characters."""
    from validator.fixer import difference
    from validator.render.visible import visible

    for change in outcome.changes:
        for line in difference(change.path, change.before, change.after):
            _print(f"{visible(line[:-1])}\n" if sys.stdout.isatty() else line)


def _save(outcome: "Outcome", given: "list[Path | Source]") -> None:
    """Write changed articles where they came from."""
    from pathlib import Path

    from validator.sources import files

    paths = {files.legible(one): one for one in given if isinstance(one, Path)}
    for change in outcome.changes:
        if change.path not in paths:
            _print(change.after)
        elif change.after != change.before:
            files.write(paths[change.path], change.after)


def _known(file: str) -> "Baseline | None":
    from pathlib import Path

    from validator.baseline import load

    return load(Path(file)) if file else None


def settings_of(config: str, isolated: bool) -> "Callable[[Path], Settings]":
    """The settings for the articles of a folder, as the call asks for them."""
    from pathlib import Path

    from validator import settings

    if config and isolated:
        raise UsageError("--config and --isolated exclude each other")
    if config or isolated:
        fixed = settings.load(Path(config)) if config else settings.Settings()
        return lambda _folder: fixed
    return settings.find


def _customs(wiki: str, profile: str, settings: "Settings") -> tuple[str, str]:
    """Whose customs hold for a wiki's pages (empty: what the settings say), and a note on that."""
    from validator.sources.address import is_database, profiled
    from validator.wikitext.read import AUTO, NEUTRAL

    if profile:
        return "", ""
    shipped = profiled(wiki)
    if shipped:
        return shipped, "" if is_database(wiki) else f"read by the customs of {shipped}"
    if settings.profile:
        return "", f"read by the customs in {settings.profile}"
    if settings.wiki != AUTO:
        return "", f"read by the customs of {settings.wiki}"
    make = f"wikivet wiki profile {wiki} -o FILE"
    return NEUTRAL, f"no profile for {wiki}: read without a wiki's customs; {make} makes one"


def _pages(
    wiki: str,
    contact: str,
    user: str,
    wanted: tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]],
) -> "Iterator[Source | SourceError]":
    """Pages of a wiki by titles, revisions and categories, asked for batch by batch."""
    from validator.sources.articles import Wanted, articles
    from validator.sources.wiki import opened

    return articles(opened(wiki, contact, user), Wanted(*wanted))


def _target(given: str) -> tuple[str, str]:
    from validator.render import FORMATS

    name, equals, file = given.partition("=")
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; choose from {', '.join(FORMATS)}")
    if equals and not file:
        raise UsageError(f"--format {given}: no file is named behind the =")
    return name, file


def _check_targets(targets: list[tuple[str, str]], given: "list[Path | Source]") -> None:
    """Raise UsageError if a report would overwrite an article or another report."""
    from os.path import realpath
    from pathlib import Path

    articles = {realpath(path) for path in given if isinstance(path, Path)}
    taken: set[str] = set()
    for name, file in targets:
        target = realpath(file) if file else ""
        if target in articles:
            raise UsageError(f"--format {name}={file}: this file is an article to check")
        if target in taken:
            where = file or "standard output"
            raise UsageError(f"two reports would go to {where}; name a file: {name}=FILE")
        taken.add(target)


def _default_format() -> str:
    return "full" if sys.stdout.isatty() else "concise"


def split(option: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that an option names, given several times or with commas."""
    found = tuple(part.strip() for item in given for part in item.split(",") if part.strip())
    if given and not found:
        raise UsageError(f"{option}: no rule is named")
    return found


def day(given: str | None) -> "date":
    """The day to judge by: the one given, else this one."""
    from datetime import UTC, date, datetime

    if given is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"--today {given}: not a date such as 2026-11-20") from None


def _write(outcome: "Outcome", targets: list[tuple[str, str]]) -> None:
    from pathlib import Path

    from validator.render import render

    for name, file in targets:
        shown = render(name, outcome.report, outcome.articles)
        if file:
            try:
                Path(file).write_text(shown, "utf-8", newline="")
            except OSError as error:
                raise UsageError(f"cannot write {file}: {error.strerror}") from error
        elif shown:
            _print(shown)


def _print(shown: str) -> None:
    import os

    try:
        sys.stdout.buffer.write(shown.encode(_encoding(), "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        raise UsageError(f"cannot write standard output: {error.strerror}") from error


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _summary(report: "Report", changes: "Sequence[Change]", note: str, *, would: bool) -> str:
    totals = report.totals
    parts = [
        f"{_count(len(report.articles), 'article')} checked{', left' if changes else ''}: "
        f"{_count(totals.error, 'error')}, "
        f"{_count(totals.warning, 'warning')}, {totals.info} info"
    ]
    links = sum(article.links for article in report.articles)
    if links:
        parts.append(f"{_count(links, 'URL')} not checked for being alive (offline)")
    neutral = sum(article.wiki == "neutral" for article in report.articles)
    if note:
        parts.append(note)
    elif neutral:
        parts.append(f"{_count(neutral, 'article')} read without a wiki's customs; see --wiki")
    cured = sum(change.cured for change in changes)
    if changes:
        cure = "would be cured" if would else "cured"
        changed = sum(change.before != change.after for change in changes)
        parts.append(f"{_count(cured, 'finding')} {cure} in {_count(changed, 'article')}")
    parts += [
        f"{finding.path}:{finding.line}: {finding.rule} left as it is: its edit has other effects"
        for change in changes
        for finding in change.refused
    ]
    if report.known:
        parts.append(f"{_count(report.known, 'finding')} known to the baseline not shown")
    parts += [
        f"{one.path}: the baseline has {one.rule} ({one.excerpt}), which is not found any more"
        for one in report.stale[:_STALE]
    ]
    if len(report.stale) > _STALE:
        parts.append(f"and {len(report.stale) - _STALE} more entries that are not found any more")
    parts += [f"{one.path}: broken gate: {one.message}" for one in report.gates]
    parts += [f"{one.path}: not checked: {one.why}" for one in report.unread]
    parts += [f"{f.path}: rule {f.rule} crashed: {f.message}" for f in report.faults]
    from validator.render.visible import visible

    return "\n".join(visible(part) for part in parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _exit_code(outcome: "Outcome", *, diff: bool) -> int:
    report = outcome.report
    if report.faults or report.unread:
        return UNCHECKED
    if diff:
        changed = any(change.before != change.after for change in outcome.changes)
        return FOUND if changed else CLEAN
    return FOUND if outcome.failed else CLEAN
