"""What README and docs promise a newcomer."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from validator import cli
from validator.settings import Settings

ROOT = Path(__file__).parent.parent


def _commands() -> list[str]:
    return re.findall(
        r"^python3 -m venv .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )


def test_readme_has_the_two_commands_and_ci_runs_the_second() -> None:
    first, second = _commands()
    assert "fixtures/articles/" in first
    assert "html=report.html" in first
    assert second in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_option_and_setting_is_documented() -> None:
    docs = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for name, command in _commands_below(cli.cli, "wikivet"):
        assert name in docs
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in docs for option in parameter.opts)
    for field in msgspec.structs.fields(Settings):
        if field.encode_name != "origin":
            assert field.encode_name in docs


def _commands_below(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for below in group.list_commands(context):
        command = group.get_command(context, below)
        assert command is not None
        first = (command.help or "").splitlines()[0]
        assert cli.COMMANDS.get(below, first) == first or group is not cli.cli
        yield f"{name} {below}", command
        if isinstance(command, click.Group):
            yield from _commands_below(command, f"{name} {below}")


def test_links_in_the_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_code_has_no_shelf_for_odds_and_ends() -> None:
    banned = {"utils", "helpers", "common", "misc", "manager", "handler", "base", "core", "data"}
    assert not banned & {path.stem for path in (ROOT / "validator").rglob("*")}
