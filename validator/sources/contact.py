"""Who asks: wikis want to know whom to write to, so nobody asks without saying it."""

import os
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from validator.errors import UsageError

VARIABLE = "WIKIVET_CONTACT"
_ADDRESS = re.compile(r"[^\s@()<>]+@([^\s@()<>]+\.[^\s@()<>.]+)")
_PLACEHOLDER = re.compile(
    r"(?:^|\.)(?:example(?:\.[a-z]+)?|invalid|test|localhost|your-?domain\.[a-z]+)$", re.IGNORECASE
)
_PLACEHOLDER_NAME = re.compile(r"(?:^|[/:])(?:your|my)[-_ ]?(?:user)?[-_ ]?name\b", re.IGNORECASE)
_OURS = re.compile(r"/wikivet(?:[/#?].*)?$|^wikivet\.", re.IGNORECASE)


def contact(given: str = "") -> str:
    """How to reach who runs this: as given, from the environment, or from the user's own file.

    Raises UsageError where nothing is said, or what could not be theirs.
    """
    sources = (
        ("--contact", given),
        (VARIABLE, os.environ.get(VARIABLE, "")),
        (str(config_file()), "" if given else _configured()),
    )
    for origin, value in sources:
        if value.strip():
            return _checked(origin, value.strip())
    raise UsageError(
        "wikis want to know who asks; say how to reach you, an address of mail or of your user "
        f'page: --contact, {VARIABLE}, or contact = "…" in {config_file()}'
    )


def config_file() -> Path:
    """The user's own settings, which belong to no project."""
    from platformdirs import user_config_path

    return user_config_path("wikivet", appauthor=False) / "config.toml"


def _configured() -> str:
    import tomllib

    path = config_file()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from error
    found = content.get("contact", "")
    if not isinstance(found, str):
        raise UsageError(f"{path}: contact must be text")
    return found


def _checked(origin: str, value: str) -> str:
    mail = _ADDRESS.fullmatch(value)
    try:
        host = mail[1] if mail else (urlsplit(value).hostname or "")
    except ValueError:
        host = ""
    if not mail and not (host and value.startswith(("https://", "http://")) and " " not in value):
        raise UsageError(f"{origin}: {value!r} is neither an address of mail nor a URL")
    if _PLACEHOLDER.search(host) or _PLACEHOLDER_NAME.search(value):
        raise UsageError(f"{origin}: {value!r} is a placeholder; say how to reach you")
    if _OURS.search(value if not mail else host):
        raise UsageError(f"{origin}: {value!r} is wikivet's own address; say how to reach you")
    return quote(value, safe="/:@?&=+$,;#%~!*'[]-._")
