"""What the tests of values share."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture
def quick() -> Iterator[None]:
    """Fail a test that computes for more than two seconds: quadratic work takes longer."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < 2
