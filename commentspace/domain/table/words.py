"""Finding words in all comments of a document, quickly: what cannot hold them is left out by the database.

A word finds too what it points at (`pointed`): a comment by its number, those on a paragraph by its label.

What is found is what `text.search` finds: the comments whose folded text has all the terms. A text of ASCII letters
alone folds to itself in small letters, so the database can be asked; any other is folded here, and so is every text
where a phrase is looked for, as that may be broken over lines.
"""

from collections.abc import Sequence

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.documents import DocumentView
from commentspace.domain.table import pointed
from commentspace.domain.tables import Comment
from commentspace.text import search


def found(session: Session, document: DocumentView, terms: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that each of these folded terms stands in a comment, or points at it."""
    pointing = {term: condition for term in terms if (condition := pointed.at(session, document, term)) is not None}
    rest = tuple(term for term in terms if term not in pointing)
    each = [or_(said(session, document.id, (term,)), condition) for term, condition in pointing.items()]
    return and_(*each, *([said(session, document.id, rest)] if rest else []))


def said(session: Session, document_id: int, terms: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a comment, or the wording that it proposes, has all these folded terms."""
    keys = snapshots.once(session, _holding, document_id, terms)
    found: BindParameter[list[int]] = bindparam("found", keys, unique=True, expanding=True, literal_execute=True)
    return col(Comment.id).in_(found)


def _holding(session: Session, document_id: int, terms: tuple[str, ...]) -> list[int]:
    """The keys of the comments that have them."""
    here = col(Comment.document_id) == document_id
    if _has_phrase(terms):
        plain, unsure = [], or_(~_is_plain(), _probes(terms))
    else:
        plain, unsure = (
            list(session.execute(select(col(Comment.id)).where(here, _is_plain(), _probes(terms))).scalars()),
            ~_is_plain(),
        )
    rows = session.execute(select(col(Comment.id), _text()).where(here, unsure))
    return [*plain, *(key for key, text in rows if search.has_all(search.fold(text), terms))]


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
