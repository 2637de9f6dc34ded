"""``wikivet wiki``."""

from typing import TYPE_CHECKING, Any

import click

from validator.errors import UsageError, WikiError

if TYPE_CHECKING:
    from validator.sources.survey import Survey
    from validator.sources.template_search import Donor
    from validator.sources.wiki import Wiki


@click.group()
def wiki() -> None:
    """Make a wiki's customs known: a profile from what the wiki says of itself."""


@wiki.command()
@click.argument("place", metavar="URL|DATABASE")
@click.option("-o", "--output", default="", metavar="FILE", help="Write the profile here.")
@click.option("--like", default="", metavar="WIKI", help="Look for the templates of its profile.")
@click.option("--templates", default="", metavar="FILE", help="Look for these templates as well.")
@click.option("--contact", default="", help="How the wiki reaches you: mail or your user page.")
@click.option("--user", default="", help="Name of a bot password, for wikis that want a login.")
def profile(place: str, output: str, like: str, templates: str, contact: str, user: str) -> None:
    """Build the profile of a wiki: namespaces, tags, months, templates with redirects.

    \b
    A project uses it by profile = "FILE" in wikivet.toml, a call by --profile FILE.
    """  # noqa: D301
    from validator.profile_file import checked
    from validator.sources.survey import nearest, survey
    from validator.sources.wiki import opened

    given = _templates(templates) if templates else []
    asked = opened(place, contact, user)
    if not like:
        like = nearest(asked.siteinfo["general"]["lang"])
        like = "enwiki" if like == "neutral" else like
    found = survey(asked, like, given, _donor(asked, like, contact))
    try:
        checked(found.profile, "profile")
    except UsageError as error:
        raise WikiError(asked.name, f"says what makes no profile: {error}") from error
    _write(found.profile, output)
    click.echo(_summary(found, like), err=True)


def _templates(file: str) -> list[dict[str, Any]]:
    """Templates as in ``templates`` of a profile, in a list of their own or in a profile."""
    import json
    from pathlib import Path

    from validator.profile_file import checked
    from validator.shipped import SCHEMAS

    try:
        content = json.loads(Path(file).read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file}: not JSON: {error}") from error
    uses: Any = content.get("templates") if isinstance(content, dict) else content
    neutral = json.loads((SCHEMAS / "wiki" / "neutral.json").read_bytes())
    checked(neutral | {"templates": uses}, file)
    return list(uses)


def _donor(asked: "Wiki", like: str, contact: str) -> "Donor | None":
    """The wiki of a profile, to follow its links to the same wiki in another language."""
    from validator.profile import load
    from validator.sources.address import code_of
    from validator.sources.template_search import Donor
    from validator.sources.wiki import Wiki

    code = code_of(asked.siteinfo["general"]["server"], load(like).site or "")
    return Donor(Wiki(like, contact), code) if code else None


def _write(document: dict[str, Any], output: str) -> None:
    import json
    from pathlib import Path

    shown = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    if not output:
        click.echo(shown, nl=False)
        return
    try:
        Path(output).write_text(shown, "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error


def _summary(found: "Survey", like: str) -> str:
    from validator.render.visible import visible

    uses = found.profile["templates"]
    redirects = sum(len(use.get("redirects", ())) for use in uses)
    lines = [
        f"{found.profile['wiki']}: language {found.profile['language']}, {len(uses)} templates, "
        f"{redirects} redirects to them"
    ]
    if found.missing:
        shown = ", ".join(found.missing[:5])
        more = f" and {len(found.missing) - 5} more" if len(found.missing) > 5 else ""
        lines.append(f"not on this wiki under a known name, of those of {like}: {shown}{more}")
    return "\n".join(visible(line) for line in lines)
