"""A whole draft by mail: who asks for it gets its paragraphs in one letter or several, each to be answered below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import Session, col

from commentspace.domain import conversations, documents, late_tokens, names, outbox, people, review_windows
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Letter, Person, PlacedWording, Placement, Wording
from commentspace.domain.versions import reading
from commentspace.errors import NotAllowed, TooMany, marked

ROOM = 60_000
"""Octets of words in both parts of a letter: with the encoding and the frame around them it stays under 100 KB."""
BEFORE_EACH = 500
"""Octets of the frame around a paragraph: its place in the page, its link in both parts, the number of its comments."""
LONGEST = 10_000
"""Characters of one paragraph that are mailed; the link leads to the rest."""
A_DAY = 5
"""How often somebody gets one draft in a day."""

MEMBERS_ONLY = marked("Only members of this space get its drafts by e-mail. You can read the draft on its page.")
OFTEN = marked(
    "This draft has been mailed to you %(most)s times since yesterday. Look for it among your mail, "
    "or read it on its page."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What asking for a draft by mail comes to: how many letters, and whether they can be answered now."""

    letters: int
    is_answerable: bool


def plan(session: Session, caller: Caller, document_uid: str, now: datetime, version: str = "") -> Plan:
    """What `ask` would send; it raises the same refusals."""
    document, who = _asked_for(session, caller, document_uid, version)
    return Plan(len(_cuts(_sizes(session, document))), is_answerable(session, who, document, now))


def ask(session: Session, caller: Caller, document_uid: str, version: str = "", *, now: datetime) -> int:
    """Mail the newest revision of a draft, in a language version of it, to the caller; returns in how many letters.

    Asked again while the letters wait, it sends nothing more. Raises NotFound, SignInNeeded, NotAllowed for who is no
    member, and TooMany.
    """
    document, who = _asked_for(session, caller, document_uid, version)
    if waiting := _waiting(session, who, document):
        return waiting
    _require_room(session, who, document, now)
    cuts = _cuts(_sizes(session, document))
    asked = names.new()
    intents = [
        outbox.Intent(
            kind="draft",
            dedup=f"draft:{asked}:{part}",
            person_id=who.person,
            space_id=document.space_id,
            subjects={
                "document": document.uid,
                "revision": document.revision_uid,
                **({"version": document.version} if document.version else {}),
                "first": first,
                "last": last,
                "part": part,
                "parts": len(cuts),
            },
            thread=conversations.of_draft(document.uid),
        )
        for part, (first, last) in enumerate(cuts, 1)
    ]
    return outbox.intend_all(session, intents, {who.person: _reader(session, who.person)}, now=now)


def address(document_uid: str, domain: str) -> str:
    """Where a member asks for the draft by mail."""
    return f"d.{document_uid}@{domain}"


def fits(session: Session, document: DocumentView) -> bool:
    """Whether the whole draft has room in one letter."""
    return len(_cuts(_sizes(session, document))) == 1


def is_answerable(session: Session, who: Standing, document: DocumentView, now: datetime) -> bool:
    """Whether what this person writes under a paragraph would be taken now."""
    is_open = review_windows.of_document(session, document.id, now).state == "open"
    is_late = not is_open and document.id in late_tokens.mine(session, who.person_id, [document.id], now)
    return who.may("comment") and (is_open or is_late)


def _asked_for(session: Session, caller: Caller, document_uid: str, version: str) -> tuple[DocumentView, Standing]:
    document, who = documents.find(session, caller, document_uid)
    who.require("read")
    document = reading.in_version(session, document, version)
    if not (who.person and (who.is_member or who.may("moderate"))):
        raise NotAllowed(MEMBERS_ONLY)
    return document, who


def _mine(who: Standing, document: DocumentView) -> ColumnElement[bool]:
    mine = (col(Letter.person_id) == who.person, col(Letter.thread) == conversations.of_draft(document.uid))
    return and_(*mine, col(Letter.kind) == "draft")


def _waiting(session: Session, who: Standing, document: DocumentView) -> int:
    """How many letters with this draft wait to be sent to this person."""
    waiting = select(func.count()).select_from(Letter).where(col(Letter.state).in_(("intended", "ready")))
    number: int = session.execute(waiting.where(_mine(who, document))).scalar_one()
    return number


def _require_room(session: Session, who: Standing, document: DocumentView, now: datetime) -> None:
    """Go on where it was asked for fewer than A_DAY times in a day: all letters of one asking have one moment."""
    times = select(func.count(col(Letter.created_at).distinct())).select_from(Letter)
    lately = times.where(_mine(who, document), col(Letter.created_at) > now - timedelta(days=1))
    if session.execute(lately).scalar_one() >= A_DAY:
        raise TooMany(OFTEN, most=A_DAY)


def _reader(session: Session, person_id: int) -> outbox.Reader:
    language = session.execute(select(col(Person.language)).where(col(Person.id) == person_id)).scalar_one()
    return outbox.Reader(people.main_address(session, person_id), language)


def _sizes(session: Session, document: DocumentView) -> Iterator[tuple[int, int]]:
    """The position of each paragraph, and about how many octets it takes in a letter."""
    rows = session.execute(
        select(col(Placement.position), col(Wording.text), col(Wording.html))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == document.revision_id, col(Placement.is_gone).is_(False))
        .where(col(PlacedWording.language) == document.reads)
        .order_by(col(Placement.position))
    )
    for position, text, html in rows:
        shown = text[:LONGEST]
        yield position, len(shown.encode()) + len((html if shown == text else shown).encode()) + BEFORE_EACH


def _cuts(sizes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and last position of each letter; a letter has at least one paragraph, and stays within ROOM else."""
    cuts: list[tuple[int, int]] = []
    room = 0
    for position, size in sizes:
        if cuts and size <= room:
            cuts[-1] = (cuts[-1][0], position)
            room -= size
        else:
            cuts.append((position, position))
            room = ROOM - size
    return cuts
