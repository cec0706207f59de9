"""Groups of comments that are alike, on their pages: what differs, one answer, and a moderator's word."""

import re

import pytest

from commentspace.domain.likeness import reading
from commentspace.web.alike import OTHERS
from tests.domain.test_likeness import CAMPAIGN, COPIES, campaign, look
from tests.small_draft import FIRST
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.world import World


def address(world: World, comment: str = "") -> str:
    return f"{room(world)}/review/alike" + (f"/{comment}" if comment else "")


async def test_a_moderator_sees_the_groups_and_in_what_a_copy_differs(sqlite_world: World, visitor: AsVisitor) -> None:
    copies, lars = campaign(sqlite_world), visitor("lars")
    assert (await lars.get(address(sqlite_world))).has(".empty")
    sqlite_world.post("li", FIRST, CAMPAIGN.replace("Let those", "Do not let those"))
    look(sqlite_world)
    page = await lars.get(address(sqlite_world))
    assert "4 comments want an answer. Where copies of one text count once, there are 2." in page.words()
    page = await lars.get(page.one(".alike h2 a").get("href", ""))
    assert page.words("h1") == "3 copies of one text"
    assert any("We are forty families." in text for text in page.said(f"#c-{copies[2]} ins"))
    page = await lars.get(f"{address(sqlite_world)}?kind=nonsense&page=99")
    assert page.status == 200


async def test_a_group_has_one_answer_and_who_is_not_ticked_has_none(sqlite_world: World, visitor: AsVisitor) -> None:
    copies, lars = campaign(sqlite_world), visitor("lars")
    look(sqlite_world)
    page = await lars.get(address(sqlite_world, copies[0]))
    fields = [("key", page.one("#answer input[name=key]").get("value", "")), ("outcome", "accepted")]
    to = f"{address(sqlite_world, copies[0])}/answer?kind=near"
    refused = await lars.post(to, [*fields, ("reason", "We shall say so.")])
    assert (refused.status, refused.words("textarea[name=reason]")) == (422, "We shall say so.")
    page = await lars.post(to, [*fields, ("pick", copies[0]), ("pick", copies[1]), ("reason", "So it is, {name}.")])
    assert "Comments that have it: 2." in page.words(".flash")
    outcomes = {uid: sqlite_world.seen("lars", uid).disposition for uid in copies}
    assert [view.outcome if view else "" for view in outcomes.values()] == ["accepted", "accepted", ""]
    first = outcomes[copies[0]]
    assert first is not None
    assert "Ama Boateng" in first.reason


async def test_an_answer_given_meanwhile_is_not_overwritten(sqlite_world: World, visitor: AsVisitor) -> None:
    copies, lars = campaign(sqlite_world), visitor("lars")
    look(sqlite_world)
    to = f"{address(sqlite_world, copies[0])}/answer?kind=near"
    await lars.post(to, [("outcome", "noted"), ("pick", copies[0]), ("key", "one")])
    page = await lars.post(to, [("outcome", "accepted"), *(("pick", uid) for uid in copies), ("key", "two")])
    assert "Comments that have it: 2." in page.words(".flash")
    view = sqlite_world.seen("lars", copies[0])
    assert view.disposition is not None
    assert view.disposition.outcome == "noted"


async def test_a_comment_that_was_changed_after_it_was_shown_has_no_answer_unseen(
    sqlite_world: World, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 2)
    copies, lars = campaign(sqlite_world), visitor("lars")
    look(sqlite_world)
    page = await lars.get(address(sqlite_world, copies[0]))
    picks = [("pick", each.get("value", "")) for each in page.all("input[name=pick]")]
    others = ("others", page.one("#answer input[name=others]").get("value", ""))
    writers = dict(zip(copies, ("ama", "wei", "lucia"), strict=True))
    to = f"{address(sqlite_world, copies[0])}/answer?kind=near"
    elsewhere = next(uid for uid in copies if all(uid not in value for _, value in picks))
    sqlite_world.edit(writers[elsewhere], elsewhere, "Something else.")
    refused = await lars.post(to, [("outcome", "accepted"), ("key", "one"), *picks, others])
    assert (refused.status, refused.words(".problem[role=alert]")) == (422, OTHERS)
    sqlite_world.edit(writers[copies[1]], copies[1], "Do nothing of the kind.")
    done = await lars.post(to, [("outcome", "accepted"), ("key", "two"), *picks])
    assert "Comments that have it: 1." in done.words(".flash")
    assert "meanwhile: 1." in done.words(".flash")
    assert sqlite_world.seen("lars", copies[1]).disposition is None


async def test_comments_that_came_into_a_group_after_it_was_opened_have_no_answer_unseen(
    sqlite_world: World, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 2)
    copies, lars = campaign(sqlite_world), visitor("lars")
    look(sqlite_world)
    page = await lars.get(address(sqlite_world, copies[0]))
    others = page.one("#answer input[name=others]").get("value", "")
    shown = [each.get("value", "") for each in page.all("input[name=pick]")]
    sqlite_world.post("li", FIRST, CAMPAIGN + " That is all.")
    look(sqlite_world)
    to = f"{address(sqlite_world, copies[0])}/answer?kind=near"
    fields = [("outcome", "noted"), ("key", "one"), *(("pick", uid) for uid in shown)]
    refused = await lars.post(to, [*fields, ("others", others)])
    assert (refused.status, refused.words(".problem[role=alert]")) == (422, OTHERS)
    assert not any(view.disposition for view in (sqlite_world.seen("lars", uid) for uid in copies))
    now = refused.one("#answer input[name=others]").get("value", "")
    assert "Comments that have it: 4." in (await lars.post(to, [*fields, ("others", now)])).words(".flash")


async def test_a_comment_is_taken_out_with_a_reason_and_put_back_by_its_number(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    copies, lars = campaign(sqlite_world), visitor("lars")
    look(sqlite_world)
    to = address(sqlite_world, copies[0])
    page = await lars.post(f"{to}/part?kind=near", [("named", copies[2]), ("reason", "It names the delta.")])
    assert page.words("h1") == "2 copies of one text"
    assert re.search("taken out of the group · Lars Nygård · .* · It names the delta.", page.words("ul.plainly"))
    refused = await lars.post(f"{to}/join?kind=near", [("number", "4711")])
    assert refused.status == 422
    assert "no comment with this number" in refused.problem("number")
    number = str(sqlite_world.seen("lars", copies[2]).number)
    page = await lars.post(f"{to}/join?kind=near", [("number", number)])
    assert page.words("h1") == "3 copies of one text"
    assert "A moderator has put it here." in page.words(f"#c-{copies[2]}")


async def test_of_a_group_that_is_none_any_more_the_list_is_shown(sqlite_world: World, visitor: AsVisitor) -> None:
    one, other = (sqlite_world.post(key, FIRST, COPIES[0]) for key in ("ama", "wei"))
    look(sqlite_world)
    page = await visitor("lars").post(f"{address(sqlite_world, one)}/part?kind=near", [("named", other)])
    assert page.words("h1") == "Comments that are alike"
    assert "stays out" in page.words(".flash")


async def test_nobody_but_moderators_learns_of_groups(sqlite_world: World, visitor: AsVisitor) -> None:
    copies = campaign(sqlite_world)
    look(sqlite_world)
    for key in ("ama", "priya"):
        for path in (address(sqlite_world), address(sqlite_world, copies[0]), address(sqlite_world, "a" * 16)):
            assert (await visitor(key).get(path)).status == 403
        for act in ("answer", "part", "join"):
            assert (await visitor(key).post(f"{address(sqlite_world, copies[0])}/{act}", [])).status == 403
