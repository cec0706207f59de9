"""How long a Word file with many comments takes to go out and come back, and the most memory that takes.

    .venv/bin/python benchmarks/word_out.py [--paragraphs N] [--comments N]

228 pages are about 1,800 paragraphs of the length that those of real drafts have. Both ways of going out are tried:
with no Word file to begin with, and into the file that the first way has made. It reports figures and checks nothing.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from commentspace.domain.exported import Exported, ExportedComment
from commentspace.formats.options import Options
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.word_out.made import comment, drafted, exported, known, paragraph, with_comments

T = TypeVar("T")

SENTENCE = (
    "the Parties should protect at least thirty per cent of land sea and inland waters through systems that are well "
    "connected fairly governed and respect the rights of peoples who live there by reporting to the Conference"
)
WORDS = tuple(SENTENCE.split())


def document(paragraphs: int, comments: int) -> Exported:
    """A long draft with threads: a third of the comments quote words, a fifth propose others, a quarter answer."""
    chance = random.Random(7)  # noqa: S311  # the same draft each time
    written = [
        paragraph(number, " ".join(chance.choices(WORDS, k=chance.randint(20, 90))) + ".", label=f"{number}.")
        for number in range(paragraphs)
    ]
    return exported(written, said(exported(written), comments))


def said(document: Exported, comments: int) -> list[ExportedComment]:
    """Comments on a document."""
    chance = random.Random(11)  # noqa: S311  # the same comments each time
    made: list[ExportedComment] = []
    for number in range(1, comments + 1):
        if made and chance.random() < 0.25:
            answered = made[-1]
            about = next(each for each in document.paragraphs if each.uid == answered.paragraph)
            made.append(comment(number, about, "Agreed, and *more*.", answers=answered, author="Bo Li"))
            continue
        about = chance.choice(document.paragraphs)
        words = " ".join(about.text.split()[2:5]) if chance.random() < 0.33 else None
        each = comment(number, about, " ".join(chance.choices(WORDS, k=40)), words=words)
        proposal = (words or about.text).replace(" ", " indeed ", 1) if chance.random() < 0.2 else None
        made.append(replace(each, proposal=proposal))
    return made


def timed(name: str, act: Callable[[], T]) -> T:
    """Do it, and print how long it took and the most memory that this process has ever had."""
    began, worked = time.perf_counter(), time.process_time()
    done = act()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:>28}: {seconds:6.2f} s ({worked:.2f} s of the processor), {most:5.0f} MiB at most so far")  # noqa: T201  # a report
    return done


def main(paragraphs: int, comments: int) -> None:
    """Out, back, and out again into the file."""
    first = document(paragraphs, comments)
    bare = write(with_comments(first, []), Options())
    built = timed("out, built from paragraphs", lambda: write(first, Options()))
    timed("back, nothing new", lambda: read(built, known(first)))
    sourced = drafted(bare)
    second = with_comments(sourced, said(sourced, comments))
    put = timed("out, into its Word file", lambda: write(second, Options()))
    came_back = timed("back, nothing new", lambda: read(put, known(second)))
    print(f"{len(put):,} bytes, {len(came_back.rows):,} rows")  # noqa: T201  # a report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=1_800)
    parser.add_argument("--comments", type=int, default=3_000)
    chosen = parser.parse_args()
    main(chosen.paragraphs, chosen.comments)
