"""Members at the browser's door: the roll of them, added one by one, changed, ended."""

import pytest

from tests.web.addresses import room, space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

ONE = "#add form"


def names(page: Page) -> list[str]:
    """Who stands in the table."""
    return page.said("tbody th bdi")


async def members_page(visitor: Visitor, world: World) -> Page:
    return await visitor.get(space(world, "members"))


async def test_a_moderator_adds_somebody_who_is_then_invited(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.submit(
        await members_page(lars, sqlite_world),
        ONE,
        name="Julián Quispe",
        address="julian.quispe@example.net",
        on_behalf_of="Council of Highland Herders",
        role="participant",
    )
    assert "They are members now" in page.words(".flash")
    assert "Julián Quispe" in names(page)
    assert sqlite_world.rows("SELECT kind, address FROM outbox") == [("invitation", "julian.quispe@example.net")]
    assert (await visitor("julian").get(room(sqlite_world))).status == 200


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"address": "julian.example.net"}, "address", "“julian.example.net” is not a mail address"),
        ({"address": "a@b"}, "address", "is not a mail address"),
        ({"name": " "}, "name", "Write the name"),
        ({"affiliation": "x" * 201}, "affiliation", "at most 200 characters"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nobody_is_added(
    sqlite_world: World, visitor: AsVisitor, changes: dict[str, str], field: str, says: str
) -> None:
    lars = visitor("lars")
    before = await members_page(lars, sqlite_world)
    typed = {"name": "Julián Quispe", "address": "julian.quispe@example.net"} | changes
    page = await lars.submit(before, ONE, typed)
    assert says in page.problem(field)
    assert (page.status, names(page)) == (422, names(before))
    assert page.one(f"{ONE} [name=address]").get("value") == typed["address"]


async def test_who_is_a_member_already_keeps_their_role_and_it_is_said(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    before = await members_page(lars, sqlite_world)
    typed = {"name": "Chen Wei", "address": "chen.wei@example.org", "role": "moderator"}
    page = await lars.submit(before, ONE, typed)
    assert page.words(".flash").startswith("Nothing has changed: whoever is a member keeps their role.")
    assert page.said("table") == before.said("table")
    assert not sqlite_world.rows("SELECT kind FROM outbox")


@pytest.mark.parametrize(
    "query", ["said=added-some", "said=added-some&new=x&known=9999999999", "said=added-some&new=%2525"]
)
async def test_an_address_that_somebody_has_changed_breaks_no_sentence(
    sqlite_world: World, visitor: AsVisitor, query: str
) -> None:
    page = await visitor("lars").get(space(sqlite_world, f"members?{query}"))
    assert (page.status, page.words(".flash")[:7]) == (200, "New: 0;")


async def test_a_moderator_makes_nobody_an_owner_but_an_owner_does(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, fang = visitor("lars"), visitor("fang")
    typed = {"name": "Julián Quispe", "address": "julian.quispe@example.net", "role": "owner"}
    before = await members_page(lars, sqlite_world)
    assert "owner" not in [each.get("value") for each in before.all(f"{ONE} option")]
    page = await lars.send(space(sqlite_world, "members"), **typed)
    assert (page.status, page.problem()) == (403, "Only an owner of the space can make others owners.")
    assert page.one(f"{ONE} [name=address]").get("value") == typed["address"]
    page = await fang.submit(await members_page(fang, sqlite_world), ONE, typed)
    assert "Julián Quispe" in names(page)


async def test_addresses_are_for_moderators(sqlite_world: World, visitor: AsVisitor) -> None:
    assert "ama.boateng@example.net" in (await members_page(visitor("lars"), sqlite_world)).text
    for key in ("priya", "ama"):
        page = await members_page(visitor(key), sqlite_world)
        assert (page.status, "example.net" in page.text) == (403, False)
        typed = {"name": "Julián Quispe", "address": "julian.quispe@example.net"}
        assert (await visitor(key).send(space(sqlite_world, "members"), **typed)).status == 403
        assert (await visitor(key).send(space(sqlite_world, "members/list"), text="a,a@example.org")).status == 403


def member_of(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


async def test_a_membership_ends_after_a_question_and_with_it_what_one_sees(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = sqlite_world.post("ama")
    end = space(sqlite_world, f"members/{member_of(sqlite_world, 'ama')}/end")
    ama, priya, lars = visitor("ama"), visitor("priya"), visitor("lars")
    assert [(await priya.send(end)).status, (await priya.get(end)).status] == [404, 404]
    assert (await ama.get(room(sqlite_world))).status == 200
    asked = await lars.get(end)
    assert "Their comments stay, with their name." in asked.words()
    page = await lars.submit(asked, press="End it")
    assert page.words(".flash") == "The membership has ended."
    assert "Ama Boateng" not in names(page)
    assert (await ama.get(room(sqlite_world))).status == 404
    assert (await priya.get(room(sqlite_world))).has(f"#c-{uid}")
    assert (await lars.send(end)).status == 404
    gone = await lars.get(space(sqlite_world, "members?state=ended"))
    assert (names(gone), gone.has("td.can a")) == (["Ama Boateng"], False)


@pytest.mark.parametrize("is_open", [False, True])
async def test_who_leaves_comes_to_a_page_that_they_may_see(
    sqlite_world: World, visitor: AsVisitor, is_open: bool
) -> None:
    sqlite_world.change_space(is_open=is_open)
    ama = visitor("ama")
    mine = await ama.get(space(sqlite_world, "people"))
    assert mine.status == 200
    end = space(sqlite_world, f"members/{member_of(sqlite_world, 'ama')}/end")
    page = await ama.submit(await ama.get(end), press="Leave the space")
    assert (page.status, page.words(".flash")) == (200, "You have left the space. Your comments stay.")
    assert page.address.split("?")[0] == (space(sqlite_world) if is_open else "/")


async def test_a_place_is_changed_and_what_is_wrong_is_said_at_its_field(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    change = space(sqlite_world, f"members/{member_of(sqlite_world, 'ama')}/change")
    page = await lars.submit(await lars.get(change), affiliation="x" * 201)
    assert (page.status, "at most 200" in page.problem("affiliation")) == (422, True)
    page = await lars.submit(page, affiliation="Ministry", role="moderator", on_behalf_of="Togo")
    assert page.words(".flash") == "The member's place is changed."
    assert all(words in page.words() for words in ("Ministry", "moderator", "Togo"))
    assert (await visitor("li").get(change)).status == 404


async def test_the_last_owner_is_told_why_they_cannot_go(sqlite_world: World, visitor: AsVisitor) -> None:
    fang, uid = visitor("fang"), member_of(sqlite_world, "fang")
    page = await fang.submit(await fang.get(space(sqlite_world, f"members/{uid}/end")))
    assert (page.status, page.problem()[:17]) == (409, "This is the last ")
    page = await fang.submit(await fang.get(space(sqlite_world, f"members/{uid}/change")), role="reader")
    assert (page.status, page.problem("role")[:17]) == (409, "This is the last ")
    assert not (await members_page(visitor("lars"), sqlite_world)).has(f"a[href*='{uid}']")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=BOATENG", ["Ama Boateng"]),
        ("words=chen.wei%40", ["陈伟"]),
        ("organisation=Ghana", ["Ama Boateng"]),
        ("state=invited", []),
        ("words=boateng&state=nonsense&page=x", ["Ama Boateng"]),
    ],
)
async def test_members_are_found_by_words_state_and_organisation(
    sqlite_world: World, visitor: AsVisitor, query: str, found: list[str]
) -> None:
    page = await visitor("lars").get(space(sqlite_world, f"members?{query}"))
    assert (page.status, names(page)) == (200, found)
