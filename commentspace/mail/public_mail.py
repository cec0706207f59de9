"""A mail to the public address of a space or a document: a comment, or the wish for the draft or for the list of them.

Strangers get no answer. Nothing here is posted unless our mail server vouches for its sender, or the person confirms
it; what is asked for goes to the person's own address only.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sqlmodel import Session

from commentspace.domain import discussion, documents, mailed_drafts, people, public_addresses, senders
from commentspace.domain.access import Caller
from commentspace.domain.filing import NO_PLACE, Outcome
from commentspace.domain.inbound import Decision, Verdict, recognise_space
from commentspace.domain.mailed import MailedBlock, MailedLetter
from commentspace.domain.senders import Sent, Trust, Vouching
from commentspace.domain.steps import Step
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.mail import answering, answers, confirming, directory_letter, doubts, receipts, submitted
from commentspace.mail.addresses import Kind, Known
from commentspace.mail.blocks import Markers
from commentspace.mail.message import Oversized
from commentspace.mail.office import Office
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Endless, Read
from commentspace.mail.submitted import Taken
from commentspace.mail.way import Way

OPERATOR = Caller(None, "mail", is_operator=True)
KIND = "document"
"""As what a mail to a document is answered: as if it answered a letter that holds all of the draft."""

GONE = marked("This space or document is not here any more.")


async def deal_with(office: Office, way: Way, known: Known) -> None:
    """End the message with its verdict."""
    try:
        letter = await office.database.read(_as_letter, known)
    except NotFound:
        await office.end(way, Decision(Verdict.HELD, GONE))
        return
    [space_id] = letter.space_ids
    await office.database.write(recognise_space, way.message.id, space_id)
    if not way.message.sender:
        await office.end(way, Decision(Verdict.BOUNCE))
        return
    try:
        read = await office.read(way, letter, way.message.recipient)
    except (Oversized, Endless) as refusal:
        way.note(Step.READ, "too large" if isinstance(refusal, Oversized) else "too slow")
        await office.end(way, Decision(Verdict.HELD, [Sentence.of(refusal)]))
    else:
        await _judge(office, way, known, letter, read)


def _as_letter(session: Session, known: Known) -> MailedLetter:
    """The document as a letter that holds all of its newest revision; a space as one that holds nothing."""
    if known.kind == Kind.SPACE:
        space_id = public_addresses.space_id(session, known.id)
        return MailedLetter(0, known.id, Kind.SPACE.value, None, "", [space_id], {"shared": True}, "", b"", ())
    document, who = documents.find(session, OPERATOR, known.id)
    markers = Markers()
    blocks = [
        MailedBlock(
            at, "paragraph", markers.of_paragraph(view), view.text, view.uid, None, who.space_id, document.symbol
        )
        for at, view in enumerate(discussion.paragraphs(session, document.revision_id))
    ]
    subject = f"{document.symbol} {document.title}"
    return MailedLetter(0, known.id, KIND, None, "", [who.space_id], {"shared": True}, subject, b"", blocks)


async def _judge(office: Office, way: Way, known: Known, letter: MailedLetter, read: Read) -> None:
    """Who wrote it; of strangers only that they did."""
    incoming, [space_id] = read.incoming, letter.space_ids
    nobody = Origin.of(way.message, letter, incoming, "", read.files)
    if why := answers.machine(office, way, read):
        await office.end(way, answering.decision(Verdict.AUTOMATIC, read.found, nobody, why))
        return
    writer = await office.database.read(senders.writer, incoming.from_address, space_id)
    if writer is None:
        way.note(Step.SENDER, "not theirs")
        await office.end(way, answering.decision(Verdict.UNKNOWN_SENDER, read.found, nobody, doubts.NO_MEMBER))
        return
    letter = replace(letter, person_id=writer.person_id)
    address = await office.database.read(people.main_address, writer.person_id)
    origin = Origin.of(way.message, letter, incoming, address, read.files)
    if not writer.is_member:
        way.note(Step.SENDER, way.vouching.value)
        way.note(Step.RIGHTS, "no")
        back = answering.returned(Verdict.RETURNED, NO_PLACE, read, origin, Invalid(NO_PLACE))
        await _decide(office, way, back, read, origin)
    elif known.kind == Kind.SPACE:
        way.note(Step.SENDER, way.vouching.value)
        await _decide(office, way, directory_letter.sent(read, origin), read, origin)
    elif not _is_placed(read) and not submitted.may_be(read.files):
        way.note(Step.SENDER, way.vouching.value)
        await _send_draft(office, way, letter, read, origin)
    else:
        await _take(office, way, letter, read, origin)


def _is_placed(read: Read) -> bool:
    """Whether any text has its paragraph."""
    return any(segment.target and not segment.doubtful for segment in read.found.segments)


async def _take(office: Office, way: Way, letter: MailedLetter, read: Read, origin: Origin) -> None:
    """Comments on paragraphs, and files with comments: filed where the sender is certain, else when the person has
    confirmed them.
    """
    sent = Sent(read.incoming.from_address, way.vouching, is_confirmed=way.message.confirmed_at is not None)
    trust = await office.database.read(senders.judge, letter.person_id, sent, letter.space_ids)
    way.note(Step.SENDER, "confirmed" if sent.is_confirmed else way.vouching.value)
    if trust == Trust.TAKEN:
        taken = await submitted.take(office, way, letter, read)
        if not taken.sent and not taken.is_refused and not _is_placed(read):
            await _send_draft(office, way, letter, taken.read, replace(origin, attached=taken.read.files))
            return
        comes_to = partial(_comes_to, letter, taken, replace(origin, attached=taken.read.files))
        await office.close(way, answers.arrival(way, letter, read), taken.read, comes_to)
    else:
        await _decide(office, way, confirming.asked(way.message.uid, read, origin), read, origin)


async def _send_draft(office: Office, way: Way, letter: MailedLetter, read: Read, origin: Origin) -> None:
    """Without a text for a paragraph the draft is sent; a text without a place goes back with how to give it one.

    Of files that have no place its writer learns why.
    """
    text = answering.marked_texts(read.found.segments)
    origin = submitted.taking_none(origin)
    refusal = await _ask(office, way, letter, origin)
    if text or refusal is not None:
        reason = refusal or Invalid(answering.UNPLACED_IN[KIND])
        back = receipts.return_texts(origin, [receipts.part(text, reason)])
        outcome = Outcome(answering.decision(Verdict.RETURNED, read.found, origin, [Sentence.of(reason)]), letter=back)
    elif origin.files:
        outcome = Outcome(
            answering.decision(Verdict.ASKED, read.found, origin), letter=receipts.say_sent(origin), is_owed=True
        )
    else:
        outcome = Outcome(answering.decision(Verdict.ASKED, read.found, origin))
    await _decide(office, way, outcome, read, origin)


async def _ask(office: Office, way: Way, letter: MailedLetter, origin: Origin) -> Refusal | None:
    """Ask for the draft in the name of who wrote; the refusal where it is not sent."""
    if way.vouching == Vouching.FAILED:
        return Invalid(doubts.FORGED)
    try:
        await office.database.write(mailed_drafts.ask, Caller(origin.person_id, "mail"), letter.uid)
    except Refusal as refusal:
        return refusal
    return None


async def _decide(office: Office, way: Way, outcome: Outcome, read: Read, origin: Origin) -> None:
    """The verdict, with the person who wrote it."""
    theirs = _theirs(outcome, origin)
    await office.decide(way, theirs, len(read.found.segments))


def _comes_to(letter: MailedLetter, taken: Taken, origin: Origin, refused: Mapping[int, Refusal]) -> Outcome:
    return _theirs(submitted.outcome(letter, taken, origin, refused), origin)


def _theirs(outcome: Outcome, origin: Origin) -> Outcome:
    """With the person who wrote it, as no letter of ours says who that is."""
    return outcome._replace(decision=replace(outcome.decision, person_id=origin.person_id))
