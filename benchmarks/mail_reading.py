"""How well answers by mail are found: answers of simulated mail programs, from seeds that nobody has looked at.

    python benchmarks/mail_reading.py --seeds 2000 --from 500000
    python benchmarks/mail_reading.py --times

Prints one line for each kind of answer and each program: how many of the texts that were typed are at the right place
as they were typed, at another, asked about, left out, in neither; how many answers hold something that was quoted.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from commentspace.mail.reading import LetterFacts, find_answers
from tests.mail_reading.simulator.hostile import SIZES, hostile
from tests.mail_reading.simulator.simulated import SCENES, simulated

FACTS = LetterFacts(("r1.a.b@mail.example.org",), "Wetlands (via Comments)", "Wetland restoration: new comments")
SHARES = ("right", "misplaced", "asked", "lost", "silent")


def main() -> None:
    """Print the figures; with --show also the seeds of what went wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seeds", type=int, default=900, help="how many answers")
    asked.add_argument("--from", type=int, default=500_000, dest="first", help="the first seed")
    asked.add_argument("--scene", default="", choices=["", *SCENES], help="this kind of answer alone")
    asked.add_argument("--show", type=int, default=0, help="tell the seeds of this many that went wrong")
    asked.add_argument("--times", action="store_true", help="seconds for hostile answers of growing size")
    chosen = asked.parse_args()
    say("\n".join(times()) if chosen.times else "\n".join(figures(chosen)))


def figures(chosen: argparse.Namespace) -> list[str]:
    """The lines of the table."""
    counts: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        made = simulated(seed, chosen.scene)
        count = made.counted()
        for name in (made.scene, made.program, "all"):
            counts.setdefault(name, Counter()).update(count)
        if count["right"] < count["wanted"] or count["leaks"]:
            wrong.append(f"{seed} {made.scene}, {made.program}: {dict(count)}")
    names = [*(scene for scene in SCENES if scene in counts), *sorted(counts.keys() - {*SCENES, "all"}), "all"]
    return [*wrong[: chosen.show], *(row(name, counts[name]) for name in names)]


def row(name: str, count: Counter[str]) -> str:
    """One line of the table."""
    texts, replies = max(1, count["wanted"]), max(1, count["replies"])
    shares = "  ".join(f"{each} {100 * count[each] / texts:.2f} %" for each in SHARES)
    proposals = f"proposed wordings {count['proposals right']} of {count['proposals']}"
    leaks = f"quoted leaked {100 * count['leaks'] / replies:.2f} %"
    return f"{name:26} texts {count['wanted']:6}  {shares}  {leaks}  {proposals}"


def times() -> list[str]:
    """Seconds of work for each hostile answer in three sizes, each twice the one before."""
    lines = []
    for name, made in hostile().items():
        spent = []
        for size in SIZES:
            text, blocks = made(size)
            began = time.process_time()
            find_answers(text, blocks, FACTS)
            spent.append(time.process_time() - began)
        lines.append(f"{name:50} {'  '.join(f'{each:6.2f} s' for each in spent)}")
    return lines


def say(text: str) -> None:
    """Write to the standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
