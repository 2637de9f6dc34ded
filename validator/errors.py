"""Everything that wikivet raises on purpose."""


class WikivetError(Exception):
    """A problem whose message is meant for the person who ran wikivet."""


class UsageError(WikivetError):
    """The call or the settings are wrong (exit code 2)."""


class SourceError(WikivetError):
    """An input cannot be read (exit code 3)."""


class DataError(WikivetError):
    """A schema or a wiki profile that wikivet ships or was given is broken (exit code 2)."""
