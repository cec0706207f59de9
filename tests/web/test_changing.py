"""Replies, edits with every earlier state, and withdrawals, by the forms of the pages."""

import pytest

from commentspace.errors import Closed
from tests.small_draft import FIRST
from tests.web.addresses import comment, room
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_a_reply_is_written_under_what_it_answers(sqlite_world: World, visitor: AsVisitor) -> None:
    first, wei = sqlite_world.post("ama", FIRST, "Which water?"), visitor("wei")
    form = await wei.get(comment(first, "reply"))
    assert form.words(".thread .body") == "Which water?"
    page = await wei.submit(form, "form.write", body="同意。")
    assert page.words(f"#t-{first} .replies .body") == "同意。"
    answer = page.one(f"#t-{first} .replies .comment")
    assert answer.get("data-parent") == first


async def test_a_reply_to_a_reply_says_what_it_answers(sqlite_world: World, visitor: AsVisitor) -> None:
    first = sqlite_world.post("ama", FIRST, "Which water?")
    second, ama = sqlite_world.reply("wei", first, "同意。"), visitor("ama")
    page = await ama.submit(await ama.get(comment(second, "reply")), "form.write", body="Good.")
    assert page.said(".comment .answers") == ["in reply to #2 陈伟"]
    assert page.one(".comment .answers a").get("href") == f"#c-{second}"


async def test_an_edit_begins_with_the_text_and_keeps_every_earlier_state(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, ama = sqlite_world.post("ama", FIRST, "Which *water*?"), visitor("ama")
    page = await ama.get(comment(uid))
    for earlier, text in [("Which *water*?", "Which *sea*?"), ("Which *sea*?", "Which *lake*?")]:
        sqlite_world.clock.advance(minutes=1)
        form = await ama.get(comment(uid, "edit"))
        assert form.words("textarea[name=body]") == earlier
        page = await ama.submit(form, "form.write", body=text)
    assert page.words(".flash") == "Your comment is changed. The earlier state stays readable."
    assert page.words(f"#c-{uid} .body") == "Which lake?"
    priya = visitor("priya")
    history = await priya.get((await priya.get(comment(uid))).link("2 earlier states"))
    assert history.said(".states .body") == ["Which lake?", "Which sea?", "Which water?"]
    assert history.said(".states .facts") == [
        "As it is now, since 2 Mar 2026, 14:32 UTC+5:30",
        "From 2 Mar 2026, 14:31 UTC+5:30 until 2 Mar 2026, 14:32 UTC+5:30",
        "From 2 Mar 2026, 14:30 UTC+5:30 until 2 Mar 2026, 14:31 UTC+5:30",
    ]


async def test_two_windows_do_not_undo_each_other(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama", text="Which water?"), visitor("ama")
    one, two = await ama.get(comment(uid, "edit")), await ama.get(comment(uid, "edit"))
    await ama.submit(one, "form.write", body="Which sea?")
    page = await ama.submit(two, "form.write", body="Which lake?")
    assert (page.status, page.words("textarea[name=body]")) == (409, "Which lake?")
    assert "edited meanwhile" in page.problem("body")
    assert page.words(".thread .body") == "Which sea?"
    assert sqlite_world.seen("priya", uid).body == "Which sea?"
    await ama.submit(page, "form.write")
    assert [view.body for view in sqlite_world.views("priya")] == ["Which lake?"]
    assert sqlite_world.seen("priya", uid).states == 3


async def test_one_window_sent_twice_with_other_words_asks_too(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama", text="Which water?"), visitor("ama")
    form = await ama.get(comment(uid, "edit"))
    await ama.submit(form, "form.write", body="Which sea?")
    assert (await ama.submit(form, "form.write", body="Which sea?")).words(f"#c-{uid} .body") == "Which sea?"
    page = await ama.submit(form, "form.write", body="Which lake?")
    assert (page.status, page.words("textarea[name=body]")) == (409, "Which lake?")
    assert "another text by now" in page.problem("body")
    assert not page.has(".conflict, [name=choice]")
    await ama.submit(page, "form.write")
    assert [view.body for view in sqlite_world.views("priya")] == ["Which lake?"]


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x"])
async def test_a_state_that_never_was_does_no_harm(sqlite_world: World, visitor: AsVisitor, number: str) -> None:
    uid = sqlite_world.post("ama")
    answer = await visitor("ama").send(comment(uid, "edit"), body="x", key="a-key-of-a-form", based_on=number)
    assert answer.status in (303, 409)


@pytest.mark.parametrize("verb", ["edit", "withdrawal"])
async def test_nobody_else_changes_a_comment(sqlite_world: World, visitor: AsVisitor, verb: str) -> None:
    uid = sqlite_world.post("ama", text="Which water?")
    for key, status in [("wei", 403), ("lars", 403), ("priya", 403), (OUTSIDER, 404), (None, 404)]:
        someone = visitor(key)
        assert (await someone.get(comment(uid, verb))).status == status
        assert (await someone.send(comment(uid, verb), body="Mine.", key="a-key-of-a-form")).status == status
    view = sqlite_world.seen("priya", uid)
    assert (view.body, view.status) == ("Which water?", "shown")


async def test_after_the_closing_an_edit_is_refused_and_kept(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama", text="Which water?"), visitor("ama")
    forms = [await ama.get(comment(uid, verb)) for verb in ("edit", "reply")]
    sqlite_world.close_review()
    for form in forms:
        page = await ama.submit(form, "form.write", body="Which sea?")
        assert (page.status, page.problem()) == (409, " ".join(Closed.sentence.split()))
        assert page.words("textarea[name=body]") == "Which sea?"
    assert [view.body for view in sqlite_world.views("priya")] == ["Which water?"]


async def test_a_withdrawn_comment_keeps_its_place_but_not_its_text(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama", text="Which water?", quote="flow of water"), visitor("ama")
    answer = sqlite_world.reply("wei", uid, "同意。")
    sqlite_world.edit("ama", uid, "Which sea?")
    page = await ama.submit(await ama.get(comment(uid, "withdrawal")), reason="I was wrong.")
    assert page.words(".flash") == "Your comment is withdrawn."
    seen = await visitor("priya").get(room(sqlite_world))
    assert seen.words(f"#c-{uid} .status").startswith("Withdrawn by its author")
    assert not seen.has(f"#c-{uid} .body, #c-{uid} .quotation, #c-{uid}[data-quote]")
    assert seen.words(f"#c-{answer} .body") == "同意。"
    history = await visitor("wei").get(comment(uid, "history"))
    assert not history.all(".states li")
    assert not {"Which water?", "Which sea?"} & {*(seen.said(".body")), *(history.said(".body"))}
    for key in ("ama", "lars"):
        assert len((await visitor(key).get(comment(uid, "history"))).all(".states li")) == 2


async def test_the_reason_of_a_withdrawal_is_for_moderators(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.withdraw("ama", uid, "My ministry asked me to.")
    for key, told in [("priya", False), ("wei", False), ("lars", True), ("ama", True)]:
        page = await visitor(key).get(room(sqlite_world))
        assert ("My ministry" in page.text) == told, key


async def test_a_withdrawal_after_the_closing_is_marked_as_late(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama"), visitor("ama")
    sqlite_world.close_review()
    form = await ama.get(comment(uid, "withdrawal"))
    assert "after" in form.words("main p b")
    other = await ama.get(comment(uid, "withdrawal"))
    page = await ama.submit(form)
    assert "after the review had closed" in page.words(f"#c-{uid} .status")
    again = await ama.submit(other)
    assert (again.status, again.problem()) == (409, "This comment was withdrawn already.")
