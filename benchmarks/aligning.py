"""How long two states of a text take to be aligned, and how much memory: heavily edited, and texts made to be hard.

    .venv/bin/python benchmarks/aligning.py [--language zh] [--rounds 3] [PARAGRAPHS …]

Each pair is aligned in a process of its own, several times; it reports the fastest and the peak of the process. It
checks nothing.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from commentspace.text.aligning import align
from commentspace.text.alignment import Piece
from tests.aligning.generator import edited
from tests.aligning.rates import HEAVY, LIGHT

COUNTS = (500, 5_000, 20_000)
Pair = tuple[list[Piece], list[Piece]]


def generated(count: int, language: str, is_heavy: bool) -> Pair:
    """A draft and its next revision; the same each time."""
    made = edited(1, language, count, HEAVY if is_heavy else LIGHT)
    return made.old, made.new


def reversed_order(count: int, language: str) -> Pair:
    """The same paragraphs from the last to the first."""
    text = edited(1, language, count, LIGHT).old
    return text, text[::-1]


def unlike(count: int, language: str) -> Pair:
    """Two drafts of the same words that have nothing to do with each other."""
    return edited(1, language, count, LIGHT).old, edited(2, language, count, LIGHT).old


def boilerplate(count: int, _: str) -> Pair:
    """Ten sentences in any order."""
    chance = random.Random(1)  # noqa: S311  # the same texts each time
    lines = [Piece(f"This is the sentence with the number {n} of the text, as always") for n in range(10)]
    return chance.choices(lines, k=count), chance.choices(lines, k=count)


def identical(count: int, _: str) -> Pair:
    """One line again and again, a few times less in the new text."""
    return [Piece("The same line")] * count, [Piece("The same line")] * (count - 10)


CASES: dict[str, Callable[[int, str], Pair]] = {
    "heavily edited": lambda count, language: generated(count, language, True),
    "lightly edited": lambda count, language: generated(count, language, False),
    "reversed": reversed_order,
    "unlike": unlike,
    "ten sentences": boilerplate,
    "identical lines": identical,
}


def measured(name: str, count: int, language: str, rounds: int) -> str:
    """The line of a case: paragraphs of both texts, seconds of the processor in the fastest round, peak of memory."""
    old, new = CASES[name](count, language)
    times = []
    for _ in range(rounds):
        began = time.process_time()
        align(old, new)
        times.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{name:16} {language} {len(old):6} {len(new):6} {min(times):7.2f} s {peak:5} MB"


def main() -> None:
    """Measure each case in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paragraphs", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--language", default="en")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--case", choices=CASES)
    asked = parser.parse_args()
    if asked.case:
        sys.stdout.write(measured(asked.case, asked.paragraphs[0], asked.language, asked.rounds) + "\n")
        return
    for name in CASES:
        for count in asked.paragraphs:
            words = [str(count), "--case", name, "--language", asked.language, "--rounds", str(asked.rounds)]
            subprocess.run([sys.executable, __file__, *words], check=True)  # noqa: S603  # this program


if __name__ == "__main__":
    main()
