"""``wikivet baseline``."""

import sys
from typing import TYPE_CHECKING, Any

import click

from validator.commands import CLEAN, UNCHECKED
from validator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from validator.baseline import Baseline
    from validator.report import Report

_FILE = click.option(
    "--baseline",
    "file",
    default="",
    metavar="FILE",
    help="The file (default: that of the settings, else wikivet-baseline.json).",
)
_CHECKING = (
    click.argument("paths", nargs=-1, required=True),
    _FILE,
    click.option("--wiki", default="", help="Whose customs hold."),
    click.option("--today", default=None, help="The day to judge by."),
    click.option("--select", multiple=True, metavar="RULES", help="Only findings of these rules."),
    click.option("--ignore", multiple=True, metavar="RULES", help="No findings of these rules."),
    click.option("--config", default="", metavar="FILE", help="Use this settings file."),
    click.option("--isolated", is_flag=True, help="Use no settings file."),
)


def _checking(command: "Callable[..., None]") -> "Callable[..., None]":
    for option in reversed(_CHECKING):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def baseline() -> None:
    """Keep a file of known findings, so that only new ones are told."""


@baseline.command()
@_checking
def create(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Write the findings of articles to a new file."""
    target = _target(file)
    if target.exists():
        raise UsageError(f"{target} is there; wikivet baseline update brings it up to date")
    report, found = _found(paths, target, options)
    _write(target, found, len(found.entries), 0)
    _end(report)


@baseline.command()
@_checking
def update(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Put in what is found in articles, and take out what is not found any more."""
    _renew(paths, _target(file), options, adding=True)


@baseline.command()
@_checking
def prune(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Take out what is not found any more in articles, and add nothing."""
    _renew(paths, _target(file), options, adding=False)


@baseline.command()
@_FILE
def show(file: str) -> None:
    """List what the file has."""
    from validator.baseline import load
    from validator.render.visible import visible

    known = load(_target(file))
    for one in known.entries:
        click.echo(visible(f"{one.path}: {one.rule} {one.fingerprint} {one.excerpt}"))
    articles = len({one.path for one in known.entries})
    click.echo(f"{len(known.entries)} findings in {articles} articles", err=True)


def _target(file: str) -> "Path":
    from pathlib import Path

    from validator.baseline import NAME
    from validator.settings import find

    return Path(file or find(Path()).baseline or NAME)


def _found(
    paths: tuple[str, ...], target: "Path", options: dict[str, Any]
) -> "tuple[Report, Baseline]":
    """The report on articles, and all its findings as a baseline."""
    from validator.baseline import Baseline
    from validator.check import Options, check_files, settle
    from validator.commands.check import day, settings_of, split
    from validator.sources import files

    given = files.distinct(files.paths(paths))
    if not given:
        raise UsageError(f"no article in {', '.join(paths)}")
    empty = Baseline(target.parent)
    settle()
    report = check_files(
        given,
        Options(
            day(options["today"]),
            options["wiki"],
            split("--select", options["select"]),
            split("--ignore", options["ignore"]),
            baseline=empty,
        ),
        files.read,
        settings_of(options["config"], options["isolated"]),
        keep_articles=False,
        coverage=False,
    ).report
    return report, Baseline(target.parent, map(empty.entry, report.findings))


def _renew(
    paths: tuple[str, ...], target: "Path", options: dict[str, Any], *, adding: bool
) -> None:
    from validator.baseline import Baseline, load

    old = load(target)
    report, found = _found(paths, target, options)
    checked = {old.name(article.path) for article in report.articles}
    ran = {rule.id for rule in report.rules} - {fault.rule for fault in report.faults}
    now = {entry.key: entry for entry in found.entries}
    kept = [
        entry
        for entry in old.entries
        if entry.key in now
        or not (
            (entry.path in checked and entry.rule in ran) or not (old.folder / entry.path).exists()
        )
    ]
    had = {entry.key for entry in old.entries}
    added = [entry for key, entry in now.items() if key not in had] if adding else []
    _write(target, Baseline(target.parent, [*kept, *added]), len(added), len(had) - len(kept))
    _end(report)


def _write(target: "Path", known: "Baseline", added: int, dropped: int) -> None:
    from validator.baseline import written
    from validator.render.visible import visible

    try:
        target.write_text(written(known), "utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from error
    said = f"{target}: {len(known.entries)} findings, {added} added, {dropped} taken out"
    click.echo(visible(said), err=True)


def _end(report: "Report") -> None:
    """Tell what could not be checked; its entries stay as they were."""
    from validator.render.visible import visible

    for one in report.unread:
        click.echo(visible(f"{one.path}: not checked: {one.why}"), err=True)
    for fault in report.faults:
        said = f"{fault.path}: rule {fault.rule} crashed: {fault.message}"
        click.echo(visible(said), err=True)
    sys.exit(UNCHECKED if report.unread or report.faults else CLEAN)
