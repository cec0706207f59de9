"""Finding words in all comments of a document, quickly: what cannot hold them is left out by the database.

What is found is what `text.search` finds: the comments whose folded text has all the terms. A text of ASCII letters
alone folds to itself in small letters, so the database can be asked; any other is folded here, and so is every text
where a phrase is looked for, as that may be broken over lines.
"""

from collections.abc import Sequence

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.tables import Comment
from commentspace.text import search


def said(session: Session, document_id: int, terms: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a comment, or the wording that it proposes, has all these folded terms."""
    found: BindParameter[list[int]] = bindparam(
        "found", snapshots.once(session, _folded, document_id, terms), expanding=True, literal_execute=True
    )
    folded = col(Comment.id).in_(found)
    return folded if _has_phrase(terms) else or_(folded, and_(_is_plain(), _probes(terms)))


def _folded(session: Session, document_id: int, terms: tuple[str, ...]) -> list[int]:
    """The keys of those that have them, of the texts that have to be folded here."""
    asked = or_(~_is_plain(), _probes(terms)) if _has_phrase(terms) else ~_is_plain()
    rows = session.execute(select(col(Comment.id), _text()).where(col(Comment.document_id) == document_id, asked))
    return [key for key, text in rows if search.has_all(search.fold(text), terms)]


def _text() -> ColumnElement[str]:
    return col(Comment.body) + "\n" + func.coalesce(col(Comment.proposal), "")


def _is_plain() -> ColumnElement[bool]:
    """Whether it has ASCII letters only."""
    return func.octet_length(_text()) == func.length(_text())


def _probes(terms: Sequence[str]) -> ColumnElement[bool]:
    """Whether it has the longest word of each term."""
    return and_(*(func.lower(_text()).contains(max(term.split(), key=len), autoescape=True) for term in terms))


def _has_phrase(terms: Sequence[str]) -> bool:
    return any(" " in term for term in terms)
