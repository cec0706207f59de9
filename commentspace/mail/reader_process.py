"""Reading what came, in a child process of its own: a message made to stop or drown the reader stops only that.

One warm child serves this process. It knows no secret and no database; it is ended when it passes a limit, and the
next message gets a new one.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from commentspace.errors import Refusal, marked
from commentspace.mail.attribution import LetterFacts
from commentspace.mail.message import Incoming, Oversized, parse
from commentspace.mail.reading import Answers, Block, find_answers
from commentspace.settings import PREFIX

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
    """What a message says, and what in it is new."""

    incoming: Incoming
    found: Answers


def work(job: Job) -> Read:
    """Read a message. Raises Oversized."""
    incoming = parse(job.raw)
    name = parse(job.letter).from_name if job.letter else ""
    facts = LetterFacts((job.reply_address,), name, job.subject)
    return Read(incoming, find_answers(incoming.plain, job.blocks, facts))


class Reader:
    """Hands messages to the child, one after the other, from any thread."""

    def __init__(self, seconds: float = SECONDS):
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: tuple[subprocess.Popen[bytes], Connection] | None = None

    def read(self, job: Job) -> Read:
        """What the message says. Raises Oversized; Endless when the time is over; RuntimeError when the child fails."""
        with self._lock:
            self._child = self._child or _begun()
            answer = self._asked(job)
        if isinstance(answer, Read):
            return answer
        raise Oversized if answer == Oversized.__name__ else RuntimeError(f"the reader failed: {answer}")

    def _asked(self, job: Job) -> object:
        assert self._child is not None  # noqa: S101  # begun by the caller, under the same lock
        _, line = self._child
        done = False
        try:
            line.send(job)
            if not line.poll(self._seconds):
                raise Endless
            answer: object = line.recv()
            done = True
            return answer
        except (EOFError, OSError):
            return "it ended"
        finally:
            if not done:
                self._end()

    def close(self) -> None:
        """End the child; the next message begins another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._child is not None:
            process, line = self._child
            self._child = None
            line.close()
            process.kill()
            process.wait()


def _begun() -> tuple[subprocess.Popen[bytes], Connection]:
    """A child that listens. It has our folders of modules, and none of our settings."""
    ours, theirs = Pipe()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(  # noqa: S603  # our own program, with no word of anybody's in it
        [sys.executable, "-c", BEGIN, str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # Ctrl+C is for us; the child ends when our end of the line is closed
        env=environment,
    )
    theirs.close()
    with contextlib.suppress(EOFError, OSError):
        if ours.poll(TO_BEGIN) and ours.recv() == "ready":
            return process, ours
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


def _answer(job: Job) -> Read | str:
    try:
        return work(job)
    except (Oversized, MemoryError):
        return Oversized.__name__
    except Exception as error:
        return type(error).__name__


def _bound_memory() -> None:
    """At most MEMORY of addresses, where the system can see to it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


shared = Reader()
"""The reader of this process."""
atexit.register(shared.close)
