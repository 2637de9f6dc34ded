"""The command ``wikivet``. Only click is imported until a command runs."""

import sys
from importlib import import_module

import click

from validator import __version__
from validator.commands import CLEAN, UNCHECKED, USAGE
from validator.errors import SourceError, WikivetError

COMMANDS = {
    "check": "Check articles in files, folders, on standard input (-) or on a wiki.",
    "baseline": "Keep a file of known findings, so that only new ones are told.",
    "rule": "Explain a rule, or list all of them.",
    "schema": "Make, check, show and compare schemas of templates.",
    "wiki": "Make a wiki's customs known: a profile from what the wiki says of itself.",
}
"""What there is in ``validator.commands``, with the line that ``--help`` shows of it."""


class Commands(click.Group):
    """Commands that are imported only when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"validator.commands.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wikivet", message="%(prog)s %(version)s")
def cli() -> None:
    """Check wiki articles: citations, references, infoboxes and unresolved tags.

    \b
    Examples:
      wikivet check draft.wikitext
      wikivet check drafts/ -f concise -f html=report.html
      wikivet rule citation/bad-value
    """  # noqa: D301


def main() -> None:
    """Run the command; what goes wrong on purpose becomes one line and an exit code."""
    try:
        cli(standalone_mode=False)
    except (click.exceptions.Exit, click.exceptions.NoArgsIsHelpError) as stop:
        if isinstance(stop, click.exceptions.NoArgsIsHelpError):
            stop.show()
            sys.exit(USAGE)
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except click.Abort:
        sys.exit(130)
    except SourceError as error:
        _complain(error)
        sys.exit(UNCHECKED)
    except WikivetError as error:
        _complain(error)
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(CLEAN)


def _complain(error: WikivetError) -> None:
    from validator.render.visible import visible

    click.echo(f"wikivet: {visible(str(error))}", err=True)
