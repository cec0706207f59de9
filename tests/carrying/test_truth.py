"""A small run of the tally (`python -m tests.carrying.tally`): how many comments are carried rightly."""

import pytest

from tests.aligning.generator import LANGUAGES
from tests.carrying.tally import WRONG, tally


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_comments_are_carried_as_a_reader_would_carry_them(language: str) -> None:
    given, _ = tally(language, range(7000, 7003), 40, 120, is_heavy=True, with_align=False)
    assert given.share(*WRONG) <= 0.01
    assert given.share("ambiguous") <= 0.01
