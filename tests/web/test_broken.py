"""What is answered when something broke on our side, whoever asks and whatever was being done."""

import json
from dataclasses import replace

from sqlalchemy import text

from commentspace.web.house import House
from tests.web.addresses import paragraph, room
from tests.web.fixtures import visitors_of
from tests.web.visitor import JSON
from tests.world import World


def break_the_record(world: World) -> None:
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("ALTER TABLE comment RENAME TO put_away"))


async def test_a_server_that_stops_says_when_to_come_back(sqlite_world: World, house: House) -> None:
    stopping = replace(house, is_ready=lambda: False)
    async with visitors_of(sqlite_world, stopping) as visitor:
        ama = visitor("ama", raising=False)
        break_the_record(sqlite_world)
        page = await ama.get(room(sqlite_world))
        assert (page.status, page.header("Retry-After")) == (503, "60")
        assert page.words("h1") == "The server is away for a moment"


async def test_a_script_is_told_in_a_sentence_that_its_text_is_kept(sqlite_world: World, house: House) -> None:
    async with visitors_of(sqlite_world, house) as visitor:
        ama = visitor("ama", raising=False)
        break_the_record(sqlite_world)
        page = await ama.send(paragraph(sqlite_world), JSON, body="x", key="a" * 16)
        said = json.loads(page.text)
        assert (page.status, said["refusal"], "Your text is kept here" in said["sentence"]) == (500, "Broken", True)


async def test_what_was_written_is_escaped_where_it_is_handed_back(sqlite_world: World, house: House) -> None:
    async with visitors_of(sqlite_world, house) as visitor:
        ama = visitor("ama", raising=False)
        break_the_record(sqlite_world)
        page = await ama.send(paragraph(sqlite_world), body="</textarea><script>alert(1)</script>", key="a" * 16)
        assert page.status == 500
        assert "<script" not in page.text
        assert page.words("#kept") == "</textarea><script>alert(1)</script>"
