"""The quality that the tally measures does not fall. The whole of it: `python -m tests.aligning.tally`."""

import pytest

from tests.aligning.generator import LANGUAGES
from tests.aligning.tally import run

SEEDS = range(2_000_000, 2_000_008)


@pytest.mark.parametrize("language", LANGUAGES)
def test_identities_are_right_and_doubts_few(language: str) -> None:
    count = run(language, SEEDS, 150)
    assert count.right > 98.8
    assert count.share(count.silent) < 0.8
    assert count.share(count.doubts) < 2
    assert count.share(count.relations) > 98.4
