"""Questions whose answers are the same for many people, asked once of one snapshot of the database.

What is shared is never what one person sees: rows are, and the rule of visibility is asked of them for each reader.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")

KEPT = "answers of this snapshot"


@contextmanager
def shared(session: Session) -> Iterator[None]:
    """Keep answers (`once`) until the end: for sessions that only read, and read one snapshot."""
    session.info[KEPT] = {}
    try:
        yield
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
