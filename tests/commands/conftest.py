"""Folders for the commands, and a server that runs while they do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session

from commentspace.commands.server import free_port
from commentspace.database import Database
from commentspace.domain.tables import Person
from tests.clock import Clock
from tests.commands.running import Program, started
from tests.copies import SqliteCopies
from tests.world import World

PUBLIC = "https://comments.example.org"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In an empty folder, without what this shell has set."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith("COMMENTSPACE_") and not name.startswith("COMMENTSPACE_TEST_"):
            monkeypatch.delenv(name)


def furnished(copies: SqliteCopies, folder: Path, template: str) -> Path:
    """A data folder with a copy of a template database."""
    folder.mkdir()
    with copies.of(template) as url:
        shutil.copy(url.removeprefix("sqlite:///"), folder / "commentspace.sqlite3")
    return folder


@pytest.fixture
def folder(sqlite_copies: SqliteCopies, tmp_path: Path) -> Path:
    """A data folder whose database is migrated and empty."""
    return furnished(sqlite_copies, tmp_path / "kept", "migrated")


@contextmanager
def todays(copies: SqliteCopies, folder: Path) -> Iterator[World]:
    """The named space in this folder, today: its review is open again, and nobody's daily mail is due."""
    with closing(Database(f"sqlite:///{furnished(copies, folder, 'world') / 'commentspace.sqlite3'}")) as database:
        world = World(database, Clock(datetime.now(UTC)), copies.facts)
        world.reopen_review()
        database.write_here(_nothing_due)
        yield world


def _nothing_due(session: Session, *, now: datetime) -> None:
    session.execute(update(Person).values(next_digest_at=now + timedelta(days=1)))


@pytest.fixture
def own_world(sqlite_copies: SqliteCopies, tmp_path: Path) -> Iterator[World]:
    """The named space, today, in the folder `own` of one test."""
    with todays(sqlite_copies, tmp_path / "own") as world:
        yield world


@pytest.fixture(scope="module")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `world_now`, in which `server` serves."""
    return tmp_path_factory.mktemp("world") / "kept"


@pytest.fixture(scope="module")
def world_now(sqlite_copies: SqliteCopies, world_folder: Path) -> Iterator[World]:
    """The named space, today, for all tests of a file."""
    with todays(sqlite_copies, world_folder) as world:
        yield world


@pytest.fixture(scope="module")
def port() -> int:
    """The port on which `server` serves."""
    return free_port(0, "127.0.0.1")


@pytest.fixture(scope="module")
def server(world_now: World, world_folder: Path, port: int) -> Iterator[Program]:
    """`commentspace serve` on the named space, under a public name, as behind a proxy."""
    settings = {"BASE_URL": PUBLIC, "MAIL_PORT": -1, "LOG_FORMAT": "json"}
    with started("serve", "--port", port, "--data", world_folder, last="Ctrl+C", settings=settings) as program:
        yield program
