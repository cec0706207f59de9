"""What the page's own script is answered: JSON with a status, and with the sentence that a page would show."""

import json
from typing import Any

import pytest

from commentspace.domain.bodies import LIMIT
from commentspace.errors import Closed
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.visitor import JSON, Visitor
from tests.world import OUTSIDER, World

KEY = "a-key-of-a-form"


async def post(someone: Visitor, address: str, **fields: str) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of a comment that a script posts."""
    answer = await someone.send(address, JSON, **({"body": "Which water?", "key": KEY} | fields))
    assert answer.header("Content-Type") == "application/json"
    assert answer.header("Cache-Control") == "no-store"
    said: dict[str, Any] = json.loads(answer.text)
    return answer.status, said


async def test_a_posted_comment_is_named_with_the_place_where_it_stands(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    status, said = await post(ama, paragraph(sqlite_world))
    uid = sqlite_world.views("lars")[0].uid
    assert (status, said) == (
        201,
        {"comment": uid, "url": f"{room(sqlite_world)}?at=c-{uid}&said=posted#c-{uid}", "again": False},
    )
    assert (await ama.get(said["url"])).words(".flash") == "Your comment is posted."


async def test_the_same_again_is_the_same(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    _, first = await post(ama, paragraph(sqlite_world))
    assert await post(ama, paragraph(sqlite_world)) == (200, first | {"again": True})


async def test_a_reply_is_answered_in_the_same_way(sqlite_world: World, visitor: AsVisitor) -> None:
    on = sqlite_world.post("wei")
    status, said = await post(visitor("ama"), comment(on, "reply"))
    assert (status, sqlite_world.seen("lars", said["comment"]).parent) == (201, on)


async def test_an_edit_too(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    assert await post(visitor("ama"), comment(uid, "edit"), based_on="1") == (
        200,
        {"comment": uid, "url": f"/c/{uid}?said=edited"},
    )


async def test_a_comment_that_is_held_says_so(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(holds_new=True)
    ama = visitor("ama")
    _, said = await post(ama, paragraph(sqlite_world))
    assert "after a moderator has looked at it" in (await ama.get(said["url"])).words(".flash")


@pytest.mark.parametrize(
    ("fields", "status", "refusal", "field", "says"),
    [
        ({"body": " "}, 422, "Invalid", "body", "nothing written"),
        ({"body": "x" * (LIMIT + 1)}, 413, "TooLong", "body", "20001 bytes"),
        ({"exact": "flow of wine"}, 422, "Invalid", "exact", "Select them again"),
        ({"key": ""}, 422, "Invalid", "key", "lost its key"),
        ({"kind": "rant"}, 422, "Invalid", "kind", "what kind of comment"),
    ],
)
async def test_a_refusal_carries_its_name_its_sentence_and_its_field(
    sqlite_world: World, visitor: AsVisitor, fields: dict[str, str], status: int, refusal: str, field: str, says: str
) -> None:
    found, said = await post(visitor("ama"), paragraph(sqlite_world), **fields)
    assert (found, said["refusal"], said["field"], says in said["sentence"]) == (status, refusal, field, True)
    assert not sqlite_world.views("lars")


async def test_after_the_closing_a_script_gets_the_one_sentence(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.close_review()
    ama, refused = visitor("ama"), (409, {"refusal": "Closed", "sentence": Closed.sentence, "field": None})
    for address in (paragraph(sqlite_world), comment(uid, "reply"), comment(uid, "edit")):
        assert await post(ama, address) == refused


@pytest.mark.parametrize(
    ("key", "is_open", "status", "refusal"),
    [
        ("priya", False, 403, "NotAllowed"),
        (OUTSIDER, False, 404, "NotFound"),
        (None, False, 404, "NotFound"),
        (OUTSIDER, True, 403, "NotAllowed"),
        (None, True, 401, "SignInNeeded"),
    ],
)
async def test_who_may_not_is_told_no_more_than_they_may_know(
    sqlite_world: World, visitor: AsVisitor, key: str | None, is_open: bool, status: int, refusal: str
) -> None:
    sqlite_world.change_space(is_open=is_open)
    on = sqlite_world.post("wei")
    for address in (paragraph(sqlite_world), comment(on, "reply")):
        found, said = await post(visitor(key), address)
        assert (found, said["refusal"]) == (status, refusal)
    if status == 404:
        never = await post(visitor(key), "/c/aaaaaaaaaaaaaaaa/reply")
        assert never == await post(visitor(key), comment(on, "reply"))


async def test_a_sentence_comes_in_the_language_of_the_page(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("ama").ask("PATCH", paragraph(sqlite_world), JSON)
    assert (page.status, json.loads(page.text)["refusal"]) == (405, "NotFound")
