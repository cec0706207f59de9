"""Writing to all: who gets the letter and who does not is seen before anything is sent."""

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.domain import members, spaces
from commentspace.domain.tables import Address
from tests.web.fixtures import AsVisitor
from tests.world import World


def unconfirm(session: Session, person_id: int) -> None:
    """They were invited, and have never signed in."""
    session.execute(update(Address).where(col(Address.person_id) == person_id).values(verified_at=None))


async def test_those_who_get_it_and_those_who_do_not_are_named_with_the_reason(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new", announcements=False)
    world.database.write_here(lambda session, *, now: unconfirm(session, world.person("wei")))
    page = await lars.get(f"/s/{world.slug}/broadcast")
    gets, refuses, never = page.said(".audience details")
    assert "11 members get it" in gets
    assert "Ama Boateng" not in gets
    assert "1 does not get it" in refuses
    assert "Ama Boateng" in refuses
    assert "陈伟" in never
    confirming = await lars.submit(page, subject="Friday", body="The review ends.", press="preview")
    assert confirming.words("h1") == "Look at it once more"
    assert "Send to 11 members" in confirming.words("main form")


async def test_where_there_is_nobody_the_page_says_what_to_do(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    world.database.write_here(spaces.make, world.caller("nadia"), spaces.Plan.of("peat", "Peat"))
    page = await visitor("nadia").get("/s/peat/broadcast")
    assert "nobody to write to" in page.words(".empty")
    assert not page.has("main form")


async def test_a_letter_to_a_part_is_seen_by_that_part_alone(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.post("ama")
    page = await lars.get(f"/s/{world.slug}/broadcast")
    chosen = {"who": "commented", "document": world.document}
    page = await lars.submit(page, typed=chosen, subject="To you", body="Thank you.", press="preview")
    assert "to those who have commented on WET/2/3" in page.words(".part")
    assert "Send to 1 member" in page.words("main form")
    assert "Lars Nygård wrote this to those members of" in page.words("article.letter")
    sent = await lars.submit(page, press="send")
    assert "to those who have commented on WET/2/3" in sent.words(".facts")
    address = sent.address.partition("?")[0]
    assert (await visitor("ama").get(address)).words("h1") == "To you"
    for key in ("wei", "priya"):
        assert (await visitor(key).get(address)).status == 404
        assert "To you" not in (await visitor(key).get(f"/s/{world.slug}")).text


async def test_what_was_chosen_is_kept_while_the_letter_is_changed(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    address = f"/s/{world.slug}/broadcast"
    page = await lars.send(address, subject="Hi", body="All of you", who="roles", role="reader", verb="preview")
    assert page.status == 200
    page = await lars.submit(page, press="change")
    assert [node.get("value") for node in page.all("[name=role][checked]")] == ["reader"]
    page = await lars.send(address, subject="Hi", body="All of you", who="parties", verb="preview")
    assert (page.status, "at least one" in page.words("fieldset.options.wrong .problem")) == (422, True)
    assert page.words("#body") == "All of you"


async def test_a_number_that_has_changed_since_is_shown_again_and_nothing_is_sent(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.post("ama")
    page = await lars.get(f"/s/{world.slug}/broadcast")
    page = await lars.submit(page, subject="To you", body="Thank you.", who="commented", press="preview")
    world.post("wei")
    page = await lars.submit(page, press="send")
    assert (page.status, "from 1 to 2" in page.problem()) == (409, True)
    assert not world.rows("SELECT id FROM announcement")
    await lars.submit(page, press="send")
    assert world.rows("SELECT recipients FROM announcement") == [(2,)]


async def test_an_answer_stands_below_the_letter_and_is_taken_back_there(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars, ama = sqlite_world, visitor("lars"), visitor("ama")
    page = await lars.get(f"/s/{world.slug}/broadcast")
    page = await lars.submit(page, subject="Friday", body="It ends.", press="preview")
    address = (await lars.submit(page, press="send")).address.partition("?")[0]
    page = await ama.submit(await ama.get(address), ".answers > form", body="I shall *be* there.")
    assert page.words(".flash") == "Your answer stands below the letter."
    assert (await visitor("wei").get(address)).words(".answers .body em") == "be"
    reader = await visitor("priya").get(address)
    assert (reader.has(".answers .body"), reader.has("textarea")) == (True, False)
    held = await lars.submit(await lars.get(address), "form[action$='/hold']")
    assert held.has(".letter.held")
    assert not (await visitor("wei").get(address)).has(".answers .body")
    await lars.submit(held, "form[action$='/release']")
    await ama.submit(await ama.get(address), "form[action$='/withdrawal']")
    assert "Withdrawn by its author" in (await visitor("wei").get(address)).words(".answers")
    page = await ama.submit(await ama.get((await ama.get(address)).link("Write to Lars Nygård alone")), body="When?")
    assert page.words(".flash").startswith("Your letter is on its way.")
    assert "When?" not in (await visitor("wei").get(address)).text
