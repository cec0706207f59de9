"""Copies of template databases, each template built once in a run, by the program's own migrations and verbs."""

import shutil
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from commentspace.database import Database, schema
from commentspace.database.engines import connect
from commentspace.domain import names
from tests import world
from tests.clock import Clock
from tests.world import Facts


def _migrated(url: str) -> None:
    engine = connect(url)
    schema.migrate(engine)
    engine.dispose()


def _settled(url: str) -> None:
    with closing(Database(url, clock=Clock())) as database:
        world.build(database)


BUILT: dict[str, tuple[str, Callable[[str], None]]] = {"migrated": ("", _migrated), "world": ("migrated", _settled)}
"""For each template the one that it is copied from, and what is then done to it."""


class Copies(ABC):
    """Where databases of one engine come from."""

    def __init__(self) -> None:
        self._templates: dict[str, str] = {}

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a new database without any tables."""
        name = self._made("")
        yield self._address(name)
        self._drop(name)

    @contextmanager
    def of(self, template: str) -> Iterator[str]:
        """The address of a database like this template; it is lent, and its tables must stay as they are."""
        name = self._made(self._template(template))
        yield self._address(name)
        self._drop(name)

    @cached_property
    def facts(self) -> Facts:
        """What every copy of the world has in common."""
        with self.of("world") as url, closing(Database(url)) as database:
            return Facts.of(database)

    def close(self) -> None:
        """Drop the templates."""
        for name in self._templates.values():
            self._drop(name)

    def _template(self, kind: str) -> str:
        if kind not in self._templates:
            source, build = BUILT[kind]
            name = self._made(self._template(source) if source else "")
            build(self._address(name))
            self._templates[kind] = name
        return self._templates[kind]

    @abstractmethod
    def _made(self, template: str) -> str:
        """The name of a new database like this one, or of an empty one."""

    @abstractmethod
    def _drop(self, name: str) -> None: ...

    @abstractmethod
    def _address(self, name: str) -> str: ...


class SqliteCopies(Copies):
    """SQLite files in one folder."""

    def __init__(self, folder: Path):
        super().__init__()
        self._folder = folder

    def _made(self, template: str) -> str:
        name = f"{names.new()}.sqlite3"
        if template:
            shutil.copy(self._folder / template, self._folder / name)
        return name

    def _drop(self, name: str) -> None:
        for left in self._folder.glob(f"{name}*"):
            left.unlink()

    def _address(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}"


class PostgresCopies(Copies):
    """Databases of one PostgreSQL. To copy one takes a while, so each is lent again, with its rows put back."""

    def __init__(self, url: str):
        super().__init__()
        self._url = make_url(url)
        self._connection = _connected(url)
        self._idle: dict[str, list[_Refilled]] = defaultdict(list)

    @contextmanager
    def of(self, template: str) -> Iterator[str]:
        idle = self._idle[template]
        lent = idle.pop() if idle else _Refilled(self._address(self._made(self._template(template))))
        lent.refill()
        yield lent.url
        idle.append(lent)

    def close(self) -> None:
        for lent in (each for idle in self._idle.values() for each in idle):
            lent.connection.close()
            self._drop(make_url(lent.url).database or "")
        super().close()
        self._connection.close()

    def _made(self, template: str) -> str:
        name = f"commentspace_{names.new()}"
        self._connection.execute(f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}".encode())
        return name

    def _drop(self, name: str) -> None:
        self._connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def _address(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


class _Refilled:
    """A database that keeps its first rows in a schema of its own, and can put them back."""

    def __init__(self, url: str):
        self.url = url
        self.connection = _connected(url)
        # As a replica: no trigger keeps the record's events from being put back, no key minds the order of tables.
        commands = ["SET session_replication_role = replica"]
        self.connection.execute("CREATE SCHEMA kept")
        for (table,) in self._found("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            self.connection.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"'.encode())
            commands += [f'DELETE FROM "{table}"', f'INSERT INTO "{table}" SELECT * FROM kept."{table}"']  # noqa: S608  # our own tables' names
        for name, last in self._found("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"):
            commands.append(f"SELECT setval('{name}', {last or 1}, {last is not None})")
        self._commands = "; ".join(commands).encode()

    def refill(self) -> None:
        """Put the rows back, after ending whoever is still connected."""
        self.connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        self.connection.execute(self._commands)

    def _found(self, query: str) -> list[tuple[object, ...]]:
        return self.connection.execute(query.encode()).fetchall()


def _connected(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
