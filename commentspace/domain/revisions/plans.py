"""What a draft that is to be a document's next revision is made of: read at once, so that it can be computed apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import pictures, preview_states, previews
from commentspace.domain.access import Caller
from commentspace.domain.anchors import states
from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.previews import Heading
from commentspace.domain.revisions import alignments
from commentspace.domain.tables import Comment, Document, Preview, Revision, Version
from commentspace.errors import Conflict, marked
from commentspace.text.alignment import Link

REVISION, VERSION = previews.REVISION, "version"
"""The purposes of a draft that belongs to a document."""
OVERTAKEN = marked(
    "Another revision of this document has been issued since this draft was begun, so it cannot be issued as the "
    "next one. Align it with the newest revision first."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft beside the revision that it follows. `old` is without what was taken out before, `gone` is that."""

    preview_uid: str
    mark: str
    document_id: int
    document_uid: str
    space_id: int
    heading: Heading
    purpose: str
    base_id: int
    base_number: int
    version: str
    original: str
    old: Sequence[Stood]
    gone: Sequence[Stood]
    others: Mapping[str, Sequence[Stood]]
    """The paragraphs in the other language versions."""
    kept: str
    given: str
    kept_links: str
    sizes: Mapping[str, tuple[int, int]]
    spoken: frozenset[int]
    """The gone paragraphs about which somebody has said something."""
    about: str = ""

    @property
    def paragraphs(self) -> list[DraftParagraph]:
        """Those of the draft that are to be issued; read anew each time."""
        return [each for each in preview_states.read(self.kept).paragraphs if not each.left_out]

    def links(self) -> list[Link]:
        """The alignment, as it is kept where it is still that of this draft, else made: that takes a while."""
        found = self.paragraphs
        of = alignments.mark(self.base_id, self.version, found, self.given)
        return alignments.read(self.kept_links, of) or alignments.made(
            self.old, found, alignments.read_given(self.given)
        )

    def written_links(self) -> str:
        """The same as JSON."""
        of = alignments.mark(self.base_id, self.version, self.paragraphs, self.given)
        return alignments.written(self.links(), of)


def aligned(plan: Plan) -> str:
    """The alignment of a plan as JSON: long, and without any database."""
    return plan.written_links()


def of_preview(session: Session, caller: Caller, preview_uid: str) -> Plan:
    """The plan of a draft that waits; NotFound, NotAllowed as previews are, Conflict where it was issued."""
    preview = previews.waiting(session, caller, preview_uid)
    document, base = _of_document(session, preview)
    asked = select(col(Version.language)).where(col(Version.revision_id) == base.id, col(Version.seq).is_not(None))
    tags = session.execute(asked.order_by(col(Version.position))).scalars().all()
    is_there = preview.language in tags  # a version that is only to come is aligned with the original
    placed = states.of_revision(session, base.id, preview.language if is_there else document.language)
    gone = [each for each in placed if each.is_gone]
    return Plan(
        preview_uid=preview.uid,
        mark=previews.mark_of(preview),
        document_id=document.id,
        document_uid=document.uid,
        space_id=document.space_id,
        heading=Heading(preview.symbol, preview.title, preview.language),
        purpose=preview.purpose,
        base_id=base.id,
        base_number=base.number,
        version=preview.language,
        original=document.language,
        old=[each for each in placed if not each.is_gone],
        gone=gone,
        others={tag: states.of_revision(session, base.id, tag) for tag in tags if tag != preview.language},
        kept=preview.paragraphs,
        given=preview.given,
        kept_links=preview.links,
        sizes=pictures.sizes(session, preview.id, document.id),
        spoken=_spoken(session, [each.id for each in gone]),
        about=preview.about,
    )


def _of_document(session: Session, preview: Preview) -> tuple[Document, Revision]:
    if preview.document_id is None or preview.base_id is None:
        raise Conflict(marked("This draft is a document of its own, and follows no revision."))
    return session.get_one(Document, preview.document_id), session.get_one(Revision, preview.base_id)


def _spoken(session: Session, paragraphs: Sequence[int]) -> frozenset[int]:
    if not paragraphs:
        return frozenset()
    rows = session.execute(
        select(col(Comment.paragraph_id)).where(col(Comment.paragraph_id).in_(paragraphs)).distinct()
    )
    return frozenset(rows.scalars())
