"""Reading what came, in a child process of its own: a message made to stop or drown the reader stops only that.

A few warm children serve this process, so that a message that takes all its time does not hold up the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from commentspace import children
from commentspace.errors import Refusal, marked
from commentspace.mail.attachments import Files, looked_at
from commentspace.mail.attribution import LetterFacts
from commentspace.mail.message import Incoming, Oversized, parse
from commentspace.mail.reading import Answers, Block, find_answers

T = TypeVar("T")

CHILDREN = 2
SECONDS = 5.0
MEMORY = 512 * 1024 * 1024


class Endless(Refusal):
    """The message takes longer to be read than any message should."""

    sentence = marked("This message took too long to read. A moderator is looking at it.")


@dataclass(frozen=True, slots=True)
class Job:
    """A message, and the letter that it answers: its bytes (empty where they were erased), address and blocks."""

    raw: bytes
    letter: bytes
    reply_address: str
    subject: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Read:
    """What a message says, what in it is new, and the files that came with it."""

    incoming: Incoming
    found: Answers
    files: Files = field(default_factory=Files)


def work(job: Job) -> Read:
    """Read a message. Raises Oversized."""
    incoming = parse(job.raw)
    name = parse(job.letter).from_name if job.letter else ""
    facts = LetterFacts((job.reply_address,), name, job.subject)
    found, files = find_answers(incoming.plain, job.blocks, facts, incoming.rich), looked_at(incoming.attachments)
    if files.passed_over:
        found = replace(found, left_out="\n".join((found.left_out, *files.passed_over)).strip("\n"))
    bare = tuple(replace(each, content=b"") for each in incoming.attachments)
    return Read(replace(incoming, attachments=bare), found, files)


class Reader:
    """Hands messages to the children, from any thread; each child has one at a time."""

    def __init__(self, seconds: float = SECONDS, hands: int = CHILDREN):
        self._pool = children.Pool(seconds, MEMORY, hands)

    def read(self, job: Job) -> Read:
        """What the message says. Raises what `call` does."""
        return self.call(work, job)

    def call(self, function: Callable[..., T], *args: object) -> T:
        """What a function of a module says, asked in a child.

        Raises Oversized; Endless when the time is over; RuntimeError when the child fails.
        """
        try:
            return self._pool.call(function, *args)
        except children.Endless as endless:
            raise Endless from endless
        except children.Drowned as drowned:
            raise Oversized from drowned
        except children.Failed as failed:
            if str(failed) == Oversized.__name__:
                raise Oversized from failed
            raise RuntimeError(f"the reader failed: {failed}") from failed

    def close(self) -> None:
        """End the children that are idle; the next message begins another."""
        self._pool.close()


shared = Reader()
"""The readers of this process."""
