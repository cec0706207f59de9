"""Mail for whose sender nobody vouches: the letter that asks the person whether it is theirs, and the answer to it."""

import re

from sqlmodel import Session

from commentspace.domain import confirmations, signing
from commentspace.domain.filing import Outcome
from commentspace.domain.inbound import Verdict
from commentspace.domain.outbox import Due, Intent
from commentspace.errors import NotFound, marked
from commentspace.mail import answering, submitted
from commentspace.mail.blocks import Printed, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read
from commentspace.mail.reading import Answers
from commentspace.mail.receipts import say_nothing_found
from commentspace.text.normal import normal

KIND = "confirm"
SHOWN = 20_000
ASKED = marked("Our mail server does not vouch for the address in From; the person was asked whether they wrote it.")
YES = marked("It confirms another mail.")
NO = marked("It says of another mail that the person did not write it.")
NOT_UNDERSTOOD = marked(
    "It could not be seen whether this says yes or no. Answer the letter again with the one word YES or NO, "
    "or follow the link in it."
)
# How people say it, in the six languages of the house.
AGREEING = frozenset(
    map(normal, ("yes", "ok", "okay", "oui", "sí", "si", "да", "نعم", "是", "是的", "对", "确认", "confirm"))
)
DENYING = frozenset(map(normal, ("no", "non", "нет", "لا", "不", "不是", "否", "没有")))
WORD = re.compile(r"\w+")


def asked(uid: str, read: Read, origin: Origin) -> Outcome:
    """What a message comes to that its writer has to confirm; where nothing is new in it, that is said."""
    if not read.found.segments and not submitted.may_be(read.files):
        return Outcome(answering.decision(Verdict.EMPTY, read.found, origin), letter=say_nothing_found(origin))
    names = "\n".join(file.name for file in read.files.taken)
    text = f"{answering.marked_texts(read.found.segments)}\n\n{names}".strip("\n")
    intent = Intent(
        kind=KIND,
        dedup=f"confirm:{origin.inbound_id}",
        person_id=origin.person_id,
        space_id=origin.space_id,
        subjects={**origin.marks, "mail": uid, "text": text, "came_from": origin.came_from},
        in_reply_to=origin.message_id,
        address=origin.address,
    )
    return Outcome(answering.decision(Verdict.UNCONFIRMED, read.found, origin, ASKED), letter=intent)


def meant(found: Answers) -> bool | None:
    """Whether an answer says yes or no by its first word; None where that cannot be told."""
    text = " ".join(segment.text for segment in found.segments)
    word = next((normal(each) for each in WORD.findall(text)), "")
    if word in AGREEING or word in DENYING:
        return word in AGREEING
    return None


def confirm(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter with the text that came and the link; Pointless once it is decided what becomes of it."""
    _ = desk.gettext
    try:
        mail = confirmations.find(session, due.subjects["mail"])
    except NotFound as gone:
        raise Pointless() from gone
    if mail.state != "waiting":
        raise Pointless()
    token = signing.sign(confirmations.USE, mail.uid, desk.settings.secret_key)
    text = due.subjects["text"]
    fits = len(text) <= SHOWN
    whole: list[Printed] = [] if fits else [words(_("The whole text is in the attached file."))]
    blocks = [
        words(_("Did you write this?"), "title"),
        words(
            _(
                "A mail came in your name, from %(came_from)s. Our mail server could not make sure that it was you, "
                "so nothing has been filed yet."
            ),
            came_from=due.subjects["came_from"],
        ),
        words(_("This is its text:"), "heading"),
        typed(text if fits else f"{text[:SHOWN]} …"),
        *whole,
        link(_("Say here whether you wrote it; only then it is filed:"), desk.at(f"/confirm/{token}")),
        words(
            _(
                "You can also answer this mail with the one word YES or NO. It counts as received when it came, "
                "so a deadline that passes meanwhile does no harm."
            )
        ),
    ]
    subject = due.subjects["subject"]
    return Draft(
        subject if subject.lower().startswith("re:") else f"Re: {subject}", blocks, attachment="" if fits else text
    )
