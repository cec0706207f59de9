"""A letter at once: what was answered, what was said, and the way back into the thread."""

import pytest

from commentspace.domain import members
from tests.mail.house import MailHouse, under
from tests.small_draft import FIRST
from tests.world import World


@pytest.fixture(autouse=True)
def at_once(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)


async def test_it_holds_the_answer_what_it_answers_and_the_paragraph(mail: MailHouse) -> None:
    first = mail.world.post("ama", FIRST, "Which water?")
    mail.world.reply("wei", first, "The *fresh* water.")
    await mail.post_office.drain()
    letter = mail.last("ama")
    text = letter.part("plain")
    assert letter.message["From"].addresses[0].display_name == "陈伟 (via Comments)"
    order = ["answers you", "[#2]", "The *fresh* water.", "This was the comment:", "[#1]", "Which water?", "[¶1]"]
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_each_paragraph_of_an_answer_runs_in_its_own_direction(mail: MailHouse) -> None:
    mail.world.reply("maryam", mail.world.post("ama", FIRST, "Which water?"), "المياه العذبة.\n\nThe fresh water.")
    await mail.post_office.drain()
    html = mail.last("ama").part("html")
    assert '<p dir="auto">المياه العذبة.</p>' in html
    assert '<p dir="auto">The fresh water.</p>' in html


async def test_a_word_above_everything_answers_the_answer(mail: MailHouse) -> None:
    mail.world.reply("wei", mail.world.post("ama"), "The fresh water.")
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), "And the salt?\n\n" + under(mail.last("ama"), {}))
    [_, said, answer] = mail.world.views("lars")
    assert (answer.body, answer.parent) == ("And the salt?", said.uid)


async def test_a_word_below_everything_answers_the_answer(mail: MailHouse) -> None:
    mail.world.reply("wei", mail.world.post("ama"), "The fresh water.")
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), under(mail.last("ama"), {}) + "\n\nAnd the salt?")
    [_, said, answer] = mail.world.views("lars")
    assert (answer.body, answer.parent) == ("And the salt?", said.uid)


async def test_words_under_each_go_each_to_its_place(mail: MailHouse) -> None:
    first = mail.world.post("ama", FIRST, "Which water?")
    said = mail.world.reply("wei", first, "The fresh water.")
    await mail.post_office.drain()
    answers = {"[#2]": "Thank you.", "[#1]": "I meant this.", "[¶1]": "Something else."}
    await mail.answer("ama", mail.last("ama"), under(mail.last("ama"), answers))
    parents = {view.body: view.parent for view in mail.world.views("lars")}
    assert (parents["Thank you."], parents["I meant this."], parents["Something else."]) == (said, first, None)


async def gone(mail: MailHouse) -> bool:
    """Whether the letter that waits is not sent any more."""
    await mail.post_office.drain()
    return [row.state for row in mail.outgoing("answer")] == ["dropped"] and not mail.to("ama")


async def test_what_was_withdrawn_meanwhile_is_not_mailed(mail: MailHouse) -> None:
    mail.world.withdraw("wei", mail.world.reply("wei", mail.world.post("ama")))
    assert await gone(mail)


async def test_what_was_held_meanwhile_is_not_mailed(mail: MailHouse) -> None:
    mail.world.hold(mail.world.reply("wei", mail.world.post("ama")))
    assert await gone(mail)


async def test_who_has_left_meanwhile_gets_nothing(mail: MailHouse) -> None:
    world = mail.world
    world.reply("wei", world.post("ama"))
    world.write(members.end, world.caller("fang"), _member(world, "ama"), space_id=world.space_id)
    world.change_space(is_open=True)
    assert await gone(mail)


def _member(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


async def test_a_comment_that_was_withdrawn_is_not_repeated_in_the_letter_about_its_answer(mail: MailHouse) -> None:
    first = mail.world.post("ama", FIRST, "Which water?")
    mail.world.reply("wei", first, "The fresh water.")
    mail.world.withdraw("ama", first)
    await mail.post_office.drain()
    text = mail.last("ama").part("plain")
    assert "The fresh water." in text
    assert "Which water?" not in text
    assert "This was the comment:" not in text
