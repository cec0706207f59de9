"""Answers to a receipt that take back what it says was filed: all of it, or the comments whose numbers are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commentspace.domain.bodies import Body
from commentspace.domain.filing import Answer
from commentspace.domain.mailed import MailedBlock, MailedLetter
from commentspace.errors import Invalid, Refusal, marked
from commentspace.mail import receipts, undoing
from commentspace.mail.reading import Segment

FIRST = 1_000
"""The segment's number of the first thing that is taken back; no mail has so many texts."""
NO_SUCH = marked("The letter that you answer names no comment with the number %(number)s.")
NOTHING = marked("The letter that you answer names nothing that could be taken back.")


@dataclass(slots=True)
class TakenBack:
    """What is taken back, what else was written, and what of it goes back with a reason."""

    answers: list[Answer] = field(default_factory=list)
    others: list[Segment] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)


def sorted_out(letter: MailedLetter, segments: Sequence[Segment], refused: Mapping[int, Refusal]) -> TakenBack:
    """Part the words that take something back from the others; those of the segments in `refused` go back."""
    found = TakenBack()
    filed = [block for block in letter.blocks if block.comment]
    for segment in segments:
        numbers = undoing.asked(segment.text)
        if numbers is None:
            found.others.append(segment)
            continue
        here = [block for block in filed if segment.target and block.position == segment.target.position]
        try:
            for block in _meant(here or filed, numbers):
                _take_back(found, segment, block, refused)
        except Refusal as refusal:
            found.parts.append(receipts.part(segment.text, refusal))
    return found


def _meant(blocks: Sequence[MailedBlock], numbers: Sequence[int]) -> Sequence[MailedBlock]:
    """The blocks of the comments with these numbers; all without numbers."""
    if not blocks:
        raise Invalid(NOTHING)
    if not numbers:
        return blocks
    by_number = {block.marker.strip("[]").partition("·")[0]: block for block in blocks}
    for number in numbers:
        if f"#{number}" not in by_number:
            raise Invalid(NO_SUCH, number=number)
    return [by_number[f"#{number}"] for number in dict.fromkeys(numbers)]


def _take_back(found: TakenBack, segment: Segment, block: MailedBlock, refused: Mapping[int, Refusal]) -> None:
    number = FIRST + block.position
    if number in refused:
        found.parts.append(receipts.part(segment.text, refused[number], block.marker))
    elif number not in {answer.segment for answer in found.answers}:
        found.answers.append(Answer("undo", block.comment or "", block.space_id or 0, Body.of(segment.text), number))
