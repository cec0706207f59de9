"""The kinds of letters, and how an intent becomes the bytes that are sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from jinja2 import Environment
from sqlmodel import Session

from commentspace.domain import conversations, loops, people
from commentspace.domain.outbox import Due, Written
from commentspace.mail import (
    address_letters,
    answer_letter,
    biography_letter,
    confirming,
    decided_letter,
    digest_letter,
    directory_letter,
    draft_letter,
    duty_letters,
    export_letter,
    hold_letters,
    house_letters,
    people_letters,
    receipts,
    round_letters,
    sender_letters,
)
from commentspace.mail.checkup import rounds as sent_round
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.mail.envelope import Headers, Party, sealed
from commentspace.render.environment import interface

NOBODY = "noreply"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is the same for all letters of a kind.

    `automatic` is what Auto-Submitted says (RFC 3834; empty: a person wrote it). An answer to an automatic reply
    goes nowhere (`takes_bounces`), and what is `secret` is forgotten when it has been sent.
    """

    compose: Callable[[Session, Due, Desk], Draft]
    automatic: str = ""
    is_answerable: bool = True
    takes_bounces: bool = True
    is_secret: bool = False


KINDS = {
    "sign-in": Kind(house_letters.sign_in, "auto-generated", is_answerable=False, is_secret=True),
    "address": Kind(address_letters.confirm, "auto-generated", is_answerable=False, is_secret=True),
    "address-changed": Kind(address_letters.changed, "auto-generated", is_answerable=False),
    "address-taken": Kind(address_letters.taken, "auto-generated", is_answerable=False),
    "invitation": Kind(house_letters.invitation, "auto-generated"),
    "digest": Kind(digest_letter.digest, "auto-generated"),
    "announcement": Kind(people_letters.announcement),
    "message": Kind(people_letters.message),
    "answer": Kind(answer_letter.answer, "auto-generated"),
    "answered": Kind(decided_letter.decided, "auto-generated"),
    "assigned": Kind(duty_letters.assigned, "auto-generated", is_answerable=False),
    "late": Kind(duty_letters.late, "auto-generated"),
    "delegated": Kind(duty_letters.delegated, "auto-generated", is_answerable=False),
    "joined-round": Kind(round_letters.joined, "auto-generated", is_answerable=False),
    "closing": Kind(round_letters.closing, "auto-generated", is_answerable=False),
    "unveiled": Kind(duty_letters.unveiled, "auto-generated", is_answerable=False),
    "held": Kind(hold_letters.held, "auto-generated"),
    "appeal-decided": Kind(hold_letters.decided, "auto-generated", is_answerable=False),
    "filed": Kind(sender_letters.filed, "auto-generated", is_answerable=False),
    "draft": Kind(draft_letter.draft, "auto-generated"),
    "biography": Kind(biography_letter.biography, "auto-generated"),
    "export": Kind(export_letter.export, "auto-generated", is_answerable=False),
    "confirm": Kind(confirming.confirm, "auto-replied", takes_bounces=False),
    "directory": Kind(directory_letter.directory, "auto-replied", is_answerable=False, takes_bounces=False),
    "returned": Kind(receipts.returned, "auto-replied", takes_bounces=False),
    "receipt": Kind(receipts.receipt, "auto-replied", takes_bounces=False),
    "not-read": Kind(receipts.not_read, "auto-replied", takes_bounces=False),
    "nothing-found": Kind(receipts.nothing_found, "auto-replied", takes_bounces=False),
    loops.KIND: Kind(sent_round.letter, "auto-generated"),
}


def is_secret(kind: str) -> bool:
    """Whether letters of this kind hold what opens a door."""
    return kind in KINDS and KINDS[kind].is_secret


def render(session: Session, due: Due, desk: Desk, templates: Environment) -> Written:
    """The letter as its reader may see it now. Raises a refusal where it is not to be sent any more."""
    kind, desk = KINDS[due.kind], replace(desk, zone=people.zone_of(session, due.person_id))
    draft = kind.compose(session, due, desk)
    page = templates.get_template("mail/letter.html")
    html = page.render(interface(due.language) | {"subject": draft.subject, "blocks": draft.blocks})
    text = "\n\n".join(block.plain for block in draft.blocks) + "\n"
    content = sealed(_headers(session, due, desk, draft), text, html, draft.attachment)
    # Of a letter that nobody can answer those are kept that quote somebody: erasing finds it by them.
    blocks = [block.kept() for block in draft.blocks if kind.is_answerable or block.row is not None]
    return Written(draft.subject, text, html, content, blocks)


def _headers(session: Session, due: Due, desk: Desk, draft: Draft) -> Headers:
    kind, domain = KINDS[due.kind], desk.book.domain
    address = desk.book.reply_address(due.uid) if kind.is_answerable else f"{NOBODY}@{domain}"
    ends = [desk.unsubscribe(due.uid), f"mailto:{desk.book.unsubscribe_address(due.uid)}"] if draft.list_id else []
    return Headers(
        sender=Party(draft.sender, address, draft.note),
        reader=Party(people.name_of(session, due.person_id), due.address),
        subject=draft.subject,
        message_id=f"<{due.message_id}@{domain}>",
        date=desk.now,
        domain=domain,
        references=conversations.before(session, due, domain),
        automatic=kind.automatic,
        list_id=draft.list_id,
        unsubscribe=ends,
    )


def envelope_sender(due: Due, desk: Desk) -> str:
    """Where servers say that a letter could not be delivered; empty for automatic replies (RFC 3834, section 3.3)."""
    return desk.book.bounce_address(due.uid) if KINDS[due.kind].takes_bounces else ""


def require_current(due: Due, now: datetime) -> None:
    """Pointless for a letter that was rendered, and whose secret has become useless before it could be sent."""
    if is_secret(due.kind) and datetime.fromisoformat(due.subjects["until"]) <= now:
        raise Pointless()
