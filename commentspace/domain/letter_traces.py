"""Letters of the outbox that hold something of an erased person: those to them go, those to others lose their words."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from sqlalchemy import Row, delete, select, update
from sqlmodel import Session, col

from commentspace.domain import blobs
from commentspace.domain.tables import Bounce, Comment, DigestWindow, Inbound, Letter, LetterBlock

TOGETHER = 25
GONE = "…"
"""Stands for the words of a block; answers to the blocks around it still find their places."""


COLUMNS = ("id", "person_id", "address", "subjects", "subject", "text", "answer", "state", "blob_id")


class Telling(Protocol):
    """What knows a person's words."""

    @property
    def person_id(self) -> int:
        """The person's key."""

    def are_in(self, text: str) -> bool:
        """Whether they are in a text."""


def after(session: Session, letter_id: int) -> Sequence[Row[Any]]:
    """The next letters, with what may hold something of anybody."""
    wanted = select(*(col(getattr(Letter, name)) for name in COLUMNS)).where(col(Letter.id) > letter_id)
    return session.execute(wanted.order_by(col(Letter.id)).limit(TOGETHER)).all()


def remove(session: Session, letters: Sequence[Row[Any]]) -> None:
    """Remove letters with all that belongs to them; an answer to one finds no letter any more."""
    ids = [row.id for row in letters]
    session.execute(delete(LetterBlock).where(col(LetterBlock.letter_id).in_(ids)))
    session.execute(delete(DigestWindow).where(col(DigestWindow.letter_id).in_(ids)))
    session.execute(update(Inbound).where(col(Inbound.letter_id).in_(ids)).values(letter_id=None))
    session.execute(delete(Bounce).where(col(Bounce.letter_id).in_(ids)))
    session.execute(delete(Letter).where(col(Letter.id).in_(ids)))
    _erase_bytes(session, [row.blob_id for row in letters])


def quoting(session: Session, author_id: int, letter_ids: Collection[int]) -> set[int]:
    """Which of these letters hold a comment of this person."""
    found = (
        select(col(LetterBlock.letter_id))
        .join(Comment, col(Comment.id) == col(LetterBlock.comment_id))
        .where(col(LetterBlock.letter_id).in_(letter_ids), col(Comment.author_id) == author_id)
    )
    return set(session.execute(found).scalars())


def strip(session: Session, letters: Sequence[Row[Any]], wrote: Collection[int], named: Collection[int]) -> None:
    """Erase what letters to others say. One that waits is written anew.

    Dropped are those that wait and have nothing else to tell: those that the person `wrote`, and those that are about
    something in which they are `named`.
    """
    ids = [row.id for row in letters]
    nothing = {"subject": "", "text": "", "html": "", "blob_id": None, "answer": ""}
    session.execute(update(Letter).where(col(Letter.id).in_(ids)).values(**nothing))
    session.execute(update(Letter).where(col(Letter.id).in_(named)).values(subjects="{}"))
    waiting = {row.id for row in letters if row.state in ("intended", "ready")}
    session.execute(delete(LetterBlock).where(col(LetterBlock.letter_id).in_(waiting)))
    pointless = waiting & {*wrote, *named}
    for state, those in (("dropped", pointless), ("intended", waiting - pointless)):
        session.execute(update(Letter).where(col(Letter.id).in_(those)).values(state=state, rendered_at=None))
    _erase_bytes(session, [row.blob_id for row in letters])


def strip_blocks(session: Session, letter_ids: Collection[int], of: Telling, wrote: Collection[int]) -> None:
    """Erase the blocks that hold comments of theirs, or their name; and all of a letter that they wrote themselves."""
    columns = col(LetterBlock.id), col(LetterBlock.letter_id), col(LetterBlock.text), col(Comment.author_id)
    wanted = select(*columns).outerjoin(Comment, col(Comment.id) == col(LetterBlock.comment_id))
    rows = session.execute(wanted.where(col(LetterBlock.letter_id).in_(letter_ids)))
    ids = [row.id for row in rows if row.letter_id in wrote or row.author_id == of.person_id or of.are_in(row.text)]
    session.execute(update(LetterBlock).where(col(LetterBlock.id).in_(ids)).values(text=GONE, normal=GONE))


def _erase_bytes(session: Session, blob_ids: Collection[int | None]) -> None:
    blobs.erase(session, *{blob_id for blob_id in blob_ids if blob_id is not None})
