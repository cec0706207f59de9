"""How far the writing of a file has come: told to whoever asked for it, if anybody listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[str, int, int], None]

_listening: ContextVar[Told | None] = ContextVar("listening", default=None)


def tell(phase: str, done: int = 0, total: int = 0) -> None:
    """Say what is being done, such as "pages", how much of it is done, and of how much; 0 where nobody knows."""
    if (told := _listening.get()) is not None:
        told(phase, done, total)


@contextmanager
def listening(told: Told) -> Iterator[None]:
    """As long as this lasts, what is told goes to `told`."""
    before = _listening.set(told)
    try:
        yield
    finally:
        _listening.reset(before)
