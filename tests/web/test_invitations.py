"""The link in a letter of invitation, and what moderators do with it."""

from datetime import timedelta

from commentspace.domain import invited, members, signing
from commentspace.domain.member_lists import Entry
from tests.web.addresses import space
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import OUTSIDER, World

JULIAN = Entry.of("Julián Quispe", "julian.quispe@example.net", "", "", "", "es")


def ask(world: World) -> tuple[str, str]:
    """Julián is invited: the address of his link, and the name of his membership."""
    world.write(members.add, world.caller("lars"), world.space_id, [JULIAN])
    [(uid, member)] = world.rows("SELECT i.uid, m.uid FROM invitation i JOIN membership m ON m.id = membership_id")
    return f"/invitations/{signing.sign('invitation', uid, SECRET.encode())}", member


async def test_the_link_leads_in_after_signing_in_and_tells_nobody_of_the_space(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    link, _ = ask(sqlite_world)
    page = await visitor().get(link)
    assert page.words("h1") == "You are invited"
    assert not {"Wetland", "Lars", sqlite_world.slug} & set(page.words().split())
    assert page.one("form[action='/sign-in'] [name=next]").get("value") == link
    members_now = await visitor("lars").get(space(sqlite_world, "members?state=invited"))
    assert "Julián Quispe" in members_now.words("tbody")
    page = await visitor(OUTSIDER).get(link)
    assert page.address == space(sqlite_world)
    here = await visitor("lars").get(space(sqlite_world, "members?words=quispe"))
    assert "since" in here.words("tbody")
    assert not (await visitor("lars").get(space(sqlite_world, "members?state=invited"))).has("tbody")


async def test_somebody_else_is_told_that_it_is_not_for_them(sqlite_world: World, visitor: AsVisitor) -> None:
    link, _ = ask(sqlite_world)
    page = await visitor("ama").get(link)
    assert "You are signed in as Ama Boateng, and this invitation is for somebody else." in page.words()
    assert not sqlite_world.rows("SELECT id FROM invitation WHERE accepted_at IS NOT NULL")


async def test_a_withdrawn_one_is_over_for_everybody(sqlite_world: World, visitor: AsVisitor) -> None:
    link, member = ask(sqlite_world)
    lars = visitor("lars")
    asked = await lars.get(space(sqlite_world, f"members/{member}/end"))
    page = await lars.submit(asked, press="Withdraw the invitation")
    assert page.words(".flash") == "The invitation is withdrawn."
    for someone in (visitor(), visitor(OUTSIDER)):
        page = await someone.get(link)
        assert page.words("h1") == "This invitation is over"
        assert (await someone.send(f"{link}/refusal")).status == 409
        assert (await someone.send(f"{link}/acceptance")).status == 409


async def test_to_withdraw_from_somebody_who_has_just_come_ends_nothing(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    link, member = ask(sqlite_world)
    lars = visitor("lars")
    asked = await lars.get(space(sqlite_world, f"members/{member}/end"))
    await visitor(OUTSIDER).get(link)
    page = await lars.submit(asked, press="Withdraw the invitation")
    assert (page.status, "has come already" in page.problem()) == (409, True)
    assert sqlite_world.standing(OUTSIDER).is_member


async def test_who_does_not_want_to_be_asked_again_is_not(sqlite_world: World, visitor: AsVisitor) -> None:
    link, _ = ask(sqlite_world)
    stranger = visitor()
    page = await stranger.submit(await stranger.get(link), "form[action$='/refusal']")
    assert page.words("h1") == "You are not asked again"
    lars = visitor("lars")
    before = await lars.get(space(sqlite_world, "members"))
    typed = {"name": JULIAN.name, "address": JULIAN.address}
    page = await lars.submit(before, "form[action$='/members'][method=post]", typed)
    assert (page.status, "has asked not to be invited here again" in page.problem("address")) == (409, True)
    page = await stranger.submit(await stranger.get(link), "form[action$='/acceptance']")
    assert page.words("h1") == "You are invited"


async def test_it_is_sent_again_after_an_hour(sqlite_world: World, visitor: AsVisitor) -> None:
    _, member = ask(sqlite_world)
    lars = visitor("lars")
    page = await lars.get(space(sqlite_world, "members?state=invited"))
    assert "can be sent again from" in page.words("tbody")
    again = space(sqlite_world, f"members/{member}/invitation")
    assert (await lars.send(again)).status == 429
    sqlite_world.clock.now += timedelta(hours=1)
    page = await lars.get(space(sqlite_world, "members?state=invited"))
    page = await lars.submit(page, f"form[action='{again}']")
    assert page.words(".flash") == "The letter of invitation goes out again."
    assert sqlite_world.rows("SELECT count(*) FROM outbox") == [(2,)]


async def test_a_link_that_is_not_ours_leads_nowhere(sqlite_world: World, visitor: AsVisitor) -> None:
    link, _ = ask(sqlite_world)
    for wrong in (f"{link}x", "/invitations/a", link.replace("/invitations/", "/unsubscribe/")):
        assert (await visitor().get(wrong)).status == 404
    assert sqlite_world.read(invited.find, link.split("/")[2].partition(".")[0]).state == "waiting"
