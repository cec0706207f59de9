"""Places in a text that was changed: where they are in the text as it was, and the other way round."""

from dataclasses import dataclass, field
from functools import cached_property

from commentspace.text.differences import Run, runs


@dataclass
class Places:
    """Two states of a text."""

    old: str
    new: str
    _cached: list[Run] = field(default_factory=list, init=False)

    @cached_property
    def changes(self) -> list[Run]:
        """What became of the old text."""
        return runs(self.old, self.new)

    def in_old(self, at: int, *, is_end: bool = False) -> int:
        """The place in the old text of one in the new text; within what was put in, where that was put."""
        return at if self.old == self.new else self._across(at, "in", "out", is_end=is_end)

    def in_new(self, at: int, *, is_end: bool = False) -> int:
        """The place in the new text of one in the old text; within what was taken out, where that stood."""
        return at if self.old == self.new else self._across(at, "out", "in", is_end=is_end)

    def _across(self, at: int, mine: str, other: str, *, is_end: bool) -> int:
        """Places at an edge belong to the words after it, or for the end of a range to those before it."""
        here = there = 0
        for run in self.changes:
            size = len(run.text)
            if run.kind == "kept":
                if at < here + size or (is_end and at == here + size):
                    return there + max(0, at - here)
                here, there = here + size, there + size
            elif run.kind == mine:
                if at < here + size or (is_end and at == here + size):
                    return there
                here += size
            elif run.kind == other:
                there += size
        return there
