"""Commands as people run them: in this process where words go in and come out, in one of their own where they serve."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from commentspace.__main__ import main

HOUSE = Path(__file__).parents[2]
LONGEST = 30.0
"""Seconds after which a program that neither speaks nor ends is killed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to: its exit code, and what it said."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line in which it said why it will not."""
        assert (self.code, self.out, self.err.count("\n")) == (1, "", 1), self
        assert "Traceback" not in self.err
        return self.err.strip()

    @property
    def said(self) -> str:
        """What it said when all was well."""
        assert self.code == 0, self
        return self.out


def run(*words: object) -> Ran:
    """Run a command in this process, as the console script does."""
    out, err, code = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


class Program:
    """A command that serves in a process of its own, once it has greeted."""

    def __init__(self, process: "subprocess.Popen[str]", greeting: str):
        self.process = process
        self.greeting = greeting

    def stop(self, how: signal.Signals = signal.SIGTERM) -> Ran:
        """Tell it to stop, and wait until it has."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=LONGEST)
        return Ran(self.process.returncode, self.greeting + out, err)


PROGRAM = (sys.executable, "-P", "-m", "commentspace")


@contextmanager
def started(
    *words: object,
    last: str,
    settings: Mapping[str, object] | None = None,
    program: Sequence[str] = PROGRAM,
    path: str = str(HOUSE),
) -> Iterator[Program]:
    """The program with these words, after the line of its greeting that has the `last` ones; killed at the end."""
    chosen = {f"COMMENTSPACE_{name}": str(value) for name, value in (settings or {}).items()}
    process = subprocess.Popen(
        [*program, *map(str, words)],
        env=os.environ | {"PYTHONPATH": path} | chosen,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    guard = threading.Timer(LONGEST, process.kill)
    guard.start()
    try:
        yield Program(process, _greeting(process, last))
    finally:
        guard.cancel()
        process.kill()
        process.communicate()


def _greeting(process: "subprocess.Popen[str]", last: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if last in line:
            return said
    _, err = process.communicate()
    raise AssertionError(f"it ended before it served: {said}{err}")
