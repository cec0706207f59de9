"""The message that a letter of ours answers: from whom it came, what came with it, and who may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commentspace.domain.inbound import Waiting
from commentspace.domain.mailed import MailedLetter
from commentspace.mail.message import Attachment, Incoming

LONGEST_ID = 250
MOST_IN_A_ROW = 3
"""Automatic letters of ours of which each answers an answer to the one before."""

SHARED = frozenset({"digest", "invitation"})
"""Kinds of letters whose answers are for a space, and not for one person."""
SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Which message it was, and to whom something is said about it, at which address.

    `came_from` is what it says of its sender. `in_a_row` counts our automatic letters of which each answers an answer
    to the one before: so that two programs cannot go on answering each other.
    """

    inbound_id: int
    received_at: datetime
    person_id: int | None
    address: str
    came_from: str
    subject: str
    message_id: str
    space_id: int | None
    is_shared: bool
    files: Sequence[str]
    in_a_row: int

    @classmethod
    def of(cls, message: Waiting, letter: MailedLetter, incoming: Incoming, address: str) -> "Origin":
        """Of a message that was read; what is said about it goes to `address`, one of the letter's reader."""
        given = incoming.message_id
        fits = given.isascii() and given.isprintable() and len(given) <= LONGEST_ID
        return cls(
            message.id,
            message.received_at,
            letter.person_id,
            address,
            incoming.from_address or message.sender,
            incoming.subject,
            given if fits else "",
            next(iter(letter.space_ids), None),
            is_shared(letter),
            tuple(_name(each) for each in incoming.attachments if each.type not in SIGNATURES),
            in_a_row(letter) + 1,
        )

    @property
    def marks(self) -> dict[str, object]:
        """What a letter about it keeps for the answers to it."""
        return {"subject": self.subject, "files": list(self.files), "in_a_row": self.in_a_row, "shared": self.is_shared}


def is_shared(letter: MailedLetter) -> bool:
    """Whether the space's moderators may read what answers this letter."""
    return bool(letter.subjects.get("shared", letter.kind in SHARED)) and len(letter.space_ids) == 1


def in_a_row(letter: MailedLetter) -> int:
    """How many automatic letters of ours have led to this one, itself counted."""
    return int(letter.subjects.get("in_a_row", 0))


def _name(file: Attachment) -> str:
    return file.name or file.type
