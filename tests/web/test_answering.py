"""Answering a comment by the forms of the pages."""

import re

from commentspace.domain.dispositions import texts
from commentspace.domain.dispositions.texts import Text
from tests.dispositions.acts import answer, confirms, history
from tests.web.addresses import comment, room
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World

FORM, FORM_OF_TEXTS, WORD = "form.answering", "form[action$=texts]", "form.satisfaction"


async def test_an_answer_stands_at_the_comment_for_all_who_see_it(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    page = await lars.get(comment(uid))
    page = await lars.submit(await lars.get(page.link("Answer")), FORM, outcome="partly", reason="The *first* half.")
    assert page.words(".flash") == "The comment is answered. Its writer is told."
    for reader in ("wei", "ama"):
        shown = await visitor(reader).get(room(sqlite_world))
        assert "Accepted in part" in shown.words(f"#c-{uid} .outcome")
        assert shown.words(f"#c-{uid} .answer .body") == "The first half."


async def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    form = await lars.get(comment(uid, "answer"))
    page = await lars.submit(form, FORM, outcome="duplicate", reason="As said before.", duplicate_of="#99")
    assert page.status == 422
    assert "no comment “#99”" in page.problem("duplicate_of")
    assert "As said before." in page.words("textarea[name=reason]")
    page = await lars.submit(form, FORM, outcome="rejected", reason="")
    assert "Give the reason" in page.problem("reason")


async def test_two_moderators_at_once_lose_nothing(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    form = await lars.get(comment(uid, "answer"))
    answer(sqlite_world, uid, "rejected", by="nadia", reason="Out of reach.")
    page = await lars.submit(form, FORM, outcome="accepted", reason="Of course.")
    assert page.status == 409
    assert "answered meanwhile" in page.words("[role=alert]")
    assert page.words(f"#c-{uid} .answer .body") == "Out of reach."
    assert "Of course." in page.words("textarea[name=reason]")
    await lars.submit(page, FORM, outcome="accepted")
    assert [each.view.outcome for each in history(sqlite_world, "wei", uid)] == ["accepted", "rejected"]


async def test_a_standard_text_is_taken_without_a_script_behind_what_was_typed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    text = Text.of("Thanks", "noted", "We thank {name}.")
    chosen = sqlite_world.write(texts.keep, sqlite_world.caller("lars"), sqlite_world.space_id, text)
    form = await lars.get(comment(uid, "answer"))
    page = await lars.submit(form, FORM, press="take", reason="Dear Ama,", text=chosen)
    assert re.sub(r"\s+", " ", page.words("textarea[name=reason]")) == "Dear Ama, We thank {name}."
    page = await lars.submit(page, FORM)
    assert "We thank Ama Boateng." in page.words(f"#c-{uid} .answer .body")


async def test_a_proposed_answer_is_confirmed_by_another_moderator(sqlite_world: World, visitor: AsVisitor) -> None:
    confirms(sqlite_world)
    uid, lars, nadia = sqlite_world.post("ama"), visitor("lars"), visitor("nadia")
    page = await lars.submit(await lars.get(comment(uid, "answer")), FORM, outcome="accepted")
    assert "proposed" in page.words(".flash")
    assert page.all(f"#c-{uid} .answer.waiting")
    assert not (await visitor("ama").get(comment(uid))).all(".answer")
    assert "Another moderator confirms it" in (await lars.get(comment(uid, "answer"))).text
    form = await nadia.get(comment(uid, "answer"))
    page = await nadia.submit(form, "form[action$=confirmation]")
    assert "confirmed and in force" in page.words(".flash")
    page = await nadia.submit(form, "form[action$=confirmation]")
    assert "already" in page.words(".flash")
    assert (await visitor("ama").get(comment(uid))).words(f"#c-{uid} .outcome") == "Accepted"


async def test_the_writer_says_whether_the_answer_satisfies_them(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = sqlite_world.post("ama"), visitor("ama")
    answer(sqlite_world, uid, "rejected")
    page = await ama.get(comment(uid))
    page = await ama.submit(
        await ama.get(page.link("Say whether this satisfies you")), WORD, satisfied="no", word="Why?"
    )
    assert page.words(".heard") == "You have said that you are not satisfied. Why?"
    assert (await visitor("lars").get(comment(uid))).words(".heard") == "The writer is not satisfied. Why?"
    assert not (await visitor("wei").get(comment(uid))).all(".heard")
    assert (await visitor("wei").get(comment(uid, "satisfaction"))).status == 403


async def test_an_answer_taken_back_stays_in_the_history_on_the_page(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    answer(sqlite_world, uid, "rejected", reason="Out of reach.")
    form = await lars.get(comment(uid, "answer"))
    page = await lars.submit(form, "form[action$=reopening]", why=" ")
    assert page.status == 422
    await lars.submit(form, "form[action$=reopening]", why="100 % <new> data.")
    page = await visitor("wei").get(comment(uid))
    assert not page.all(f"#c-{uid} .answer")
    assert "taken back by Lars Nygård" in page.words(".past")
    assert "100 % <new> data." in page.words(".past")


async def test_a_comment_is_assigned_from_its_page(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = sqlite_world.post("ama"), visitor("lars")
    form = await lars.get(comment(uid, "answer"))
    nadia = next(each.get("value") for each in form.all("select[name=to] option") if "نادية" in str(each.text))
    page = await lars.submit(form, "form[action$=assignment]", to=str(nadia), due_at="2026-03-05T12:00")
    assert "to be answered by نادية كرم until" in page.words(f"#c-{uid} .assigned")
    page = await lars.submit(form, "form[action$=assignment]", to=str(nadia), due_at="2026-03-01T12:00")
    assert "past" in page.problem("due_at")


async def test_standard_texts_are_kept_changed_and_removed(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, address = visitor("lars"), f"/s/{sqlite_world.slug}/texts"
    page = await lars.submit(await lars.get(address), FORM_OF_TEXTS, title="Thanks", text="Thank {nom}.")
    assert "cannot be filled in" in page.problem("text")
    page = await lars.submit(page, FORM_OF_TEXTS, text="Thank you, {name}.")
    assert page.words(".standard-text .plain") == "Thank you, {name}."
    page = await lars.submit(await lars.get(page.link("Change")), FORM_OF_TEXTS, text="We thank you.")
    assert page.words(".standard-text .plain") == "We thank you."
    page = await lars.submit(page, ".standard-text form", press="end")
    assert not page.all(".standard-text")


async def test_answers_are_given_by_moderators_alone(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("wei")
    for key, status in (("ama", 403), ("wei", 403), (OUTSIDER, 404)):
        for part in ("answer", "answer/confirmation", "answer/refusal", "answer/reopening", "assignment"):
            sent = await visitor(key).send(comment(uid, part), outcome="accepted", disposition="a" * 16)
            assert sent.status in (status, 404), part
        assert (await visitor(key).get(comment(uid, "answer"))).status == status
        assert (await visitor(key).get(f"/s/{sqlite_world.slug}/texts")).status == status
    assert sqlite_world.rows("SELECT count(*) FROM disposition") == [(0,)]
