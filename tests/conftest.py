"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

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
