"""A mail that answers a letter of ours: who wrote it, whether that is certain, and so what becomes of it.

What a person wrote is filed, or goes back: where it is not certain who wrote it, to the address to which our letter
went, with a link by which they confirm it.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sqlmodel import Session

from commentspace.domain import confirmations, mailed, people, senders, signing, subscriptions
from commentspace.domain.filing import Arrival, Outcome
from commentspace.domain.inbound import Answered, Decision, Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.domain.senders import Sent, Trust
from commentspace.domain.steps import Step
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, Refusal
from commentspace.mail import agreeing, answering, confirming, doubts, submitted
from commentspace.mail.addresses import Kind, Known
from commentspace.mail.automatic import is_from_list, why_automatic
from commentspace.mail.message import Oversized
from commentspace.mail.office import Office
from commentspace.mail.origin import MOST_IN_A_ROW, Origin, in_a_row
from commentspace.mail.reader_process import Endless, Read
from commentspace.mail.receipts import say_not_read
from commentspace.mail.submitted import Taken
from commentspace.mail.way import Way


async def deal_with(office: Office, way: Way, known: Known, answered: Answered | None) -> None:
    """End the message with its verdict; `answered` is the letter as its row tells of it."""
    letter = await office.database.read(mailed.find, known.id)
    if letter is None or answered is None:
        await _without_letter(office, way)
    elif known.kind == Kind.UNSUBSCRIBE:
        await _unsubscribe(office, way, letter)
    else:
        try:
            read = await office.read(way, letter, office.book.reply_address(letter.uid))
        except (Oversized, Endless) as refusal:
            await _hold(office, way, answered, refusal)
        else:
            await _judge(office, way, letter, read)


async def _unsubscribe(office: Office, way: Way, letter: MailedLetter) -> None:
    secret = office.settings.secret_key
    await office.database.write(subscriptions.end, signing.sign("unsubscribe", letter.uid, secret), secret)
    await office.end(way, Decision(Verdict.UNSUBSCRIBED))


async def _hold(office: Office, way: Way, answered: Answered, refusal: Refusal) -> None:
    """It cannot be read within its limits: a moderator has to look, and the letter's reader is told."""
    is_large = isinstance(refusal, Oversized)
    way.note(Step.READ, "too large" if is_large else "too slow")
    told = say_not_read(answered, doubts.TOO_LARGE if is_large else doubts.TOO_SLOW, office.database.now())
    await office.decide(way, Outcome(Decision(Verdict.HELD, [Sentence.of(refusal)]), letter=told))


async def _without_letter(office: Office, way: Way) -> None:
    """The letter is not kept any more: the text goes back to whoever wrote it, where we know them."""
    held = Decision(Verdict.HELD, doubts.NO_LETTER)
    try:
        read = await office.read(way, None)
    except (Oversized, Endless):
        await office.end(way, held)
        return
    incoming = read.incoming
    person_id = await office.database.read(_person, incoming.from_address)
    if person_id is None or machine(office, way, read):
        await office.end(way, held)
        return
    nothing = MailedLetter(0, "", "", person_id, incoming.from_address, (), {}, incoming.subject, b"", ())
    origin = Origin.of(way.message, nothing, incoming, incoming.from_address, read.files)
    outcome = answering.returned(Verdict.RETURNED, doubts.NO_LETTER, read, origin, Invalid(doubts.LETTER_GONE))
    await office.decide(way, outcome, len(read.found.segments))


def _person(session: Session, address: str) -> int | None:
    found = people.verified_with(session, address)
    return found.id if found else None


def machine(office: Office, way: Way, read: Read) -> str | None:
    """What shows that a program wrote it, or that it is our own; None where a person did."""
    incoming = read.incoming
    why = why_automatic(incoming, way.message.sender, office.book.domain)
    if why is None and doubts.is_ours(incoming.from_address, office.book):
        why = "From: ours"
    way.note(Step.MACHINE, why.partition(":")[0] if why else "no")
    return why


async def _judge(office: Office, way: Way, letter: MailedLetter, read: Read) -> None:
    """Who wrote this, and so what becomes of it."""
    incoming, found = read.incoming, read.found
    registered = Origin.of(way.message, letter, incoming, letter.address, read.files)
    if why := machine(office, way, read):
        await office.end(way, answering.decision(Verdict.AUTOMATIC, found, registered, why))
        return
    if in_a_row(letter) >= MOST_IN_A_ROW:
        await office.end(way, answering.decision(Verdict.HELD, found, registered, doubts.IN_A_ROW))
        return
    sent = Sent(incoming.from_address, way.vouching, letter.address, way.message.confirmed_at is not None)
    trust = await office.database.read(senders.judge, letter.person_id, sent, letter.space_ids)
    is_confirmation = letter.kind == confirming.KIND and trust != Trust.STRANGER
    if doubt := doubts.about(trust, is_by_list=is_from_list(incoming) and not sent.is_confirmed):
        way.note(Step.SENDER, doubt.word)
        await _give_back(office, way, read, registered, doubt)
    elif is_confirmation:
        way.note(Step.SENDER, way.vouching.value)
        await _confirm(office, way, letter, read, registered)
    elif agreeing.meant(letter, found):
        way.note(Step.SENDER, way.vouching.value)
        await agreeing.agree(office, way, letter, read, registered)
    elif trust == Trust.UNCONFIRMED:
        way.note(Step.SENDER, way.vouching.value)
        await office.decide(way, confirming.asked(way.message.uid, read, registered), len(found.segments))
    else:
        way.note(Step.SENDER, "confirmed" if sent.is_confirmed else way.vouching.value)
        taken = await submitted.take(office, way, letter, read)
        origin = replace(registered, address=incoming.from_address, attached=taken.read.files)
        await office.close(way, arrival(way, letter, read), taken.read, partial(_comes_to, letter, taken, origin))


def _comes_to(letter: MailedLetter, taken: Taken, origin: Origin, refused: Mapping[int, Refusal]) -> Outcome:
    """What it comes to; whoever answers an invitation has come."""
    accepts = letter.subjects.get("invitation", "") if letter.kind == "invitation" else ""
    return submitted.outcome(letter, taken, origin, refused)._replace(accepts=accepts)


def arrival(way: Way, letter: MailedLetter, read: Read) -> Arrival:
    """The message as the domain files it."""
    incoming, message = read.incoming, way.message
    return Arrival(
        message.id,
        message.received_at,
        letter.person_id or 0,
        incoming.from_address,
        incoming.message_id,
        way.is_vouched_for,
    )


async def _give_back(office: Office, way: Way, read: Read, origin: Origin, doubt: doubts.Doubt) -> None:
    """Nothing goes to the address in From: the text goes to where our letter had gone."""
    reason = Invalid(doubt.said, came_from=origin.came_from)
    outcome = answering.returned(doubt.verdict, doubt.why, read, origin, reason, doubt.link)
    await office.decide(way, outcome, len(read.found.segments))


async def _confirm(office: Office, way: Way, letter: MailedLetter, read: Read, origin: Origin) -> None:
    """An answer to the letter that asked whether a mail is theirs: yes or no, and whoever holds that letter may say."""
    uid, said = letter.subjects["mail"], confirming.meant(read.found)
    try:
        if said is None:
            raise Invalid(confirming.NOT_UNDERSTOOD)
        await office.database.write(confirmations.confirm if said else confirmations.refuse, uid)
    except Refusal as refusal:
        outcome = answering.returned(Verdict.RETURNED, "", read, origin, refusal)
        await office.decide(way, outcome, len(read.found.segments))
    else:
        decision = answering.decision(Verdict.ASKED, read.found, origin, confirming.YES if said else confirming.NO)
        await office.decide(way, Outcome(decision), len(read.found.segments))
