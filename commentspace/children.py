"""Child processes of our own program at the end of a line, for what could stop or drown the process that asks.

A child knows no setting but what it is told down the line, no secret and no database. One that passes a limit is
ended, and the next question gets a new one.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from commentspace.errors import Refusal
from commentspace.settings import PREFIX

T = TypeVar("T")

TO_BEGIN = 60.0
"""Seconds that a new child may take until it listens."""
BEGIN = "import sys; from commentspace import children; children.serve(int(sys.argv[1]), int(sys.argv[2]))"


class Endless(Exception):
    """The time for an answer is over."""


class Drowned(Exception):
    """The answer takes more memory than a child may have."""


class Failed(Exception):
    """The child ended, or an error of this name ended its work."""


def begun(command: str, *words: str) -> tuple[subprocess.Popen[bytes], Connection]:
    """A new child that runs this Python, which finds the number of its end of the line as its first argument."""
    ours, theirs = Pipe()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(  # noqa: S603  # our own program, with no word of anybody's in it
        [sys.executable, "-c", command, str(theirs.fileno()), *words],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # Ctrl+C is for us; the child ends when our end of the line is closed
        env=environment,
    )
    theirs.close()
    return process, ours


@dataclass(frozen=True, slots=True)
class Child:
    """A process that answers questions, and our end of the line to it."""

    process: subprocess.Popen[bytes]
    line: Connection

    def end(self) -> None:
        """Close the line and end it at once, with whatever it has begun itself."""
        self.line.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, 9)
        self.process.kill()
        self.process.wait()


class Pool:
    """Hands questions to warm children, from any thread; each child has one at a time.

    `seconds` bound an answer, `memory` (bytes of addresses) a child, where the system can see to it.
    """

    def __init__(self, seconds: float, memory: int, children: int = 2):
        self._seconds, self._memory = seconds, memory
        self._free = threading.Semaphore(children)
        self._idle: list[Child] = []
        self._busy: list[Child] = []
        atexit.register(self.close)

    def call(self, function: Callable[..., T], *args: object) -> T:
        """What a function of a module says, asked in a child; a Refusal that it raises is raised here.

        Raises Endless, Drowned, Failed.
        """
        with self._free:
            child = self._idle.pop() if self._idle else self._begun()
            done = False
            self._busy.append(child)
            try:
                said = self._asked(child, (function, args))
                done = not isinstance(said, Drowned)
            finally:
                self._busy.remove(child)
                if done:
                    self._idle.append(child)
                else:
                    child.end()
        if isinstance(said, Refusal | Drowned | Failed):
            raise said
        answer: T = said
        return answer

    def close(self) -> None:
        """End the children that are idle; the next question begins another."""
        while self._idle:
            self._idle.pop().end()

    @property
    def is_busy(self) -> bool:
        """Whether a child is at work."""
        return bool(self._busy)

    def break_off(self) -> None:
        """End the children that are at work, from any thread: whoever waits for their answers gets Failed."""
        for child in list(self._busy):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, 9)

    def _asked(self, child: Child, question: object) -> Any:
        try:
            child.line.send(question)
            if not child.line.poll(self._seconds):
                raise Endless
            return child.line.recv()
        except (EOFError, OSError) as ended:
            raise Failed("the child ended") from ended

    def _begun(self) -> Child:
        """A child that listens. It has our folders of modules, and none of our settings."""
        child = Child(*begun(BEGIN, str(self._memory)))
        with contextlib.suppress(EOFError, OSError):
            if child.line.poll(TO_BEGIN) and child.line.recv() == "ready":
                return child
        child.end()
        raise Failed("the child could not be begun")


def serve(handle: int, memory: int) -> None:
    """The child: answer what comes down the line until it is closed."""
    _bound(memory)
    line = Connection(handle)
    with contextlib.suppress(EOFError, OSError):
        line.send("ready")
        while True:
            line.send(_answer(line.recv()))


def _answer(question: tuple[Callable[..., object], Sequence[object]]) -> object:
    function, args = question
    try:
        return function(*args)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Drowned("out of memory")
    except Exception as error:
        return Failed(type(error).__name__)


def _bound(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
