"""Databases for the tests: each test has its own, as good as new.

`database` is empty, `world` is the named space with its cast; both come on SQLite and on PostgreSQL.
`sqlite_database` and `sqlite_world` are the same on SQLite only, for the tests of the doors.
All of them go by the fixture `clock`.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from commentspace.database import Database
from tests.clock import Clock
from tests.copies import Copies, PostgresCopies, SqliteCopies
from tests.world import World

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture
def clock() -> Clock:
    """The moment in the databases of this test."""
    return Clock()


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> SqliteCopies:
    return SqliteCopies(tmp_path_factory.mktemp("databases"))  # pytest sweeps the folder


@pytest.fixture(scope="session")
def postgres_copies(postgres_url: str) -> Iterator[PostgresCopies]:
    copies = PostgresCopies(postgres_url)
    yield copies
    copies.close()


@pytest.fixture(params=ENGINES)
def copies(request: pytest.FixtureRequest) -> Copies:
    """SQLite, then PostgreSQL: whoever uses this runs on both."""
    found: Copies = request.getfixturevalue(f"{request.param}_copies")
    return found


@contextmanager
def _opened(copies: Copies, template: str, clock: Clock) -> Iterator[Database]:
    with copies.of(template) as url, closing(Database(url, clock=clock)) as database:
        yield database


@pytest.fixture
def database(copies: Copies, clock: Clock) -> Iterator[Database]:
    """An empty database, on each engine."""
    with _opened(copies, "migrated", clock) as database:
        yield database


@pytest.fixture
def world(copies: Copies, clock: Clock) -> Iterator[World]:
    """The named space on each engine; its database is `world.database`."""
    with _opened(copies, "world", clock) as database:
        yield World(database, clock, copies.facts)


@pytest.fixture
def sqlite_database(sqlite_copies: SqliteCopies, clock: Clock) -> Iterator[Database]:
    """An empty SQLite database."""
    with _opened(sqlite_copies, "migrated", clock) as database:
        yield database


@pytest.fixture
def sqlite_world(sqlite_copies: SqliteCopies, clock: Clock) -> Iterator[World]:
    """The named space on SQLite."""
    with _opened(sqlite_copies, "world", clock) as database:
        yield World(database, clock, sqlite_copies.facts)
