"""wikivet: checks wiki articles before they are published."""

__version__ = "0.1.0"
