"""What people judged: pairs of comments that are the same, near-identical, similar or unlike.

.venv/bin/python -m tests.likeness.judged [--hard] [--on-one-paragraph]
"""

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from commentspace.text.likeness import Degree, Group, Piece, groups


class Pair(NamedTuple):
    """Two comments on one paragraph, and what a person said of them."""

    language: str
    judged: Degree | None
    one: Piece
    other: Piece


def judged(name: str = "judged", *, on_one_paragraph: bool = False) -> list[Pair]:
    """The pairs, each on a paragraph of its own; or all on one, where more comments are near each other."""
    found: list[Pair] = []
    said = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
    for language, degrees in said.items():
        for degree, pairs in degrees.items():
            for one, other in pairs:
                number = len(found) + 1
                pieces = (
                    Piece(10 * number + n, text, "", language, 0 if on_one_paragraph else number)
                    for n, text in enumerate((one, other))
                )
                found.append(Pair(language, None if degree == "unlike" else Degree[degree.upper()], *pieces))
    return found


def told(pairs: list[Pair], found: list[Group]) -> dict[int, Degree | None]:
    """What was found of each pair, by the key of its first comment."""
    degrees: dict[int, Degree | None] = {}
    for pair in pairs:
        both = [each.degree for each in found if {pair.one.key, pair.other.key} <= {*each.keys}]
        degrees[pair.one.key] = max(both, default=None)
    return degrees


def main() -> None:
    """Print what was found of the pairs, and where it is not what was judged."""
    name = "judged_hard" if "--hard" in sys.argv else "judged"
    pairs = judged(name, on_one_paragraph="--on-one-paragraph" in sys.argv)
    found = told(pairs, groups([piece for pair in pairs for piece in (pair.one, pair.other)]))
    counts = Counter((pair.judged, found[pair.one.key]) for pair in pairs)
    for (said, made), count in sorted(counts.items(), key=str):
        sys.stdout.write(f"judged {said.name if said else '-':8} found {made.name if made else '-':8} {count}\n")
    for pair in pairs:
        if pair.judged != found[pair.one.key]:
            sys.stdout.write(f"\n{pair.judged!r} {found[pair.one.key]!r}\n  {pair.one.text!r}\n  {pair.other.text!r}\n")


if __name__ == "__main__":
    main()
