"""How often the alignment of generated revisions is right.

    .venv/bin/python -m tests.aligning.tally --seeds 200 --from 1000000 [--language zh] [--paragraphs 200] [--wrong 5]

Every second seed is edited lightly, the others heavily. What nobody could tell is left out, and counted.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain

from commentspace.text.aligning import align
from commentspace.text.alignment import Link
from tests.aligning.generator import LANGUAGES, Edited, edited
from tests.aligning.rates import HEAVY, LIGHT


@dataclass
class Tally:
    """Paragraphs of both texts, counted: of each new one the identity, of each old one whether it lives on."""

    paragraphs: int = 0
    undecidable: int = 0
    silent: int = 0
    """Wrong, and not said to be doubtful."""
    doubtful: int = 0
    """Wrong, and said to be doubtful."""
    doubts: int = 0
    """Said to be doubtful, right or wrong."""
    relations: int = 0
    """Links whose relation, paragraphs and heir are all right, counted by their paragraphs."""
    moved: int = 0
    """Paragraphs that have moved, or are said to have, wrongly."""
    seconds: float = 0.0

    def __iadd__(self, other: "Tally") -> "Tally":
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    @property
    def right(self) -> float:
        """The part of the identities that are right, in per cent."""
        return 100 * (1 - (self.silent + self.doubtful) / self.paragraphs)

    def share(self, count: int) -> float:
        """A count in per cent of the paragraphs."""
        return 100 * count / self.paragraphs


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong identity: a paragraph of one side, what it was said to be, and what it is."""

    side: str
    at: int
    said: Link
    true: Link


def tally(truth: Edited, said: list[Link]) -> tuple[Tally, list[Wrong]]:
    """What is right and wrong."""
    count, wrongs = Tally(), []
    mine = {at: link for link in said for at in link.old}
    theirs = {at: link for link in said for at in link.new}
    for side, at, true in _paragraphs(truth):
        link = mine[at] if side == "old" else theirs[at]
        if truth.is_undecidable(true):
            count.undecidable += 1
            continue
        count.paragraphs += 1
        count.doubts += bool(link.doubt)
        is_right = _kept(side, at, link) in _accepted(truth, side, at, true)
        count.relations += (link.relation, link.old, link.new) == (true.relation, true.old, true.new) and is_right
        count.moved += link.has_moved != true.has_moved
        if not is_right:
            count.silent += not link.doubt
            count.doubtful += bool(link.doubt)
            wrongs.append(Wrong(side, at, link, true))
    return count, wrongs


def _paragraphs(truth: Edited) -> Iterator[tuple[str, int, Link]]:
    return chain(
        (("old", at, link) for link in truth.links for at in link.old),
        (("new", at, link) for link in truth.links for at in link.new),
    )


def _kept(side: str, at: int, link: Link) -> int | None:
    """Which paragraph of the other side has this one's identity."""
    if link.kept is None or at != link.kept[side == "new"]:
        return None
    return link.kept[side == "old"]


def _accepted(truth: Edited, side: str, at: int, true: Link) -> set[int | None]:
    found: set[int | None] = {_kept(side, at, true)}
    for heir in truth.open_heirs(true):
        kept = (true.old[0], true.new[heir]) if len(true.old) == 1 and true.new else (true.old[heir], true.new[0])
        if kept[side == "new"] == at:
            found.add(kept[side == "old"])
        elif len(truth.open_heirs(true)) > 1 and _kept(side, at, true) is not None:
            found.add(None)
    return found


def run(language: str, seeds: range, paragraphs: int, show: int = 0) -> Tally:
    """The tally of a language."""
    count = Tally()
    for seed in seeds:
        truth = edited(seed, language, paragraphs, HEAVY if seed % 2 else LIGHT)
        began = time.perf_counter()
        said = align(truth.old, truth.new)
        seconds = time.perf_counter() - began
        one, wrongs = tally(truth, said)
        one.seconds = seconds
        count += one
        for wrong in wrongs[:show]:
            _show(truth, seed, wrong)
        show -= min(show, len(wrongs))
    return count


def _show(truth: Edited, seed: int, wrong: Wrong) -> None:
    lines = [
        f"\n{seed} {wrong.side} {wrong.at}: said {wrong.said.relation}, is {wrong.true.relation} {wrong.said.doubt}"
    ]
    for name, link in (("said", wrong.said), ("true", wrong.true)):
        lines += [f"  {name} - {n} {truth.old[n].label} {truth.old[n].text[:300]}" for n in link.old]
        lines += [f"  {name} + {n} {truth.new[n].label} {truth.new[n].text[:300]}" for n in link.new]
    sys.stdout.write("\n".join(lines) + "\n")


HEAD = (
    "language",
    "paragraphs",
    "right %",
    "silent %",
    "wrong, doubtful %",
    "doubts %",
    "links %",
    "moved wrong %",
    "undecidable %",
    "s",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--wrong", type=int, default=0)
    asked = parser.parse_args()
    sys.stdout.write(" | ".join(HEAD) + "\n")
    for language in [asked.language] if asked.language else LANGUAGES:
        done = run(language, range(asked.start, asked.start + asked.seeds), asked.paragraphs, asked.wrong)
        shares = [
            done.right,
            *map(done.share, (done.silent, done.doubtful, done.doubts, done.relations, done.moved, done.undecidable)),
        ]
        numbers = " | ".join(f"{share:.3f}" for share in shares)
        sys.stdout.write(f"{language} | {done.paragraphs} | {numbers} | {done.seconds:.2f}\n")


if __name__ == "__main__":
    main()
