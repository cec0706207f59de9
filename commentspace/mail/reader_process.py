"""Reading what came, in a child process of its own: a message made to stop or drown the reader stops only that.

A few warm children serve this process, so that a message that takes all its time does not hold up the others. They
know no secret and no database; one is ended when it passes a limit, and the next message gets a new one.
"""

import atexit
import contextlib
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from commentspace.errors import Refusal, marked
from commentspace.mail import children
from commentspace.mail.attachments import Files, looked_at
from commentspace.mail.attribution import LetterFacts
from commentspace.mail.message import Incoming, Oversized, parse
from commentspace.mail.reading import Answers, Block, find_answers

T = TypeVar("T")

CHILDREN = 2
SECONDS = 5.0
TO_BEGIN = 60.0
"""Seconds that a new child may take until it listens."""
MEMORY = 512 * 1024 * 1024

BEGIN = "import sys; from commentspace.mail import reader_process; reader_process.serve(int(sys.argv[1]))"


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


@dataclass(frozen=True, slots=True)
class Child:
    """A process that reads, and our end of the line to it."""

    process: subprocess.Popen[bytes]
    line: Connection

    def end(self) -> None:
        """Close the line and end it at once."""
        self.line.close()
        self.process.kill()
        self.process.wait()


class Reader:
    """Hands messages to the children, from any thread; each child has one at a time."""

    def __init__(self, seconds: float = SECONDS, children: int = CHILDREN):
        self._seconds = seconds
        self._free = threading.Semaphore(children)
        self._idle: list[Child] = []

    def read(self, job: Job) -> Read:
        """What the message says. Raises what `call` does."""
        return self.call(work, job)

    def call(self, function: Callable[..., T], *args: object) -> T:
        """What a function of a module says, asked in a child.

        Raises Oversized; Endless when the time is over; RuntimeError when the child fails.
        """
        with self._free:
            child = self._idle.pop() if self._idle else _begun()
            done = False
            try:
                said = self._asked(child, (function, args))
                done = True
            finally:
                if done:
                    self._idle.append(child)
                else:
                    child.end()
        if isinstance(said, _Failed):
            raise Oversized if said.name == Oversized.__name__ else RuntimeError(f"the reader failed: {said.name}")
        answer: T = said
        return answer

    def _asked(self, child: Child, question: object) -> Any:
        try:
            child.line.send(question)
            if not child.line.poll(self._seconds):
                raise Endless
            return child.line.recv()
        except (EOFError, OSError) as ended:
            raise RuntimeError("the reader ended") from ended

    def close(self) -> None:
        """End the children that are idle; the next message begins another."""
        while self._idle:
            self._idle.pop().end()


def _begun() -> Child:
    """A child that listens. It has our folders of modules, and none of our settings."""
    process, ours = children.begun(BEGIN)
    with contextlib.suppress(EOFError, OSError):
        if ours.poll(TO_BEGIN) and ours.recv() == "ready":
            return Child(process, ours)
    ours.close()
    process.kill()
    process.wait()
    raise RuntimeError("the reader could not be begun")


def serve(handle: int) -> None:
    """The child: read what comes down the line until it is closed."""
    _bound_memory()
    line = Connection(handle)
    with contextlib.suppress(EOFError, OSError):
        line.send("ready")
        while True:
            line.send(_answer(line.recv()))


@dataclass(frozen=True, slots=True)
class _Failed:
    """That a question was not answered, and the name of the error."""

    name: str


def _answer(question: tuple[Callable[..., object], Sequence[object]]) -> object:
    function, args = question
    try:
        return function(*args)
    except (Oversized, MemoryError):
        return _Failed(Oversized.__name__)
    except Exception as error:
        return _Failed(type(error).__name__)


def _bound_memory() -> None:
    """At most MEMORY of addresses, where the system can see to it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


shared = Reader()
"""The readers of this process."""
atexit.register(shared.close)
