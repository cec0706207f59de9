"""What the daily letter says of its reader's own: answers to their comments, and what waits for them."""

from datetime import timedelta

import pytest

from commentspace.domain import appeals, members
from commentspace.domain.dispositions import assigning
from tests.mail.house import MailHouse, under
from tests.mail.test_decided_letter import decide
from tests.mail.test_satisfied_by_mail import said
from tests.small_draft import FIRST, SECOND
from tests.world import CLOSES, World


def assign(world: World, comment: str, to: str, due_in: timedelta | None = None) -> None:
    """Lars asks another moderator to answer it."""
    [(uid,)] = world.rows("SELECT uid FROM person WHERE id = :id", id=world.person(to))
    due = world.clock.now + due_in if due_in else None
    world.database.carry_out_here(assigning.steps(world.caller("lars"), world.document, [comment], uid, due))


async def test_answers_to_ones_comments_stand_in_it_and_are_answered_there(mail: MailHouse) -> None:
    comment = mail.world.post("ama", FIRST, "Which water?")
    mail.world.post("wei", SECOND, "每月一次够吗？")
    decide(mail.world, comment, "noted", "We know.")
    letter = await mail.digest("ama")
    text = letter.part("plain")
    order = ["1 of your comments has been answered", "[#1]", "Which water?", "Noted", "We know.", "[#2]"]
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    await mail.answer("ama", letter, under(letter, {"[#1]": "No, say it in the text.", "[#2]": "Yes, enough."}))
    assert said(mail.world, comment) == (False, "say it in the text.")
    assert [view.body for view in mail.world.views("lars")][2:] == ["Yes, enough."]


async def test_an_answer_alone_makes_a_letter_and_is_told_once(mail: MailHouse) -> None:
    decide(mail.world, mail.world.post("ama"), "noted", "We know.")
    first = await mail.digest("ama")
    assert "We know." in first.part("plain")
    await mail.next_day()
    assert mail.to("ama") == [first]


async def test_a_later_answer_is_told_in_a_later_letter(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment, "noted", "We know.")
    await mail.digest("ama")
    decide(mail.world, comment, "rejected", "There is no room.")
    await mail.next_day()
    assert "There is no room." in mail.last("ama").part("plain")
    assert len(mail.to("ama")) == 2


async def test_who_gets_answers_at_once_is_told_the_number_alone(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new", at_once=True)
    decide(world, world.post("ama"), "noted", "We know.")
    world.clock.advance(minutes=10)
    await mail.post_office.drain()
    text = (await mail.digest("ama")).part("plain")
    assert "1 of your comments has been answered" in text
    assert "We know." not in text


async def test_answers_to_others_are_no_news(mail: MailHouse) -> None:
    decide(mail.world, mail.world.post("wei"), "noted", "We know.")
    text = (await mail.digest("ama")).part("plain")
    assert "have been answered" not in text
    assert "has been answered" not in text
    assert "We know." not in text


async def test_moderators_read_what_waits_in_numbers(mail: MailHouse) -> None:
    world = mail.world
    world.execute("UPDATE space SET confirms = :yes", yes=True)
    first, second, third = (world.post("ama", FIRST, f"Text {number}.") for number in range(3))
    decide(world, first, "noted", "We know.")
    assign(world, second, "nadia", timedelta(days=1, hours=12))
    assign(world, third, "nadia")
    text = (await mail.digest("nadia")).part("plain")
    assert "3 comments lack an answer" in text
    assert "2 of them are yours to answer" in text
    assert "1 of these is due within a day, or overdue" in text
    assert "1 answer waits for you to confirm it" in text
    assert "closes on" not in text


async def test_who_proposed_an_answer_is_not_asked_to_confirm_it(mail: MailHouse) -> None:
    mail.world.execute("UPDATE space SET confirms = :yes", yes=True)
    decide(mail.world, mail.world.post("ama"), "noted", "We know.", by="nadia")
    assert "to confirm" not in (await mail.digest("nadia")).part("plain")


async def test_moderators_read_of_appeals_and_not_of_proposals_for_what_was_withdrawn(mail: MailHouse) -> None:
    world = mail.world
    world.execute("UPDATE space SET confirms = :yes", yes=True)
    held, withdrawn = world.post("ama", FIRST, "Say more."), world.post("wei", SECOND, "每月一次够吗？")
    world.hold(held)
    world.write(appeals.appeal, world.caller("ama"), held, "It is the name of a river.")
    decide(world, withdrawn, "noted", "We know.")
    world.withdraw("wei", withdrawn)
    text = (await mail.digest("nadia")).part("plain")
    assert "1 appeal waits for a decision" in text
    assert "to confirm" not in text


async def test_what_somebody_is_to_answer_by_tomorrow_makes_a_letter_and_does_not_for_ever(mail: MailHouse) -> None:
    world = mail.world
    comment = world.post("ama", FIRST, "Say more.")
    await mail.digest("nadia")
    assign(world, comment, "nadia", timedelta(days=3))
    counts = []
    for _ in range(6):
        await mail.next_day()
        counts.append(len([each for each in mail.outgoing("digest") if each.person_id == world.person("nadia")]))
    assert (counts[0], counts[-1]) == (1, 3)
    assert "1 of these is due within a day, or overdue" in mail.last("nadia").part("plain")


@pytest.mark.parametrize(("key", "is_told"), [("nadia", True), ("maryam", False)])
async def test_moderators_are_told_that_a_review_closes_within_three_days(
    mail: MailHouse, key: str, is_told: bool
) -> None:
    mail.write_only_to(key)
    mail.world.clock.advance(seconds=(CLOSES - mail.world.clock.now - timedelta(days=3)).total_seconds())
    mail.world.post("ama")
    text = (await mail.digest(key)).part("plain")
    assert ("closes on" in text, "lacks an answer" in text) == (is_told, is_told)
