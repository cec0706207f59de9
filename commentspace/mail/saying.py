"""Answers to letters that show what was decided about comments: whether their writers are satisfied, and why.

A text that does not say so clearly is somebody's answer in the thread of the comment, and a receipt tells them how to
say it. A clear yes above everything is about all that the letter shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commentspace.domain.bodies import Body
from commentspace.domain.filing import Answer
from commentspace.domain.mailed import MailedBlock, MailedLetter
from commentspace.errors import Closed, Invalid, NotFound, Refusal, marked
from commentspace.mail import receipts, satisfied
from commentspace.mail.reading import Segment

FIRST = 2_000
"""The segment's number of a yes that is about all answers of a letter; no mail has so many texts."""
WHICH = marked(
    "The letter that you answer shows several answers, and this text stood under none of them. "
    "Answer it again, and write under the answer that your text is about."
)
UNCLEAR = marked(
    "It could not be seen whether this says that you are satisfied with the answer, and no more comments are taken, so "
    "it was not filed. To say it, answer the letter again with YES or NO as the first word, and why after that."
)
GONE = marked("What you have answered is not there any more, or you may not see it.")


@dataclass(slots=True)
class Found:
    """What is said to answers; what else was written, which is dealt with as in any letter; what goes back.

    `unclear` names the comments in whose threads stands what was not clear.
    """

    answers: list[Answer] = field(default_factory=list)
    others: list[Segment] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def sorted_out(letter: MailedLetter, segments: Sequence[Segment], refused: Mapping[int, Refusal]) -> Found:
    """Part the texts under answers from the others; those of the segments in `refused` go back."""
    found = Found()
    decided = {block.position: block for block in letter.blocks if block.disposition}
    for segment in segments:
        here = _meant(letter, decided, segment)
        if here is None:
            found.others.append(segment)
        else:
            _sort_out(found, segment, here, refused)
    return found


def _meant(letter: MailedLetter, decided: Mapping[int, MailedBlock], segment: Segment) -> Sequence[MailedBlock] | None:
    """The answers that a text is about; None where it is about something else.

    In the letter of one's own answers all that stands under nothing is about these, in the daily letter nothing is.
    """
    if segment.target is not None:
        return [decided[segment.target.position]] if segment.target.position in decided else None
    return (list(decided.values()) or None) if letter.kind == "answered" else None


def _sort_out(found: Found, segment: Segment, here: Sequence[MailedBlock], refused: Mapping[int, Refusal]) -> None:
    said = None if segment.doubtful or segment.proposal else satisfied.said(segment.text)
    is_of_one = len(here) == 1 and not segment.doubtful
    if said is not None and (is_of_one or (said.is_satisfied and not said.word)):
        for block in here:
            number = segment.index if is_of_one else FIRST + block.position
            _say(found, segment, block, number, said, refused)
    elif is_of_one:
        _reply(found, segment, here[0], refused)
    else:
        found.parts.append(receipts.part(segment.written, Invalid(WHICH)))


def _say(
    found: Found,
    segment: Segment,
    block: MailedBlock,
    number: int,
    said: satisfied.Said,
    refused: Mapping[int, Refusal],
) -> None:
    if number in refused:
        _give_back(found, segment, block, refused[number])
        return
    body = Body.perhaps(said.word)
    found.answers.append(
        Answer("satisfaction", block.disposition, block.space_id or 0, body, number, is_satisfied=said.is_satisfied)
    )


def _reply(found: Found, segment: Segment, block: MailedBlock, refused: Mapping[int, Refusal]) -> None:
    """What is not clear goes into the thread of the comment."""
    try:
        if segment.index in refused:
            raise refused[segment.index]
        body = Body.of(segment.written)
        found.answers.append(Answer("comment", block.comment or "", block.space_id or 0, body, segment.index))
        found.unclear.append(block.comment or "")
    except Closed as refusal:
        told = Invalid(UNCLEAR)
        told.page = refusal.page
        _give_back(found, segment, block, told)
    except Refusal as refusal:
        _give_back(found, segment, block, refusal)


def _give_back(found: Found, segment: Segment, block: MailedBlock, refusal: Refusal) -> None:
    told = Invalid(GONE) if isinstance(refusal, NotFound) else refusal
    found.parts.append(receipts.part(segment.written, told, f"{block.marker} {block.symbol or ''}".strip()))
