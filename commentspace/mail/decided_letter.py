"""The letter that gathers answers to somebody's comments: under each they say if they are satisfied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlmodel import Session

from commentspace.domain import digest_contents, spaces
from commentspace.domain.digest_contents import DigestDocument
from commentspace.domain.outbox import Due
from commentspace.domain.told import answers, backs
from commentspace.domain.told.backs import Back
from commentspace.domain.views import CommentView
from commentspace.errors import marked_many
from commentspace.mail import decided_blocks
from commentspace.mail.blocks import Markers, Printed, link, paragraph, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless, foot
from commentspace.mail.duty_letters import reader
from commentspace.mail.heads import BEFORE_EACH, ROOM


def decided(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter; Pointless where nothing of it stands any more, or its reader has left."""
    _ = desk.gettext
    who = reader(session, due)
    views = answers.named(session, who, due.subjects["told"])
    gone = {each.comment.id: each for each in backs.named(session, who, due.subjects["told"])}
    documents = digest_contents.by_document(session, who, [*views, *(each.comment for each in gone.values())])
    if not documents:
        raise Pointless()
    space = spaces.with_id(session, who.space_id)
    titles = titled(desk, len(views), len(gone))
    blocks = [
        *(words(each, "title") for each in titles),
        *within(Alone(desk), documents, gone),
        *foot(desk, due.uid, _("You get this letter because you want answers at once. Choose what you get by e-mail")),
    ]
    symbols = ", ".join(each.document.symbol for each in documents)
    subject = f"{symbols}: {titles[0]}"
    return Draft(subject, blocks, space.title, list_id=f"{space.slug}.{desk.settings.mail_domain}")


def titled(desk: Desk, answered: int, back: int) -> list[str]:
    """How many comments were answered, and of how many the answer was taken back."""
    one, many = marked_many("%(num)s of your comments has been answered", "%(num)s of your comments have been answered")
    said = [desk.ngettext(one, many, answered) % {"num": answered}] if answered else []
    one, many = marked_many(
        "%(num)s answer to your comments has been taken back", "%(num)s answers to your comments have been taken back"
    )
    return [*said, desk.ngettext(one, many, back) % {"num": back}] if back else said


class Filling(Protocol):
    """A letter that is being filled: it takes blocks while there is room, and gives each comment one marker."""

    desk: Desk
    markers: Markers

    def put(self, blocks: Sequence[Printed]) -> bool:
        """Take the blocks if there is room for all of them."""


@dataclass(slots=True)
class Alone:
    """The letter that holds nothing else."""

    desk: Desk
    markers: Markers = field(default_factory=Markers)
    room: int = ROOM

    def put(self, blocks: Sequence[Printed]) -> bool:
        """Take the blocks if there is room for all of them."""
        size = sum(block.size + BEFORE_EACH for block in blocks)
        fits = size <= self.room
        self.room -= size if fits else 0
        return fits


def within(letter: Filling, documents: Sequence[DigestDocument], gone: Mapping[int, Back]) -> Iterator[Printed]:
    """How to answer, then every answer by document and paragraph; at last how many have no room, and where they are.

    `gone` are those comments, by their keys, whose answers were taken back.
    """
    desk, left, first_left = letter.desk, 0, ""
    if any(view.disposition for each in documents for at in each.paragraphs for view in at.comments):
        yield words(desk.gettext(decided_blocks.HOW))
    for document in documents:
        title = words("%(symbol)s %(title)s", "heading", symbol=document.document.symbol, title=document.document.title)
        before = [title]
        for view, at in _placed(desk, document):
            said = decided_blocks.decided(desk, view, letter.markers.of_comment(view), at, gone.get(view.id))
            blocks = [*before, said]
            if left or not letter.put(blocks):
                left, first_left = left + 1, first_left or document.document.uid
            else:
                yield from blocks
                before = []
    if left:
        yield more(desk, left, first_left)


def more(desk: Desk, left: int, document: str) -> Printed:
    """How many answers have no room, and where they are read."""
    one, many = marked_many(
        "%(num)s more answer is not in this letter. Read it here",
        "%(num)s more answers are not in this letter. Read them here",
    )
    return link(desk.ngettext(one, many, left) % {"num": left}, desk.document(document))


def _placed(desk: Desk, told_of: DigestDocument) -> Iterator[tuple[CommentView, Printed]]:
    """The comments of a document, each with its paragraph, which says where it stands."""
    document = told_of.document
    for at in told_of.paragraphs:
        marker, address = Markers().of_paragraph(at.paragraph), desk.paragraph(document.uid, at.paragraph.uid)
        place = paragraph(at.paragraph, marker, address, document.revision_id)
        yield from ((view, place) for view in at.comments)
