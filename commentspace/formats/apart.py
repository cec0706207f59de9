"""Files of strangers are read in child processes, with limits on memory and time."""

from collections.abc import Callable
from typing import TypeVar

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.domain.drafts import Draft
from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats import reading

T = TypeVar("T")

SECONDS = 20.0
MEMORY = 512 * 1024 * 1024
CHILDREN = 2
LARGE = 4 * 1024 * 1024
"""Bytes of a file after which its child is not asked again, as its memory stays in pieces."""

_POOL = Pool(SECONDS, MEMORY, CHILDREN)


def read(data: bytes, filename: str, language: str | None = None, *, pool: Pool = _POOL) -> Draft:
    """The draft in a file, as `reading.read` says, read in a child; it takes a thread's time, never the loop's.

    Raises Invalid (field "file") besides where reading would take more than 20 seconds or 512 MiB, or fails.
    """
    kind, ready = reading.prepared(data, filename)
    try:
        return asked(reading.read_as, kind, ready, language or None, pool=pool)
    finally:
        if len(ready) > LARGE:
            pool.close()


def asked(function: Callable[..., T], *args: object, pool: Pool = _POOL) -> T:
    """What a function says of a file in a child of ours; each limit that is passed is a refusal with its sentence."""
    try:
        return pool.call(function, *args)
    except Endless as endless:
        raise TooLong(
            marked("Reading this file takes too long. Save it again in its program, or send it in parts."), field="file"
        ) from endless
    except Drowned as drowned:
        raise TooLong(
            marked("Reading this file takes too much memory. Send it in parts, or without its pictures."), field="file"
        ) from drowned
    except Failed as failed:
        raise Invalid(
            marked("This file could not be read. Open it in the program that made it, save it again, and send that."),
            field="file",
        ) from failed
