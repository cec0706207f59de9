"""The same form sent twice makes one comment; a changed text is never swallowed, and both choices work."""

import json

import pytest

from tests.small_draft import FIRST
from tests.web.addresses import comment, paragraph
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import World


def bodies(world: World) -> list[str]:
    """The texts of all comments, in order."""
    return [view.body for view in world.views("lars")]


async def form_of(someone: Visitor, world: World, way: str, on: str) -> Page:
    return await someone.get(paragraph(world, FIRST) if way == "comment" else comment(on, "reply"))


@pytest.mark.parametrize("way", ["comment", "reply"])
async def test_the_same_form_sent_twice_makes_one_comment(sqlite_world: World, visitor: AsVisitor, way: str) -> None:
    ama, on = visitor("ama"), sqlite_world.post("wei", text="First.")
    form = await form_of(ama, sqlite_world, way, on)
    first, second = [await ama.submit(form, "form.write", body="Which water?") for _ in range(2)]
    assert first.words(".flash") == second.words(".flash") == "Your comment is posted."
    assert bodies(sqlite_world) == ["First.", "Which water?"]


@pytest.mark.parametrize("way", ["comment", "reply"])
@pytest.mark.parametrize(
    ("choice", "then"), [("new", ["First.", "Which water?", "Which sea?"]), ("replace", ["First.", "Which sea?"])]
)
async def test_with_a_changed_text_both_are_shown_and_either_choice_works(
    sqlite_world: World, visitor: AsVisitor, way: str, choice: str, then: list[str]
) -> None:
    ama, on = visitor("ama"), sqlite_world.post("wei", text="First.")
    form = await form_of(ama, sqlite_world, way, on)
    await ama.submit(form, "form.write", body="Which water?")
    page = await ama.submit(form, "form.write", body="Which sea?")
    assert page.status == 409
    assert page.words(".conflict .body") == "Which water?"
    assert page.words("textarea[name=body]") == "Which sea?"
    assert "sent before, with another text" in page.problem("body")
    assert bodies(sqlite_world) == ["First.", "Which water?"]
    page = await ama.submit(page, "form.write", press=choice)
    assert page.status == 200
    assert bodies(sqlite_world) == then


async def test_a_text_changed_once_more_after_the_question_is_what_counts(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    form = await ama.get(paragraph(sqlite_world))
    await ama.submit(form, "form.write", body="Which water?")
    page = await ama.submit(form, "form.write", body="Which sea?")
    await ama.submit(page, "form.write", press="replace", body="Which lake?")
    [view] = sqlite_world.views("lars")
    assert (view.body, view.states) == ("Which lake?", 2)


async def test_the_choice_itself_may_be_sent_twice(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    form = await ama.get(paragraph(sqlite_world))
    await ama.submit(form, "form.write", body="Which water?")
    page = await ama.submit(form, "form.write", body="Which sea?")
    for _ in range(2):
        await ama.submit(page, "form.write", press="new")
    assert bodies(sqlite_world) == ["Which water?", "Which sea?"]


async def test_a_script_is_told_what_it_had_posted_and_replaces_it(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, address = visitor("ama"), paragraph(sqlite_world)
    first = json.loads((await ama.send(address, JSON, body="Which water?", key="a-key-of-a-form")).text)
    conflict = await ama.send(address, JSON, body="Which sea?", key="a-key-of-a-form")
    said = json.loads(conflict.text)
    assert (conflict.status, said["earlier"], said["field"]) == (409, first["comment"], "body")
    more = {"choice": "replace", "earlier": said["earlier"]}
    answer = await ama.send(address, JSON, body="Which sea?", key="a-key-of-a-form", **more)
    assert (answer.status, json.loads(answer.text)["comment"]) == (200, first["comment"])
    assert bodies(sqlite_world) == ["Which sea?"]


async def test_nobody_replaces_the_comment_of_another(sqlite_world: World, visitor: AsVisitor) -> None:
    theirs = sqlite_world.post("wei", text="First.")
    more = {"choice": "replace", "earlier": theirs}
    page = await visitor("ama").send(paragraph(sqlite_world), body="Mine now.", key="a-key-of-a-form", **more)
    assert (page.status, page.words("textarea[name=body]")) == (403, "Mine now.")
    assert bodies(sqlite_world) == ["First."]


@pytest.mark.parametrize("key", ["", "short", "a key with spaces", "x" * 81])
async def test_a_form_without_a_good_key_is_refused_and_its_text_kept(
    sqlite_world: World, visitor: AsVisitor, key: str
) -> None:
    page = await visitor("ama").send(paragraph(sqlite_world), body="Which water?", key=key)
    assert (page.status, page.words("textarea[name=body]")) == (422, "Which water?")
    assert "lost its key" in page.problem()
    assert not bodies(sqlite_world)
    assert (await visitor("ama").submit(page, "form.write")).words(".flash") == "Your comment is posted."
