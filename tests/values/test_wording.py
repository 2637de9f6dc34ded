"""Set phrases in running text."""

import pytest

from validator.values.wording import Wording

WORDING = Wording(("the first * to", "became the first", "oldest", "the most"), ("the most part",))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("She was the first woman in town to vote.", "the first woman in town to"),
        ("Became the first.", "became the first"),
        ("It is the Oldest, they say.", "oldest"),
        ("For the most part it is the most beautiful.", "the most"),
        ("For the most part it is old.", ""),
        ("The first of many who, as far as anybody knows, came to vote.", ""),
        ("Moldest and boldest.", ""),
        ("", ""),
    ],
)
def test_first(text: str, phrase: str) -> None:
    assert WORDING.first(text) == phrase
