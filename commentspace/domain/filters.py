"""Filters: which comments of a document somebody wants to see, said in the address, so that it can be mailed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from commentspace.domain import visits
from commentspace.domain.access import Standing, named, visible
from commentspace.domain.answered import lacks_answer
from commentspace.domain.documents import DocumentView
from commentspace.domain.postings import KINDS
from commentspace.domain.tables import Comment, Disposition, Membership, Review
from commentspace.domain.tables.answers import OUTCOMES
from commentspace.domain.versions import shown
from commentspace.domain.visits import Visited
from commentspace.text import normal, search

TICKS = ("new", "mine", "unanswered")
"""What a filter only says yes to."""
LONGEST_NUMBER = 4
"""Digits of the number of a round."""
NO_ANSWER = "none"
ANSWERS = (NO_ANSWER, *OUTCOMES)
"""What a filter asks of the answer to a comment."""
LONGEST_NAME = 400
"""Characters of an organisation's name that is looked for."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted, checked: `words` as typed, `kind` one of those of comments, `status` empty or "held".

    `unanswered` are the threads in which nobody else has replied; what has no answer of a moderator, `answer` finds.
    """

    new: bool = False
    mine: bool = False
    unanswered: bool = False
    kind: str = ""
    by: str = ""
    status: str = ""
    words: str = ""
    is_newest_first: bool = False
    round: int = 0
    """The number of the round in which it was made; 0 for all."""
    answer: str = ""
    """An outcome, or "none" for what wants an answer and has none."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filter":
        """Read it from the query of an address; what makes no sense there is left out, as a letter may have cut it."""
        return cls(
            **{tick: tick in asked for tick in TICKS},
            kind=asked["kind"] if asked.get("kind") in KINDS else "",
            by=normal.clean(asked.get("by", ""))[:LONGEST_NAME].strip(),
            status="held" if asked.get("status") == "held" else "",
            words=normal.clean(asked.get("words", ""))[: search.LONGEST].strip(),
            is_newest_first=asked.get("sort") == "newest",
            round=_number(asked.get("round", "")),
            answer=asked["answer"] if asked.get("answer") in ANSWERS else "",
        )

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address, in one order."""
        ticks = {tick: "yes" for tick in TICKS if getattr(self, tick)}
        said = {"kind": self.kind, "by": self.by, "status": self.status, "words": self.words}
        said |= {"round": str(self.round) if self.round else "", "answer": self.answer}
        return ticks | {name: value for name, value in said.items() if value} | self._sort

    @property
    def _sort(self) -> dict[str, str]:
        return {"sort": "newest"} if self.is_newest_first else {}

    @property
    def terms(self) -> tuple[str, ...]:
        """The words and phrases to be found, folded."""
        return search.terms(self.words)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return any(
            (self.new, self.mine, self.unanswered, self.kind, self.by, self.status, self.round, self.answer, self.terms)
        )

    @property
    def asks_of_comments(self) -> bool:
        """Whether it wants anything of a comment besides words, so that a paragraph's text alone is not enough."""
        return any((self.new, self.mine, self.unanswered, self.kind, self.by, self.status, self.round, self.answer))

    def __bool__(self) -> bool:
        return self.narrows or self.is_newest_first


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else 0


def conditions(
    who: Standing, document: DocumentView, wanted: Filter, last: Visited | None
) -> list[ColumnElement[bool]]:
    """What a filter asks of each comment, but for its words.

    A stranger has nothing of their own, and on a first visit (`last` is None) everything is new.
    """
    asked: list[ColumnElement[bool]] = []
    if wanted.new and last is not None and who.person_id is not None:
        asked.append(visits.is_new(who, last))
    if wanted.mine:
        asked.append(col(Comment.author_id) == (who.person_id or 0))
    if wanted.unanswered:
        asked += [col(Comment.thread_id).is_(None), col(Comment.id).not_in(_answered(who, document))]
    if wanted.kind:
        asked.append(col(Comment.kind) == wanted.kind)
    if wanted.by:
        asked.append(known_party(who) == wanted.by)
    if wanted.status:
        asked.append(col(Comment.hold_id).is_not(None))
    if wanted.answer == NO_ANSWER:
        asked.append(lacks_answer())
    elif wanted.answer:
        decided = select(col(Disposition.id)).where(col(Disposition.outcome) == wanted.answer)
        asked += [col(Comment.disposition_id).in_(decided), col(Comment.withdrawn_at).is_(None)]
    if wanted.round:
        of_document = col(Review.document_id) == document.id, col(Review.number) == wanted.round
        asked.append(col(Comment.review_id).in_(select(col(Review.id)).where(*of_document)))
    return asked


def _answered(who: Standing, document: DocumentView) -> Select[Any]:
    """The threads in which somebody else than who began them has answered, as far as this person may see."""
    root = aliased(Comment)
    return (
        select(col(Comment.thread_id))
        .join(root, col(root.id) == col(Comment.thread_id))
        .where(
            col(Comment.document_id) == document.id,
            visible(who),
            shown.on(document.reads),
            col(Comment.withdrawn_at).is_(None),
            or_(col(Comment.author_id) != col(root.author_id), _is_anybodys(who)),
        )
        .correlate(None)
    )


def _is_anybodys(who: Standing) -> ColumnElement[bool]:
    """Whether an answer may be of anybody, for all that this person may know: also of who began the thread."""
    return and_(col(Comment.masked) == "hidden", ~named(who))


def known_party(who: Standing) -> ColumnElement[str]:
    """For whom a comment speaks; empty where this person may not know who wrote it."""
    return case((named(who), party()), else_="")


def party() -> ColumnElement[str]:
    """For whom a comment speaks: as was said with it, else its author's affiliation in the space (see `author`)."""
    return func.coalesce(func.nullif(col(Comment.on_behalf_of), ""), col(Membership.affiliation), "")


def author() -> ColumnElement[bool]:
    """What joins the membership of its author to a comment."""
    return and_(col(Membership.person_id) == col(Comment.author_id), col(Membership.space_id) == col(Comment.space_id))
