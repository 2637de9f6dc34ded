"""Everything that wikivet raises on purpose."""

TYPES = {
    "array": "a list", "bool": "true or false", "dict": "a table", "float": "a number",
    "int": "a number", "list": "a list", "object": "a table", "str": "text",
}  # fmt: skip
"""What a person calls the types of a settings file, by their names in Python and in msgspec."""


class WikivetError(Exception):
    """A problem whose message is meant for the person who ran wikivet."""


class UsageError(WikivetError):
    """The call or the settings are wrong (exit code 2)."""


class SourceError(WikivetError):
    """An input cannot be read, and why (exit code 3)."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class WikiError(SourceError):
    """A wiki does not answer as it should; ``code`` is MediaWiki's own word for it, if any."""

    def __init__(self, wiki: str, why: str, code: str = "") -> None:
        super().__init__(wiki, why)
        self.code = code


class DataError(WikivetError):
    """A schema or a wiki profile that wikivet ships or was given is broken (exit code 2)."""
