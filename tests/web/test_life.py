"""The pages about the life of a round: its members, late comments, outages, unveiling, and its end."""

from datetime import timedelta

from commentspace.domain import outages, reviews, rounds
from commentspace.domain.review_windows import Window
from tests.web.addresses import paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

LATER = "2026-03-20T18:00"
REASON = "The power was out."


def member(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person(key))
    return str(uid)


async def at(someone: Visitor, world: World, place: str) -> Page:
    return await someone.get(f"{room(world)}/{place}")


async def opened(lars: Visitor, world: World, **fields: str) -> Page:
    """Close the round of the world and open another, on the page with all rules."""
    world.close_review()
    form = await at(lars, world, "review/opening")
    return await lars.submit(form, "form[action$='/opening']", {"closes_at": LATER, **fields})


async def test_a_round_is_opened_with_its_name_its_rules_and_chosen_members(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    page = await opened(
        lars, world, title="Second draft", named="pseudonyms", who="chosen", member=member(world, "ama")
    )
    assert "Round 2: Second draft" in page.words(".stand")
    assert "under lasting pseudonyms" in page.words(".stand")
    assert "for chosen members" in page.words(".stand")
    assert (await visitor("ama").get(paragraph(world))).has("form.write")
    assert not (await visitor("wei").get(paragraph(world))).has("form.write")
    members = await at(lars, world, "review/members")
    assert "Ama Boateng" in members.said("main form")[0]
    told = await at(visitor("wei"), world, "rounds")
    assert told.said("main h2")[0].startswith("Round 2: Second draft")


async def test_what_was_ticked_is_still_ticked_after_a_refusal(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    sqlite_world.close_review()
    form = await at(lars, sqlite_world, "review/opening")
    refused = await lars.submit(
        form,
        "form[action$='/opening']",
        closes_at="2026-03-01T18:00",
        title="Second draft",
        member=member(sqlite_world, "ama"),
    )
    assert refused.status == 422
    ticked = [node.get("value") for node in refused.all("input[name=member][checked]")]
    assert ticked == [member(sqlite_world, "ama")]
    assert refused.all("input[name=title]")[0].get("value") == "Second draft"


async def test_who_may_be_late_is_offered_a_form_and_everybody_reads_why(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars, ama = sqlite_world, visitor("lars"), visitor("ama")
    world.close_review()
    assert not (await ama.get(paragraph(world))).has("form.write")
    form = await at(lars, world, "review/late")
    fields = {"member": member(world, "ama"), "until_at": LATER, "most": "1", "reason": REASON}
    page = await lars.submit(form, "form[action$='/review/late']", fields)
    assert "Ama Boateng until 20 Mar 2026" in page.words("main")
    assert "You may still comment, until" in (await ama.get(room(world))).words(".bar")
    assert "You may still comment" not in (await visitor("wei").get(room(world))).text
    posted = await ama.submit(await ama.get(paragraph(world)), "form.write", body="Say which water.")
    for page in (posted, await visitor("priya").get(room(world))):
        assert f"late, by permission: {REASON}" in page.words(".comment .via")
    assert not (await ama.get(paragraph(world))).has("form.write")
    assert REASON in (await at(visitor("priya"), world, "rounds")).text


async def test_an_outage_is_made_good_by_one_press(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.database.write_here(outages.beat)
    world.clock.advance(minutes=42)
    world.database.write_here(outages.beat)
    page = await at(lars, world, "review")
    assert "42 minutes of this review" in page.words(".outage")
    page = await lars.submit(page, ".outage form", press="Extend by 42 minutes")
    assert "The server was away for 42 minutes." in page.words(".changes li:first-child")
    assert not page.has(".outage")
    assert "42 minutes were given back" in (await at(visitor("priya"), world, "rounds")).words("main")


async def test_a_blind_round_is_unveiled_by_a_press(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.execute("UPDATE review SET seen = 'closing'")
    comment = world.post("ama", text="Which water?")
    world.close_review()
    assert "Which water?" not in (await visitor("priya").get(room(world))).text
    page = await at(lars, world, "review")
    assert "Comments of others are still hidden" in page.words("main")
    await lars.submit(page, "form[action$='/unveiling']")
    assert f"c-{comment}" in (await visitor("priya").get(room(world))).text


async def test_a_round_ends_with_a_signature_under_what_is_left(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.post("ama", text="Which water?")
    world.clock.advance(hours=1)
    assert "Close it first" in (await at(lars, world, "review/finish")).words("main")
    world.close_review()
    page = await at(lars, world, "review/finish")
    assert "Which water?" in page.words(".unanswered")
    refused = await lars.submit(page, "form[action$='/finish']", signature="L. N.", statement="No time.")
    assert refused.status == 422
    assert "Lars Nygård" in refused.words(".problem")
    late = world.post("wei", received_at=world.clock.now - timedelta(minutes=1))
    again = await lars.submit(refused, "form[action$='/finish']", signature="Lars Nygård", statement="No time.")
    assert again.status == 409
    assert late in again.text
    assert "No time." in again.words("textarea")
    done = await lars.submit(
        again, "form[action$='/finish']", signature="Lars Nygård", statement="No time.", to_all="yes"
    )
    assert "The round is finished" in done.words(".flash")
    told = await at(visitor("priya"), world, "rounds")
    assert "Signed: Lars Nygård" in told.words("main")
    assert "2 comments without an answer" in told.words("main details")
    assert (await visitor("priya").get(room(world))).words("#standing summary").startswith("Finished since")
    [(subject,)] = world.rows("SELECT subject FROM announcement")
    assert subject == "The review of WET/2/3 is finished"
    page = await lars.submit(await at(lars, world, "review/finish"), "form[action$='/undo']", reason="There is time.")
    assert "Undone" in (await at(visitor("priya"), world, "rounds")).words("main")


async def test_an_earlier_round_is_finished_too_and_its_report_found_by_whom_it_is_for(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars, ama = sqlite_world, visitor("lars"), visitor("ama")
    world.execute("UPDATE review SET report_for = 'members'")
    world.clock.advance(hours=1)
    world.post("wei", text="Which water?")
    world.close_review()
    window = Window(None, world.clock.now + timedelta(days=7))
    world.write(reviews.open, world.caller("lars"), world.document, window)
    report = "a[href$='/review/report?round=1']"
    assert not (await at(ama, world, "rounds")).has(report)
    [link] = (await at(lars, world, "rounds")).all("a[href*='/review/finish']")
    page = await lars.get(str(link.get("href")))
    assert "Which water?" in page.words(".unanswered")
    page = await lars.submit(page, "form[action$='/finish']", signature="Lars Nygård", statement="No time.")
    assert "This round was finished" in page.words("main")
    assert (await at(ama, world, "rounds")).has(report)
    assert "Which water?" in (await at(ama, world, "review/report?round=1")).words("main")
    await lars.submit(page, "form[action$='/undo']", reason="There is time.")
    assert [
        each.sealed_at
        for each in world.read(rounds.of_document, world.standing("lars"), world.document_id, world.clock.now)
    ] == [None, None]
    assert (await at(lars, world, "review/finish?round=7")).status == 404


async def test_these_pages_are_for_moderators(sqlite_world: World, visitor: AsVisitor) -> None:
    for place in ("opening", "members", "late", "finish"):
        assert (await at(visitor("ama"), sqlite_world, f"review/{place}")).status == 403
        assert (await at(visitor("julian"), sqlite_world, f"review/{place}")).status == 404
    assert (await at(visitor("julian"), sqlite_world, "rounds")).status == 404


async def test_the_room_can_be_asked_for_one_round(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    first = world.post("ama", text="Of the first round.")
    await opened(visitor("lars"), world, who="all")
    second = world.post("ama", text="Of the second round.")
    page = await visitor("priya").get(f"{room(world)}?round=2")
    assert (first in page.text, second in page.text) == (False, True)


async def test_a_round_in_a_space_whose_moderators_look_first_does_not_say_at_once(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.change_space(holds_new=True)
    for place in ("review", "rounds"):
        said = (await at(lars, world, place)).said("main")[0]
        assert "Comments are seen: after a moderator’s look" in said
        assert "comments are seen at once" not in said
