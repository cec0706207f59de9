"""Holding a comment back and releasing it, by the forms of the pages."""

from commentspace.domain.dispositions.answerable import EDITED
from commentspace.domain.postings import HELD_BY_RULE
from commentspace.render.environment import translations
from tests.small_draft import FIRST
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_a_held_comment_is_seen_by_its_author_and_moderators_only(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, lars = sqlite_world.post("ama", FIRST, "Which water?"), visitor("lars")
    answer = sqlite_world.reply("wei", uid, "同意。")
    page = await lars.submit(await lars.get(comment(uid, "hold")), reason="A name is in it.")
    assert page.words(".flash") == "The comment is held back."
    assert "A name is in it." in page.words(f"#c-{uid} .status")
    for key, sees in [("lars", {uid, answer}), ("ama", {uid, answer}), ("wei", {answer}), ("priya", set[str]())]:
        someone = visitor(key)
        shown = {node.get("data-comment") for node in (await someone.get(room(sqlite_world))).all(".comment")}
        assert shown == sees, key
        for each in (uid, answer):
            for part in ("", "history"):
                assert (await someone.get(comment(each, part))).status == (200 if each in sees else 404)


async def test_a_comment_that_waits_for_a_look_says_so_in_the_language_of_who_reads(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.change_space(holds_new=True)
    sqlite_world.speaks("wei", "zh")
    uid = sqlite_world.post("wei", FIRST, "哪里的水？")
    shown = (await visitor("wei").get(comment(uid))).words(f"#c-{uid} .status .reason")
    assert shown == translations("zh").gettext(HELD_BY_RULE) != HELD_BY_RULE


async def test_what_a_moderator_wrote_as_the_reason_is_shown_as_it_stands(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.speaks("wei", "zh")
    uid = sqlite_world.post("wei", FIRST, "哪里的水？")
    sqlite_world.hold(uid, "Members")
    assert (await visitor("wei").get(comment(uid))).words(f"#c-{uid} .status .reason") == "Members"


async def test_a_released_comment_is_seen_by_all_again(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama", FIRST, "Which water?"), visitor("lars")
    sqlite_world.hold(uid)
    page = await lars.get(comment(uid))
    page = await lars.submit(await lars.get(page.link("Release")))
    assert page.words(".flash") == "The comment is released."
    assert (await visitor("priya").get(room(sqlite_world))).words(f"#c-{uid} .body") == "Which water?"


async def test_a_hold_needs_a_reason(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    page = await lars.submit(await lars.get(comment(uid, "hold")), reason=" ")
    assert (page.status, "Give the reason" in page.problem("reason")) == (422, True)
    page = await lars.submit(page, reason="x" * 2_001)
    assert page.status == 422
    assert page.one("[name=reason]").get("value") == "x" * 2_001
    assert sqlite_world.seen("priya", uid).status == "shown"


async def test_only_a_moderator_holds_and_releases(sqlite_world: World, visitor: AsVisitor) -> None:
    shown, held = sqlite_world.post("wei"), sqlite_world.post("ama")
    sqlite_world.hold(held)
    for key, uid, verb, status in [
        ("ama", shown, "hold", 403),
        ("wei", shown, "hold", 403),
        ("ama", held, "release", 403),
        ("wei", held, "release", 404),
        (OUTSIDER, shown, "hold", 404),
        (None, shown, "hold", 404),
    ]:
        assert (await visitor(key).get(comment(uid, verb))).status == status
        assert (await visitor(key).send(comment(uid, verb), reason="Mine.")).status == status
    assert [view.uid for view in sqlite_world.views("priya")] == [shown]


async def test_what_was_done_meanwhile_is_said(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    form = await lars.get(comment(uid, "hold"))
    sqlite_world.hold(uid, by="nadia")
    page = await lars.submit(form, reason="A name is in it.")
    assert (page.status, page.problem()) == (409, "This comment is held back already.")


async def test_where_new_comments_are_held_their_author_is_told_so(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(holds_new=True)
    ama = visitor("ama")
    page = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", body="Which water?")
    assert "after a moderator has looked at it" in page.words(".flash")
    assert page.words(".comment .status").startswith("Held back")
    assert page.words("#tally") == "1 comment"
    assert (await visitor("priya").get(room(sqlite_world))).words("#tally") == "0 comments"


async def test_a_form_that_is_pressed_twice_leads_to_the_same_page_twice(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, lars, ama = sqlite_world.post("ama"), visitor("lars"), visitor("ama")
    for someone, verb, flash in [
        (lars, "hold", "The comment is held back."),
        (lars, "release", "The comment is released."),
        (ama, "withdrawal", "Your comment is withdrawn."),
    ]:
        form = await someone.get(comment(uid, verb))
        for reason in ("A name is in it.", "Two names are in it."):
            page = await someone.submit(form, reason=reason)
            assert (page.status, page.words(".flash")) == (200, flash)
    assert [verb for (verb,) in sqlite_world.rows("SELECT verb FROM event ORDER BY id DESC LIMIT 3")] == [
        "comment.withdrawal",
        "comment.release",
        "comment.hold",
    ]


async def test_who_changes_a_comment_that_was_let_through_knows_that_it_waits_again(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, ama, lars = sqlite_world.post("ama"), visitor("ama"), visitor("lars")
    form = await ama.get(comment(uid, "edit"))
    assert "held back" not in form.words("form.write")
    sqlite_world.change_space(holds_new=True)
    form = await ama.get(comment(uid, "edit"))
    assert "Until then the comment is held back, with its answers." in form.words("form.write")
    page = await ama.submit(form, "form.write", body="Which lake?")
    assert "after a moderator has looked at it" in page.words(".flash")
    assert page.words(".comment .status").startswith("Held back")
    assert (await visitor("priya").get(comment(uid))).status == 404
    release = await lars.get(comment(uid, "release"))
    sqlite_world.edit("ama", uid, "Which river?")
    refused = await lars.submit(release)
    assert (refused.status, refused.problem(), refused.words(f"#c-{uid} .body")) == (409, EDITED, "Which river?")
    assert (await lars.submit(refused)).words(".flash") == "The comment is released."
