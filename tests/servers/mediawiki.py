"""A real MediaWiki on loopback, the judge of what wikitext means.

The wiki is installed into a temporary folder (SQLite, no other service) and
served by PHP's built-in web server; both vanish with the context manager::

    with MediaWiki() as wiki:
        [tree] = wiki.parsetree(["{{cite web|title=A}}"])

PHP and the MediaWiki program come from ``.ci/install-debian-packages``;
:func:`available` tells whether they are there.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

VERSION = "1.43"
"""The MediaWiki series that the tests are written for."""

EXTENSIONS: Mapping[str, frozenset[str]] = {
    "CategoryTree": frozenset({"categorytree"}),
    "Cite": frozenset({"ref", "references"}),
    "ImageMap": frozenset({"imagemap"}),
    "InputBox": frozenset({"inputbox"}),
    "ParserFunctions": frozenset(),
    "Poem": frozenset({"poem"}),
    "SyntaxHighlight_GeSHi": frozenset({"source", "syntaxhighlight"}),
    "TemplateData": frozenset({"templatedata"}),
}
"""The extensions switched on, each with the tags it brings."""

CORE_TAGS = frozenset({"gallery", "indicator", "langconvert", "nowiki", "pre"})
"""Extension tags that MediaWiki knows without any extension."""

STAND_IN_TAGS = frozenset(
    {
        "ce",
        "charinsert",
        "chem",
        "graph",
        "hiero",
        "mapframe",
        "maplink",
        "math",
        "phonos",
        "score",
        "section",
        "templatestyles",
        "timeline",
    }
)
"""Tags of English Wikipedia whose extensions are not packaged, or need a service."""

EXTENSION_TAGS = CORE_TAGS.union(STAND_IN_TAGS, *EXTENSIONS.values())
"""Every extension tag that the wiki knows: those whose content is not wikitext at once."""

_WORKERS = 4
_HERE = Path(__file__).parent / "mediawiki"
_REQUEST_TIMEOUT = (10, 120)
_INSTALL_TIMEOUT = 180
_START_TIMEOUT = 60
_STOP_TIMEOUT = 10
_POLITE_TIMEOUT = 4
_PHP_MODULES = ("curl", "dom", "intl", "mbstring", "pdo_sqlite", "xml")
_PHP_SETTINGS = {
    "display_errors": "0",
    "log_errors": "1",
    "max_execution_time": "110",
    "memory_limit": "1536M",
    "opcache.max_accelerated_files": "20000",
    "opcache.memory_consumption": "192",
    "post_max_size": "256M",
    "upload_max_filesize": "256M",
}


_HTML_TAG = re.compile(r"<[^<>]*>")
_CITE_ERROR = re.compile(r"\(cite_(?:error|warning): \((cite_\w+)")
_MARKED = re.compile(r'<sup id="([^"]*)" class="reference"')
_MARK = re.compile(r"cite_ref-(?:(.*)_)?(?:[0-9]+(?:-[0-9]+)?)?")
_NOTE = re.compile(r'<li id="cite_note-')


class Cited(NamedTuple):
    """What Cite made of a page.

    ``errors`` are keys of messages, ``names`` those of the references by mark, sorted (empty for
    unnamed ones, spaces as ``_``), ``notes`` the number of items in lists.
    """

    errors: frozenset[str]
    names: tuple[str, ...]
    notes: int


class WikiError(Exception):
    """The wiki answered a request with an error."""

    def __init__(self, code: str, info: str) -> None:
        super().__init__(f"{code}: {info}")
        self.code = code


class StartError(Exception):
    """The wiki could not be installed, started or stopped."""


def program() -> Path:
    """Return the folder that should hold the MediaWiki program."""
    return Path(os.environ.get("WIKIVET_MEDIAWIKI") or "/var/cache/wikivet-tests/mediawiki")


def available() -> str | None:
    """Return None when a wiki can be started here, otherwise the reason why not."""
    return _php_lacking() or _program_lacking()


def _php_lacking() -> str | None:
    php = shutil.which("php")
    if php is None:
        return "PHP is not installed (see .ci/install-debian-packages)"
    listing = subprocess.run(
        [php, "-m"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    present = set(listing.stdout.lower().split())
    missing = [name for name in _PHP_MODULES if name not in present]
    if missing:
        return f"PHP lacks the modules {', '.join(missing)} (see .ci/install-debian-packages)"
    return None


def _program_lacking() -> str | None:
    try:
        source = (program() / "includes" / "Defines.php").read_text(encoding="utf-8")
    except OSError:
        return f"no MediaWiki program in {program()} (see .ci/install-debian-packages)"
    match = re.search(r"define\(\s*'MW_VERSION',\s*'([^']+)'", source)
    found = match.group(1) if match else "of an unknown version"
    if not found.startswith(f"{VERSION}."):
        return f"the MediaWiki program in {program()} is {found}, not {VERSION}"
    return None


class MediaWiki:
    """A freshly installed wiki with its own web server, state and port.

    Everybody may edit it. All texts go through the Action API, which brings
    its input to normalization form C, as a real wiki does when a page is
    saved, and puts U+FFFD in place of control characters. Only compare
    offsets with texts for which ``unicodedata.normalize("NFC", text) == text``.
    """

    def __init__(self) -> None:
        self.url = ""
        self._state: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._name = f"Test wiki {uuid.uuid4().hex}"
        self._local = threading.local()
        self._sessions: list[requests.Session] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    # -- life ---------------------------------------------------------------

    def start(self) -> None:
        """Install the wiki and return once it answers."""
        if self._state is not None:
            raise StartError("the wiki is already running")
        self._state = Path(tempfile.mkdtemp(prefix="wikivet-mediawiki-"))
        try:
            self._install(self._state)
            self._serve(self._state)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server with all its workers, and forget the wiki's state."""
        server, self._server = self._server, None
        state, self._state = self._state, None
        sessions, self._sessions = self._sessions, []
        self._local = threading.local()
        for session in sessions:
            session.close()
        try:
            if server is not None:
                _end_group(server)
                _await_free(self._port)
        finally:
            if state is not None:
                shutil.rmtree(state, ignore_errors=True)

    def _install(self, state: Path) -> None:
        for folder in ("conf", "db", "cache", "images", "tmp"):
            (state / folder).mkdir()
        command = ["php", *_php_options(), str(program() / "maintenance" / "install.php")]
        command += ["--confpath", str(state / "conf")]
        command += ["--dbtype", "sqlite", "--dbpath", str(state / "db"), "--dbname", "wiki"]
        command += ["--server", "http://127.0.0.1", "--scriptpath", "", "--lang", "en"]
        command += ["--skins", "Vector", "--extensions", ",".join(sorted(EXTENSIONS))]
        command += ["--pass", f"Pass-{uuid.uuid4().hex}", self._name, "Admin"]
        try:
            done = subprocess.run(
                command,
                env=self._environment(state, install=True),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=_INSTALL_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StartError(f"installing the wiki took over {_INSTALL_TIMEOUT} s") from error
        settings = state / "conf" / "LocalSettings.php"
        if done.returncode != 0 or not settings.exists():
            raise StartError(f"installing the wiki failed:\n{done.stdout[-4000:]}")
        quoted = str(_HERE / "settings.php").replace("\\", "\\\\").replace("'", "\\'")
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"\nrequire '{quoted}';\n")

    def _environment(self, state: Path, *, install: bool = False) -> dict[str, str]:
        environment = dict(os.environ)
        environment["MW_INSTALL_PATH"] = str(program())
        environment["WIKIVET_WIKI_STATE"] = str(state)
        environment["WIKIVET_WIKI_NAME"] = self._name
        environment["WIKIVET_WIKI_TAGS"] = " ".join(sorted(STAND_IN_TAGS))
        environment["TMPDIR"] = str(state / "tmp")
        environment.pop("MW_CONFIG_FILE", None)
        if not install:
            environment["MW_CONFIG_FILE"] = str(state / "conf" / "LocalSettings.php")
            environment["WIKIVET_WIKI_SERVER"] = self.url
            environment["PHP_CLI_SERVER_WORKERS"] = str(_WORKERS)
        return environment

    def _serve(self, state: Path) -> None:
        log = state / "server.log"
        for _attempt in range(3):
            self._port = _free_port()
            self.url = f"http://127.0.0.1:{self._port}"
            command = ["php", *_php_options(state / "php.log")]
            command += ["-S", f"127.0.0.1:{self._port}", "-t", str(program())]
            command.append(str(_HERE / "router.php"))
            with log.open("wb") as output:
                # A session of its own, so that the workers end together with
                # the process that forked them.
                self._server = subprocess.Popen(
                    command,
                    env=self._environment(state),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            if self._await_answer():
                return
            _end_group(self._server)
            self._server = None
        raise StartError(f"the wiki does not answer:\n{_tail(log)}\n{_tail(state / 'php.log')}")

    def _await_answer(self) -> bool:
        """Tell whether the server came up and is the one that we started."""
        deadline = time.monotonic() + _START_TIMEOUT
        while time.monotonic() < deadline:
            if self._server is None or self._server.poll() is not None:
                return False
            with suppress(requests.ConnectionError):
                answer = self.api(action="query", meta="siteinfo")
                return bool(answer["query"]["general"]["sitename"] == self._name)
            time.sleep(0.05)
        return False

    # -- changes ------------------------------------------------------------

    @contextmanager
    def switched(self, name: str, content: str = "") -> Iterator[Path]:
        """Flip one of the switches in ``settings.php`` or ``router.php`` for a while.

        They are ``private``, ``readonly``, ``lagging``, ``language`` with its code, and ``limited``
        with the number of requests and seconds. Gives the file whose being there is the switch.
        """
        switch = self._folder() / f"switch-{name}"
        switch.write_text(content, encoding="utf-8")
        try:
            yield switch
        finally:
            for file in switch.parent.glob(f"{switch.name}*"):
                file.unlink()

    def save_many(self, texts: Mapping[str, str]) -> None:
        """Create many pages at once; titles without slashes and colons only."""
        with tempfile.TemporaryDirectory(dir=self._folder() / "tmp") as folder:
            files = [Path(folder) / f"{title}.txt" for title in texts]
            for file, text in zip(files, texts.values(), strict=True):
                file.write_text(text, encoding="utf-8")
            self._maintain("importTextFiles", *map(str, files))

    def add_user(self, name: str, bot: str, bot_password: str) -> None:
        """Make a user with a bot password (32 letters and digits); its name is ``name@bot``."""
        self._maintain("createAndPromote", name, f"Pass-{uuid.uuid4().hex}")
        self._maintain("createBotPassword", "--appid", bot, "--grants", "basic", name, bot_password)

    def execute(self, sql: str, *values: str) -> None:
        """Change the wiki's database behind its back."""
        with closing(sqlite3.connect(self._folder() / "db" / "wiki.sqlite", timeout=30)) as base:
            base.execute(sql, values)
            base.commit()

    def _folder(self) -> Path:
        if self._state is None:
            raise StartError("the wiki is not running")
        return self._state

    def _maintain(self, script: str, *arguments: str) -> None:
        command = ["php", *_php_options(), str(program() / "maintenance" / f"{script}.php")]
        done = subprocess.run(
            [*command, *arguments],
            env=self._environment(self._folder()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_INSTALL_TIMEOUT,
            check=False,
        )
        if done.returncode != 0:
            raise StartError(f"{script} failed:\n{done.stdout[-4000:]}")

    # -- questions ------------------------------------------------------------

    def api(self, **parameters: str | int | Sequence[str]) -> dict[str, Any]:
        """Ask the Action API and return its answer; lists are joined with ``|``.

        Raises :class:`WikiError` when the wiki reports an error.
        """
        form: dict[str, str] = {"format": "json", "formatversion": "2"}
        for name, value in parameters.items():
            text = (
                value
                if isinstance(value, str)
                else str(value)
                if isinstance(value, int)
                else "|".join(value)
            )
            form[name] = text
        reply = self._session().post(f"{self.url}/api.php", data=form, timeout=_REQUEST_TIMEOUT)
        if reply.status_code != requests.codes.ok:
            raise WikiError(f"http-{reply.status_code}", reply.text[:2000])
        answer: dict[str, Any] = reply.json()
        if "error" in answer:
            raise WikiError(answer["error"]["code"], answer["error"]["info"])
        return answer

    def save(self, title: str, text: str) -> None:
        """Create or replace the page ``title``."""
        answer = self.api(action="edit", title=title, text=text, token="+\\")
        if answer["edit"]["result"] != "Success":
            raise WikiError("edit-failed", str(answer["edit"]))

    def extension_tags(self) -> frozenset[str]:
        """Return the names of the extension tags that the running wiki knows."""
        answer = self.api(action="query", meta="siteinfo", siprop="extensiontags")
        return frozenset(tag.strip("<>") for tag in answer["query"]["extensiontags"])

    def parsetree(self, wikitexts: Sequence[str]) -> list[str]:
        """Return the preprocessor's XML for each text, in the same order.

        This is the tree of a page viewed by itself, not of one transcluded.
        Read it with :mod:`servers.parsetree`.
        """
        with ThreadPoolExecutor(_WORKERS) as pool:
            return list(pool.map(self._one_tree, wikitexts))

    def _one_tree(self, wikitext: str) -> str:
        if not wikitext:
            return "<root/>"  # the API takes no empty text
        # action=parse gives the same tree, but renders the page as well.
        answer = self.api(action="expandtemplates", prop="parsetree", text=wikitext)
        tree: str = answer["expandtemplates"]["parsetree"]
        return tree

    def rendered_parsetree(self, wikitext: str) -> str:
        """Return the XML that comes along when the wiki renders the text."""
        answer = self.api(action="parse", prop="parsetree", contentmodel="wikitext", text=wikitext)
        tree: str = answer["parse"]["parsetree"]
        return tree

    def cited(self, wikitexts: Sequence[str]) -> list[Cited]:
        """Return what Cite made of each text, in the same order."""
        with ThreadPoolExecutor(_WORKERS) as pool:
            return list(pool.map(self._one_cited, wikitexts))

    def _one_cited(self, wikitext: str) -> Cited:
        # The language qqx shows the keys of messages in place of the messages.
        shown = self._page(wikitext, "qqx")
        for _ in range(3):  # some errors stand escaped in a mark
            shown = html.unescape(shown)
        page = self._page(wikitext, "en")
        marks = (_MARK.fullmatch(html.unescape(found)) for found in _MARKED.findall(page))
        return Cited(
            frozenset(_CITE_ERROR.findall(_HTML_TAG.sub("", shown))),
            tuple(sorted(mark[1] or "" for mark in marks if mark)),
            len(_NOTE.findall(html.unescape(page))),
        )

    def _page(self, wikitext: str, language: str) -> str:
        """Return the page as HTML."""
        answer = self.api(
            action="parse",
            contentmodel="wikitext",
            disablelimitreport="1",
            prop="text",
            text=wikitext,
            title="Cite case page",
            uselang=language,
        )
        page: str = answer["parse"]["text"]
        return page

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False  # no proxy between us and loopback
            self._local.session = session
            self._sessions.append(session)
        return session


def _php_options(log: Path | None = None) -> list[str]:
    settings = dict(_PHP_SETTINGS)
    if log is not None:
        settings["error_log"] = str(log)
    return [word for name, value in settings.items() for word in ("-d", f"{name}={value}")]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_free(port: int) -> None:
    """Make sure that nobody listens on the port any more."""
    deadline = time.monotonic() + _STOP_TIMEOUT
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return
        time.sleep(0.05)
    raise StartError(f"something still listens on port {port}")


def _end_group(server: subprocess.Popen[bytes]) -> None:
    """End the process and all others of its group; politely first."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
    if not _group_ended(server):
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(_STOP_TIMEOUT)


def _group_ended(server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _POLITE_TIMEOUT
    while time.monotonic() < deadline:
        server.poll()  # take the leader's exit status, or it lingers as a zombie
        try:
            os.killpg(server.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def _tail(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(encoding="utf-8", errors="replace")[-2000:]
    return ""
