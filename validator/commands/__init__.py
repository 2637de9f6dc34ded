"""The subcommands of ``wikivet``: one module each, imported when it is run."""

CLEAN, FOUND, USAGE, UNCHECKED = 0, 1, 2, 3
"""Exit codes."""
