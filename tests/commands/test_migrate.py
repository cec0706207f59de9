"""`migrate`: a database is made or brought to this program's schema, and no other one is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from commentspace.commands.server import free_port
from commentspace.database import schema
from commentspace.database.engines import connect
from tests.commands.running import run
from tests.copies import Copies


@pytest.fixture
def url(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database on each engine, named by its setting."""
    with copies.empty() as url:
        monkeypatch.setenv("COMMENTSPACE_DATABASE_URL", url.replace("+psycopg", ""))
        yield url


def execute(url: str, statement: str) -> None:
    engine = connect(url)
    with engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def version(url: str) -> str:
    engine = connect(url)
    try:
        return schema.version(engine)
    finally:
        engine.dispose()


def test_a_new_folder_is_made_with_a_database_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "srv" / "comments"
    assert run("migrate", "--data", folder).said == f"The schema is now {schema.head()}.\n"
    assert (folder / "commentspace.sqlite3").exists()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_second_time_there_is_nothing_to_do(url: str) -> None:
    said = [run("migrate").said for _ in range(3)]
    assert said == [f"The schema is now {schema.head()}.\n", *[f"The schema is {schema.head()} already.\n"] * 2]


def test_what_was_migrated_can_be_worked_with(url: str) -> None:
    run("migrate")
    assert "is an administrator" in run("create-admin", "secretariat@example.org").said
    assert "no space" in run("verify").said


@pytest.mark.parametrize("command", ["serve", "digest", "verify"])
def test_an_older_schema_is_refused_and_the_sentence_says_what_to_run(url: str, command: str) -> None:
    run("migrate")
    execute(url, "UPDATE alembic_version SET version_num = '0000'")
    ports = ["--port", free_port(0, "127.0.0.1")] if command == "serve" else []
    sentence = run(command, *ports).sentence
    assert "0000" in sentence
    assert "commentspace migrate" in sentence


def test_a_schema_of_a_newer_program_is_left_alone(url: str) -> None:
    run("migrate")
    execute(url, "UPDATE alembic_version SET version_num = '9999'")
    sentence = run("migrate").sentence
    assert "9999" in sentence
    assert "newer" in sentence
    assert version(url) == "9999"


def test_a_database_of_another_program_is_left_as_it_was(url: str) -> None:
    execute(url, "CREATE TABLE withdrawal (amount integer)")
    assert "withdrawal" in run("migrate").sentence
    execute(url, "INSERT INTO withdrawal VALUES (3)")


@pytest.mark.parametrize("words", [["verify"], ["export", "WET/2/3"], ["serve"], ["create-admin", "a@example.org"]])
def test_a_folder_without_a_database_is_named_and_stays_as_it_is(words: list[str], tmp_path: Path) -> None:
    sentence = run(*words, "--data", tmp_path / "typo").sentence
    assert "There is no database in" in sentence
    assert "commentspace migrate" in sentence
    assert not (tmp_path / "typo").exists()
