"""A wiki's profile in a file of one's own, such as ``wikivet wiki profile`` writes."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from validator.errors import UsageError
from validator.profile import Profile
from validator.schemas import refusal


@lru_cache(maxsize=32)
def load(path: Path) -> Profile:
    """The profile in a file.

    Raises UsageError naming the file, and the pointer to what is wrong in it.
    """
    try:
        content = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not JSON: {error}") from error
    return checked(content, str(path))


def checked(content: Any, name: str) -> Profile:
    """The profile that a document is; UsageError with the pointer to what is wrong in it."""
    complaint = refusal("profile", content)
    if complaint:
        raise UsageError(f"{name}: {complaint}")
    return msgspec.convert(content, Profile)
