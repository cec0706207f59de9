"""Answers that were taken back: their writers do not go on believing what does not stand any more."""

import pytest

from commentspace.domain import members
from commentspace.domain.dispositions import batches, many, reopening
from commentspace.domain.dispositions.answering import Answering, Reason
from tests.mail.house import MailHouse, under
from tests.mail.test_decided_letter import decide, quiet
from tests.mail.test_satisfied_by_mail import said
from tests.small_draft import FIRST, SECOND
from tests.world import World

GONE = "taken back, and it has none now"
BEFORE = "the one before stands again"


def reopen(world: World, comment: str, why: str = "New data came.") -> None:
    """Nadia takes the answer back."""
    world.write(reopening.reopen, world.caller("nadia"), comment, why)


def answer_all(world: World, *comments: str) -> str:
    """Lars gives these one answer; returns the name of the act."""
    said = Answering("accepted", Reason.of("In the next text."))
    batch: str = world.database.carry_out_here(many.steps(world.caller("lars"), world.document, comments, said)).batch
    return batch


def take_back(world: World, batch: str) -> None:
    """And takes it back."""
    world.database.carry_out_here(batches.take_back(world.caller("lars"), world.document, batch))


@pytest.fixture
def at_once(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)


@pytest.mark.usefixtures("at_once")
async def test_an_answer_that_was_told_and_taken_back_is_told_with_who_and_why(mail: MailHouse) -> None:
    comment = mail.world.post("ama", FIRST, "Which water?")
    decide(mail.world, comment, "noted", "We know.")
    await quiet(mail)
    reopen(mail.world, comment)
    await quiet(mail)
    letter = mail.last("ama")
    assert "1 answer to your comments has been taken back" in str(letter.message["Subject"])
    text = letter.part("plain")
    order = ["[#1]", "Which water?", GONE, "New data came.", "taken back by", "نادية كرم", "/c/"]
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert "YES or NO" not in text
    assert "/satisfied/" not in text


@pytest.mark.usefixtures("at_once")
async def test_what_was_taken_back_before_its_letter_went_is_not_told_at_all(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment, "noted", "We know.")
    reopen(mail.world, comment)
    await quiet(mail)
    assert mail.to("ama") == []


@pytest.mark.usefixtures("at_once")
async def test_an_answer_after_one_that_was_taken_back_is_told_alone(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment, "noted", "We know.")
    await quiet(mail)
    reopen(mail.world, comment)
    decide(mail.world, comment, "rejected", "There is no room.")
    await quiet(mail)
    text = mail.last("ama").part("plain")
    assert "There is no room." in text
    assert "taken back" not in text


@pytest.mark.usefixtures("at_once")
async def test_the_answer_that_stands_again_is_shown_and_can_be_spoken_to(mail: MailHouse) -> None:
    world = mail.world
    had, none = world.post("ama", FIRST, "Which water?"), world.post("ama", SECOND, "And when?")
    decide(world, had, "noted", "We know.")
    batch = answer_all(world, had, none)
    await quiet(mail)
    take_back(world, batch)
    await quiet(mail)
    letter = mail.last("ama")
    text = letter.part("plain")
    assert "2 answers to your comments have been taken back" in text
    assert text.index(BEFORE) < text.index("We know.") < text.index(GONE)
    await mail.answer("ama", letter, under(letter, {"[#1]": "No, you do not."}))
    assert said(world, had) == (False, "you do not.")


@pytest.mark.usefixtures("at_once")
async def test_a_bare_yes_to_a_letter_without_an_answer_goes_back(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment, "noted", "We know.")
    await quiet(mail)
    reopen(mail.world, comment)
    await quiet(mail)
    await mail.answer("ama", mail.last("ama"), "Yes\n\n" + under(mail.last("ama"), {}))
    assert "stood under no paragraph or comment" in mail.last("ama").part("plain")


async def test_the_daily_letter_tells_it_once(mail: MailHouse) -> None:
    world = mail.world
    had, none = world.post("ama", FIRST, "Which water?"), world.post("ama", SECOND, "And when?")
    decide(world, had, "noted", "We know.")
    batch = answer_all(world, had, none)
    await mail.digest("ama")
    take_back(world, batch)
    await mail.next_day()
    letter = mail.last("ama")
    text = letter.part("plain")
    assert "2 answers to your comments have been taken back" in text
    assert "answered" not in str(letter.message["Subject"])
    assert text.index(BEFORE) < text.index("We know.") < text.index(GONE)
    await mail.answer("ama", letter, under(letter, {"[#1]": "Yes"}))
    assert said(world, had) == (True, "")
    count = len(mail.to("ama"))
    await mail.next_day()
    assert len(mail.to("ama")) == count


async def test_the_daily_letter_tells_nothing_of_what_its_reader_never_heard_of(mail: MailHouse) -> None:
    world = mail.world
    comment = world.post("ama")
    take_back(world, answer_all(world, comment))
    world.post("wei", SECOND, "每月一次够吗？")
    text = (await mail.digest("ama")).part("plain")
    assert "taken back" not in text
