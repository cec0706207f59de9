"""How well the hand-made replies are read: `python -m tests.mail_reading.tally` prints the figures and the faults."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commentspace.mail.message import Incoming, parse
from commentspace.mail.reading import Answers, find_answers
from tests.mail_reading.expected import EXPECTED, Found
from tests.mail_reading.letters import DIGEST, DIGEST_FACTS, LETTERS, Mailed

REPLIES = Path(__file__).parent / "replies"
NAMES = sorted(path.stem for path in REPLIES.glob("*.eml"))


@cache
def read(name: str) -> Incoming:
    """The reply of this name."""
    return parse((REPLIES / f"{name}.eml").read_bytes())


@cache
def answers(name: str) -> Answers:
    """What is found in the reply of this name to the letter that it names."""
    incoming = read(name)
    answered = next(iter(incoming.in_reply_to), "")
    blocks, facts = LETTERS.get(answered, Mailed(DIGEST, DIGEST_FACTS))
    return find_answers(incoming.plain, blocks, facts, incoming.rich)


def found_in(name: str) -> list[Found]:
    """What is found in the reply of this name, in the form of what is expected."""
    return [
        Found(each.target.marker if each.target else "", each.text, each.doubtful, each.proposal)
        for each in answers(name).segments
    ]


@dataclass(frozen=True, slots=True)
class Faults:
    """Of one reply: what was wanted and stands nowhere, what was wanted and left out, and what was not wanted."""

    lost: list[str]
    left_out: list[str]
    leaked: list[str]
    misplaced: list[Found]


def faults(name: str) -> Faults:
    """What went wrong in reading the reply of this name."""
    found = answers(name)
    said = "\n".join(line for each in found.segments for text in (each.text, each.proposal) for line in _lines(text))
    aside = "\n".join(_lines(found.left_out))
    wanted = [text for each in EXPECTED[name] for text in (each.text, each.proposal) if text]
    allowed = {line for text in wanted for line in _lines(text)}
    missing = [text for text in wanted if any(line not in said for line in _lines(text))]
    return Faults(
        lost=[text for text in missing if any(line not in said and line not in aside for line in _lines(text))],
        left_out=missing,
        leaked=[line for each in found.segments for line in _lines(each.text) if line not in allowed],
        misplaced=[each for each in found_in(name) if each not in EXPECTED[name]],
    )


def _lines(text: str) -> Iterator[str]:
    return (" ".join(line.split()) for line in text.split("\n") if line.strip())


def main() -> None:
    """Print how many replies there are, and in how many something was lost, left out, leaked or misplaced."""
    all_faults = {name: faults(name) for name in NAMES}
    told = sys.stdout.write
    told(f"{len(NAMES)} replies, {sum(map(len, EXPECTED.values()))} answers wanted\n")
    for kind in ("lost", "left_out", "leaked", "misplaced"):
        having = {name: getattr(each, kind) for name, each in all_faults.items() if getattr(each, kind)}
        told(f"{kind.replace('_', ' ')}: in {len(having)} ({len(having) / len(NAMES):.1%})\n")
        for name, texts in having.items():
            told(f"  {name}: {texts}\n")


if __name__ == "__main__":
    main()
