"""Letters that come back: seen by their reader at home and in settings, by moderators beside a name; both lift it."""

from commentspace.demo.cast import member
from commentspace.domain import bounces, outbox
from commentspace.domain.failures import Failure
from commentspace.domain.outbox import Intent
from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.world import World

ADDRESS = member("wei").address
SAID = "550 5.1.1 canary-of-the-server"


def come_back(world: World, key: str = "wei", failure: Failure | None = None) -> None:
    """Three letters to somebody come back, and so none go there any more."""
    for number in range(3):
        uid = world.database.write_here(outbox.intend, Intent("hello", f"{key}:{number}", world.person(key)))
        letter_id = world.read(outbox.id_of, str(uid))
        world.database.write_here(bounces.refused, letter_id, failure or Failure.of(SAID))


async def test_who_they_were_for_sees_it_at_home_with_the_reason_and_tries_again(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    wei = visitor("wei")
    assert not (await wei.get("/")).has(".returned")
    come_back(sqlite_world)
    page = await wei.get("/")
    told = page.words(".returned")
    assert f"Letters to {ADDRESS} come back since" in told
    assert "says that this address does not exist" in told
    assert SAID in told
    page = await wei.submit(page, ".returned form", press="Try again")
    assert "Letters go to this address again" in page.words(".flash")
    assert not (await wei.get("/")).has(".returned")


async def test_it_stands_beside_the_address_in_the_settings(sqlite_world: World, visitor: AsVisitor) -> None:
    come_back(sqlite_world, failure=Failure.complaint("abuse"))
    wei = visitor("wei")
    page = await wei.get("/settings/addresses")
    assert "marked as unwanted" in page.words(".rows")
    page = await wei.submit(page, "form[action$=letters]", press="Try again")
    assert "come back" not in page.words(".rows")


async def test_nobody_lifts_anothers(sqlite_world: World, visitor: AsVisitor) -> None:
    come_back(sqlite_world)
    assert (await visitor("ama").send("/settings/addresses/letters", address=ADDRESS)).status == 404
    assert (await visitor("wei").get("/")).has(".returned")


async def test_moderators_see_a_mark_beside_the_name_without_the_servers_words_and_try_again(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    come_back(sqlite_world)
    lars = visitor("lars")
    page = await lars.get(space(sqlite_world, "members"))
    assert page.said("tbody .state.back") == ["letters come back"]
    assert "canary-of-the-server" not in page.text
    page = await lars.submit(page, "form[action$='/letters']")
    assert "Letters go to this address again" in page.words(".flash")
    assert not page.has("tbody .state.back")


async def test_only_moderators_lift_a_members(sqlite_world: World, visitor: AsVisitor) -> None:
    come_back(sqlite_world)
    [(uid,)] = sqlite_world.rows("SELECT uid FROM membership WHERE person_id = :id", id=sqlite_world.person("wei"))
    assert (await visitor("ama").send(space(sqlite_world, f"members/{uid}/letters"))).status in (403, 404)
    assert (await visitor("wei").get("/")).has(".returned")


async def test_who_invites_to_an_address_without_letters_is_told_so(sqlite_world: World, visitor: AsVisitor) -> None:
    come_back(sqlite_world, "julian")
    lars = visitor("lars")
    page = await lars.submit(
        await lars.get(space(sqlite_world, "members")),
        "#add form",
        name="Julián Quispe",
        address=member("julian").address,
        role="participant",
    )
    assert "no invitation goes there" in page.words(".flash")
    assert page.said("tbody .state.back") == ["letters come back"]
