"""Requests to a wiki, bounded in size and time, tried again where that may help.

The one module that imports requests and tenacity.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import tenacity
from urllib3.exceptions import HTTPError

from validator import __version__
from validator.errors import WikiError
from validator.sources.address import is_loopback
from validator.sources.pace import pace

MAX_BYTES = 64 * 1024 * 1024
"""Eight times what MediaWiki puts into an answer."""

ATTEMPTS = 4
LONGEST_WAIT = 120
"""Seconds; a wiki that asks for more is not waited for, and not asked again."""

SECONDS = 90
"""For one whole answer, however slowly it drips."""

_CONNECT, _READ = 10, 30
_MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_LONG = 2_000
"""Characters of parameters from which on they go into the body of the request."""

_Result = TypeVar("_Result")


class Later(Exception):  # noqa: N818
    """It may work later: why not now, and how many seconds the wiki asks to wait."""

    def __init__(self, why: str, code: str = "", seconds: float | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.seconds = seconds


class Answer(NamedTuple):
    """What came back, from which address in the end."""

    status: int
    url: str
    media_type: str
    body: bytes
    wait: str

    def json(self) -> Any:
        """The body as JSON; ValueError if it is none."""
        try:
            return json.loads(self.body)
        except RecursionError:
            raise ValueError("nested too deep") from None


class Web:
    """The way to one wiki, called ``name`` in messages. Cookies are kept, nothing else."""

    def __init__(
        self,
        name: str,
        contact: str,
        sleep: Callable[[float], None] = time.sleep,
        seconds: float = SECONDS,
    ) -> None:
        self.name = name
        self._sleep = sleep
        self._seconds = seconds
        self._session = requests.Session()
        self._session.auth = _unchanged  # what .netrc holds is not for wikis
        self._session.headers["User-Agent"] = (
            f"wikivet/{__version__} ({contact}) python-requests/{requests.__version__}"
        )
        self._session.headers["Accept-Encoding"] = "gzip"

    def patiently(self, attempt: Callable[[], _Result]) -> _Result:
        """What ``attempt`` returns, tried again after a while each time it raises Later."""
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Later),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except Later as later:
            why = f"{later}; asked {ATTEMPTS} times"
            raise WikiError(self.name, why, later.code) from None

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Ask, following redirects on the same host; many parameters travel in the body."""
        if parameters and sum(len(n) + len(v) for n, v in parameters.items()) > _LONG:
            # Nothing is saved, which tells a farm of servers that the nearest will do.
            return self.post(url, parameters, {"Promise-Non-Write-API-Action": "true"})
        for _ in range(_MOST_REDIRECTS):
            answer, target = self._send("GET", url, params=parameters)
            if not target:
                return answer
            url, parameters = self._followed(answer.url, target), None
        raise WikiError(self.name, f"redirects more than {_MOST_REDIRECTS} times, last to {url}")

    def post(
        self, url: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a form. Redirects are not followed."""
        answer, target = self._send("POST", url, data=form, headers=headers)
        if target:
            raise WikiError(self.name, f"redirects a form to {target}; give that address")
        return answer

    def hold_back(self, answer: Answer) -> float | None:
        """How many seconds an answer asks to wait; WikiError if that is too long."""
        seconds = _seconds(answer.wait)
        if seconds is not None and seconds > LONGEST_WAIT:
            raise WikiError(self.name, f"asks to come back in {seconds:.0f} seconds")
        return seconds

    def _send(self, method: str, url: str, **given: Any) -> tuple[Answer, str]:
        """One request; with the address that it is redirected to, if it is."""
        turn = pace(urlsplit(url).netloc)
        self._session.trust_env = not is_loopback(urlsplit(url).hostname or "")
        with turn:
            try:
                reply = self._session.request(
                    method,
                    url,
                    timeout=(_CONNECT, min(_READ, self._seconds)),
                    stream=True,
                    allow_redirects=False,
                    **given,
                )
                with reply:
                    body = self._read(reply)
            except _HOPELESS as error:
                raise WikiError(self.name, f"cannot be asked: {_reason(error)}") from None
            except (requests.RequestException, HTTPError, OSError) as error:
                raise Later(_reason(error)) from None
        media_type = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        wait = reply.headers.get("Retry-After", "")
        answer = Answer(reply.status_code, str(reply.url), media_type, body, wait)
        if reply.status_code == requests.codes.too_many_requests:
            turn.slow_down()
            raise Later("HTTP 429: too many requests", "ratelimited", self.hold_back(answer))
        if reply.status_code >= requests.codes.internal_server_error:
            why = f"HTTP {reply.status_code} {reply.reason or ''}".strip()
            raise Later(why, "", self.hold_back(answer))
        return answer, reply.headers.get("Location", "") if reply.is_redirect else ""

    def _read(self, reply: requests.Response) -> bytes:
        """The body, unpacked; a bound on what it may hold and on how long it may take."""
        end = time.monotonic() + self._seconds
        parts: list[bytes] = []
        size = 0
        while part := reply.raw.read1(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > MAX_BYTES:
                limit = MAX_BYTES // 1024 // 1024
                raise WikiError(self.name, f"answers with more than {limit} MiB")
            if time.monotonic() > end:
                raise Later(f"no whole answer within {self._seconds:.0f} seconds")
        return b"".join(parts)

    def _followed(self, url: str, target: str) -> str:
        """Where a redirect leads; WikiError if that is another host."""
        whole = urljoin(url, target)
        if not same_host(url, whole):
            raise WikiError(self.name, f"redirects to another host, {whole}; give that address")
        return whole


def same_host(url: str, other: str) -> bool:
    """Whether an address is on the same host and port; HTTP may become HTTPS, not the reverse."""
    here, there = urlsplit(url), urlsplit(other)
    if here.hostname != there.hostname or "@" in there.netloc:
        return False
    if here.scheme == there.scheme:
        return here.port == there.port
    return (here.scheme, there.scheme) == ("http", "https") and not (here.port or there.port)


_HOPELESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _wait(state: tenacity.RetryCallState) -> float:
    """As long as the wiki asks; else longer each time, and not for all at the same moment."""
    later = state.outcome.exception() if state.outcome else None
    if isinstance(later, Later) and later.seconds is not None:
        return later.seconds
    return tenacity.wait_exponential_jitter(initial=1, max=30)(state)


def _seconds(wait: str) -> float | None:
    """``Retry-After``: seconds or a date."""
    if wait.isascii() and wait.isdigit():
        return float(wait[:9])
    try:
        moment = parsedate_to_datetime(wait)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _reason(error: Exception) -> str:
    """What went wrong on the way, without the names of Python's objects."""
    match error:
        case requests.exceptions.SSLError():
            return "no trusted connection (TLS)"
        case requests.exceptions.ConnectTimeout() | requests.exceptions.ReadTimeout():
            return "no answer in time"
        case requests.exceptions.ConnectionError():
            return _deepest(error)
        case _ if "timed out" in str(error):
            return "no answer in time"
        case _:
            return f"the connection broke ({type(error).__name__})"


def _deepest(error: BaseException) -> str:
    """The words of the operating system at the bottom of a failed connection."""
    found: BaseException | None = error
    while found is not None:
        if (
            isinstance(found, OSError)
            and found.strerror
            and not isinstance(found, requests.RequestException)
        ):
            return f"no connection: {found.strerror}"
        inner = getattr(found, "reason", None) or found.__cause__ or found.__context__
        if inner is None and found.args and isinstance(found.args[0], BaseException):
            inner = found.args[0]
        found = inner if isinstance(inner, BaseException) else None
    return "no connection"
