"""``python -m validator`` is the same as ``wikivet``."""

from validator.cli import main

main()
