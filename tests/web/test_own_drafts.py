"""Drafts, rooms and sets in the browser, without a script and with one."""

import json

import pytest

from commentspace.domain import conducts
from commentspace.domain.bodies import Body
from commentspace.domain.delegations import governing
from tests.delegating import KENYA, contribute, delegation, drafts, keep, member_of, room, seat
from tests.small_draft import FIRST, SECOND
from tests.web.fixtures import AsVisitor
from tests.web.pages import words_of
from tests.web.visitor import JSON
from tests.world import World


def composing(world: World, paragraph: int = FIRST) -> str:
    """The address of the form at a paragraph."""
    return f"/d/{world.document}/p/{world.paragraphs[paragraph].uid}/comment"


async def test_a_draft_is_kept_changed_and_submitted_as_a_set(sqlite_world: World, visitor: AsVisitor) -> None:
    world, ama = sqlite_world, visitor("ama")
    for paragraph, text in ((FIRST, "Which water?"), (SECOND, "Which fish?")):
        page = await ama.get(composing(world, paragraph))
        kept = await ama.submit(page, "form.write", press="draft", body=text)
        assert "Kept as a draft." in kept.text
        assert text in kept.text
    [first, second] = drafts(world, "ama")
    change = await ama.get(f"/d/{world.document}/drafts/{first.uid}")
    changed = await ama.submit(change, body="Which *sea*?")
    assert "<em>sea</em>" in changed.text
    assert not world.views("lars")
    done = await ama.submit(changed, "form.contributions", note="They **belong** together.", press="submit")
    assert "<strong>belong</strong>" in done.text
    assert "Which fish?" in done.text
    assert {each.body for each in world.views("wei")} == {"Which *sea*?", "Which fish?"}
    assert "submitted with a covering note" in (await visitor("wei").get(f"/d/{world.document}")).text
    assert second.uid


async def test_a_script_keeps_a_draft_and_is_told_where_it_stands(sqlite_world: World, visitor: AsVisitor) -> None:
    world, ama = sqlite_world, visitor("ama")
    fields = {"body": "Which water?", "key": "a-key-of-a-form", "keep": "draft"}
    answer = await ama.send(composing(world), JSON, **fields)
    said = json.loads(answer.text)
    assert (answer.status, said["sentence"]) == (201, "Kept as a draft")
    assert said["url"] == f"/d/{world.document}/drafts#k-{said['kept']}"
    assert len(drafts(world, "ama")) == 1


async def test_what_is_refused_leaves_the_drafts_and_says_why(sqlite_world: World, visitor: AsVisitor) -> None:
    world, ama = sqlite_world, visitor("ama")
    keep(world, "ama", "Which water?")
    page = await ama.get(f"/d/{world.document}/drafts")
    world.close_review()
    refused = await ama.submit(page, "form.contributions", note="A note.", press="submit")
    assert refused.status == 409
    assert "is not open for comments" in refused.text
    assert "A note." in refused.text
    assert [each.state for each in drafts(world, "ama")] == ["open"]


async def test_one_draft_is_dropped_taken_up_and_forgotten(sqlite_world: World, visitor: AsVisitor) -> None:
    world, ama = sqlite_world, visitor("ama")
    uid = keep(world, "ama", "Which water?")
    page = await ama.get(f"/d/{world.document}/drafts")
    for press, state in (("drop", "dropped"), ("take-up", "open"), ("drop", "dropped")):
        page = await ama.submit(page, "form.contributions", press=f"{press}:{uid}")
        assert [each.state for each in drafts(world, "ama")] == [state]
    await ama.submit(page, "form.contributions", press=f"forget:{uid}")
    assert not drafts(world, "ama")


@pytest.mark.parametrize("other", ["wei", "lars", "fang", "olga", None])
async def test_others_find_neither_drafts_nor_a_room(
    sqlite_world: World, visitor: AsVisitor, other: str | None
) -> None:
    world = sqlite_world
    world.change_space(is_open=True)
    delegation(world, focal="ama")
    draft, contribution = keep(world, "ama", "Mine."), contribute(world, "ama", "Ours.")
    them = visitor(other)
    for there in (f"drafts/{draft}", f"drafts/{contribution}", "room", f"room/{contribution}", "room/merging?pick=x"):
        assert (await them.ask("GET", f"/d/{world.document}/{there}")).status in (303, 404), there
        sent = await them.send(f"/d/{world.document}/{there.partition('?')[0]}", verb=f"submit:{draft}", act="drop")
        assert sent.status in (303, 401, 404), there
    assert not world.views(other)


async def test_who_speaks_as_one_is_offered_the_room_with_the_text_kept(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, wei = sqlite_world, visitor("wei")
    page = await wei.get(composing(world))
    delegation(world, focal="ama", experts=["wei"])
    refused = await wei.submit(page, "form.write", body="Say which water.")
    assert refused.status == 403
    assert f"Put it into the room of {KENYA}" in refused.text
    kept = await wei.submit(refused, "form.write", press="room")
    assert "Nobody outside sees it." in kept.text
    assert [each.body for each in room(world, "ama")] == ["Say which water."]
    told = await wei.send(composing(world), JSON, body="More.", key="a-key-of-a-form")
    assert json.loads(told.text)["room"] == "Put it into the room"


async def test_the_text_leads_to_the_room_of_the_delegation_that_one_sits_in(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, address = sqlite_world, f"/d/{sqlite_world.document}"
    room_of = f"a[href='{address}/room']"
    delegation(world, focal="ama", experts=["wei"])
    assert words_of((await visitor("wei").get(address)).one(room_of)) == f"The room of {KENYA}"
    for other in ("olga", "lars", "priya"):
        assert not (await visitor(other).get(address)).all(room_of)


async def test_only_the_focal_point_of_those_who_speak_as_one_is_offered_to_endorse(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, address = sqlite_world, f"/d/{sqlite_world.document}"
    delegation(world, focal="ama", experts=["wei"])
    offered = {key: (await visitor(key).get(address)).one("main").get("data-may", "").split() for key in ("ama", "wei")}
    assert "endorse" in offered["ama"]
    assert "endorse" not in offered["wei"]
    assert "comment" in offered["wei"], "which leads to the room"


async def test_the_focal_point_makes_one_of_several_and_submits_it(sqlite_world: World, visitor: AsVisitor) -> None:
    world, ama, wei = sqlite_world, visitor("ama"), visitor("wei")
    delegation(world, focal="ama", experts=["wei"])
    uids = [contribute(world, "wei", "Which water?", quote="flow of water"), contribute(world, "ama", "Which sea?")]
    one = await wei.get(f"/d/{world.document}/room/{uids[1]}")
    answered = await wei.submit(one, "form:has([value=answer])", body="The north one.")
    assert "The north one." in answered.text
    merging = await ama.post(f"/d/{world.document}/room", [*(("pick", uid) for uid in uids), ("verb", "merge")])
    merged = await ama.submit(merging, body="Say which water and which sea.")
    assert "They are one now." in merged.text
    made = next(each for each in room(world, "ama") if each.is_open and not each.parent)
    await ama.submit(merged, "form.contributions", press=f"submit:{made.uid}")
    [comment] = world.views("olga")
    assert (comment.on_behalf_of, comment.quotation) == (KENYA, "flow of water")
    assert "From contributions of your delegation" in (await wei.get(f"/c/{comment.uid}")).text
    for other in ("olga", "lars", "fang"):
        assert "From contributions" not in (await visitor(other).get(f"/c/{comment.uid}")).text


@pytest.mark.parametrize("is_out", [False, True], ids=["an expert now", "taken out"])
async def test_a_focal_point_who_was_replaced_meanwhile_is_given_the_note_back(
    sqlite_world: World, visitor: AsVisitor, is_out: bool
) -> None:
    world, ama = sqlite_world, visitor("ama")
    uid = delegation(world, focal="ama", experts=["wei"])
    contribution = contribute(world, "wei", "Which water?")
    page = await ama.get(f"/d/{world.document}/room")
    seat(world, uid, "wei", "focal")
    if is_out:
        world.write(governing.leave_out, world.caller("lars"), uid, member_of(world, "ama"))
    told = await ama.submit(page, "form.contributions", press=f"submit:{contribution}", note="Our water.")
    assert told.words("#kept") == "Our water."
    assert not world.views("lars"), "and nothing was submitted"


async def test_who_has_not_agreed_to_the_code_of_conduct_agrees_where_they_submit(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, wei = sqlite_world, visitor("wei")
    keep(world, "wei", "Say which water.")
    world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be kind."), seen=0)
    page = await wei.get(f"/d/{world.document}/drafts")
    refused = await wei.submit(page, "form.contributions", press="submit", note="All of mine.")
    assert "code of conduct" in refused.text
    assert not world.views("wei")
    await wei.submit(refused, "form.contributions", press="submit", agrees="1")
    [comment] = world.views("wei")
    assert comment.covering


async def test_a_moderator_makes_a_delegation_and_seats_members(sqlite_world: World, visitor: AsVisitor) -> None:
    world, lars = sqlite_world, visitor("lars")
    page = await lars.submit(await lars.get(f"/s/{world.slug}/delegations"), name=KENYA)
    assert "The delegation is made." in page.text
    page = await lars.submit(page, "form:has(#member)", member=member_of(world, "ama"), part="focal", press="seat")
    page = await lars.submit(page, "form:has(#member)", member=member_of(world, "wei"), press="seat")
    page = await lars.submit(page, "form:has(.list)", press=f"focal:{member_of(world, 'wei')}")
    assert world.rows("SELECT count(*) FROM delegate WHERE ended_at IS NULL") == [(2,)]
    page = await lars.submit(page, "form:has(.list)", press=f"leave-out:{member_of(world, 'ama')}")
    assert "Belonged to it once" in page.text
    page = await lars.submit(page, "form:has([value=end])", press="end")
    assert "ended" in page.text
    assert (await visitor("ama").ask("GET", f"/s/{world.slug}/delegations")).status == 403
