"""Folders for the commands, and a server that runs while they do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commentspace.commands.server import free_port
from commentspace.database import Database
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


@pytest.fixture(scope="module")
def world_folder(sqlite_copies: SqliteCopies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the named space."""
    return furnished(sqlite_copies, tmp_path_factory.mktemp("world") / "kept", "world")


@pytest.fixture(scope="module")
def world_now(sqlite_copies: SqliteCopies, world_folder: Path) -> Iterator[World]:
    """The named space in `world_folder`, today: its review is open again, and nobody's daily mail is due."""
    url = f"sqlite:///{world_folder / 'commentspace.sqlite3'}"
    with closing(Database(url)) as database:
        world = World(database, Clock(datetime.now(UTC)), sqlite_copies.facts)
        world.reopen_review()
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
