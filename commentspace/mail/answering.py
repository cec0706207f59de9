"""What a mail answers, and so what its texts come to; what cannot be filed goes back to its writer."""

from collections.abc import Mapping, Sequence
from typing import Any

from commentspace.domain.bodies import Body
from commentspace.domain.filing import Answer, Outcome
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.mail import receipts
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read
from commentspace.mail.reading import Answers, Block, Segment

UNPLACED = marked(
    "This text stood under no paragraph or comment, so it could not be seen what it is about. "
    "Answer the letter again and write it under the paragraph or comment that it belongs to, or use the page."
)
NOT_ANSWERABLE = marked("This letter cannot be answered by e-mail. Sign in and write on the page.")
GONE = marked("What you have answered is not there any more, or you may not see it.")

Parts = list[dict[str, Any]]


def outcome(letter: MailedLetter, found: Answers, origin: Origin, refused: Mapping[int, Refusal]) -> Outcome:
    """What the texts come to, where those of the segments in `refused` cannot be filed: they go back."""
    if not found.segments:
        return Outcome(decision(Verdict.EMPTY, found, origin), letter=receipts.say_nothing_found(origin))
    answers, parts = _sorted_out(letter, found, origin, refused)
    reason = " ".join(dict.fromkeys(str(each["sentence"]) % each["details"] for each in parts))
    if not answers:
        return Outcome(decision(Verdict.RETURNED, found, origin, reason), letter=receipts.return_texts(origin, parts))
    filed = decision(Verdict.FILED, found, origin, reason)
    if parts:
        return Outcome(filed, answers, receipts.return_texts(origin, parts, len(answers)))
    return Outcome(filed, answers, receipts.say_filed(origin, len(answers)) if origin.files else None)


def returned(verdict: Verdict, why: str, read: Read, origin: Origin, reason: Refusal) -> Outcome:
    """What was written goes back with this reason; moderators see `why`. Where nothing is new, all of its text."""
    text = marked_texts(read.found.segments) or read.incoming.plain
    back = receipts.return_texts(origin, [receipts.part(text, reason)])
    return Outcome(decision(verdict, read.found, origin, why), letter=back)


def decision(verdict: Verdict, found: Answers, origin: Origin, reason: str = "") -> Decision:
    """The verdict with the texts, and with the files that were not taken."""
    if origin.files:
        named = ", ".join(origin.files) if origin.is_shared else str(len(origin.files))
        reason = f"{reason} Files that were not taken: {named}.".strip()
    return Decision(
        verdict, reason, found=marked_texts(found.segments), left_out=found.left_out, is_shared=origin.is_shared
    )


def _sorted_out(
    letter: MailedLetter, found: Answers, origin: Origin, refused: Mapping[int, Refusal]
) -> tuple[list[Answer], Parts]:
    """What can be filed, and what goes back."""
    match letter.kind:
        case "digest":
            return _by_place(letter, found.segments, refused)
        case "message" | "announcement" as kind:
            text = "\n\n".join(segment.text for segment in found.segments)
            try:
                if refused:
                    raise next(iter(refused.values()))
                return [Answer(kind, letter.subjects[kind], origin.space_id or 0, Body.of(text), 0)], []
            except Refusal as refusal:
                return [], [receipts.part(text, _told(refusal))]
        case _:
            return [], [receipts.part(marked_texts(found.segments), Invalid(NOT_ANSWERABLE))]


def _by_place(
    letter: MailedLetter, segments: Sequence[Segment], refused: Mapping[int, Refusal]
) -> tuple[list[Answer], Parts]:
    """Answers to a digest: each goes under its block; those that stand under none, or are refused, go back."""
    spaces = {block.position: block.space_id or 0 for block in letter.blocks}
    symbols = {block.position: block.symbol or "" for block in letter.blocks}
    answers: list[Answer] = []
    parts: Parts = []
    for segment in segments:
        try:
            if segment.index in refused:
                raise refused[segment.index]
            answers.append(_answer(segment, spaces))
        except Refusal as refusal:
            place = f"{segment.target.marker} {symbols[segment.target.position]}" if segment.target else ""
            parts.append(receipts.part(segment.text, _told(refusal), place.strip()))
    return answers, parts


def _answer(segment: Segment, spaces: Mapping[int, int]) -> Answer:
    if segment.target is None or segment.doubtful:
        raise Invalid(UNPLACED)
    block: Block = segment.target
    space_id, body = spaces[block.position], Body.of(segment.text)
    if block.kind == "comment":
        return Answer("comment", block.comment or "", space_id, body, segment.index)
    return Answer("paragraph", block.paragraph or "", space_id, body, segment.index)


def _told(refusal: Refusal) -> Refusal:
    """What is hidden and what never was are told alike, in words that fit a mail."""
    return Invalid(GONE) if isinstance(refusal, NotFound) else refusal


def marked_texts(segments: Sequence[Segment]) -> str:
    """The texts, each under the marker of the block that it was written under."""
    return "\n\n".join(
        f"{segment.target.marker}\n{segment.text}" if segment.target and segment.target.marker else segment.text
        for segment in segments
    )
