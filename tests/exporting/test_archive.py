"""A space taken out of one server and brought into another is the same space, in every table."""

import io
import json
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from commentspace.database import Database
from commentspace.domain import people, spaces
from commentspace.domain.access import Caller
from commentspace.domain.archives import bringing, scope, taking
from commentspace.errors import Conflict, Invalid, NotAllowed
from commentspace.formats import archive
from commentspace.formats.archive import Archive
from tests.copies import Copies
from tests.exporting.discussed import discuss
from tests.web import everything
from tests.world import World, issue

OPERATOR = Caller(door="command", is_operator=True)
SET_ANEW = {"person": {"is_admin": False, "next_digest_at": None}}
"""What an archive does not decide on the server that it comes to."""


def packed(database: Database, space_id: int, *, private: bool = True) -> bytes:
    """The archive of a space."""
    file = io.BytesIO()

    def write(session: Any) -> None:
        about = taking.about(session, space_id)._asdict()
        archive.write(file, about, taking.tables(session, space_id, private=private))

    database.read_here(write)
    return file.getvalue()


def brought(database: Database, content: bytes, slug: str = "wetlands") -> int:
    """Bring it in; the key of the space."""
    read = Archive(io.BytesIO(content))
    about = taking.About(*(read.about[name] for name in taking.About._fields))
    return database.write_here(bringing.bring, OPERATOR, about, read.rows, slug)


def rows_of(content: bytes) -> dict[str, list[Any]]:
    """Every table of an archive, with the bytes of the files."""
    read = Archive(io.BytesIO(content))
    tables = [table.name for table in scope.order(private=True)]
    return {table: [row for batch in read.rows(table) for row in batch] for table in tables}


def test_every_table_is_in_an_archive_or_said_to_stay() -> None:
    known = set(scope.OWNERS) | set(scope.SHARED)
    assert known | scope.ELSEWHERE == set(scope.TABLES)
    assert not known & scope.ELSEWHERE


def test_brought_into_an_empty_server_every_table_is_equal(world: World, copies: Copies) -> None:
    everything.fill(world)
    content = packed(world.database, world.space_id)
    taken = rows_of(content)
    empty = [name for name, rows in taken.items() if not rows]
    with copies.of("migrated") as url, closing(Database(url)) as other:
        space_id = brought(other, content, world.slug)
        again = rows_of(packed(other, space_id))
    for table, rows in taken.items():
        assert [_letters_stopped(table, row | SET_ANEW.get(table, {})) for row in rows] == again[table], table
    assert {"comment", "anchor", "event", "blob_chunk", "outbox", "inbound_text", "hold"} <= set(taken) - set(empty)


def _letters_stopped(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table == "outbox" and row["state"] in bringing.WAITING:
        return row | {"state": "dropped", "answer": bringing.SENT_BY_OTHERS, "leased_until": None}
    return row


def test_brought_beside_others_people_are_known_again_and_nothing_is_mixed(world: World, copies: Copies) -> None:
    named = discuss(world)
    content = packed(world.database, world.space_id)
    with copies.of("migrated") as url, closing(Database(url)) as other:
        address = next(row["address"] for row in rows_of(content)["address"])
        other.write_here(people.make_admin, "Known here", address)
        there = other.write_here(spaces.make, OPERATOR, spaces.Plan.of(world.slug, "Another space of this name"))
        document = issue(other, OPERATOR, there)
        with pytest.raises(Conflict, match="--slug"):
            brought(other, content, world.slug)
        space_id = brought(other, content, "wetlands-2")
        again, of_other = rows_of(packed(other, space_id)), rows_of(packed(other, there))
    assert {row["uid"] for row in again["comment"]} == set(named.values())
    assert [row["uid"] for row in of_other["document"]] == [document]
    assert "Known here" in {row["name"] for row in again["person"]}
    assert len(again["person"]) == len(rows_of(content)["person"])


def test_the_same_space_is_not_brought_in_twice(world: World) -> None:
    content = packed(world.database, world.space_id)
    with pytest.raises(Conflict, match="on this server already"):
        brought(world.database, content, "another")


def test_only_the_operator_takes_what_is_private_and_brings_in(sqlite_world: World) -> None:
    owner = sqlite_world.caller("fang")
    sqlite_world.read(taking.require, owner, sqlite_world.space_id, private=False)
    with pytest.raises(NotAllowed, match="Only who runs the server"):
        sqlite_world.read(taking.require, owner, sqlite_world.space_id, private=True)
    with pytest.raises(NotAllowed):
        sqlite_world.read(taking.require, sqlite_world.caller("lars"), sqlite_world.space_id, private=False)


def test_an_owners_archive_has_the_discussion_and_nothing_private(sqlite_world: World, copies: Copies) -> None:
    everything.fill(sqlite_world)
    content = packed(sqlite_world.database, sqlite_world.space_id, private=False)
    taken = rows_of(content)
    assert not any(taken[table] for table in scope.PRIVATE - {"picture"})
    assert taken["picture"]
    assert all(picture["document_id"] for picture in taken["picture"])
    assert {row["uid"] for row in taken["comment"]}
    assert {key for row in taken["person"] for key in row} == set(taking.SHOWN_OF_PEOPLE)
    written = b"".join(zipfile.ZipFile(io.BytesIO(content)).read(name) for name in Archive(io.BytesIO(content)).parts)
    assert b"May I quote you?" not in written
    with copies.of("migrated") as url, closing(Database(url)) as other:
        space_id = brought(other, content)
        assert len(rows_of(packed(other, space_id))["comment"]) == len(taken["comment"])


def test_a_record_that_was_changed_is_not_brought_in(sqlite_world: World, copies: Copies) -> None:
    discuss(sqlite_world)
    content = changed(packed(sqlite_world.database, sqlite_world.space_id), b"comment.post", b"comment.edit")
    with copies.of("migrated") as url, closing(Database(url)) as other:
        with pytest.raises(Invalid, match="does not hold"):
            brought(other, content)
        assert other.read_here(_spaces) == []


def _spaces(session: Any) -> list[Any]:
    return list(session.execute(scope.TABLES["space"].select()))


def test_a_damaged_archive_is_found_by_its_own_verifier_and_by_ours(sqlite_world: World, tmp_path: Path) -> None:
    discuss(sqlite_world)
    content = packed(sqlite_world.database, sqlite_world.space_id)
    whole, damaged, script = tmp_path / "whole.zip", tmp_path / "damaged.zip", tmp_path / "verify.py"
    whole.write_bytes(content)
    damaged.write_bytes(changed(content, "同意。".encode(), "不同意。".encode()))
    script.write_bytes(zipfile.ZipFile(whole).read("verify.py"))
    said = [
        subprocess.run([sys.executable, "-I", script, path], capture_output=True, text=True, check=False)
        for path in (whole, damaged)
    ]
    assert [done.returncode for done in said] == [0, 1]
    assert "The archive holds." in said[0].stdout
    assert "was committed to" in said[1].stdout
    assert Archive(io.BytesIO(content)).check() > 10
    with pytest.raises(Invalid, match="tables/"):
        Archive(io.BytesIO(damaged.read_bytes())).check()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all", json.dumps({"form": "x"}).encode()])
def test_what_is_no_archive_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Invalid, match="not an archive"):
        Archive(io.BytesIO(content))


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with some words in its tables replaced by others."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name.endswith(".jsonl") else part)
    return file.getvalue()
