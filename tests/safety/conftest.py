"""The site over the test world, as for the tests of the browser's door."""

from tests.web.fixtures import build_house, house, visitor

__all__ = ["build_house", "house", "visitor"]
