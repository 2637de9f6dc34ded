"""Run by tox in an environment that holds the wheel and its dependencies only."""

import subprocess
import sys
import tempfile
from pathlib import Path

import validator
from validator import shipped

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"


def main() -> None:
    """Check an article away from the checkout and look at what comes out."""
    package = Path(validator.__file__).parent
    if "site-packages" not in package.parts:
        raise SystemExit(f"the wheel is not what runs: {package}")
    for needed in (shipped.SCHEMAS / "report.json", shipped.REPORTS / "templates"):
        if package not in needed.parents or not needed.exists():
            raise SystemExit(f"not shipped: {needed}")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        article = FIXTURES / "everything-wrong.wikitext"
        command = [
            str(Path(sys.executable).parent / "wikivet"),
            "check",
            str(article),
            "--isolated",
            "-f",
            "concise",
            "-f",
            f"html={page}",
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 1 or "error[" not in done.stdout or "<html" not in page.read_text():
            raise SystemExit(f"exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    print(f"the wheel works: {len(done.stdout.splitlines())} findings")


main()
