"""Where the rows are: engines, the writer, and the one way to read and write from an async door."""

from commentspace.database.access import Database, Look, Step, Steps, Work
from commentspace.database.types import UtcDateTime

__all__ = ["Database", "Look", "Step", "Steps", "UtcDateTime", "Work"]
