"""What became of words between two revisions, where one paragraph came from several, or is one part of several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from commentspace.text.differences import Run, runs

BETWEEN = "\n"
"""What stands between paragraphs that are compared as one text."""
PILCROW = " ¶ "
"""What is shown where two paragraphs were made one."""


@dataclass(frozen=True)
class Joining:
    """The texts that a paragraph came from, and those that they became; `part` says which of these it is."""

    before: Sequence[str]
    after: Sequence[str]
    part: int = 0

    @cached_property
    def _runs(self) -> list[Run]:
        return runs(BETWEEN.join(self.before), BETWEEN.join(self.after))

    @property
    def difference(self) -> list[Run]:
        """The difference as far as it belongs to this part; what was taken out belongs where it stood."""
        start, end = self._span
        found = [Run(run.kind, text) for run, text in self._within(start, end) if text]
        while len(self.after) > 1 and found and found[0].kind == "out" and not found[0].text.strip():
            del found[0]
        while len(self.after) > 1 and found and found[-1].kind == "out" and not found[-1].text.strip():
            del found[-1]
        return [_shown(run) for run in found]

    @property
    def _span(self) -> tuple[int, int]:
        """Where this part stands in the joined text."""
        start = sum(len(each) + len(BETWEEN) for each in self.after[: self.part])
        return start, start + len(self.after[self.part])

    def _within(self, start: int, end: int) -> Iterator[tuple[Run, str]]:
        """The runs, cut to a stretch of the newer text; what was taken out before another part begins is not in it."""
        at = 0
        for run in self._runs:
            if run.kind == "out":
                if start <= at < end or at == end == self._whole or (at == end and start < end):
                    yield run, run.text
                continue
            first, last = max(start, at), min(end, at + len(run.text))
            if first < last:
                yield run, run.text[first - at : last - at]
            at += len(run.text)

    @property
    def _whole(self) -> int:
        return sum(map(len, self.after)) + len(BETWEEN) * (len(self.after) - 1)

    def origins(self, start: int, end: int) -> Iterator["Origin"]:
        """Where the code points from `start` to `end` of this part come from, in their order."""
        shift = self._span[0]
        start, end, at, old = start + shift, end + shift, 0, 0
        for run in self._runs:
            if run.kind == "out":
                old += len(run.text)
                continue
            first, last = max(start, at), min(end, at + len(run.text))
            if first < last and run.kind == "in":
                yield Origin(first - start, last - first)
            elif first < last:
                yield from self._kept(old + first - at, last - first, first - start)
            at += len(run.text)
            old += len(run.text) if run.kind == "kept" else 0

    def _kept(self, old: int, length: int, at: int) -> Iterator["Origin"]:
        """The same words in the texts before, where they may stand in several."""
        starts = [0, *accumulate(len(each) + len(BETWEEN) for each in self.before)]
        for text, begins in zip(range(len(self.before)), starts, strict=False):
            first, last = max(old, begins), min(old + length, begins + len(self.before[text]))
            if first < last:
                yield Origin(at + first - old, last - first, text, first - begins)


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the words asked for: it stood in a text before, or (None) came in here."""

    at: int
    length: int
    text: int | None = None
    start: int = 0


def _shown(run: Run) -> Run:
    """Nobody sees a line break that was taken out."""
    if run.kind == "kept" or BETWEEN not in run.text:
        return run
    return Run(run.kind, run.text.replace(BETWEEN, PILCROW) if run.text.strip() else PILCROW)
