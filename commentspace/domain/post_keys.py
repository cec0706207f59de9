"""Keys of forms and calls: the same form sent twice does one thing, and a changed text is never swallowed."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain.bodies import fingerprint
from commentspace.domain.tables import Comment, PostKey
from commentspace.errors import Conflict, Invalid, marked

FORM = re.compile(r"[A-Za-z0-9_-]{8,80}")


class SentBefore(Conflict):
    """The same key with another text: the person has to say what is meant. `comment_id` is what the first made."""

    sentence = marked(
        "This form was sent before, with another text. "
        "Send the new text as a comment of its own, or put it in the place of the first."
    )

    def __init__(self, comment_id: int):
        super().__init__(field="body")
        self.comment_id = comment_id


@dataclass(frozen=True, slots=True)
class Once:
    """The key of one sending, and the fingerprint of what it said."""

    key: str
    fingerprint: str

    def __post_init__(self) -> None:
        if not FORM.fullmatch(self.key):
            raise Invalid(marked("This form has lost its key. Load the page again; your text is kept."), field="key")


def earlier(session: Session, person_id: int, verb: str, once: Once) -> int | None:
    """The comment that this sending has made before; SentBefore where it said something else then."""
    row = session.execute(
        select(col(PostKey.fingerprint), col(PostKey.comment_id)).where(
            col(PostKey.person_id) == person_id, col(PostKey.verb) == verb, col(PostKey.key) == once.key
        )
    ).first()
    if row is None:
        return None
    if row.fingerprint != once.fingerprint:
        raise SentBefore(row.comment_id)
    return int(row.comment_id)


def is_again(session: Session, person_id: int | None, verb: str, key: str, comment: Comment) -> bool:
    """Whether this form, which changes nothing but the state of a comment, has been carried out before.

    Pressed twice it leads to the same page twice, whatever reason it gives the second time. False without a key.
    """
    if not key or person_id is None:
        return False
    return earlier(session, person_id, verb, Once(key, fingerprint(comment.uid))) is not None


def done(session: Session, person_id: int | None, verb: str, key: str, comment: Comment, *, now: datetime) -> None:
    """Remember that such a form has been carried out; nothing without a key."""
    if key and person_id is not None:
        keep(session, person_id, verb, Once(key, fingerprint(comment.uid)), comment.id, now=now)


def is_used(session: Session, person_id: int | None, verb: str, key: str, *, now: datetime) -> bool:
    """Whether this form has been carried out before; if not, it has from now on. False without a key."""
    if not key or person_id is None:
        return False
    mine = (col(PostKey.person_id) == person_id, col(PostKey.verb) == verb, col(PostKey.key) == key)
    if session.execute(select(col(PostKey.id)).where(*mine)).first() is not None:
        return True
    session.execute(insert(PostKey), {"person_id": person_id, "verb": verb, "key": key, "fingerprint": "", "at": now})
    return False


def keep(session: Session, person_id: int, verb: str, once: Once, comment_id: int, *, now: datetime) -> None:
    """Remember that this sending has been carried out."""
    session.execute(
        insert(PostKey),
        {
            "person_id": person_id,
            "verb": verb,
            "key": once.key,
            "fingerprint": once.fingerprint,
            "comment_id": comment_id,
            "at": now,
        },
    )
