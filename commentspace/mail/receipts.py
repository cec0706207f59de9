"""Texts returned: what could not be filed goes back to its writer whole, with one clear reason.

A receipt is sent only where something was not filed; what was filed is seen in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commentspace.domain.inbound import Waiting
from commentspace.domain.outbox import Due, Intent
from commentspace.errors import Refusal, marked
from commentspace.mail.blocks import Printed, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft
from commentspace.mail.message import Incoming

SHOWN = 20_000
"""Characters of a text that stand in the letter; a longer one goes along as a file, so that nothing is lost."""

LONGEST_ID = 250

UNPLACED = marked(
    "This text stood under no paragraph or comment, so it could not be seen what it is about. "
    "Answer the letter again and write it under the paragraph or comment that it belongs to, or use the page."
)
NOT_ANSWERABLE = marked("This letter cannot be answered by e-mail. Sign in and write on the page.")
GONE = marked("What you have answered is not there any more, or you may not see it.")
NOTHING_NEW = marked(
    "Your mail has come, but nothing new was found in it besides what we had written to you. "
    "Write your text under the lines that it is about, and send it again."
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The message that is answered: which it was, from whom, in which conversation."""

    inbound_id: int
    received_at: datetime
    person_id: int
    address: str
    subject: str
    message_id: str
    space_id: int | None

    @classmethod
    def of(cls, message: Waiting, person_id: int, incoming: Incoming, space_id: int | None) -> "Origin":
        """Of a message that was read; an id that no header can hold is left out."""
        given = incoming.message_id
        fits = given.isascii() and given.isprintable() and len(given) <= LONGEST_ID
        return cls(
            message.id,
            message.received_at,
            person_id,
            incoming.from_address,
            incoming.subject,
            given if fits else "",
            space_id,
        )


def return_text(origin: Origin, text: str, reason: Refusal, filed: int = 0) -> Intent:
    """The intent of the letter that brings a text back; `filed` pieces of the same mail were filed."""
    details = {name: value if isinstance(value, int) else str(value) for name, value in reason.details.items()}
    subjects = {"sentence": reason.message, "details": details, "text": text, "subject": origin.subject, "filed": filed}
    return Intent(
        kind="returned",
        dedup=f"returned:{origin.inbound_id}",
        person_id=origin.person_id,
        space_id=origin.space_id,
        subjects=subjects,
        in_reply_to=origin.message_id,
        address=origin.address,
    )


def say_nothing_found(origin: Origin) -> Intent:
    """The intent of the letter that says so: at most one a day to an address, as no text is in it."""
    return Intent(
        kind="nothing-found",
        dedup=f"nothing-found:{origin.address}:{origin.received_at.date()}",
        person_id=origin.person_id,
        space_id=origin.space_id,
        subjects={"subject": origin.subject},
        in_reply_to=origin.message_id,
        address=origin.address,
    )


def returned(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that brings a text back, with the reason in its writer's language."""
    _ = desk.gettext
    said = due.subjects
    text, reason = said["text"], _(said["sentence"])
    blocks = [words(reason % said["details"] if said["details"] else reason)]
    if said["filed"]:
        one, many = "Of the same mail %(num)s text was filed.", "Of the same mail %(num)s texts were filed."
        blocks.append(words(desk.ngettext(one, many, said["filed"]) % {"num": said["filed"]}))
    blocks.append(words(_("This is the text that was not filed:"), "heading"))
    blocks += _shown(desk, text)
    blocks.append(link(_("All your spaces"), desk.at("/"), "quiet"))
    return Draft(_re(said["subject"]), blocks, attachment=text if len(text) > SHOWN else "")


def _shown(desk: Desk, text: str) -> Sequence[Printed]:
    if len(text) <= SHOWN:
        return [typed(text)]
    return [typed(text[:SHOWN] + " …"), words(desk.gettext("The whole text is in the attached file."))]


def nothing_found(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says that nothing new was found in a mail."""
    blocks = [words(desk.gettext(NOTHING_NEW)), link(desk.gettext("All your spaces"), desk.at("/"), "quiet")]
    return Draft(_re(due.subjects["subject"]), blocks)


def _re(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
