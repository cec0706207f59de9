"""Kind, proposed wording, on behalf of and preview by the forms of the pages, without a script."""

import json

import pytest

from tests.small_draft import FIRST
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON
from tests.world import World

WORDS = "flow of water"


def typed(page: Page, name: str) -> str:
    """What stands in a text area."""
    return "".join(str(part) for part in page.one(f"textarea[name={name}]").itertext()).removeprefix("\n")


async def test_a_kind_is_chosen_and_shown_where_it_says_something(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    form = await ama.get(paragraph(sqlite_world))
    page = await ama.submit(form, "form.write", body="A comma.", kind="editorial")
    assert page.said(".comment .kind") == ["Editorial"]
    page = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", body="Why?")
    assert page.said(".comment .kind") == ["Editorial"]
    [first, _] = sqlite_world.views("priya")
    assert "Editorial" in (await visitor("priya").get(comment(first.uid))).words(".facts")


async def test_proposing_begins_with_the_words_and_shows_what_is_changed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    form = await ama.submit(
        await ama.get(paragraph(sqlite_world)), "form.write", press="propose", exact=WORDS, kind="editorial"
    )
    assert (form.status, typed(form, "proposal")) == (200, WORDS)
    assert not sqlite_world.views("lars")
    page = await ama.submit(form, "form.write", proposal="flow of fresh water")
    assert page.said(".comment .difference ins") == ["[put in: fresh ]"]
    assert page.words(".comment .difference") == "flow of [put in: fresh ] water"
    assert not page.has(".comment .body")
    [view] = sqlite_world.views("priya")
    assert (view.body, view.proposal, view.kind) == ("", "flow of fresh water", "editorial")


async def test_without_a_quotation_it_begins_with_the_whole_paragraph(sqlite_world: World, visitor: AsVisitor) -> None:
    wei, uid = visitor("wei"), sqlite_world.post("ama", FIRST, "So.", quote=WORDS)
    for address in (paragraph(sqlite_world), comment(uid, "reply")):
        form = await wei.submit(await wei.get(address), "form.write", press="propose", body="Half a thought")
        assert (typed(form, "proposal"), typed(form, "body")) == (sqlite_world.paragraphs[FIRST].text, "Half a thought")


async def test_a_proposal_that_changes_nothing_is_refused_at_its_field(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    form = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", press="propose", body="So.")
    page = await ama.submit(form, "form.write")
    assert (page.status, "the one that stands there" in page.problem("proposal")) == (422, True)
    assert typed(page, "body") == "So."
    page = await ama.submit(page, "form.write", proposal="")
    assert page.words(".comment .body") == "So."


async def test_a_preview_shows_what_posting_will_and_stores_nothing(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    fields = {"body": "Say *which*.", "kind": "question", "exact": WORDS}
    form = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", fields, press="propose")
    page = await ama.submit(form, "form.write", press="preview", proposal="flow of <i>fresh</i> water")
    assert page.words(".trial h2") == "Preview Question"
    assert page.words(".trial .body em") == "which"
    assert "<i>fresh</i>" in page.words(".trial .difference")
    assert not sqlite_world.views("lars")
    shown = page.words(".trial .difference"), page.words(".trial .body")
    page = await ama.submit(page, "form.write")
    assert (page.words(".comment .difference"), page.words(".comment .body")) == shown
    assert page.words(".comment .quotation") == WORDS


@pytest.mark.parametrize("act", ["reply", "edit"])
async def test_answers_and_edits_have_a_preview_too(sqlite_world: World, visitor: AsVisitor, act: str) -> None:
    uid, ama = sqlite_world.post("ama", FIRST, "So."), visitor("ama")
    page = await ama.submit(await ama.get(comment(uid, act)), "form.write", press="preview", body="**Now.**")
    assert page.words(".trial .body strong") == "Now."
    assert [view.body for view in sqlite_world.views("priya")] == ["So."]
    page = await ama.submit(page, "form.write")
    assert "Now." in [view.body.strip("*") for view in sqlite_world.views("priya")]


async def test_a_preview_for_a_script_and_what_it_is_refused(sqlite_world: World, visitor: AsVisitor) -> None:
    address = paragraph(sqlite_world)
    answer = await visitor("ama").send(address, JSON, verb="preview", body="*So.*", proposal="Other <b>words</b>.")
    html = json.loads(answer.text)["html"]
    assert "<em>So.</em>" in html
    assert "&lt;b&gt;words" in html
    for key, fields, status in [
        ("ama", {"body": ""}, 422),
        ("ama", {"body": "x" * 20_001}, 413),
        ("ama", {"body": "So.", "kind": "rant"}, 422),
        ("priya", {"body": "So."}, 403),
        (None, {"body": "So."}, 404),
    ]:
        refused = await visitor(key).send(address, JSON, verb="preview", **fields)
        assert (refused.status, bool(json.loads(refused.text)["sentence"])) == (status, True)
    assert not sqlite_world.views("lars")


async def test_one_speaks_for_the_party_of_ones_membership_or_for_oneself(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    form = await ama.get(paragraph(sqlite_world))
    assert [node.get("value") for node in form.all("[name=behalf] option")] == ["", "personally"]
    await ama.submit(form, "form.write", body="For us.")
    await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", body="For me.", behalf="personally")
    await ama.send(paragraph(sqlite_world), body="For them.", behalf="Norway", key="a-key-of-a-form")
    said = [(view.body, view.on_behalf_of) for view in sqlite_world.views("priya")]
    assert said == [("For us.", "Ghana"), ("For me.", ""), ("For them.", "Ghana")]


async def test_an_edit_begins_with_the_kind_and_the_proposal_and_the_history_shows_both(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, ama = (
        sqlite_world.post("ama", FIRST, "So.", kind="question", quote=WORDS, proposal="flow of rain"),
        visitor("ama"),
    )
    form = await ama.get(comment(uid, "edit"))
    assert typed(form, "proposal") == "flow of rain"
    assert form.one("[name=kind] option[selected]").get("value") == "question"
    page = await ama.submit(form, "form.write", kind="editorial", proposal="flow of fresh water")
    assert page.words(f"#c-{uid} .kind") == "Editorial"
    assert page.words(".under .difference") == "flow of fresh water"
    history = await visitor("priya").get(comment(uid, "history"))
    assert history.said(".states .kind") == ["Editorial", "Question"]
    assert history.said(".states del") == ["[taken out: water]"]
    page = await ama.submit(await ama.get(comment(uid, "edit")), "form.write", proposal="")
    assert sqlite_world.seen("priya", uid).proposal is None


async def test_the_form_for_scripts_is_in_the_readers_language_and_for_their_party(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    answer = await ama.get(f"{room(sqlite_world)}/composer", JSON)
    assert "You comment for Ghana" in json.loads(answer.text)["html"]
    assert answer.header("Cache-Control") == "private, no-cache"
    again = await ama.ask("GET", f"{room(sqlite_world)}/composer", {"If-None-Match": answer.header("ETag")})
    assert again.status == 304
    other = await visitor("priya").get(f"{room(sqlite_world)}/composer", JSON)
    assert (other.header("ETag") == answer.header("ETag"), "Ghana" in other.text) == (False, False)
    assert (await visitor().get(f"{room(sqlite_world)}/composer")).status == 404
    assert "composer" not in (await ama.get(room(sqlite_world))).text.replace("composer.css", "")


async def test_who_comes_from_a_letter_reads_a_comment_without_signing_in(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.change_space(is_open=True)
    uid = sqlite_world.post("ama", FIRST, "So.", quote=WORDS, proposal="flow of rain")
    sqlite_world.reply("wei", uid, "Good.")
    page = await visitor().get(comment(uid))
    assert page.said(".comment .body") == ["So.", "Good."]
    assert (page.words(".comment .quotation"), page.words(".under .difference")) == (WORDS, "flow of rain")
    assert page.link("Sign in to answer.").startswith("/sign-in?next=/c/")
