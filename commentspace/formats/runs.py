"""Series of labels that are open at a place in a draft, one inside the other."""

from dataclasses import dataclass

from commentspace.formats.labels import Label, Reading

# Depths (columns, or levels of a list) that differ by no more are taken as the same.
SLACK = 1
_MOST_OPEN = 20


@dataclass(slots=True)
class Run:
    """A series that may go on: its last label as it was read, and how deep it stands."""

    last: Reading
    depth: int


class Runs:
    """A stack of series, the outermost first."""

    def __init__(self) -> None:
        self._open: list[Run] = []

    def __len__(self) -> int:
        return len(self._open)

    def clear(self) -> None:
        """Close all series."""
        self._open.clear()

    def leave(self, depth: int) -> int:
        """Close the series that stand further in than `depth`; answers how many are still open."""
        while self._open and self._open[-1].depth > depth + SLACK:
            self._open.pop()
        return len(self._open)

    def is_left_of(self, depth: int) -> bool:
        """Whether something that stands at `depth` stands further in than the innermost series."""
        return bool(self._open) and depth > self._open[-1].depth + SLACK

    def goes_on(self, label: Label, depth: int) -> bool:
        """Whether the label is the next of an open series that stands no deeper than it does."""
        return self._next(label, depth, deeper=False) is not None

    def enter(self, label: Label, depth: int, *, announced: bool = False, restarts: bool = False) -> int:
        """Take the label into the series it goes on with, or into a new one; answers the level, from 1.

        After a colon (`announced`), or further in, a label that can begin a series begins one inside the innermost.
        Where a series `restarts`, the one before it stays open outside of it, to go on later.
        """
        begun = next((reading for reading in label.readings if reading.begins()), None)
        is_inner = begun and (announced or self.is_left_of(depth)) and not self._is_innermost(begun, depth)
        if not is_inner and (found := self._next(label, depth, deeper=False) or self._next(label, depth, deeper=True)):
            return self._put(*found, depth)
        self.leave(depth)
        if not is_inner and not (restarts and begun) and (again := self._same_style(label, depth)):
            return self._put(*again, depth)
        level = min(len(self._open), _MOST_OPEN)
        return self._put(level, begun or label.readings[0], depth)

    def _put(self, index: int, reading: Reading, depth: int) -> int:
        self._open[index:] = [Run(reading, depth)]
        return index + 1

    def _is_innermost(self, reading: Reading, depth: int) -> bool:
        run = self._open[-1] if self._open else None
        return run is not None and run.last.style == reading.style and abs(depth - run.depth) <= SLACK

    def _next(self, label: Label, depth: int, *, deeper: bool) -> tuple[int, Reading] | None:
        """The innermost series that the label is the next of; with `deeper`, one that stands further in as well."""
        for index in reversed(range(len(self._open))):
            run = self._open[index]
            for reading in label.readings:
                is_near = abs(run.depth - depth) <= SLACK if reading.step == 0 else run.depth <= depth + SLACK
                if reading.follows(run.last) and (is_near or (deeper and reading.step)):
                    return index, reading
        return None

    def _same_style(self, label: Label, depth: int) -> tuple[int, Reading] | None:
        """The innermost series of the label's style, which it begins again or leaves a gap in."""
        for index in reversed(range(len(self._open))):
            run = self._open[index]
            for reading in label.readings:
                if reading.style == run.last.style and abs(depth - run.depth) <= SLACK:
                    return index, reading
        return None
