"""Who else reads is told to members alone, as far as the space and each person allow, and seldom."""

import json
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import CAST, member
from commentspace.domain import access, people, record
from commentspace.domain.readers import Reader
from commentspace.domain.tables import Person, Space
from commentspace.live import frames
from tests.live.serving import Live, Page
from tests.live.test_rights import leave_space
from tests.world import OUTSIDER, World


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.readers.PAUSE", 0.02)


def allow(world: World, presence: str) -> None:
    """The space allows this from now on."""

    def change(session: Session, *, now: Any) -> None:
        session.execute(update(Space).where(col(Space.id) == world.space_id).values(presence=presence))
        who = access.standing(session, world.caller("fang"), world.space_id)
        entry = record.Entry("space.changed", {"presence": presence})
        record.append(session, who, record.next_number(session, world.space_id), entry, now=now)

    world.write(change)


def hide(world: World, key: str, *, shows: bool = False) -> None:
    """Somebody lets nobody see what they read."""

    def change(session: Session, *, now: Any) -> None:
        session.execute(update(Person).where(col(Person.id) == world.person(key)).values(shows_reading=shows))

    world.database.write_here(change)


def named(page: Page) -> list[str]:
    """The names that a page was told last."""
    return [each["name"] for each in page.readers[-1]["names"]]


async def test_members_see_each_other_by_name_and_affiliation(live: Live) -> None:
    ama, wei = await live.pages("ama", "wei")
    [(uid,)] = live.world.rows("SELECT uid FROM person WHERE id = :id", id=live.world.person("wei"))
    while not ama.readers:
        await ama._receive()
    assert ama.readers[-1]["count"] == 1
    her = {"uid": uid, "name": member("wei").name, "affiliation": member("wei").affiliation}
    assert her in ama.readers[-1]["names"]
    while not wei.readers:
        await wei._receive()
    assert sorted(named(wei)) == sorted([member("ama").name, member("wei").name])
    assert wei.readers[-1]["count"] == 1, "oneself is not among the others"


async def test_two_pages_of_one_person_are_one_reader_who_goes_with_the_last(live: Live) -> None:
    ama, one, two = await live.pages("ama", "wei", "wei")
    while not ama.readers:
        await ama._receive()
    assert ama.readers[-1]["count"] == 1
    await one.leave()
    await live.page("li")
    while ama.readers[-1]["count"] != 2:
        await ama._receive()
    assert member("wei").name in named(ama)
    await two.leave()
    while ama.readers[-1]["count"] != 1:
        await ama._receive()
    assert member("wei").name not in named(ama)


async def test_visitors_and_those_who_are_no_members_are_neither_told_nor_counted(live: Live) -> None:
    live.world.change_space(is_open=True)
    live.world.database.write_here(people.make_admin, member(OUTSIDER).name, member(OUTSIDER).address)
    visitor, admin, ama, wei = await live.pages(None, OUTSIDER, "ama", "wei")
    while not ama.readers or not wei.readers:
        await (ama if not ama.readers else wei)._receive()
    assert [page.readers[-1]["count"] for page in (ama, wei)] == [1, 1]
    last = live.world.post("ama")
    for page in (visitor, admin):
        await page.until(last)
        assert page.readers == []
        assert not [each for each in CAST if each.key != "ama" and each.name in json.dumps(page.frames)]


async def test_whoever_hides_is_counted_nowhere_and_counts_the_others_rightly(live: Live) -> None:
    hide(live.world, "wei")
    wei, ama, li = await live.pages("wei", "ama", "li")
    while not wei.readers or wei.readers[-1]["count"] != 2:
        await wei._receive()
    assert named(wei) == sorted([member("ama").name, member("li").name], key=str.casefold)
    for page in (ama, li):
        while not page.readers or page.readers[-1]["count"] != 1:
            await page._receive()
        assert member("wei").name not in named(page)


async def test_hiding_while_reading_is_noticed(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.watch.EVERY", 0.02)
    ama, _wei = await live.pages("ama", "wei")
    while not ama.readers:
        await ama._receive()
    hide(live.world, "wei")
    await ama.told_readers({"count": 0})


async def test_where_numbers_are_allowed_there_is_a_number_alone(live: Live) -> None:
    allow(live.world, "numbers")
    pages = await live.pages("ama", "wei", "li")
    for page in pages:
        await page.told_readers({"count": 2})
    assert all(set(said) == {"count"} for page in pages for said in page.readers)


async def test_the_setting_of_the_space_takes_effect_at_once(live: Live) -> None:
    ama, wei = await live.pages("ama", "wei")
    while not ama.readers or not wei.readers:
        await (ama if not ama.readers else wei)._receive()
    allow(live.world, "none")
    for page in (ama, wei):
        await page.told_readers({"count": 0})
    allow(live.world, "numbers")
    for page in (ama, wei):
        await page.told_readers({"count": 1})


async def test_where_nothing_is_allowed_nothing_is_sent(live: Live) -> None:
    allow(live.world, "none")
    ama, _wei, _li = await live.pages("ama", "wei", "li")
    last = live.world.post("wei")
    await ama.until(last)
    allow(live.world, "numbers")
    await ama.told_readers({"count": 2})
    assert ama.readers == [{"count": 2}]


async def test_who_is_no_member_any_more_goes_from_the_others_pages(live: Live) -> None:
    ama, wei = await live.pages("ama", "wei")
    while not ama.readers:
        await ama._receive()
    leave_space(live.world, "wei")
    assert await wei.end() == 4403
    while ama.readers[-1] != {"count": 0}:
        await ama._receive()


async def test_many_who_come_at_once_are_told_in_few_frames(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.readers.PAUSE", 0.3)
    keys = [each.key for each in CAST if each.key not in (OUTSIDER, "ama")]
    ama = await live.page("ama")
    pages = [page for key in keys for page in [await live.page(key)]]
    while not ama.readers or ama.readers[-1]["count"] != len(keys):
        await ama._receive()
    assert len(ama.readers) < len(pages)


def test_of_a_thousand_readers_a_page_is_told_a_few_names_and_how_many_there_are() -> None:
    crowd = [Reader(number, f"uid{number}", f"Reader \u202e{number}", "", True) for number in range(1_000)]
    told = json.loads(frames.readers("names", crowd, 999))["readers"]
    assert (told["count"], len(told["names"])) == (999, frames.MOST_NAMES + 1)
    assert told["names"][0]["name"] == "Reader [U+202E]0", "what could turn its neighbours is made visible"
    assert frames.readers("names", crowd, 0) == frames.readers("none", crowd, 999) == frames.NO_READERS
