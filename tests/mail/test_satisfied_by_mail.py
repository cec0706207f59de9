"""What writers say by mail to the answers that they got: each under its answer, or above all of them."""

import pytest

from commentspace.domain import members, reviews
from tests.mail.house import MailHouse, under
from tests.mail.test_decided_letter import decide, quiet
from tests.small_draft import FIRST, SECOND
from tests.world import World


@pytest.fixture(autouse=True)
def at_once(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)


async def answered(mail: MailHouse, *texts: str) -> list[str]:
    """Comments of Ama's that were answered, and the letter about them has gone."""
    posted = [mail.world.post("ama", at, text) for at, text in zip((FIRST, SECOND), texts, strict=False)]
    for comment in posted:
        decide(mail.world, comment, "noted", "We know.")
    await quiet(mail)
    return posted


def said(world: World, comment: str) -> tuple[bool | None, str]:
    """What a moderator sees of what the writer said."""
    view = world.view("lars", comment)
    assert view is not None
    assert view.disposition is not None
    return view.disposition.is_satisfied, view.disposition.word


async def test_yes_above_the_letter_of_one_answer(mail: MailHouse) -> None:
    [comment] = await answered(mail, "Which water?")
    await mail.answer("ama", mail.last("ama"), "Yes.\n\n" + under(mail.last("ama"), {}))
    assert said(mail.world, comment) == (True, "")
    receipt = mail.last("ama").part("plain")
    assert "You say that you are satisfied with the answer to" in receipt
    assert "/satisfied/" in receipt


async def test_no_with_a_reason_under_one_of_two(mail: MailHouse) -> None:
    first, second = await answered(mail, "Which water?", "And when?")
    letter = mail.last("ama")
    await mail.answer("ama", letter, under(letter, {"[#2]": "No, because the date is missing."}))
    assert [said(mail.world, each) for each in (first, second)] == [(None, ""), (False, "because the date is missing.")]


async def test_several_answers_in_one_mail(mail: MailHouse) -> None:
    first, second = await answered(mail, "Which water?", "And when?")
    letter = mail.last("ama")
    await mail.answer("ama", letter, under(letter, {"[#1]": "نعم", "[#2]": "Нет: нет даты."}))
    assert [said(mail.world, each) for each in (first, second)] == [(True, ""), (False, "нет даты.")]


async def test_a_yes_above_two_answers_is_about_both(mail: MailHouse) -> None:
    posted = await answered(mail, "Which water?", "And when?")
    await mail.answer("ama", mail.last("ama"), "Oui\n\n" + under(mail.last("ama"), {}))
    assert [said(mail.world, each) for each in posted] == [(True, ""), (True, "")]


async def test_a_no_above_two_answers_goes_back_as_nobody_can_tell_which_is_meant(mail: MailHouse) -> None:
    posted = await answered(mail, "Which water?", "And when?")
    await mail.answer("ama", mail.last("ama"), "No, the date is missing.\n\n" + under(mail.last("ama"), {}))
    assert [said(mail.world, each) for each in posted] == [(None, ""), (None, "")]
    assert "write under the answer that your text is about" in mail.last("ama").part("plain")
    assert "the date is missing." in mail.last("ama").part("plain")


async def test_what_is_not_clear_stands_in_the_thread_and_its_writer_learns_how_to_say_it(mail: MailHouse) -> None:
    [comment] = await answered(mail, "Which water?")
    await mail.answer("ama", mail.last("ama"), "Thank you for looking.\n\n" + under(mail.last("ama"), {}))
    [_, reply] = mail.world.views("lars")
    assert (reply.body, reply.parent) == ("Thank you for looking.", comment)
    assert said(mail.world, comment) == (None, "")
    assert "with YES or NO as the first word" in mail.last("ama").part("plain")


async def test_somebody_who_takes_no_receipts_still_learns_that_it_was_not_clear(mail: MailHouse) -> None:
    mail.world.execute("UPDATE person SET takes_receipts = :no", no=False)
    await answered(mail, "Which water?")
    await mail.answer("ama", mail.last("ama"), "Thank you for looking.\n\n" + under(mail.last("ama"), {}))
    assert "with YES or NO as the first word" in mail.last("ama").part("plain")


async def test_after_closing_a_clear_word_counts_and_the_other_comes_back(mail: MailHouse) -> None:
    world = mail.world
    [comment] = await answered(mail, "Which water?")
    letter = mail.last("ama")
    world.write(reviews.close, world.caller("lars"), world.document, "It is late.")
    await mail.answer("ama", letter, "Thank you for looking.\n\n" + under(letter, {}))
    assert "no more comments are taken" in mail.last("ama").part("plain")
    assert "Thank you for looking." in mail.last("ama").part("plain")
    assert said(world, comment) == (None, "")
    await mail.answer("ama", letter, "No.\n\n" + under(letter, {}))
    assert said(world, comment) == (False, "")


async def test_a_change_of_mind_by_the_same_letter(mail: MailHouse) -> None:
    [comment] = await answered(mail, "Which water?")
    letter = mail.last("ama")
    await mail.answer("ama", letter, "No.\n\n" + under(letter, {}))
    await mail.answer("ama", letter, "Yes, I see it now.\n\n" + under(letter, {}))
    assert said(mail.world, comment) == (True, "I see it now.")


async def test_a_word_to_an_answer_that_was_superseded_goes_back(mail: MailHouse) -> None:
    [comment] = await answered(mail, "Which water?")
    letter = mail.last("ama")
    decide(mail.world, comment, "rejected", "There is no room.")
    await mail.answer("ama", letter, "Yes.\n\n" + under(letter, {}))
    assert said(mail.world, comment) == (None, "")
    assert "not in force any more" in mail.last("ama").part("plain")


async def test_another_who_answers_the_letter_says_nothing_for_its_reader(mail: MailHouse) -> None:
    [comment] = await answered(mail, "Which water?")
    await mail.answer("ama", mail.last("ama"), "Yes.\n\n", from_="wei@example.net")
    assert said(mail.world, comment) == (None, "")
