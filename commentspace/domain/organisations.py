"""Who has spoken and who has not, by organisation: that on whose behalf somebody speaks, else their affiliation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class Part(NamedTuple):
    """What somebody has said in one capacity."""

    author_id: int
    on_behalf_of: str
    affiliation: str
    comments: int
    last_at: datetime


@dataclass(slots=True)
class Organisation:
    """An organisation in a review; the one without a name holds those who have given none."""

    name: str
    asked: int = 0
    """Its members who may comment and are not moderators."""
    spoken: int = 0
    """Those of them who have commented."""
    silent: list[str] = field(default_factory=list)
    """The names of the others."""
    comments: int = 0
    last_at: datetime | None = None

    @property
    def is_silent(self) -> bool:
        """Whether people of it were asked, and nothing has come."""
        return not self.comments and self.asked > 0


def gathered(members: Iterable[Any], parts: Sequence[Part]) -> list[Organisation]:
    """Every organisation that is asked or has spoken, by name.

    `members` are rows with id, name, role, affiliation and on_behalf_of. A comment counts for the body for which it
    was made, whatever its author is now; a person has spoken when they have commented in any capacity.
    """
    found: dict[str, Organisation] = {}

    def of(name: str) -> Organisation:
        return found.setdefault(name, Organisation(name))

    spoke = {part.author_id for part in parts}
    for member in members:
        if member.role == "participant":
            here = of(member.on_behalf_of or member.affiliation)
            here.asked += 1
            here.spoken += member.id in spoke
            if member.id not in spoke:
                here.silent.append(member.name)
    for part in parts:
        here = of(part.on_behalf_of or part.affiliation)
        here.comments += part.comments
        here.last_at = max(here.last_at or part.last_at, part.last_at)
    return sorted(found.values(), key=lambda each: (not each.name, each.name.casefold()))


def by_silence(organisations: Sequence[Organisation]) -> list[Organisation]:
    """Those from whom least has come first: nothing at all, then by the number of people who have not spoken."""
    return sorted(organisations, key=lambda each: (not each.is_silent, -len(each.silent), -each.asked))
