"""What a mail answers, and so what its texts come to; what cannot be filed goes back to its writer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.filing import Answer, Outcome
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.mail import receipts, saying, taking_back
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read
from commentspace.mail.reading import Answers, Block, Segment

UNPLACED = marked(
    "This text stood under no paragraph or comment, so it could not be seen what it is about. "
    "Answer the letter again and write it under the paragraph or comment that it belongs to, or use the page."
)
NOT_ANSWERABLE = marked("This letter cannot be answered by e-mail. Sign in and write on the page.")
GONE = marked("What you have answered is not there any more, or you may not see it.")
NO_TEXT = marked("A file is kept with the text that it came with, and no text of yours was found in this mail.")
NO_PLACE = marked("A file is kept with a comment, and none was posted of this mail.")
NOT_TAKEN = marked("Files that were not taken: %(files)s.")

UNPLACED_IN = {
    "document": marked(
        "It could not be seen to which paragraph this text belongs, so it was not filed. Begin it with the number of "
        "the paragraph in square brackets, such as [¶12]; several texts in one mail each begin with theirs. The draft "
        "is sent to you with these numbers; you can also answer that letter, and write under a paragraph."
    ),
    "invitation": marked(
        "Your answer has come, and with it you are a member now. This text stood under no paragraph, so it was not "
        "filed. To comment on a draft, write under the paragraph that your text is about, or use the page."
    ),
}
"""What is said instead of UNPLACED, by the kind of letter."""

Parts = list[dict[str, Any]]


def outcome(letter: MailedLetter, found: Answers, origin: Origin, refused: Mapping[int, Refusal]) -> Outcome:
    """What the texts come to, where those of the segments in `refused` cannot be filed: they go back."""
    if not found.segments:
        origin = origin.taking_no_files(NO_TEXT)
        return Outcome(decision(Verdict.EMPTY, found, origin), letter=receipts.say_nothing_found(origin))
    said = saying.sorted_out(letter, found.segments, refused)
    answers, parts = _sorted_out(letter, replace(found, segments=tuple(said.others)), origin, refused)
    answers, parts = [*said.answers, *answers], [*said.parts, *parts]
    answers, origin = _with_files(answers, origin)
    reason = [Sentence(each["sentence"], each["details"]) for each in parts]
    if not answers:
        return Outcome(decision(Verdict.RETURNED, found, origin, reason), letter=receipts.return_texts(origin, parts))
    filed = decision(Verdict.FILED, found, origin, reason)
    if parts:
        return Outcome(filed, answers, receipts.return_texts(origin, parts, answers, said.unclear))
    is_owed = bool(said.unclear) or receipts.is_owed(origin, answers)
    return Outcome(filed, answers, receipts.say_filed(origin, answers, said.unclear), is_owed=is_owed)


def returned(verdict: Verdict, why: str, read: Read, origin: Origin, reason: Refusal, link: str = "") -> Outcome:
    """What was written goes back with this reason; moderators see `why`. Where nothing is new, all of its text.

    `link` is a page of ours where the writer can do something about it.
    """
    text = marked_texts(read.found.segments) or read.incoming.plain
    origin = origin.taking_no_files(NO_PLACE)
    back = receipts.return_texts(origin, [receipts.part(text, reason, link=link)])
    return Outcome(decision(verdict, read.found, origin, why), letter=back)


def decision(verdict: Verdict, found: Answers, origin: Origin, reason: str | Sequence[Sentence] = "") -> Decision:
    """The verdict with the texts, and with the files that were not taken."""
    if origin.files:
        named = ", ".join(origin.files) if origin.is_shared else str(len(origin.files))
        before = [Sentence(reason)] if isinstance(reason, str) else reason
        reason = [*before, Sentence(NOT_TAKEN, {"files": named})]
    return Decision(
        verdict, reason, found=marked_texts(found.segments), left_out=found.left_out, is_shared=origin.is_shared
    )


def _sorted_out(
    letter: MailedLetter, found: Answers, origin: Origin, refused: Mapping[int, Refusal]
) -> tuple[list[Answer], Parts]:
    """What can be filed, and what goes back."""
    match letter.kind:
        case "digest" | "draft" | "biography" | "invitation" | "document" | "answered" | "late":
            return _by_place(letter, found.segments, refused)
        case "answer":
            return _by_place(letter, _in_its_thread(letter, found.segments), refused)
        case "receipt" | "returned":
            back = taking_back.sorted_out(letter, found.segments, refused)
            answers, parts = _by_place(letter, back.others, refused)
            return [*back.answers, *answers], [*back.parts, *parts]
        case "message" | "announcement" | "held" as kind:
            return _as_one(letter, kind, found.segments, origin, refused)
        case _:
            return [], [receipts.part(marked_texts(found.segments), Invalid(NOT_ANSWERABLE))]


WHOLE: Mapping[str, tuple[Literal["message", "announcement", "appeal"], str]] = {
    "message": ("message", "message"),
    "announcement": ("announcement", "announcement"),
    "held": ("appeal", "comment"),
}
"""What the whole of an answer to a letter of this kind is, and which of the letter's subjects it is about."""


def _as_one(
    letter: MailedLetter, kind: str, segments: Sequence[Segment], origin: Origin, refused: Mapping[int, Refusal]
) -> tuple[list[Answer], Parts]:
    """All texts together answer the letter."""
    if not segments:
        return [], []
    text = "\n\n".join(segment.written for segment in segments)
    target, subject = WHOLE[kind]
    try:
        if refused:
            raise next(iter(refused.values()))
        return [Answer(target, letter.subjects[subject], origin.space_id or 0, Body.of(text), 0)], []
    except Refusal as refusal:
        return [], [receipts.part(text, _told(refusal))]


def _with_files(answers: list[Answer], origin: Origin) -> tuple[list[Answer], Origin]:
    """The files go with the first comment; where there is none they are not taken."""
    taken = origin.attached.taken
    first = next((at for at, each in enumerate(answers) if each.target in ("paragraph", "comment")), None)
    if not taken:
        return answers, origin
    if first is None:
        return answers, origin.taking_no_files(NO_PLACE)
    return [*answers[:first], replace(answers[first], files=taken), *answers[first + 1 :]], origin


def _in_its_thread(letter: MailedLetter, segments: Sequence[Segment]) -> list[Segment]:
    """In a letter about one answer, what stands under nothing answers that."""
    about = next((each for each in letter.blocks if each.comment == letter.subjects["comment"]), None)
    if about is None:
        return list(segments)
    block = Block(about.position, about.kind, about.marker, about.text, about.paragraph, about.comment)
    return [replace(each, target=block, doubtful=False) if each.target is None else each for each in segments]


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
            answers.append(_answer(segment, spaces, UNPLACED_IN.get(letter.kind, UNPLACED)))
        except Refusal as refusal:
            place = f"{segment.target.marker} {symbols[segment.target.position]}" if segment.target else ""
            parts.append(receipts.part(segment.written, _told(refusal), place.strip()))
    return answers, parts


def _answer(segment: Segment, spaces: Mapping[int, int], unplaced: str) -> Answer:
    if segment.target is None or segment.doubtful:
        raise Invalid(unplaced)
    block: Block = segment.target
    body = Body.perhaps(segment.text) if segment.proposal else Body.of(segment.text)
    space_id = spaces[block.position]
    if block.kind == "comment":
        return Answer("comment", block.comment or "", space_id, body, segment.index)
    proposal = Proposal.of(segment.proposal)
    return Answer("paragraph", block.paragraph or "", space_id, body, segment.index, proposal=proposal)


def _told(refusal: Refusal) -> Refusal:
    """What is hidden and what never was are told alike, in words that fit a mail."""
    return Invalid(GONE) if isinstance(refusal, NotFound) else refusal


def marked_texts(segments: Sequence[Segment]) -> str:
    """The texts, each under the marker of the block that it was written under."""
    return "\n\n".join(
        f"{segment.target.marker}\n{segment.written}" if segment.target and segment.target.marker else segment.written
        for segment in segments
    )
