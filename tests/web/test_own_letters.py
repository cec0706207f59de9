"""My letters in the browser: sent, answered, refused, reported; and the link at the end of a letter."""

from commentspace.demo.cast import member
from commentspace.domain import names, people, signing
from commentspace.domain.bodies import Body
from commentspace.domain.messages import answer, write
from commentspace.domain.people import Preferences
from tests.web.addresses import comment, space
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World


def letter_from_wei(world: World) -> str:
    """Wei writes to Ama about her comment; returns the letter's name."""
    return world.write(write, world.caller("wei"), world.post("ama"), Body.of("You know *nothing*."), names.new())


def bodies(world: World) -> list[str]:
    """What people wrote to each other."""
    return [row[0] for row in world.rows("SELECT body FROM message ORDER BY id")]


async def test_what_one_wrote_stands_among_ones_letters_and_is_answered_there(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama, wei = visitor("ama"), visitor("wei")
    uid = letter_from_wei(sqlite_world)
    listed = await ama.get("/letters")
    assert "陈伟" in listed.words(".exchanges li")
    assert listed.has(".exchanges .waits")
    page = await ama.get(f"/letters/{uid}")
    assert page.words(".letter .body em") == "nothing"
    page = await ama.submit(page, "main form:not(.apart)", body="I know **some** things.")
    assert page.words(".flash").startswith("Your letter is on its way.")
    back = await wei.get(f"/letters/{uid}")
    assert back.said(".letter strong") == ["some"]
    assert member("ama").address not in back.text
    assert not (await ama.get("/letters")).has(".exchanges .waits")
    for key in ("olga", "lars"):
        assert (await visitor(key).get(f"/letters/{uid}")).status == 404
        assert "陈伟" not in (await visitor(key).get("/letters")).text


async def test_an_address_is_shown_only_where_its_owner_ticks_it(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, uid = visitor("ama"), letter_from_wei(sqlite_world)
    await ama.submit(await ama.get(f"/letters/{uid}"), "main form:not(.apart)", body="Write.", gives_address="yes")
    assert member("ama").address in (await visitor("wei").get(f"/letters/{uid}")).text
    sqlite_world.write(answer, sqlite_world.caller("wei", "mail"), uid, Body.of("I shall."), None, names.new())
    assert member("wei").address not in (await ama.get(f"/letters/{uid}")).text


async def test_who_takes_no_letters_is_named_before_one_is_written(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    assert (await wei.get(comment(uid, "letter"))).has("textarea")
    chosen = Preferences.of("Ama Boateng", "en", "Africa/Accra", "7", False)
    sqlite_world.database.write_here(people.prefer, sqlite_world.caller("ama"), chosen)
    for address in (comment(uid), comment(uid, "letter")):
        page = await wei.get(address)
        assert "Ama Boateng does not take letters." in page.words(".closed")
        assert not page.has("textarea")


async def test_no_more_letters_from_somebody_until_that_is_lifted(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, wei, uid = visitor("ama"), visitor("wei"), letter_from_wei(sqlite_world)
    page = await ama.submit(await ama.get(f"/letters/{uid}"), "main form.apart")
    assert "No more letters from this person" in page.words(".flash")
    closed = await wei.get(f"/letters/{uid}")
    assert "Ama Boateng does not take letters." in closed.words(".closed")
    page = await wei.send(f"/letters/{uid}", body="Why?", key="a-key-of-a-form")
    assert (page.status, page.words("textarea")) == (409, "Why?")
    settings = await ama.get("/settings/letters")
    assert "陈伟" in settings.words(".rows")
    await ama.submit(settings, ".rows form", press=settings.one(".rows button").get("value"))
    assert not (await ama.get("/settings/letters")).has(".rows")
    assert (await wei.get(f"/letters/{uid}")).has("textarea")


async def test_the_link_in_a_letter_changes_nothing_until_its_button_is_pressed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = letter_from_wei(sqlite_world)
    someone, link = visitor(), f"/received/{signing.sign('received', uid, SECRET.encode())}"
    page = await someone.get(link)
    assert (page.words(".letter em"), "陈伟" in page.words("h1")) == ("nothing", True)
    assert sqlite_world.rows("SELECT count(*) FROM person_block") == [(0,)]
    page = await someone.submit(page, "form[action$='/block']")
    assert "No letters from this person come to you." in page.words("main")
    page = await someone.submit(page, "form[action$='/report']", reason="It is rude.")
    assert "It is rude." in page.words("blockquote")
    [(by,)] = sqlite_world.rows("SELECT by_id FROM report")
    assert by == sqlite_world.person("ama")
    for wrong in (f"/received/{uid}", link[:-1], f"/received/{signing.sign('unsubscribe', uid, SECRET.encode())}"):
        assert (await someone.get(wrong)).status == 404
        assert (await someone.send(f"{wrong}/block")).status == 404


async def test_a_reported_letter_is_settled_by_a_moderator_and_its_reader_told(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama, lars, uid = visitor("ama"), visitor("lars"), letter_from_wei(sqlite_world)
    page = await ama.submit(await ama.get(f"/letters/{uid}/report"), "form[action$='/report']", reason=" ")
    assert (page.status, "what is wrong" in page.problem("reason")) == (422, True)
    await ama.submit(page, "form[action$='/report']", reason="It is rude.", block="yes")
    listed = await lars.get((await lars.get(space(sqlite_world))).link("Reported letters"))
    assert (listed.words("pre"), "It is rude." in listed.words(".report")) == ("You know *nothing*.", True)
    page = await lars.submit(listed, ".report form", outcome="He was asked to stop.")
    assert "He was asked to stop." in page.words(".report")
    assert "He was asked to stop." in (await ama.get(f"/letters/{uid}/report")).words("main")
    assert sqlite_world.rows("SELECT count(*) FROM person_block") == [(1,)]
    for key, status in (("ama", 403), ("wei", 403), (None, 404)):
        page = await visitor(key).get(space(sqlite_world, "reports"))
        assert (page.status, "nothing" in page.text.split("<h1")[-1]) == (status, status == 404)
