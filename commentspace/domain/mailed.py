"""Letters as they were mailed: what an answer is an answer to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import blobs, people
from commentspace.domain.outbox import BlockKind
from commentspace.domain.tables import Address, Comment, DigestWindow, Document, Letter, LetterBlock, Paragraph
from commentspace.domain.told import answers


@dataclass(frozen=True, slots=True)
class MailedBlock:
    """A block of a letter; `paragraph` and `comment` are outside names, `symbol` and `space_id` say where they are.

    `disposition` names the answer that it shows to the writer of the comment; empty in every other block.
    """

    position: int
    kind: BlockKind
    marker: str
    text: str
    paragraph: str | None
    comment: str | None
    space_id: int | None
    symbol: str | None
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class MailedLetter:
    """A letter that went out, with its blocks and its bytes (empty where they were erased).

    `space_ids` are all the spaces that it tells of, also those of which it shows no text; `address` is where it went.
    """

    id: int
    uid: str
    kind: str
    person_id: int | None
    address: str
    space_ids: Sequence[int]
    subjects: dict[str, Any]
    subject: str
    content: bytes
    blocks: Sequence[MailedBlock]


def find(session: Session, uid: str) -> MailedLetter | None:
    """The letter of this name; None where there is none (any more)."""
    letter = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one_or_none()
    if letter is None:
        return None
    return MailedLetter(
        letter.id,
        letter.uid,
        letter.kind,
        letter.person_id,
        letter.address,
        _spaces(session, letter),
        json.loads(letter.subjects),
        letter.subject,
        blobs.read(session, letter.blob_id) if letter.blob_id is not None else b"",
        _blocks(session, letter),
    )


def _spaces(session: Session, letter: Letter) -> list[int]:
    if letter.space_id is not None:
        return [letter.space_id]
    windows = select(col(DigestWindow.space_id)).where(col(DigestWindow.letter_id) == letter.id)
    return list(session.execute(windows.order_by(col(DigestWindow.space_id))).scalars())


def _blocks(session: Session, letter: Letter) -> list[MailedBlock]:
    rows = session.execute(
        select(
            col(LetterBlock.position),
            col(LetterBlock.kind),
            col(LetterBlock.marker),
            col(LetterBlock.text),
            col(Paragraph.uid),
            col(Comment.uid),
            col(Document.space_id),
            col(Document.symbol),
        )
        .outerjoin(Paragraph, col(Paragraph.id) == col(LetterBlock.paragraph_id))
        .outerjoin(Document, col(Document.id) == col(Paragraph.document_id))
        .outerjoin(Comment, col(Comment.id) == col(LetterBlock.comment_id))
        .where(col(LetterBlock.letter_id) == letter.id)
        .order_by(col(LetterBlock.position))
    )
    blocks = [MailedBlock(*row) for row in rows]
    shown = answers.shown_in(session, letter, [each.comment for each in blocks if each.comment])
    return [replace(each, disposition=shown.get(each.comment or "", "")) for each in blocks]


def is_address_of(session: Session, person_id: int | None, address: str) -> bool:
    """Whether this person has given this address, verified or not."""
    found = select(col(Address.id)).where(
        col(Address.person_id) == person_id, col(Address.folded) == people.folded(address)
    )
    return session.execute(found).first() is not None
