"""Members: added one by one or by a list, of which nothing is taken unless every line can be."""

import pytest

from tests.web.addresses import room, space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

ONE = "form[action$='/members']"
LIST = "form[action$='/members/list']"


def names(page: Page) -> list[str]:
    """Who stands in the table."""
    return page.said("tbody th")


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
        ({"affiliation": "x" * 201}, "name", "at most 200 characters"),
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


async def test_a_list_is_taken_whole(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    lines = "address;name;role\njulian.quispe@example.net;Julián Quispe;reader\nchen.wei@example.org;陈伟;\n"
    page = await lars.submit(await members_page(lars, sqlite_world), LIST, text=lines)
    assert page.words(".flash").startswith("New: 1; ")
    assert "Members before: 1;" in page.words(".flash")
    assert names(page).count("Julián Quispe") == names(page).count("陈伟") == 1


async def test_a_list_comes_as_a_file_too(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    content = "\ufeffname,address\nJulián Quispe,julian.quispe@example.net\n".encode()
    page = await lars.submit(await members_page(lars, sqlite_world), LIST, file=("people.csv", content))
    assert "Julián Quispe" in names(page)


async def test_each_wrong_line_is_named_and_nothing_is_done(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    before = await members_page(lars, sqlite_world)
    lines = (
        "name,address,affiliation,on behalf of,role,language\n"
        "Julián Quispe,julian.quispe@example.net,,,,\n"
        "No Address,,,,,\n"
        "Once More,JULIAN.quispe@example.net,,,,\n"
        "Strange Role,strange@example.org,,,king,\n"
        "Strange Tongue,tongue@example.org,,,,xx\n"
    )
    page = await lars.submit(before, LIST, text=lines)
    said = page.said(".problems li")
    assert page.status == 422
    assert [line.split()[1] for line in said] == ["3", "4", "5", "6"]
    for sentence, words in zip(said, ["not a mail address", "line 2 already", "not a role", "not one of"], strict=True):
        assert words in sentence
    assert names(page) == names(before)
    assert not sqlite_world.rows("SELECT id FROM outbox")
    assert page.one("#text").text == "\n" + lines


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "The list is empty"),
        ('name,address\n"Julián,julian.quispe@example.net', "cannot be read as CSV"),
        ("name,address\n" + "A B,a@example.org\n" * 5001, "at most 5000 lines"),
    ],
)
async def test_a_list_that_is_none_is_refused_at_its_field(
    sqlite_world: World, visitor: AsVisitor, lines: str, says: str
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await members_page(lars, sqlite_world), LIST, text=lines)
    assert (page.status, says in page.problem("text")) == (422, True)


async def test_a_file_that_is_not_utf_8_is_refused_in_words(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    content = "name,address\nJulián,julian.quispe@example.net".encode("latin-1")
    page = await lars.submit(await members_page(lars, sqlite_world), LIST, file=("people.csv", content))
    assert (page.status, "not in UTF-8" in page.problem("file")) == (422, True)


async def test_a_moderator_makes_nobody_an_owner_but_an_owner_does(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, fang = visitor("lars"), visitor("fang")
    typed = {"name": "Julián Quispe", "address": "julian.quispe@example.net", "role": "owner"}
    page = await lars.submit(await members_page(lars, sqlite_world), ONE, typed)
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


async def test_a_membership_ends_and_with_it_what_one_sees(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    [(member,)] = sqlite_world.rows("SELECT uid FROM membership WHERE person_id = :id", id=sqlite_world.person("ama"))
    end = space(sqlite_world, f"members/{member}/end")
    ama, priya, lars = visitor("ama"), visitor("priya"), visitor("lars")
    assert (await priya.send(end)).status == 403
    assert (await ama.get(room(sqlite_world))).status == 200
    assert (await lars.send(end)).header("location") == f"{space(sqlite_world, 'members')}?said=ended"
    assert "Ama Boateng" not in names(await members_page(lars, sqlite_world))
    assert (await ama.get(room(sqlite_world))).status == 404
    assert (await priya.get(room(sqlite_world))).has(f"#c-{uid}")
    assert (await lars.send(end)).status == 404
