"""Where the rows are: engines, the writer, and the one way to read and write from an async door."""

from commentspace.database.access import Database, Step
from commentspace.database.types import UtcDateTime

__all__ = ["Database", "Step", "UtcDateTime"]
