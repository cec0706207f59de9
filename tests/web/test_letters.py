"""Letters to an author and to all, the mail that came in, and the link that stops the daily mail."""

from commentspace.demo.cast import member
from commentspace.domain import inbound, intake, outbox, people, signing
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.people import Preferences
from tests.web.addresses import comment, space
from tests.web.fixtures import SECRET, AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import OUTSIDER, World


def letters(world: World, kind: str) -> list[str]:
    """The addresses of the letters of a kind that wait in the outbox."""
    return [row[0] for row in world.rows("SELECT address FROM outbox WHERE kind = :kind ORDER BY id", kind=kind)]


def written(world: World) -> list[str]:
    """What people wrote to each other."""
    return [row[0] for row in world.rows("SELECT body FROM message ORDER BY id")]


async def test_a_letter_to_an_author_goes_to_them_alone(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    form = await wei.get((await wei.get(comment(uid))).link("Write to the author"))
    assert member("ama").address not in form.text
    page = await wei.submit(form, body="May I quote you?")
    assert page.words(".flash").startswith("Your letter is on its way.")
    assert letters(sqlite_world, "message") == [member("ama").address]
    for key in ("priya", "lars", "ama"):
        assert "May I quote you?" not in (await visitor(key).get(comment(uid))).text


async def test_the_same_letter_sent_twice_goes_once_and_another_text_goes_too(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    form = await wei.get(comment(uid, "letter"))
    for text in ("May I quote you?", "May I quote you?", "May I quote you in full?"):
        await wei.submit(form, body=text)
    assert written(sqlite_world) == ["May I quote you?", "May I quote you in full?"]


async def test_a_letter_that_cannot_go_is_kept_with_the_reason(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, wei = sqlite_world.post("ama"), visitor("wei")
    form = await wei.get(comment(uid, "letter"))
    page = await wei.submit(form, body=" ")
    assert (page.status, "nothing written" in page.problem("body")) == (422, True)
    chosen = Preferences.of("Ama Boateng", "en", "Africa/Accra", "7", False)
    sqlite_world.database.write_here(people.prefer, sqlite_world.caller("ama"), chosen)
    page = await wei.submit(form, body="May I quote you?")
    assert (page.status, page.words("textarea")) == (409, "May I quote you?")
    assert "does not take letters" in page.problem()
    page = await visitor("priya").send(comment(uid, "letter"), body="And I?", key="a-key-of-a-form")
    assert (page.status, page.words("textarea")) == (403, "And I?")
    assert not written(sqlite_world)


async def broadcast_page(someone: Visitor, world: World) -> Page:
    return await someone.get(space(world, "broadcast"))


async def test_a_letter_to_all_is_seen_first_and_sent_when_confirmed(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, body = visitor("lars"), "The review **ends** on Friday.\n\nThank you."
    page = await lars.submit(await broadcast_page(lars, sqlite_world), subject="Friday", body=body)
    assert page.words(".letter h2") == "Friday"
    assert page.words(".letter strong") == "ends"
    assert "This letter goes to 12 members." in page.words("main")
    assert not letters(sqlite_world, "announcement")
    page = await lars.submit(page, press="change")
    assert page.words("#body").startswith("The review **ends**")
    page = await lars.submit(page, press="preview")
    sent = await lars.submit(page, press="send")
    assert (sent.words("h1"), sent.words(".letter strong, .prose strong")) == ("Friday", "ends")
    assert len(letters(sqlite_world, "announcement")) == 12
    assert member("lars").address not in letters(sqlite_world, "announcement")
    await lars.submit(page, press="send")
    assert len(letters(sqlite_world, "announcement")) == 12


async def test_a_letter_to_all_stays_readable_for_members(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.submit(await broadcast_page(lars, sqlite_world), subject="Friday", body="It ends.")
    sent = await lars.submit(page, press="send")
    assert "to 12 members" in sent.words(".facts")
    address = sent.address.partition("?")[0]
    priya = await visitor("priya").get((await visitor("priya").get(space(sqlite_world))).link("Friday"))
    assert (priya.address, priya.words(".body"), "12" in priya.words(".facts")) == (address, "It ends.", False)
    sqlite_world.change_space(is_open=True)
    for stranger in (visitor(), visitor(OUTSIDER)):
        assert (await stranger.get(address)).status == 404
        assert "Friday" not in (await stranger.get(space(sqlite_world))).text
    made = await lars.submit(await lars.get("/spaces/new"), title="Peatlands", slug="peat")
    assert made.status == 200
    assert (await lars.get(address.replace(sqlite_world.slug, "peat"))).status == 404


async def test_what_is_wrong_with_a_letter_to_all_is_said_before_anything_is_sent(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    form = await broadcast_page(lars, sqlite_world)
    page = await lars.submit(form, subject=" ", body="It ends.")
    assert (page.status, "a subject" in page.problem("subject"), page.words("#body")) == (422, True, "It ends.")
    page = await lars.submit(form, subject="Friday", body="")
    assert (page.status, "nothing written" in page.problem("body")) == (422, True)
    assert (await lars.send(space(sqlite_world, "broadcast"), verb="send", subject="", body="x")).status == 422
    assert not sqlite_world.rows("SELECT id FROM announcement")


async def test_only_a_moderator_writes_to_all(sqlite_world: World, visitor: AsVisitor) -> None:
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        someone = visitor(key)
        assert (await broadcast_page(someone, sqlite_world)).status == status
        page = await someone.send(space(sqlite_world, "broadcast"), subject="Hi", body="All of you", verb="send")
        assert (page.status, page.words("textarea")) == (status, "Hi All of you")
    assert not sqlite_world.rows("SELECT id FROM announcement")


def received(world: World, kind: str, verdict: Verdict, text: str) -> None:
    """A mail from Ama that answers a letter of this kind."""
    intent = outbox.Intent(kind=kind, dedup=f"{kind}:{text}", person_id=world.person("ama"), space_id=world.space_id)
    uid = world.database.write_here(outbox.intend, intent)
    [(letter_id,)] = world.rows("SELECT id FROM outbox WHERE uid = :uid", uid=uid)
    raw = f"Subject: {text}\r\n\r\n{text}".encode()
    [key] = world.database.write_here(intake.store, raw, "ama.boateng@example.net", ["r+x@localhost"])
    decision = Decision(verdict, "A reason.", letter_id, world.space_id, world.person("ama"), text, f"> {text}")
    world.database.write_here(inbound.decide, key, decision)


async def test_moderators_see_what_came_by_mail_and_what_became_of_it(sqlite_world: World, visitor: AsVisitor) -> None:
    received(sqlite_world, "digest", Verdict.FILED, "Which water?")
    received(sqlite_world, "digest", Verdict.RETURNED, "Too late.")
    page = await visitor("lars").get(space(sqlite_world, "inbound"))
    assert [node.get("class") for node in page.all(".messages li")] == ["refused", "taken"]
    assert "A reason." in page.words(".messages li:first-child .verdict")
    [filed] = [node.get("href") for node in page.all(".messages li:last-child a")][:1]
    message = await visitor("lars").get(str(filed))
    assert message.said("pre") == ["Which water?", "> Which water?"]
    for key, status in [("priya", 403), ("ama", 403), (OUTSIDER, 404), (None, 404)]:
        page = await visitor(key).get(space(sqlite_world, "inbound"))
        assert (page.status, "Which water?" in page.text) == (status, False)


async def test_a_mail_between_two_people_is_not_shown_to_moderators(sqlite_world: World, visitor: AsVisitor) -> None:
    received(sqlite_world, "message", Verdict.FILED, "Between us.")
    page = await visitor("lars").get(space(sqlite_world, "inbound"))
    assert len(page.all(".messages li")) == 1
    assert "Between us." not in page.text


async def test_the_link_in_a_mail_stops_it_by_its_button_only(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, intent = sqlite_world.person("ama"), "digest"
    made = outbox.Intent(kind=intent, dedup="a digest", person_id=ama, space_id=sqlite_world.space_id)
    uid = str(sqlite_world.database.write_here(outbox.intend, made))
    link = f"/unsubscribe/{signing.sign('unsubscribe', uid, SECRET.encode())}"

    def digest() -> str:
        [(choice,)] = sqlite_world.rows("SELECT digest FROM membership WHERE person_id = :id", id=ama)
        return str(choice)

    someone = visitor()
    await someone.get(link)
    page = await someone.get(link)
    assert (page.words("h1"), digest()) == ("Stop this mail?", "new")
    assert ((await someone.submit(page)).words("h1"), digest()) == ("Stopped", "off")
    one_click = await visitor().send(link, **{"List-Unsubscribe": "One-Click"})
    assert one_click.status == 200
    for wrong in (link[:-1], link + "a", "/unsubscribe/x", f"/unsubscribe/{uid}"):
        assert (await someone.get(wrong)).status == 404
        assert (await someone.send(wrong)).status == 404
