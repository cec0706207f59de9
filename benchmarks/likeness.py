"""How long it takes to find what is alike among 1,000, 5,000 and 20,000 comments, and how much memory.

    .venv/bin/python benchmarks/likeness.py [--rounds 3] [COMMENTS …]

A third are copies of campaigns in six languages, the others are made of the words of treaties in English, Chinese and
Arabic, two sentences each, on a tenth as many paragraphs. Each size is measured in a process of its own, in turn; it
reports the fastest round, what a comment costs beside the smallest size, and the peak of the process.
"""

import argparse
import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))
from commentspace.text.likeness import Piece, groups
from tests.aligning.generator import edited
from tests.aligning.rates import LIGHT
from tests.likeness.written import written

COUNTS = (1_000, 5_000, 20_000)
LANGUAGES = ("en", "zh", "ar")


def comments(size: int) -> list[Piece]:
    """So many comments; the same each time."""
    chance = Random(1)  # noqa: S311  # the same comments each time
    found: list[Piece] = []
    for seed in count(1):
        found += written(seed, copies=40).pieces
        if len(found) >= size // 3:
            break
    made = found[: size // 3]
    while len(made) < size:
        language = LANGUAGES[len(made) % 3]
        said = [piece.text for piece in edited(len(made), language, 500, LIGHT).old]
        for one, other in zip(said[::2], said[1::2], strict=False):
            made.append(Piece(0, f"{one} {other}", "", language, chance.randrange(1000, 1000 + size // 10)))
    return [piece._replace(key=key) for key, piece in enumerate(made[:size], start=1)]


def measured(size: int, rounds: int) -> str:
    """Comments, groups, seconds of the processor in the fastest round, microseconds a comment, peak of memory."""
    pieces = comments(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    times: list[float] = []
    found = groups([])
    for _ in range(rounds):
        began = time.process_time()
        found = groups(pieces)
        times.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{size} {len(found)} {min(times):.2f} {1e6 * min(times) / size:.0f} {before} {peak}"


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("comments", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", action="store_true")
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write(measured(asked.comments[0], asked.rounds) + "\n")
        return
    first = 0.0
    sys.stdout.write("comments  groups  seconds  µs a comment  ratio  MB before  MB peak\n")
    for size in asked.comments:
        words = [sys.executable, __file__, "--one", "--rounds", str(asked.rounds), str(size)]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603  # this program
        comments_, found, seconds, each, before, peak = told.split()
        first = first or float(each)
        sys.stdout.write(
            f"{comments_:>8} {found:>7} {seconds:>8} {each:>13} {float(each) / first:>6.2f} {before:>10} {peak:>8}\n"
        )


if __name__ == "__main__":
    main()
