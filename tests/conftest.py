"""Fixtures that several test modules share."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from servers import mediawiki as mediawiki_server
from servers.mediawiki import MediaWiki

if TYPE_CHECKING:
    from collections.abc import Iterator


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test for want of something, or fail where everything must be there."""
    if os.environ.get("WIKIVET_REQUIRE_ALL") == "1":
        pytest.fail(f"WIKIVET_REQUIRE_ALL=1, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def mediawiki() -> Iterator[MediaWiki]:
    """Give a running wiki that lasts for all tests."""
    reason = mediawiki_server.available()
    if reason is not None:
        skip_or_fail(reason)
    with MediaWiki() as wiki:
        yield wiki


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches past this machine; a try is an error that names the address."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
