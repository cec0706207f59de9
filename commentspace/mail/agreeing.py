"""Agreeing to a code of conduct by mail: a YES to the letter that showed it and brought a text back for want of it."""

from commentspace.domain import conducts, confirmations
from commentspace.domain.access import Caller
from commentspace.domain.filing import Outcome
from commentspace.domain.inbound import Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Conflict, Refusal, marked
from commentspace.mail import answering, satisfied
from commentspace.mail.conduct_blocks import asked
from commentspace.mail.office import Office
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read
from commentspace.mail.reading import Answers
from commentspace.mail.way import Way

AGREES = marked("It agrees to the code of conduct.")


def meant(letter: MailedLetter, found: Answers) -> bool:
    """Whether an answer agrees to what its letter shows: a clear yes, above or below all of it, and nothing else."""
    if letter.kind != "returned" or not asked(letter.subjects["parts"]) or len(found.segments) != 1:
        return False
    said = satisfied.said(found.segments[0].text)
    return said is not None and said.is_satisfied


async def agree(office: Office, way: Way, letter: MailedLetter, read: Read, origin: Origin) -> None:
    """Agree for the person, and deal again with the mail that went back; a code changed meanwhile comes with it."""
    caller = Caller(letter.person_id, "mail")
    try:
        for space_id, number in asked(letter.subjects["parts"]):
            await _agree(office, caller, space_id, number)
        await office.database.write(confirmations.again, letter.subjects["inbound"], letter.person_id)
    except Refusal as refusal:
        outcome = answering.returned(Verdict.RETURNED, "", read, origin, refusal)
    else:
        outcome = Outcome(answering.decision(Verdict.ASKED, read.found, origin, AGREES))
    await office.decide(way, outcome, len(read.found.segments))


async def _agree(office: Office, caller: Caller, space_id: int, number: int) -> None:
    try:
        await office.database.write(conducts.agree, caller, space_id, number, space=space_id)
    except Conflict:
        return
