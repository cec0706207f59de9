"""Everything about oneself in one file, and nothing about anybody else that one was not shown."""

from typing import Any

import pytest

from commentspace.demo.cast import member
from commentspace.domain import my_data, visits
from tests.small_draft import FIRST, SECOND
from tests.web.everything import everybody, fill
from tests.web.fixtures import AsVisitor
from tests.world import World

FILE = "/settings/data.json"


async def taken(visitor: AsVisitor, key: str) -> dict[str, Any]:
    answer = await visitor(key).get(FILE)
    assert (answer.status, answer.header("content-disposition").startswith("attachment")) == (200, True)
    assert answer.header("cache-control") == "no-store"
    found: dict[str, Any] = answer.response.json()
    return found


async def test_what_one_wrote_is_in_it_in_all_its_states_with_where_it_came_from(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    fill(sqlite_world)
    sqlite_world.database.write_here(visits.note, sqlite_world.caller("ama"), sqlite_world.document)
    mine = await taken(visitor, "ama")
    assert mine["person"]["name"] == "Ama Boateng"
    assert [each["address"] for each in mine["addresses"]] == [member("ama").address]
    assert [each["space"] for each in mine["memberships"]] == [sqlite_world.slug]
    [comment] = [each for each in mine["comments"] if each["states"][0]["body"] == "Which *water*?"]
    assert (comment["body"], comment["door"], comment["revision"]) == ("Which **sea**?", "mail", 1)
    assert [state["body"] for state in comment["states"]] == ["Which *water*?", "Which **sea**?"]
    letters = [(each["from"], each["body"]) for each in mine["letters"]]
    assert letters == [("陈伟", "May I quote you?"), ("Ama Boateng", "You may.")]
    assert len(mine["visits"]) == 1
    assert mine.keys() == {"person", *(section.name for section in my_data.SECTIONS)}


async def test_what_others_wrote_is_not_in_it(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.hold(sqlite_world.post("ama", FIRST, "canary of ama"), "canary of lars")
    sqlite_world.post("wei", SECOND, "canary of wei")
    for key, own in (("ama", "ama"), ("wei", "wei"), ("lars", "lars")):
        text = (await visitor(key).get(FILE)).text
        assert [word for word in ("ama", "wei", "lars") if f"canary of {word}" in text] == [own]


@pytest.mark.parametrize("together", [1, 2, 300])
async def test_nothing_is_lost_or_doubled_between_batches(
    sqlite_world: World, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr(my_data, "TOGETHER", together)
    texts = [f"Comment {number}." for number in range(4)]
    for text in texts:
        sqlite_world.post("ama", FIRST, text)
    assert [each["body"] for each in (await taken(visitor, "ama"))["comments"]] == texts


async def test_everybody_can_take_theirs_and_strangers_are_asked_to_sign_in(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    fill(sqlite_world)
    for key in everybody():
        if key is None:
            assert (await visitor(key).get(FILE)).address.startswith("/sign-in")
            assert (await visitor(key).get("/settings/data")).address.startswith("/sign-in")
        else:
            assert (await taken(visitor, key))["person"]["name"] == member(key).name
            assert (await visitor(key).get("/settings/data")).link("Take my data") == FILE
