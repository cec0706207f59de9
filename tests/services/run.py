"""One run of pytest, its workers included: a folder that they share, and a sign that the run is still alive.

The sign is a named pipe that only the first process holds open for writing. A service that outlives single workers
reads from it, and comes to its end of file however the run ends, killed or not. Until the service is gone it holds
the lock `services.lock`, for which the end of the run waits.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FOLDER = pytest.StashKey[Path]()
ALIVE = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    if (given := getattr(config, "workerinput", None)) is not None:
        config.stash[FOLDER] = Path(given["services"])
        return
    folder = config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="commentspace-"))
    os.mkfifo(folder / "alive")
    # Open for reading too: opening for writing alone would wait for a reader.
    config.stash[ALIVE] = os.open(folder / "alive", os.O_RDWR)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: tell a worker which folder it shares."""
    node.workerinput["services"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if ALIVE in config.stash:
        folder = config.stash[FOLDER]
        os.close(config.stash[ALIVE])
        with locked(folder / "services.lock"):
            shutil.rmtree(folder)


@pytest.fixture(scope="session")
def services_folder(pytestconfig: pytest.Config) -> Path:
    """A folder that all workers of this run share, and that is gone after it."""
    return pytestconfig.stash[FOLDER]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this file, as the only process."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
