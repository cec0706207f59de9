"""After signing in one comes back to where one was, and nowhere else; signing out ends the session."""

import pytest

from tests.web.fixtures import AsVisitor
from tests.web.signing_in import AMA, ask, mailed, signed_in_as
from tests.world import World

ELSEWHERE = [
    *["https://evil.example/", "//evil.example", "/\\evil.example", "/\\/evil.example", "\\\\evil.example"],
    *["javascript:x", "/%09/evil.example", "/%0d%0aSet-Cookie:x=y", "%20//evil.example", "evil.example"],
    *["http:evil.example", ""],
]


async def test_one_comes_back_to_where_one_was(sqlite_world: World, visitor: AsVisitor) -> None:
    goal, someone = f"/d/{sqlite_world.document}", visitor()
    page = await someone.get(goal)
    page = await someone.get(page.link("Sign in", "nav.who"))
    page = await someone.submit(page, address=AMA)
    assert (await someone.submit(page, code=mailed(sqlite_world)["code"])).address == goal


@pytest.mark.parametrize("goal", ELSEWHERE)
async def test_signing_in_leads_nowhere_else(sqlite_world: World, visitor: AsVisitor, goal: str) -> None:
    someone = visitor()
    page = await ask(someone, AMA, goal)
    kept = page.one("[name=next]").get("value", "")
    answer = await someone.send("/sign-in/code", code=mailed(sqlite_world)["code"], next=kept)
    assert (answer.status, answer.header("location")) == (303, "/")
    assert "x" not in someone.client.cookies


async def test_a_goal_that_was_changed_on_the_way_leads_nowhere_else(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    await someone.send("/sign-in", address=AMA, next="https://evil.example")
    answer = await someone.send("/sign-in/code", code=mailed(sqlite_world)["code"], next="https://evil.example")
    assert (answer.status, answer.header("location")) == (303, "/")


async def test_signing_out_ends_the_session_in_the_database_too(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    token = ama.client.cookies["session"]
    page = await ama.submit(await ama.get("/"), "nav.who form")
    assert (page.address, await signed_in_as(ama)) == ("/", "")
    thief = visitor()
    thief.client.cookies.set("session", token)
    assert await signed_in_as(thief) == ""


async def test_signing_out_where_nobody_is_signed_in_does_no_harm(visitor: AsVisitor) -> None:
    stranger = visitor()
    stranger.client.cookies.set("session", "a-token-of-another-database")
    answer = await stranger.send("/sign-out")
    assert (answer.status, answer.header("location")) == (303, "/")
    assert 'session=""' in answer.header("set-cookie")
