"""The clock of the tests: it stands still until a test moves it."""

from datetime import UTC, datetime, timedelta
from typing import Final

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday, four weeks before Europe changes its clocks."""


class Clock:
    """Called, it says the moment, as `Database` wants it."""

    def __init__(self, now: datetime = START):
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Go on by days, hours, minutes, seconds …; returns the new moment."""
        self.now += timedelta(**span)
        return self.now
