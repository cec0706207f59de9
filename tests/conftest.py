"""The services of all tests; `tests/services/` explains each.

All async tests and fixtures share one event loop that lasts as long as the run, so a server or a browser that a
session-wide fixture starts can be used by every test.
"""

import pytest

pytest_plugins = [
    "tests.services.run",  # first, as others import it
    "tests.services.postgres",
    "tests.services.browser",
    "tests.services.tally",
    "tests.services.sink",
    "tests.services.postfix",
    "tests.databases",
]

MARKED_BY_FIXTURE = {"chromium": "browser", "postgres_url": "postgres"}
"""Whoever uses the fixture carries the marker, so that `-m "not browser"` forgets nobody."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if marker := MARKED_BY_FIXTURE.get(fixture):
                item.add_marker(marker)
