"""The command as a person or a script calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"
CLEAN = "The town has a mill.<ref>{{cite book|title=Mills |year=1990}}</ref>\n\n{{reflist}}\n"
_SCRIPT = Path(sys.executable).parent / "wikivet"
COMMAND = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "validator"]
WRONG = "The town has a mill.<ref></ref>\n\n{{reflist}}\n"


def run(
    *arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``wikivet``; the run's environment is ours plus what is given."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "clean.wikitext").write_text(CLEAN, "utf-8")
    (tmp_path / "wrong.wikitext").write_text(WRONG, "utf-8")
    return tmp_path


def test_clean_is_silent_and_zero(folder: Path) -> None:
    done = run("check", "clean.wikitext", "--wiki", "enwiki", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 article checked: 0 errors" in done.stderr


def test_findings_are_one_and_have_a_place(folder: Path) -> None:
    done = run("check", ".", "--wiki", "enwiki", cwd=folder)
    assert done.returncode == 1
    assert b"wrong.wikitext:1:21: error[reference/empty] " in done.stdout


@pytest.mark.parametrize(("gate", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on(folder: Path, gate: str, code: int) -> None:
    assert run("check", "wrong.wikitext", "--fail-on", gate, cwd=folder).returncode == code


def test_select_and_ignore(folder: Path) -> None:
    ignored = run(
        "check", "wrong.wikitext", "--ignore", "reference", "--wiki", "enwiki", cwd=folder
    )
    assert b"reference/" not in ignored.stdout
    selected = run("check", "wrong.wikitext", "--select", "tag/*,claim", cwd=folder)
    assert b"reference/empty" not in selected.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.wikitext"], "nowhere.wikitext: no such file or folder"),
        (["check", "clean.wikitext", "--wiki", "xxwiki"], "no profile for the wiki 'xxwiki'"),
        (["check", "clean.wikitext", "--today", "soon"], "--today soon: not a date"),
        (["check", "clean.wikitext", "-f", "pdf"], "there is no format 'pdf'"),
        (["check", "clean.wikitext", "--select", "citaton"], "did you mean"),
        (["check", "clean.wikitext", "--config", "none.toml"], "none.toml: No such file"),
        (["check", "clean.wikitext", "-f", "json=no/such/folder.json"], "cannot write"),
        (["rule", "reference/emty"], "did you mean reference/empty"),
        (["rule"], "name one rule"),
        (["chek"], "No such command"),
        (["check"], "Missing argument"),
    ],
)
def test_wrong_calls_are_two_and_say_why(folder: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_empty_folder_is_a_wrong_call(tmp_path: Path) -> None:
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert b"no article in ." in done.stderr


def test_unreadable_input_is_three_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "latin.wikitext").write_bytes(b"one\ncaf\xe9\n")
    done = run("check", "latin.wikitext", "wrong.wikitext", cwd=folder)
    assert done.returncode == 3
    assert b"latin.wikitext: not checked: not UTF-8: byte 0xe9 in line 2" in done.stderr
    assert b"error[reference/empty]" in done.stdout


def test_binary_input_is_three(folder: Path) -> None:
    (folder / "image.wikitext").write_bytes(b"GIF89a\0\1")
    done = run("check", "image.wikitext", cwd=folder)
    assert done.returncode == 3
    assert b"not text: byte 0x00 at offset 6" in done.stderr


def test_utf_16_is_named(folder: Path) -> None:
    (folder / "wide.wikitext").write_bytes(WRONG.encode("utf-16"))
    done = run("check", "wide.wikitext", cwd=folder)
    assert done.returncode == 3
    assert b"wide.wikitext: not checked: UTF-16; save it as UTF-8" in done.stderr


def test_a_name_that_is_not_utf_8_is_written_out(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.wikitext")).write_text(WRONG, "utf-8")
    for form in ("concise", "json", "html", "full"):
        done = run("check", ".", "-f", form, "--wiki", "enwiki", cwd=folder)
        assert done.returncode == 1
        assert b"bad\\xff.wikitext" in done.stdout.replace(b"\\\\", b"\\")


def test_a_full_disk_is_said(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, "check", "wrong.wikitext"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=folder, check=False)
    assert done.returncode == 2
    assert done.stderr == b"wikivet: cannot write standard output: No space left on device\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-f", "json=wrong.wikitext"), "json=wrong.wikitext: this file is an article to check"),
        (("-f", "json=./a", "-f", "html=a"), "two reports would go to a; name a file: html=FILE"),
        (("-f", "concise", "-f", "json"), "two reports would go to standard output"),
        (("-f", "html="), "--format html=: no file is named"),
        (("--select", ""), "--select: no rule is named"),
        (("--today", ""), "not a date such as 2026-11-20"),
        (("--ignore", "citaton"), "no rule matches 'citaton'; did you mean citation"),
    ],
)
def test_a_wrong_call_is_two_and_writes_nothing(
    folder: Path, words: tuple[str, ...], says: str
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = run("check", "wrong.wikitext", *words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[severity]\n"tag/*" = "ERROR"', "severity of 'tag/*' is 'ERROR'; choose from error, w"),
        ('fail-on = "fatal"', "fail-on is 'fatal'; choose from error, warning, info, never"),
        ('select = "tag"', "select must be a list, not text"),
        ("severity = 3", "severity must be a table, not a number"),
        ('ignore = ["tag/unresolvd"]', "no rule matches 'tag/unresolvd'; did you mean tag/unres"),
        ('wiki = "nlwiki"', "no profile for the wiki 'nlwiki'"),
        (
            '[rules."tag/unresolved"]\nerror_after_months = "a"',
            "tag/unresolved: option error_after_months must be a number",
        ),
    ],
)
def test_wrong_settings_name_the_file_and_the_key(folder: Path, settings: str, says: str) -> None:
    (folder / "wikivet.toml").write_text(settings, "utf-8")
    done = run("check", "wrong.wikitext", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"wikivet: {folder}/wikivet.toml: {says}")


def test_a_file_is_checked_once(folder: Path) -> None:
    names = ("wrong.wikitext", "./wrong.wikitext", folder / "wrong.wikitext")
    done = run("check", *names, cwd=folder)
    assert b"1 article checked" in done.stderr


def test_the_last_day_crashes_no_rule(folder: Path) -> None:
    text = "{{cite web|title=A|url=https://a.example|date=9999-12-31|access-date=9999-12-31}}"
    (folder / "late.wikitext").write_text(text, "utf-8")
    assert run("check", "late.wikitext", "--today", "9999-12-31", cwd=folder).returncode < 2


def test_what_is_read_without_customs_is_said(folder: Path) -> None:
    (folder / "kort.wikitext").write_text("De molen staat aan het water en is oud.", "utf-8")
    done = run("check", "kort.wikitext", cwd=folder)
    assert b"1 article read without a wiki's customs; see --wiki" in done.stderr


def test_a_fifo_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "pipe.wikitext")
    done = run("check", "pipe.wikitext", cwd=folder)
    assert done.returncode == 3
    assert b"not a regular file" in done.stderr


def test_standard_input_has_a_name(folder: Path) -> None:
    done = run(
        "check",
        "-",
        "--stdin-filename",
        "Foo",
        "--wiki",
        "enwiki",
        cwd=folder,
        stdin=WRONG.encode(),
    )
    assert done.stdout.startswith(b"Foo:1:21: error[reference/empty]")


def test_byte_order_mark_does_not_shift_columns(folder: Path) -> None:
    (folder / "bom.wikitext").write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    assert b"bom.wikitext:1:21: error" in run("check", "bom.wikitext", cwd=folder).stdout


def test_windows_line_breaks(folder: Path) -> None:
    text = "Lead.\r\n\r\n== Head ==\r\nA mill.<ref></ref>\r\n\r\n{{reflist}}\r\n"
    (folder / "crlf.wikitext").write_bytes(text.encode())
    done = run("check", "crlf.wikitext", "-f", "json", "--select", "reference/empty", cwd=folder)
    finding = json.loads(done.stdout)["findings"][0]
    assert (finding["line"], finding["column"], finding["section"]) == (4, 8, "Head")
    assert text[finding["start"] : finding["end"]] == "<ref></ref>"


def test_several_formats_at_once(folder: Path) -> None:
    done = run(
        "check",
        "wrong.wikitext",
        "-f",
        "concise",
        "-f",
        "html=r.html",
        "-f",
        "json=r.json",
        cwd=folder,
    )
    assert done.returncode == 1
    assert b"reference/empty" in done.stdout
    assert "<html" in (folder / "r.html").read_text("utf-8")
    assert json.loads((folder / "r.json").read_text("utf-8"))["totals"]["error"] >= 1


def test_settings_beside_the_article(folder: Path) -> None:
    (folder / "wikivet.toml").write_text(
        'wiki = "enwiki"\nfail-on = "warning"\n[severity]\n"reference/empty" = "info"\n'
        '[rules."tag/unresolved"]\nerror_after_months = 12\n',
        "utf-8",
    )
    (folder / "tag.wikitext").write_text("Lit.{{cn|date=May 2020}}<ref>B</ref>{{reflist}}", "utf-8")
    done = run("check", "wrong.wikitext", "--select", "reference", cwd=folder)
    assert done.returncode == 0
    assert b"info[reference/empty]" in done.stdout
    done = run("check", "tag.wikitext", "--today", "2026-11-20", cwd=folder)
    assert b"error[tag/unresolved]" in done.stdout


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('ingore = ["tag"]', "unknown key 'ingore'; did you mean 'ignore'?"),
        ('fail-on = "sometimes"', "fail-on"),
        ("wiki = 3", "wiki"),
        ("wiki = ", "not TOML"),
        ('ignore = ["nonsense/rule"]', "no rule matches 'nonsense/rule'"),
        ('[rules."reference/empty"]\nfoo = 1', "reference/empty has no option 'foo'"),
    ],
)
def test_wrong_settings_are_two(folder: Path, toml: str, says: str) -> None:
    (folder / "wikivet.toml").write_text(toml, "utf-8")
    done = run("check", "clean.wikitext", cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr.decode()


def test_pyproject_table_and_isolated(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.wikivet]\nignore = ["reference"]\n', "utf-8")
    assert b"reference/" not in run("check", "wrong.wikitext", cwd=folder).stdout
    assert b"reference/empty" in run("check", "wrong.wikitext", "--isolated", cwd=folder).stdout


def test_hostile_text_does_not_reach_the_terminal(folder: Path) -> None:
    (folder / "evil.wikitext").write_text(
        "A\x1b]0;owned\x07 \u202e mill <ref name='\x1b[31mx' /> {{cn|reason=\x1b[2J}}", "utf-8"
    )
    for name in ("full", "concise"):
        done = run("check", "evil.wikitext", "--wiki", "enwiki", "-f", name, cwd=folder)
        assert b"\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout.decode()
        assert done.stdout


def test_ascii_terminals_get_ascii(folder: Path) -> None:
    done = run("check", "wrong.wikitext", "-f", "full", cwd=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    done.stdout.decode("ascii")


def test_rule_page_and_list() -> None:
    page = run("rule", "reference/empty").stdout.decode()
    assert page.startswith("# reference/empty")
    assert "## Bad" in page
    listed = run("rule", "--all").stdout.decode().splitlines()
    assert any(line.startswith("reference/empty ") for line in listed)


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith(b"wikivet ")
    assert b"Exit codes" in run("check", "--help").stdout
    for words in ((), ("check",)):
        assert b"\\b" not in run(*words, "--help").stdout
    assert b"\n    wikivet check draft.wikitext\n" in run("--help").stdout


def test_closed_pipe_ends_quietly(folder: Path) -> None:
    (folder / "big.wikitext").write_text("x {{cn}}\n" * 20_000, "utf-8")
    script = f"{sys.executable} -m validator check big.wikitext --wiki enwiki | head -1"
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"tag/unresolved" in done.stdout


@pytest.mark.parametrize("article", sorted(FIXTURES.glob("*.wikitext")), ids=lambda p: p.stem)
def test_every_fixture_article_in_full(article: Path) -> None:
    done = run("check", article, "--isolated", "-f", "full", "--today", "2026-11-20")
    assert done.returncode in (0, 1)
    assert b"not checked: whether cited links are alive" in done.stdout or b"0 URLs" in done.stdout


TWICE = "It burnt.<ref>Hall 1990</ref> It stood.<ref>Hall 1990</ref>\r\n\r\n{{reflist}}"
ONCE = (
    'It burnt.<ref name="Hall 1990">Hall 1990</ref> It stood.<ref name="Hall 1990" />'
    "\r\n\r\n{{reflist}}"
)


def test_fix_writes_the_file_and_keeps_its_bytes(folder: Path) -> None:
    file = folder / "twice.wikitext"
    file.write_bytes(b"\xef\xbb\xbf" + TWICE.encode())
    file.chmod(0o640)
    done = run("check", file, "--fix", "--wiki", "enwiki", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 finding cured in 1 article" in done.stderr
    assert file.read_bytes() == b"\xef\xbb\xbf" + ONCE.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "clean.wikitext",
        "twice.wikitext",
        "wrong.wikitext",
    ]
    again = run("check", file, "--fix", "--wiki", "enwiki", cwd=folder)
    assert b"0 findings cured in 0 articles" in again.stderr


def test_fix_through_a_link_keeps_the_link(folder: Path) -> None:
    (folder / "twice.txt").write_bytes(TWICE.encode())
    link = folder / "link.wikitext"
    link.symlink_to("twice.txt")
    run("check", link, "--fix", "--wiki", "enwiki", cwd=folder)
    assert link.is_symlink()
    assert (folder / "twice.txt").read_bytes() == ONCE.encode()


def test_diff_shows_and_changes_nothing(folder: Path) -> None:
    file = folder / "twice.wikitext"
    file.write_bytes(TWICE.encode())
    done = run("check", "twice.wikitext", "--diff", "--wiki", "enwiki", cwd=folder)
    assert done.returncode == 1
    lines = done.stdout.decode().split("\n")
    assert lines[:3] == ["--- a/twice.wikitext", "+++ b/twice.wikitext", "@@ -1,3 +1,3 @@"]
    assert file.read_bytes() == TWICE.encode()
    unchanged = run("check", "clean.wikitext", "--diff", "--wiki", "enwiki", cwd=folder)
    assert (unchanged.returncode, unchanged.stdout) == (0, b"")


def test_fix_of_standard_input_goes_to_standard_output() -> None:
    done = run("check", "-", "--fix", "--wiki", "enwiki", stdin=TWICE.encode())
    assert (done.returncode, done.stdout) == (0, ONCE.encode())


def test_fix_of_a_file_that_is_not_there(folder: Path) -> None:
    done = run("check", "missing.wikitext", "--fix", cwd=folder)
    assert done.returncode == 2
    assert b"no such file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--fix", "--diff"], "exclude each other"),
        (["--diff", "-f", "json"], "name a file: --format NAME=FILE"),
        (["--fix", "-", "clean.wikitext"], "files or standard input, not both"),
    ],
)
def test_wrong_calls_of_fix(folder: Path, arguments: list[str], says: str) -> None:
    paths = [] if "-" in arguments else ["clean.wikitext"]
    done = run("check", *paths, *arguments, cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr.decode()
