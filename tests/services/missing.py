"""What this machine lacks is skipped aloud; where nothing may be skipped it is an error."""

import os
from typing import NoReturn

import pytest


def missing(sentence: str) -> NoReturn:
    """Skip the test for want of a program, or fail it with CI=true; `sentence` says what to install."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{sentence} With CI=true nothing is skipped.", pytrace=False)
    pytest.skip(sentence)
