"""A filling of the demo's database while it goes on: the movable clock, and the names of what has been made."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from commentspace.database import Database
from commentspace.domain.access import Caller
from commentspace.domain.drafts import DraftParagraph

A_DAY = 24 * 60
"""In minutes, as all spans of the demo are."""


@dataclass
class Filling:
    """The state of a filling: the database with its movable clock, and the names of what has been made."""

    database: Database
    now: datetime
    clock: list[datetime]
    space_id: int = 0
    people: dict[str, int] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    drafts: dict[str, list[DraftParagraph]] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)

    def do(self, minutes_ago: int, verb: Any, *args: Any, **named: Any) -> Any:
        """Run a verb as if it were so many minutes ago."""
        self.clock[0] = self.now - timedelta(minutes=minutes_ago)
        return self.database.write_here(verb, *args, space=self.space_id or None, **named)

    def caller(self, key: str, door: str = "web") -> Caller:
        """One of the cast at a door."""
        return Caller(self.people[key], door)
