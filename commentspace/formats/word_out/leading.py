"""The comments that led to the changes between two revisions, as comments of the Word file that shows these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from commentspace.formats.word_out import walking
from commentspace.formats.word_out.comment_parts import Links, Remark, put
from commentspace.formats.word_out.elements import moment, safe
from commentspace.formats.word_out.lines import marked_whole
from commentspace.formats.word_out.parts import Parts
from commentspace.formats.word_out.remarks import holders, identity_of, initials_of
from commentspace.formats.word_out.said import PROPOSED, TAKEN, said
from commentspace.formats.word_out.walking import Block, Stretch
from commentspace.text.languages import direction

LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Leading:
    """A comment beside a change: `is_taken` where its proposal was taken over into it. `address` is its page, or ""."""

    uid: str
    number: int | None
    author: str
    at: datetime
    html: str
    proposal: str | None
    language: str
    is_taken: bool
    address: str = ""


class Balloons:
    """Marks paragraphs with comments, and keeps what these say until the file is there."""

    def __init__(self, language: str):
        self._language = language
        self._links = Links()
        self._remarks: list[Remark] = []
        self._identities: set[int] = set()

    def mark(self, holder: etree._Element, leading: Sequence[Leading]) -> None:
        """Put the marks of these comments at the beginning of a paragraph."""
        for each in leading:
            name = len(self._remarks)
            marked_whole(holder, name)
            identity = self._identity(each.uid)
            author = safe(each.author)[:LONGEST_NAME]
            words = holders(self._lines(each), direction(each.language) == "rtl", self._links.linked)
            self._remarks.append(Remark(name, identity, 0, author, initials_of(author), moment(each.at), False, words))

    def put_into(self, content: bytes) -> bytes:
        """The file of these bytes, whose paragraphs are marked, with the comments."""
        if not self._remarks:
            return content
        parts = Parts(content)
        put(parts, self._remarks, self._links)
        return parts.saved()

    def _lines(self, each: Leading) -> list[Block]:
        number = f"#{each.number}" if each.number is not None else "#"
        head = [Stretch(number, href=each.address) if each.address else Stretch(number, bold=True)]
        if each.is_taken:
            head.append(Stretch(f" · {said(TAKEN, self._language)}"))
        lines = [Block(stretches=head), *walking.blocks(each.html)]
        if each.proposal:
            lines.append(Block(stretches=[Stretch(said(PROPOSED, self._language))]))
            lines += [Block(depth=1, stretches=[Stretch(line)]) for line in each.proposal.split("\n") if line.strip()]
        return lines

    def _identity(self, uid: str) -> int:
        """A comment may stand beside several changes, under a number of its own each time."""
        identity = identity_of(uid)
        while identity in self._identities:
            identity += 1
        self._identities.add(identity)
        return identity
