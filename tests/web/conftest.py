"""The fixtures of the browser's door."""

from tests.web.fixtures import build_house, house, maker, visitor

__all__ = ["build_house", "house", "maker", "visitor"]
