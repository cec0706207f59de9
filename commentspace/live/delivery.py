"""What one snapshot of a space says to the pages that listen there: read on a reader's thread, each frame made once.

Pages of the same document, place in the record, language and version whose people see the same are one audience and
get the same text. Nearly everybody sees what an unnamed one of their role sees; the few others are asked for by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlmodel import Session

from commentspace.domain import access, changes, listening, review_windows
from commentspace.domain.access import Role, Standing
from commentspace.domain.listening import Ground
from commentspace.domain.review_windows import StandingOfReview
from commentspace.errors import Refusal
from commentspace.live import frames
from commentspace.live.frames import RELOAD, Change
from commentspace.live.listener import Listener, Seat
from commentspace.render.pieces import Pieces

SIGNED_OUT, NOT_HERE = 4401, 4403
MOST = 1_000
"""Notices that a page is told after a break; after more of them it is quicker to load it anew."""


class Ask(NamedTuple):
    """What is known of a listener when the snapshot is taken."""

    listener: Listener
    seat: Seat
    since: str | int
    who: Standing | None
    ground: Ground | None

    @classmethod
    def of(cls, listener: Listener) -> "Ask":
        """A page that is behind asks from what it has been sent, another from what it has been offered."""
        since = listener.since if listener.is_behind else listener.cursor
        return cls(listener, listener.seat, since, listener.who, listener.ground)


class Answer(NamedTuple):
    """What comes of it: a frame or none, or (with `code`) the end of the socket."""

    ask: Ask
    who: Standing | None
    ground: Ground | None
    text: str | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The answers of one snapshot, its number, and the reviews that were looked at, by document."""

    seq: int
    answers: Sequence[Answer]
    reviews: dict[int, StandingOfReview]


def deliver(session: Session, pieces: Pieces, space_id: int, asks: Sequence[Ask], now: datetime) -> Delivery:
    """What those who are up to date are told next."""
    snapshot = Snapshot(session, pieces, space_id, asks, now)
    answers = [snapshot.answer(ask) for ask in asks]
    return Delivery(snapshot.seq, answers, snapshot.reviews)


def catch_up(session: Session, pieces: Pieces, ask: Ask, now: datetime) -> Delivery:
    """What a page is told that has just come (back), or was behind."""
    snapshot = Snapshot(session, pieces, ask.seat.space_id, [ask], now)
    answer = snapshot.answer_alone(ask)
    return Delivery(snapshot.seq, [answer], snapshot.reviews)


class Snapshot:
    """One moment of a space. What is asked more than once is answered from memory."""

    def __init__(self, session: Session, pieces: Pieces, space_id: int, asks: Sequence[Ask], now: datetime):
        self.seq = listening.sequence(session, space_id)
        self.reviews: dict[int, StandingOfReview] = {}
        self._session = session
        self._pieces = pieces
        self._now = now
        self._ended = listening.ended(session, {ask.seat.login for ask in asks if ask.seat.login}, now)
        self._footing = listening.footing(session, space_id)
        self._concerned = cache(self._ask_concerned)
        self._is_another = cache(self._ask_is_another)
        self._change = cache(self._ask_change)
        self._text = cache(self._make_text)

    def answer(self, ask: Ask) -> Answer:
        """For a page that is up to date: its frame, unless the person's rights have changed."""
        found = self._admitted(ask)
        if found.who is None or ask.who is None or not isinstance(ask.since, int):
            return found
        if found.who.role != ask.who.role:
            return found._replace(text=RELOAD)
        if ask.since >= self.seq:
            return found
        seat, audience = ask.seat, self._audience(found.who, ask)
        text = self._text(seat.document_id, ask.since, audience, seat.language, seat.reads)
        return found._replace(text=text)

    def answer_alone(self, ask: Ask) -> Answer:
        """For a page that is behind: all that was touched since, and the review's line if it may be old."""
        found = self._admitted(ask)
        if found.who is None:
            return found
        has_new_role = ask.who is not None and ask.who.role != found.who.role
        return found._replace(text=RELOAD if has_new_role else self._since(found.who, ask))

    def _admitted(self, ask: Ask) -> Answer:
        """The standing as it is now; asked anew when anything that it depends on has changed."""
        ground = self._footing.of(ask.seat.caller.person_id)
        if ask.seat.login in self._ended:
            return Answer(ask, None, ground, code=SIGNED_OUT)
        if ground == ask.ground:
            return Answer(ask, ask.who, ground)
        try:
            who = access.standing(self._session, ask.seat.caller, ask.seat.space_id)
            who.require("read")
        except Refusal:
            return Answer(ask, None, ground, code=NOT_HERE)
        return Answer(ask, who, ground)

    def _audience(self, who: Standing, ask: Ask) -> Standing:
        """Whom the frame is made for: the person, where they see something else than an unnamed one of their kind."""
        if who.person_id in self._concerned(ask.seat.document_id, ask.since):
            return who
        return Standing(who.space_id, None, Role.MODERATOR if who.sees_held else Role.STRANGER, "", "")

    def _ask_concerned(self, document_id: int, seq: int) -> set[int]:
        return listening.concerned(self._session, document_id, seq)

    def _ask_is_another(self, document_id: int, seq: int) -> bool:
        """Whether the page is another one now: by a new revision, or as all comments of a review came to be seen."""
        return listening.is_revised(self._session, document_id, seq) or listening.is_unveiled(
            self._session, document_id, seq
        )

    def _make_text(self, document_id: int, seq: int, who: Standing, language: str, reads: str) -> str | None:
        change = self._change(document_id, seq, who, reads)
        if change is None:
            return RELOAD
        return None if change.is_empty else frames.written(self._pieces, change, language)

    def _since(self, who: Standing, ask: Ask) -> str:
        """The frame from where a page stands; RELOAD where that is unknown to this person, or too long ago."""
        since, review = ask.since, self._review(ask.seat.document_id)
        if isinstance(since, int):
            seq, has_turned = since, True
        else:
            point = listening.point(self._session, who, ask.seat.document_id, since)
            if point is None:
                return RELOAD
            seq, has_turned = point.seq, _turned(review, point.at, self._now)
        change = self._change(ask.seat.document_id, seq, who, ask.seat.reads)
        if change is None:
            return RELOAD
        change = replace(change, review=review) if has_turned else change
        return frames.written(self._pieces, change, ask.seat.language)

    def _ask_change(self, document_id: int, seq: int, who: Standing, reads: str) -> Change | None:
        if self._is_another(document_id, seq) or listening.is_admitted(self._session, document_id, seq, who.person_id):
            return None
        if listening.notices_since(self._session, who, document_id, seq) > MOST:
            return None
        touched = changes.since_seq(self._session, who, document_id, seq, reads)
        review = self._review(document_id) if touched.document else None
        return frames.change(self._session, who, document_id, touched, review, reads)

    def _review(self, document_id: int) -> StandingOfReview:
        if document_id not in self.reviews:
            self.reviews[document_id] = review_windows.of_document(self._session, document_id, self._now)
        return self.reviews[document_id]


def _turned(review: StandingOfReview, after: datetime, until: datetime) -> bool:
    """Whether time alone has turned the review in between, of which the record says nothing."""
    return any(turn and after < turn <= until for turn in (review.opens_at, review.closes_at))
