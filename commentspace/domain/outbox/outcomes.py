"""What became of letters that were in hand: sent, put off, failed or dropped, written for several at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from commentspace.domain import bounces
from commentspace.domain.failures import Failure
from commentspace.domain.outbox import words
from commentspace.domain.tables import Letter

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
LATER = timedelta(hours=4)
GIVE_UP = timedelta(days=5)
LONGEST_ANSWER = 500

What = Literal["sent", "put off", "failed", "dropped", "given back"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter. `answer` is what a server said, or the name of an error or of a reason of ours.

    `leased_until` names the lease under which it happened: of a letter that another worker has taken over since, only
    that it was sent is noted. `was_taken` is False where certainly no server has it. `failure` counts against the
    address. What is `secret` is forgotten when it is not sent again.
    """

    letter_id: int
    what: What
    answer: str = ""
    leased_until: datetime | None = None
    was_taken: bool = True
    failure: Failure | None = None
    is_secret: bool = False


def settle(session: Session, outcomes: Sequence[Outcome], *, keeps_secrets: bool = False, now: datetime) -> None:
    """Note what became of these letters; in the demo, where everybody may read them, secrets are kept."""
    _all_sent(session, [each for each in outcomes if each.what == "sent"], now)
    for each in outcomes:
        if each.what != "sent":
            _settle_one(session, each, now)
    for each in outcomes:
        if each.is_secret and not keeps_secrets:
            words.forget(session, each.letter_id, now=now)


def _settle_one(session: Session, outcome: Outcome, now: datetime) -> None:
    lease = session.execute(select(col(Letter.leased_until)).where(col(Letter.id) == outcome.letter_id)).scalar()
    if outcome.leased_until is not None and lease != outcome.leased_until:
        return
    letter_id, answer = outcome.letter_id, outcome.answer
    if outcome.what == "put off":
        put_off(session, letter_id, answer, was_taken=outcome.was_taken, failure=outcome.failure, now=now)
    elif outcome.what == "failed":
        fail(session, letter_id, answer, failure=outcome.failure, now=now)
    elif outcome.what == "dropped":
        drop(session, letter_id, answer, now=now)
    else:
        session.execute(update(Letter).where(col(Letter.id) == letter_id).values(leased_until=None))


def sent(session: Session, letter_id: int, answer: str, *, now: datetime) -> None:
    """A server has taken the letter."""
    _all_sent(session, [Outcome(letter_id, "sent", answer)], now)


def _all_sent(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """`next_try_at` becomes the moment at which they were sent: by it the pace is asked."""
    if not outcomes:
        return
    values: dict[str, Any] = {"state": "sent", "sent_at": now, "next_try_at": now, "leased_until": None}
    more = {"answer": bindparam("said"), "attempts": col(Letter.attempts) + 1}
    letters = [{"letter": each.letter_id, "said": each.answer[:LONGEST_ANSWER]} for each in outcomes]
    words.many(session, update(Letter.__table__).values(**values, **more), letters)  # type: ignore[attr-defined]  # SQLModel does not declare it


def put_off(
    session: Session,
    letter_id: int,
    answer: str,
    *,
    was_taken: bool = True,
    failure: Failure | None = None,
    now: datetime,
) -> None:
    """A server would not take it now: try again after 1, 5, 15, 60 minutes, then every 4 hours, for 5 days.

    `answer` is what the server said, or the name of an error of ours: never its words, which may hold a text. A letter
    that certainly no server has taken is written anew where its words would be old by then.
    """
    letter = session.get_one(Letter, letter_id)
    if letter.state not in ("intended", "ready"):
        return
    wait = WAITS[letter.attempts] if letter.attempts < len(WAITS) else LATER
    letter.attempts += 1
    letter.answer, letter.leased_until = answer[:LONGEST_ANSWER], None
    letter.next_try_at = now + wait
    is_over = now - letter.created_at > GIVE_UP
    if is_over:
        letter.state = "failed"
    session.add(letter)
    session.flush()
    if is_over:
        bounces.refused(session, letter_id, failure, now=now)
    elif not was_taken and letter.blob_id is not None and words.is_stale(letter.rendered_at, letter.next_try_at):
        words.erase(session, {letter_id: letter.blob_id})


def fail(session: Session, letter_id: int, answer: str, *, failure: Failure | None = None, now: datetime) -> None:
    """A server will never take it, as it said at `now`; `failure` is what that says of the address."""
    if _end(session, letter_id, "failed", answer, now):
        bounces.refused(session, letter_id, failure, now=now)


def drop(session: Session, letter_id: int, why: str, *, now: datetime) -> None:
    """The letter is not to be sent any more: what it was about is gone, or its reader may not see it."""
    _end(session, letter_id, "dropped", why, now)


def _end(session: Session, letter_id: int, state: str, answer: str, now: datetime) -> bool:
    ended = session.execute(
        update(Letter)
        .where(col(Letter.id) == letter_id, col(Letter.state).in_(("intended", "ready")))
        .values(state=state, answer=answer[:LONGEST_ANSWER], leased_until=None, next_try_at=now)
        .returning(col(Letter.id))
    )
    return ended.first() is not None
