"""Where ``schemas/`` and ``reports/`` are: in an installed wheel, or beside it in a checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_shipped"
ROOT = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"
REPORTS = ROOT / "reports"
