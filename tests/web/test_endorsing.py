"""Endorsing in the browser: one press at the comment, without a script too."""

import json

from commentspace.domain import endorsing
from tests.web.addresses import comment, room
from tests.web.fixtures import AsVisitor
from tests.world import World

SCRIPT = {"Accept": "application/json"}


def form(uid: str) -> str:
    return f"#c-{uid} form.does-endorse"


async def test_one_press_endorses_and_another_takes_it_back(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    page = await wei.submit(await wei.get(room(sqlite_world)), form(uid))
    assert page.words(".flash") == "You endorse this comment."
    assert "1 endorsement" in page.words(f"#c-{uid} .endorsed")
    seen = await visitor("priya").get(room(sqlite_world))
    assert "Chen Wei" in seen.words(f"#c-{uid} .endorsed") or "陈伟" in seen.words(f"#c-{uid} .endorsed")
    page = await wei.submit(page, form(uid))
    assert not page.has(f"#c-{uid} .endorsed")


async def test_a_script_gets_the_comment_as_it_is_then(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    answer = await visitor("wei").send(comment(uid, "endorsement"), SCRIPT)
    [part] = json.loads(answer.text)["parts"]
    assert (part["comment"], "1 endorsement" in part["html"]) == (uid, True)
    refused = await visitor("ama").send(comment(uid, "endorsement"), SCRIPT)
    assert (refused.status, "your own" in json.loads(refused.text)["sentence"]) == (409, True)


async def test_it_is_offered_to_who_may_and_not_at_ones_own_or_hidden_comments(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = sqlite_world.post("ama")
    for key, may in (("wei", True), ("lars", True), ("priya", False)):
        page = await visitor(key).get(room(sqlite_world))
        assert ("endorse" in str(page.one("#main").get("data-may")).split()) == may, key
    assert not (await visitor("ama").get(room(sqlite_world))).has(form(uid))
    sqlite_world.execute("UPDATE space SET endorses = 0")
    page = await visitor("wei").get(room(sqlite_world))
    assert "endorse" not in str(page.one("#main").get("data-may")).split()


async def test_who_speaks_for_others_can_endorse_for_themselves(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    page = await wei.get(comment(uid))
    await wei.submit(page, ".under form.does-endorse")
    assert sqlite_world.rows("SELECT on_behalf_of FROM endorsement") == [("",)]


async def test_the_page_of_a_comment_lists_everybody(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    for key in ("wei", "olga", "li", "maryam"):
        sqlite_world.write(endorsing.endorse, sqlite_world.caller(key), uid)
    page = await visitor("priya").get(comment(uid))
    assert page.words(f"#c-{uid} .endorsed b") == "4 endorsements"
    assert len(page.all("#endorsed + ul li")) == 4
