"""A child process of our own program at the end of a line: it knows no setting but what it is told down the line."""

import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from commentspace.settings import PREFIX


def begun(command: str) -> tuple[subprocess.Popen[bytes], Connection]:
    """A new child that runs this Python, which finds the number of its end of the line as its argument."""
    ours, theirs = Pipe()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(  # noqa: S603  # our own program, with no word of anybody's in it
        [sys.executable, "-c", command, str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # Ctrl+C is for us; the child ends when our end of the line is closed
        env=environment,
    )
    theirs.close()
    return process, ours
