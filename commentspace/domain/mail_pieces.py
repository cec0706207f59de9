"""The words of a mail in pieces that somebody may choose from, and the places where they may be put."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing, hidden
from commentspace.domain.bodies import Body
from commentspace.domain.documents import DocumentView
from commentspace.domain.filed import Filed
from commentspace.domain.tables import Comment, Document, LetterBlock, Paragraph
from commentspace.errors import Invalid, NotFound, marked
from commentspace.text import search

BLANK = re.compile(r"\n[>\s]*\n|^[>\s]*\n|\n[>\s]*$")
"""A line that says nothing, in a quotation too."""
MARKER = re.compile(r"\[[^\[\]\n]{1,20}\]")
MOST_PLACES = 30
FIRST_WORDS = 120
"""Characters by which a place is known again."""
NOTHING_CHOSEN = marked("Choose what of the mail is to be filed.")
NO_PLACE = marked("Choose the paragraph or the comment under which it belongs.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a mail: new text, or what was left out; `marker` is that of the block it was written under."""

    number: int
    text: str
    marker: str
    is_left_out: bool


def pieces(found: str, left_out: str) -> list[Piece]:
    """The words of a mail, cut at blank lines, each piece with its number."""
    new = [(*each, False) for each in _marked(_cut(found))]
    cut = [*new, *((text, "", True) for text in _cut(left_out))]
    return [Piece(number, *each) for number, each in enumerate(cut)]


def waiting(made: Sequence[Piece], filed: Sequence[Filed]) -> list[Piece]:
    """The pieces that are in none of the comments that were filed of the mail: those that are still to be offered."""
    said = {text for each in filed for text in (*_cut(each.body), *_cut(each.proposal or ""))}
    return [piece for piece in made if piece.text not in said]


def _cut(text: str) -> list[str]:
    return [each.strip("\n") for each in BLANK.split(text) if each.strip()]


def _marked(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Each text with the marker that stands in a line above it, or above one before it."""
    made, marker = [], ""
    for text in texts:
        first, _, rest = text.partition("\n")
        is_marked = MARKER.fullmatch(first.strip()) is not None
        marker = first.strip() if is_marked else marker
        made.append((rest if is_marked else text, marker))
    return [(text, marker) for text, marker in made if text.strip()]


def chosen(made: Sequence[Piece], numbers: Sequence[int]) -> Body:
    """The chosen pieces as one text, in their order; nobody can add a word. Invalid where none is chosen."""
    texts = [piece.text for piece in made if piece.number in numbers]
    if not texts:
        raise Invalid(NOTHING_CHOSEN, field="piece")
    return Body.of("\n\n".join(texts))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a text: "p-" and a paragraph's name, or "c-" and a comment's; and how it is known to a reader."""

    mark: str
    symbol: str
    label: str
    words: str

    @property
    def is_comment(self) -> bool:
        """Whether the text answers a comment."""
        return self.mark.startswith("c-")


def space_of(session: Session, mark: str) -> int:
    """The space in which a place is. Invalid for none, NotFound for one that is not there."""
    kind, _, uid = mark.partition("-")
    if kind == "c":
        found = select(col(Comment.space_id)).where(col(Comment.uid) == uid)
    elif kind == "p":
        found = (
            select(col(Document.space_id))
            .join(Paragraph, col(Paragraph.document_id) == col(Document.id))
            .where(col(Paragraph.uid) == uid)
        )
    else:
        raise Invalid(NO_PLACE, field="place")
    space_id: int | None = session.execute(found).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    return space_id


def of_letter(session: Session, letter_id: int | None, spaces: Sequence[Standing]) -> list[Spot]:
    """The places that the letter showed which a mail answers, in these spaces; those alone that everybody sees now."""
    here = col(Document.space_id).in_([who.space_id for who in spaces])
    shown = or_(col(Comment.id).is_(None), and_(~hidden(), col(Comment.withdrawn_at).is_(None)))
    rows = session.execute(
        select(
            *(col(LetterBlock.marker), col(LetterBlock.text), col(Document.symbol)),
            *(col(Paragraph.uid).label("paragraph"), col(Comment.uid).label("comment")),
        )
        .join(Paragraph, col(Paragraph.id) == col(LetterBlock.paragraph_id))
        .join(Document, col(Document.id) == col(Paragraph.document_id))
        .outerjoin(Comment, col(Comment.id) == col(LetterBlock.comment_id))
        .where(col(LetterBlock.letter_id) == letter_id, here, shown)
        .order_by(col(LetterBlock.position))
        .limit(200)
    )
    return [
        Spot(f"c-{row.comment}" if row.comment else f"p-{row.paragraph}", row.symbol, row.marker, _first(row.text))
        for row in rows
    ]


def of_document(session: Session, document: DocumentView, words: str) -> list[Spot]:
    """The paragraphs of a document with this label, and those that hold these words."""
    wanted, terms = words.strip().rstrip("."), search.terms(words)
    if not wanted:
        return []
    placed = discussion.paragraphs(session, document.revision_id)
    by_label = [each for each in placed if each.label.rstrip(".．、 ") == wanted.lstrip("¶§ ")]
    by_words = [each for each in placed if each not in by_label and _holds(each.text, terms)]
    return [
        Spot(f"p-{each.uid}", document.symbol, each.label or f"§ {each.position + 1}", _first(each.text))
        for each in [*by_label, *by_words][:MOST_PLACES]
    ]


def _holds(text: str, terms: Sequence[str]) -> bool:
    folded = search.fold(text)
    return bool(terms) and all(term in folded for term in terms)


def _first(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= FIRST_WORDS else f"{flat[:FIRST_WORDS].rstrip()} …"
