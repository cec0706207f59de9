"""The message that a letter of ours answers: from whom it came, what came with it, and who may know of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from commentspace.domain.inbound import Waiting
from commentspace.domain.mailed import MailedLetter
from commentspace.mail.attachments import Files, NotTaken
from commentspace.mail.message import Incoming

LONGEST_ID = 250
MOST_IN_A_ROW = 3
"""Automatic letters of ours of which each answers an answer to the one before."""

SHARED = frozenset({"digest", "invitation", "draft", "biography", "answer", "answered", "held", "late"})
"""Kinds of letters whose answers are for a space, and not for one person."""


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
    in_a_row: int
    attached: Files = field(default_factory=Files)
    confirmed_at: datetime | None = None

    @classmethod
    def of(
        cls, message: Waiting, letter: MailedLetter, incoming: Incoming, address: str, attached: Files | None = None
    ) -> "Origin":
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
            in_a_row(letter) + 1,
            attached or Files(),
            message.confirmed_at,
        )

    @property
    def once(self) -> str:
        """Names a letter about it: there is one each time it is dealt with."""
        return f"{self.inbound_id}:{self.confirmed_at.isoformat()}" if self.confirmed_at else str(self.inbound_id)

    @property
    def files(self) -> list[str]:
        """The names of the files that were not taken."""
        return [each.name for each in self.attached.not_taken]

    def taking_no_files(self, why: str) -> "Origin":
        """The same, where none of its files has a place; `why` is said of those of which nothing else is known."""
        known = {each.name: each for each in self.attached.doubts}
        refused = tuple(known.get(file.name) or NotTaken(file.name, why, {}) for file in self.attached.taken)
        return replace(self, attached=replace(self.attached, taken=(), not_taken=(*self.attached.not_taken, *refused)))

    @property
    def marks(self) -> dict[str, object]:
        """What a letter about it keeps for the answers to it."""
        files = [[each.name, each.sentence, dict(each.details)] for each in self.attached.not_taken]
        marks = {"subject": self.subject, "files": files, "in_a_row": self.in_a_row, "shared": self.is_shared}
        return {**marks, "inbound": self.inbound_id}


def is_shared(letter: MailedLetter) -> bool:
    """Whether the space's moderators may read what answers this letter."""
    return bool(letter.subjects.get("shared", letter.kind in SHARED)) and len(letter.space_ids) == 1


def in_a_row(letter: MailedLetter) -> int:
    """How many automatic letters of ours have led to this one, itself counted."""
    return int(letter.subjects.get("in_a_row", 0))
