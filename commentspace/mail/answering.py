"""What a mail answers, and so what its texts come to; what cannot be filed goes back to its writer."""

from collections.abc import Sequence
from dataclasses import replace

from commentspace.domain.bodies import Body
from commentspace.domain.filing import Answer, Outcome
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Invalid, NotFound, Refusal
from commentspace.mail.addresses import AddressBook
from commentspace.mail.attribution import LetterFacts
from commentspace.mail.message import Incoming, parse
from commentspace.mail.reading import Answers, Block, Segment, find_answers
from commentspace.mail.receipts import GONE, NOT_ANSWERABLE, UNPLACED, Origin, return_text, say_nothing_found


def read(letter: MailedLetter, incoming: Incoming, book: AddressBook) -> Answers:
    """The new texts in an answer to this letter, each with the block under which it was written."""
    name = parse(letter.content).from_name if letter.content else ""
    facts = LetterFacts((book.reply_address(letter.uid),), name, letter.subject)
    blocks = [
        Block(each.position, each.kind, each.marker, each.text, each.paragraph, each.comment) for each in letter.blocks
    ]
    return find_answers(incoming.plain, blocks, facts)


def outcome(letter: MailedLetter, found: Answers, origin: Origin) -> Outcome:
    """What the texts come to. Raises a refusal (TooLong) where one of them cannot be filed as it is."""
    if not found.segments:
        decision = _decision(Verdict.EMPTY, letter, found, origin)
        return Outcome(decision, letter=say_nothing_found(origin))
    match letter.kind:
        case "digest":
            return _by_place(letter, found, origin)
        case "message" | "announcement" as kind:
            answer = Answer(kind, letter.subjects[kind], origin.space_id or 0, Body.of(_joined(found.segments)), 0)
            return Outcome(_decision(Verdict.FILED, letter, found, origin), [answer])
        case _:
            return returned(letter, found, origin, Invalid(NOT_ANSWERABLE))


def returned(letter: MailedLetter, found: Answers, origin: Origin, reason: Refusal) -> Outcome:
    """All of the texts go back, with this reason."""
    if isinstance(reason, NotFound):
        reason = Invalid(GONE)
    decision = _decision(Verdict.RETURNED, letter, found, origin, reason.said())
    return Outcome(decision, letter=return_text(origin, _marked(found.segments), reason))


def _by_place(letter: MailedLetter, found: Answers, origin: Origin) -> Outcome:
    """Answers to a digest: each goes under its block; those that stand under none are given back."""
    placed = [segment for segment in found.segments if segment.target and not segment.doubtful]
    others = [segment for segment in found.segments if segment not in placed]
    if not placed:
        return returned(letter, found, origin, Invalid(UNPLACED))
    answers = [_under(segment, segment.target, letter) for segment in placed if segment.target]
    if not others:
        return Outcome(_decision(Verdict.FILED, letter, found, origin), answers)
    reason = Invalid(UNPLACED)
    back = return_text(origin, _marked(others), reason, filed=len(placed))
    return Outcome(_decision(Verdict.FILED, letter, found, origin, reason.said()), answers, back)


def _under(segment: Segment, block: Block, letter: MailedLetter) -> Answer:
    space_id = next(each.space_id for each in letter.blocks if each.position == block.position) or 0
    if block.kind == "comment":
        return Answer("comment", block.comment or "", space_id, Body.of(segment.text), segment.index)
    return Answer("paragraph", block.paragraph or "", space_id, Body.of(segment.text), segment.index)


def _decision(verdict: Verdict, letter: MailedLetter, found: Answers, origin: Origin, reason: str = "") -> Decision:
    """The verdict, with the texts for the space's moderators; those of a letter about several spaces are nobody's."""
    decision = Decision(verdict, reason, letter.id, origin.space_id, origin.person_id)
    if len(letter.space_ids) > 1:
        return decision
    return replace(decision, found=_marked(found.segments), left_out=found.left_out)


def _joined(segments: Sequence[Segment]) -> str:
    return "\n\n".join(segment.text for segment in segments)


def _marked(segments: Sequence[Segment]) -> str:
    """The texts, each under the marker of the block that it was written under."""
    return "\n\n".join(
        f"{segment.target.marker}\n{segment.text}" if segment.target and segment.target.marker else segment.text
        for segment in segments
    )
