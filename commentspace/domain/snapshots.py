"""Questions whose answers are the same for many people, asked once of one snapshot of the database.

What is shared is never what one person sees: rows are, and the rule of visibility is asked of them for each reader.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")

KEPT = "answers of this snapshot"


Answers = dict[tuple[Any, ...], Any]
"""What was asked, and what came of it."""


@contextmanager
def shared(session: Session, known: Answers | None = None) -> Iterator[Answers]:
    """Keep answers (`once`) until the end: for sessions that only read, and read one snapshot.

    Those that another session has found a moment ago can be given along; what is yielded are all of them.
    """
    session.info[KEPT] = answers = dict(known or {})
    try:
        yield answers
    finally:
        session.info.pop(KEPT, None)


def begun_anew(session: Session) -> None:
    """Forget them: what is read from now on is another snapshot."""
    if KEPT in session.info:
        session.info[KEPT] = {}


def once(session: Session, ask: Callable[Concatenate[Session, P], T], /, *args: P.args, **named: P.kwargs) -> T:
    """The answer, which nobody changes; outside of `shared` it is asked each time. The arguments can be hashed."""
    answers = session.info.get(KEPT)
    if answers is None:
        return ask(session, *args, **named)
    key = (ask, args, *sorted(named.items()))
    if key not in answers:
        answers[key] = ask(session, *args, **named)
    answer: T = answers[key]
    return answer
