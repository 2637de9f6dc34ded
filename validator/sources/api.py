"""The action API of one wiki: finding it, asking it, logging in."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from validator.errors import UsageError, WikiError
from validator.once import once
from validator.schemas import refusal
from validator.sources.address import address, is_database, is_loopback
from validator.sources.contact import contact
from validator.sources.web import SECONDS, Answer, Later, Web, same_host

MOST_STEPS = 1_000
"""Answers that continue each other; half a million titles."""

_AGAIN = frozenset({"maxlag", "ratelimited", "readonly"})
_PATHS = ("/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php")
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_HEAD = 200_000


class Api:
    """A wiki's API, asked by somebody who says how to reach them; logged in if ``user`` is given.

    Every method raises WikiError where the wiki does not answer as it should.
    """

    def __init__(
        self,
        given: str,
        who: str,
        *,
        user: str = "",
        password: str = "",
        sleep: Callable[[float], None] = time.sleep,
        seconds: float = SECONDS,
    ) -> None:
        self._address = address(given)
        self.name = self._address.name
        self._web = Web(self.name, contact(who), sleep, seconds)
        if user and not password:
            raise UsageError(f"no password for {user}: give it by WIKIVET_PASSWORD")
        self._user, self._password = user, password
        self._logged_in = False

    def steps(self, **parameters: str) -> Iterator[dict[str, Any]]:
        """The answers to a query, as long as the wiki says that there is more."""
        more: dict[str, str] = {}
        for _ in range(MOST_STEPS):
            answer = self.ask("query", **(parameters | {"action": "query"} | more))
            yield answer
            following = {name: str(value) for name, value in answer.get("continue", {}).items()}
            if not following:
                return
            if following == more:
                raise WikiError(self.name, "continues an answer in a circle")
            more = following
        raise WikiError(self.name, f"has more than {MOST_STEPS:,} answers to give")

    def ask(self, schema: str, **parameters: str) -> dict[str, Any]:
        """The answer to a request, which obeys a schema in ``schemas/wiki-answer``."""
        if self._user and not self._logged_in:
            self._log_in()
        try:
            return self._asked(schema, parameters)
        except WikiError as error:
            if not self._logged_in or error.code != "assertuserfailed":
                raise
        self._log_in()  # the session has ended
        return self._asked(schema, parameters)

    def _asked(
        self, schema: str, parameters: Mapping[str, str], *, secret: bool = False
    ) -> dict[str, Any]:
        form = {"format": "json", "formatversion": "2", "errorformat": "plaintext"}
        if not secret:
            form["maxlag"] = "5"
            if self._logged_in:
                form["assert"] = "user"
        form |= parameters
        send = self._web.post if secret else self._web.get
        what = f"action={parameters['action']}"

        def attempt() -> dict[str, Any]:
            return self._read(send(self._api, form), what)

        answer = self._web.patiently(attempt)
        complaint = refusal(f"wiki-answer/{schema}", answer)
        if complaint:
            raise WikiError(self.name, f"answers {what} with what it should not: {complaint}")
        return answer

    def _read(self, answer: Answer, what: str) -> dict[str, Any]:
        """The content of an answer; errors that pass are raised as Later, others as WikiError."""
        try:
            content = answer.json()
        except ValueError:
            content = None
        if not isinstance(content, dict):
            shown = f"HTTP {answer.status}" if answer.status >= 400 else answer.media_type
            raise WikiError(
                self.name, f"answers {what} with {shown or 'nothing known'}, not with JSON"
            )
        errors = content.get("errors") or ([content["error"]] if "error" in content else [])
        for error in errors if isinstance(errors, list) else []:
            code = str(error.get("code", "")) if isinstance(error, dict) else ""
            words = str(error.get("text") or error.get("info") or code) if code else str(error)
            if code in _AGAIN or code.startswith("internal_api_error_DB"):
                raise Later(f"{code}: {words}", code, self._web.hold_back(answer))
            if code in ("readapidenied", "assertuserfailed") and not self._user:
                words += " Log in with --user"
            raise WikiError(self.name, f"{code}: {words}"[:1000], code)
        return content

    def _log_in(self) -> None:
        """Log in with the bot password; the session is kept in cookies."""
        parts = urlsplit(self._api)
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            raise WikiError(self.name, "has no HTTPS; no password is sent there")
        self._logged_in = False
        ask = {"action": "query", "meta": "tokens", "type": "login"}
        tokens = self._asked("query", ask).get("query", {}).get("tokens", {})
        form = {
            "action": "login",
            "lgname": self._user,
            "lgpassword": self._password,
            "lgtoken": tokens.get("logintoken", ""),
        }
        login = self._asked("login", form, secret=True)["login"]
        if login["result"] != "Success":
            reason = login.get("reason", "")
            words = reason.get("text", "") if isinstance(reason, dict) else reason
            said = f"{login['result']}{': ' if words else ''}{words}".replace(self._password, "…")
            raise WikiError(self.name, f"does not let {self._user} in: {said}", "login")
        self._logged_in = True

    @once
    def _api(self) -> str:
        """The address of the API: known, named by the page given, or on a path that is usual."""
        if is_database(self.name):
            return self._address.api
        if self._address.api:
            return self._settled(self._address.api) or self._address.api
        page = self._address.page
        answer = self._web.patiently(lambda: self._web.get(page))
        named = _named_api(answer)
        if named:
            if not same_host(answer.url, named):
                why = f"says that its API is on another host, {named}; give that address"
                raise WikiError(self.name, why)
            return self._settled(named) or named
        for path in _PATHS:
            found = self._settled(urljoin(answer.url, path))
            if found:
                return found
        paths = ", ".join(_PATHS)
        raise WikiError(self.name, f"no MediaWiki found: {page} names no API, nor is it at {paths}")

    def _settled(self, url: str) -> str:
        """Where the API is once redirects are followed; empty if it is not there."""
        form = {"action": "query", "meta": "siteinfo", "format": "json", "maxlag": "5"}
        answer = self._web.patiently(lambda: self._web.get(url, form))
        try:
            content = answer.json()
        except ValueError:
            return ""
        known = isinstance(content, dict) and {"query", "error", "errors"} & set(content)
        return answer.url.partition("?")[0] if known else ""


def _named_api(answer: Answer) -> str:
    """The API that a page names for programs that edit."""
    head = answer.body[:_HEAD].decode("utf-8", "replace")
    for link in _LINK.findall(head):
        href = _HREF.search(link)
        if "edituri" in link.lower() and href:
            return urljoin(answer.url, unescape(href[1] or href[2] or "")).partition("?")[0]
    return ""
