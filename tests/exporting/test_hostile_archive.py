"""An archive that somebody has made to do harm gives nobody anything on the server that it comes to."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from commentspace.database import Database
from commentspace.domain.archives import bringing, scope, taking, values
from commentspace.errors import Invalid
from commentspace.formats.archive import Archive
from commentspace.text import kept_html, markdown
from tests.copies import Copies
from tests.exporting.discussed import discuss
from tests.exporting.test_archive import OPERATOR, brought, packed
from tests.world import World

Row = dict[str, Any]


@pytest.fixture
def content(sqlite_world: World) -> bytes:
    """A sound archive of a space that is here under another name now."""
    discuss(sqlite_world)
    made = packed(sqlite_world.database, sqlite_world.space_id)
    space = scope.TABLES["space"]
    sqlite_world.write(lambda session, *, now: session.execute(space.update().values(uid="another")) and None)
    return made


def altered(content: bytes, table: str, alter: Callable[[list[Row]], object]) -> bytes:
    """The archive with other rows in a table, and with hashes that agree."""
    file, name = io.BytesIO(), f"tables/{table}.jsonl"
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        about = json.loads(before.read("about.json"))
        rows = [json.loads(line) for line in before.read(name).splitlines()]
        alter(rows)
        new = "".join(json.dumps(row) + "\n" for row in rows).encode()
        about["parts"][name] = hashlib.sha256(new).hexdigest()
        for part in before.namelist():
            if part not in (name, "about.json"):
                after.writestr(part, before.read(part))
        after.writestr(name, new)
        after.writestr("about.json", json.dumps(about))
    return file.getvalue()


def put(column: str, value: object) -> Callable[[list[Row]], object]:
    """Another value in the first row."""
    return lambda rows: rows[0].update({column: value})


HOSTILE = {
    "a membership of a space that is here": ("membership", put("space_id", -1)),
    "a membership of no space": ("membership", put("space_id", 77)),
    "a comment by somebody who is here": ("comment", put("author_id", 0)),
    "a key that is a row's here": ("person", put("id", -3)),
    "a key that is no number": ("person", put("id", "1")),
    "a key of a program": ("provenance", put("token_id", 1)),
    "a column that there is not": ("person", put("password\x1b[2J", "x")),
    "words for a number": ("membership", put("digest_seq", "many")),
    "a list for words": ("comment", put("body", ["x"])),
    "no moment": ("comment", put("at", "yesterday")),
    "half a JSON": ("event", put("things", "[")),
    "JSON of another kind": ("event", put("things", "{}")),
    "a line's end in a name": ("person", put("name", "Name\r\nBcc: all@example.org")),
    "another's address": ("address", put("folded", "somebody.else@example.org")),
    "an address that is a list": ("address", put("folded", [])),
    "a person that is a list": ("address", put("person_id", [])),
    "two rows of one name": ("comment", lambda rows: rows.append(rows[0] | {"id": 9_999})),
    "two spaces": ("space", lambda rows: rows.append(rows[0] | {"id": 9_999, "uid": "x"})),
    "a row that is no row": ("comment", lambda rows: rows.append([1])),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_rows_made_to_do_harm_are_refused_and_nothing_stays(content: bytes, sqlite_world: World, name: str) -> None:
    made, database = altered(content, *HOSTILE[name]), sqlite_world.database
    before = _counts(database)
    with pytest.raises(Invalid):
        brought(database, made, "hostile")
    assert _counts(database) == before


def _counts(database: Database) -> dict[str, int]:
    def counted(session: Any) -> dict[str, int]:
        return {name: len(session.execute(table.select()).all()) for name, table in scope.TABLES.items()}

    return database.read_here(counted)


def test_a_script_in_what_was_kept_as_html_is_not_shown_here(content: bytes, copies: Copies) -> None:
    harm = '<p onclick="a()">Hello<script>b()</script><img src="https://elsewhere.example/x"></p>'
    made = altered(content, "comment", put("html", harm))
    with copies.of("migrated") as url, closing(Database(url)) as other:
        brought(other, made)
        comment = scope.TABLES["comment"]
        kept = other.read_here(lambda session: session.execute(comment.select()).mappings().first())
    assert kept is not None
    assert kept["html"] == "<p>Hello<img></p>"


@pytest.mark.parametrize(
    "said",
    [
        "Hello *you* & <b>",
        "1. a\n2. b\n\n| a | b |\n|---|---|\n| c | d |",
        '[here](https://example.org/?a=1&b="2")',
        "\u202eturned\u202c and `code \u2066x`",
        "![A plan](picture:abc) and\na line",
        "> cited\n\n```\n<script>\n```\n\n* * *",
    ],
)
def test_what_we_made_ourselves_stays_as_it_is(said: str) -> None:
    for made in (markdown.to_html(said), markdown.paragraph_html(said, {"abc": (3, 4)})):
        assert kept_html.safe(made) == made


def test_the_name_of_a_file_alone_gives_nobody_its_bytes(content: bytes) -> None:
    made = altered(content, "blob", lambda rows: rows.append({"id": 999, "sha256": "0" * 64, "size": 5}))
    with pytest.raises(Invalid, match="damaged"):
        list(Archive(io.BytesIO(made)).rows("blob"))


@pytest.mark.parametrize("slug", ["../x", "", "a b", "x" * 50, "<b>"])
def test_a_short_name_is_one(sqlite_world: World, slug: str) -> None:
    about = taking.About("u", "s", "t", 0, "")
    with pytest.raises(Invalid, match="short name"):
        sqlite_world.write(bringing.bring, OPERATOR, about, lambda table: iter(()), slug)


def test_bytes_that_cannot_be_unpacked_are_damage(content: bytes) -> None:
    spoilt = bytearray(content)
    start = content.index(b"tables/event.jsonl") + 60
    spoilt[start : start + 40] = b"\xff" * 40
    with pytest.raises(Invalid, match="damaged"):
        Archive(io.BytesIO(bytes(spoilt))).check()


@pytest.mark.parametrize("parts", [None, [], {"x\x1b[2J": "0"}, 7])
def test_parts_that_are_none_are_damage(parts: object) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed_:
        packed_.writestr("about.json", json.dumps({"form": "commentspace/space/1", "parts": parts}))
    with pytest.raises(Invalid, match="damaged"):
        Archive(file)


def test_picture_types_are_those_that_pages_show() -> None:
    picture = scope.TABLES["picture"]
    with pytest.raises(Invalid):
        values.read(picture, {"type": "text/html"})
    assert values.read(picture, {"type": "image/png"}) == {"type": "image/png"}
