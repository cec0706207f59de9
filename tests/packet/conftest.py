"""A packet in a browser needs the same running program as the pages do."""

from tests.browser.conftest import house

__all__ = ["house"]
