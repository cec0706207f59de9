"""Feeds and calendars by secret addresses: what their person may see, as long as they want."""

import re

import pytest
from icalendar import Calendar
from lxml import etree

from commentspace.domain import members
from commentspace.render.feed import ATOM
from tests.web.fixtures import AsVisitor
from tests.world import World


@pytest.fixture
def discussed(sqlite_world: World) -> World:
    """Two comments, of which one is held."""
    sqlite_world.post("wei", text="同意。")
    sqlite_world.hold(sqlite_world.post("ama", text="held canary"))
    return sqlite_world


async def addresses(visitor: AsVisitor, world: World, key: str) -> list[str]:
    browser = visitor(key)
    page = await browser.get(f"/d/{world.document}/take")
    made = await browser.submit(page, "main form.apart")
    return re.findall(r"http://localhost:8000(/feeds/csf_[\w.-]+/[\w./-]+)", made.text)


async def test_a_feed_reader_without_a_session_gets_what_its_person_sees(visitor: AsVisitor, discussed: World) -> None:
    reader, [feed, review, space] = visitor(), await addresses(visitor, discussed, "priya")
    answer = await reader.get(feed)
    assert answer.response.headers["content-type"] == "application/atom+xml"
    assert len(etree.fromstring(answer.response.content).findall(f"{{{ATOM}}}entry")) == 1
    assert "canary" not in answer.text
    for address in (review, space):
        found = Calendar.from_ical((await reader.get(address)).response.content)
        assert len(found.walk("VEVENT")) == 1
    etag = answer.response.headers["etag"]
    assert (await reader.ask("GET", feed, {"If-None-Match": etag})).status == 304
    discussed.post("ama", text="Another one.")
    assert (await reader.ask("GET", feed, {"If-None-Match": etag})).status == 200


async def test_the_addresses_end_when_their_person_ends_them_or_loses_sight(
    visitor: AsVisitor, discussed: World
) -> None:
    [feed, *_] = await addresses(visitor, discussed, "ama")
    [other, *_] = await addresses(visitor, discussed, "wei")
    browser, reader, world = visitor("ama"), visitor(), discussed
    assert "held canary" in (await reader.get(feed)).text
    await browser.submit(await browser.get("/settings/keys"), "main form[action$='/end']", press="End")
    assert (await reader.get(feed)).status == 404
    asked = "SELECT uid FROM membership WHERE person_id = :person"
    [(membership,)] = world.rows(asked, person=world.person("wei"))
    world.write(members.end, world.caller("fang"), membership, space_id=world.space_id)
    assert (await reader.get(other)).status == 404
    assert (await reader.get(feed.replace("csf_", "csf_x"))).status == 404


async def test_a_key_of_feeds_opens_no_api_and_a_key_of_programs_no_feed(visitor: AsVisitor, discussed: World) -> None:
    [feed, *_] = await addresses(visitor, discussed, "priya")
    key = feed.split("/")[2]
    answer = await visitor().ask("GET", "/api/v1/me", {"Authorization": f"Bearer {key}"})
    assert answer.status == 401
