"""What a letter says: kept as it was rendered, and sent again as it was kept once it may have been delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, SQLModel, col

from commentspace.domain import blobs
from commentspace.domain.tables import Letter, LetterBlock

FRESH = timedelta(hours=1)
"""How long bytes are sent again without a look whether their reader may still see what they say."""

BlockKind = Literal["paragraph", "comment", "words"]


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block of a letter as it is mailed; what it shows, it shows as it stands in this revision."""

    kind: BlockKind
    marker: str
    text: str
    normal: str
    paragraph_id: int | None = None
    comment_id: int | None = None
    wording_id: int | None = None
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it was rendered: `content` are the bytes that are sent."""

    subject: str
    text: str
    html: str
    content: bytes
    blocks: Sequence[BlockRow] = ()


def is_stale(rendered_at: datetime | None, now: datetime) -> bool:
    """Whether bytes of that age are looked at again before they are sent."""
    return rendered_at is not None and now - rendered_at >= FRESH


def rendered(session: Session, letter_id: int, written: Written, *, now: datetime) -> bytes:
    """Keep a letter's words, blocks and bytes, and make it ready; returns the bytes to send."""
    return rendered_all(session, {letter_id: written}, now=now)[letter_id]


def rendered_all(session: Session, written: Mapping[int, Written], *, now: datetime) -> dict[int, bytes]:
    """The same for several letters in few statements.

    What another worker has made ready meanwhile stays as it is: those bytes may have been sent. Of those older than
    an hour only the same words stay; where a reader would see something else now, they are written anew.
    """
    columns = col(Letter.id), col(Letter.blob_id), col(Letter.rendered_at), col(Letter.subject), col(Letter.text)
    rows = session.execute(select(*columns).where(col(Letter.id).in_(written))).all()
    kept = {row.id: row.blob_id for row in rows if row.blob_id is not None and not _is_over(row, written[row.id], now)}
    stale = [row for row in rows if row.blob_id is not None and row.id not in kept]
    erase(session, {row.id: row.blob_id for row in stale})
    _keep(session, {row.id: written[row.id] for row in rows if row.id not in kept}, now)
    said = {letter_id: blobs.read(session, blob_id) for letter_id, blob_id in kept.items()}
    return {row.id: said.get(row.id, written[row.id].content) for row in rows}


def _is_over(row: Any, written: Written, now: datetime) -> bool:
    return is_stale(row.rendered_at, now) and (row.subject, row.text) != (written.subject, written.text)


def _keep(session: Session, written: Mapping[int, Written], now: datetime) -> None:
    if not written:
        return
    blob_ids = blobs.keep_all(session, [each.content for each in written.values()], now=now)
    letters = [
        {"letter": letter_id, "blob_id": blob_id, "subject": each.subject, "text": each.text, "html": each.html}
        for (letter_id, each), blob_id in zip(written.items(), blob_ids, strict=True)
    ]
    ready: dict[str, Any] = {name: bindparam(name) for name in ("blob_id", "subject", "text", "html")}
    many(session, update(_table(Letter)).values(ready | {"state": "ready", "rendered_at": now}), letters)
    blocks = [
        {"letter_id": letter_id, "position": position} | asdict(block)
        for letter_id, each in written.items()
        for position, block in enumerate(each.blocks)
    ]
    if blocks:
        session.connection().execute(insert(_table(LetterBlock)), blocks)


def many(session: Session, statement: Any, letters: Sequence[Mapping[str, Any]]) -> None:
    """Run an UPDATE of the outbox once for each of these; "letter" is the key of the row."""
    session.connection().execute(statement.where(_table(Letter).c.id == bindparam("letter")), letters)


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


def erase(session: Session, blob_ids: Mapping[int, int]) -> None:
    """Erase the bytes and blocks of letters, given by their key, that are to be written anew."""
    if not blob_ids:
        return
    nothing = {"subject": "", "text": "", "html": "", "blob_id": None, "rendered_at": None, "state": "intended"}
    session.execute(update(Letter).where(col(Letter.id).in_(blob_ids)).values(**nothing))
    session.execute(delete(LetterBlock).where(col(LetterBlock.letter_id).in_(blob_ids)))
    blobs.erase(session, *blob_ids.values())


def forget(session: Session, letter_id: int, *, now: datetime) -> None:
    """Erase what a letter said if it is not sent again after `now`; that it was sent, and to whom, stays."""
    letter = session.get_one(Letter, letter_id)
    if letter.state in ("intended", "ready"):
        return
    blob_id = letter.blob_id
    letter.subjects, letter.text, letter.html, letter.blob_id = "{}", "", "", None
    session.add(letter)
    session.flush()
    if blob_id is not None:
        blobs.erase(session, blob_id)
