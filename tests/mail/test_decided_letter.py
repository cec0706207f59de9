"""Answers to comments by mail: gathered, told once, and what their writers say to them."""

import pytest

from commentspace.domain import members, outbox
from commentspace.domain.dispositions import answering
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.told.gathering import LONGEST, QUIET
from tests.mail.house import MailHouse
from tests.small_draft import FIRST, SECOND
from tests.world import World


@pytest.fixture(autouse=True)
def at_once(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)


def decide(
    world: World, comment: str, outcome: str = "accepted", reason: str = "", by: str = "lars", **more: str
) -> str:
    """One of the moderators answers a comment."""
    said = Answering(outcome, Reason.of(reason), **more)
    uid: str = world.write(answering.answer, world.caller(by), comment, said)
    return uid


async def quiet(mail: MailHouse) -> None:
    """So long nothing comes that the letters have to wait for any more."""
    mail.world.clock.advance(seconds=QUIET.total_seconds() + 1)
    await mail.post_office.drain()


async def test_it_holds_the_comment_the_outcome_the_reason_and_who_decided(mail: MailHouse) -> None:
    first = mail.world.post("ama", FIRST, "Which water?", proposal="The fresh water.")
    decide(mail.world, first, "partly", "The *fresh* water, in the next text.")
    await quiet(mail)
    text = mail.last("ama").part("plain")
    order = [
        "[#1]",
        "Which water?",
        "Accepted in part",
        "The *fresh* water",
        "Lars",
        "next revision",
        "/satisfied/",
        "/c/",
    ]
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert "1 of your comments has been answered" in str(mail.last("ama").message["Subject"])


async def test_many_answers_within_some_minutes_are_one_letter_to_each(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("wei"), world.space_id, "off", at_once=True)
    posted = [world.post(key, at, f"Text {at}.") for key in ("ama", "wei") for at in (FIRST, SECOND)]
    for comment in posted:
        decide(world, comment)
        world.clock.advance(minutes=1)
        await mail.post_office.drain()
    assert (mail.to("ama"), mail.to("wei")) == ([], [])
    await quiet(mail)
    assert [len(mail.to(key)) for key in ("ama", "wei")] == [1, 1]
    assert [mail.last(key).part("plain").count("Accepted") for key in ("ama", "wei")] == [2, 2]


async def test_it_does_not_wait_for_quiet_for_ever(mail: MailHouse) -> None:
    world = mail.world
    begun = world.clock.now
    while world.clock.now <= begun + LONGEST:
        decide(world, world.post("ama"))
        world.clock.advance(minutes=3)
        await mail.post_office.drain()
    assert len(mail.to("ama")) == 1


async def test_of_two_answers_to_one_comment_the_last_alone_is_told(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment, "rejected", "There is no room for it.")
    decide(mail.world, comment, "accepted", "There is room after all.")
    await quiet(mail)
    [letter] = mail.to("ama")
    assert "There is room after all." in letter.part("plain")
    assert "There is no room for it." not in letter.part("plain")


async def test_what_comes_after_the_letter_went_begins_the_next_and_nothing_is_told_twice(mail: MailHouse) -> None:
    first, second = mail.world.post("ama", FIRST, "Say which."), mail.world.post("ama", SECOND, "Say when.")
    decide(mail.world, first)
    await quiet(mail)
    decide(mail.world, second)
    await quiet(mail)
    texts = [letter.part("plain") for letter in mail.to("ama")]
    assert [("Say which." in text, "Say when." in text) for text in texts] == [(True, False), (False, True)]


async def test_what_is_decided_while_the_post_office_has_the_letter_in_hand_is_in_the_next(mail: MailHouse) -> None:
    world = mail.world
    first, second = world.post("ama", FIRST, "Say which."), world.post("ama", SECOND, "Say when.")
    decide(world, first)
    world.clock.advance(seconds=QUIET.total_seconds() + 1)
    world.write(outbox.lease, 10)
    decide(world, second)
    world.clock.advance(minutes=6)  # the lease is over, as that worker has gone
    await mail.post_office.drain()
    await quiet(mail)
    texts = [letter.part("plain") for letter in mail.to("ama")]
    assert sorted(("Say which." in text, "Say when." in text) for text in texts) == [(False, True), (True, False)]


async def test_an_answer_to_a_comment_that_was_withdrawn_is_not_mailed(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    decide(mail.world, comment)
    mail.world.withdraw("ama", comment)
    await quiet(mail)
    assert [row.state for row in mail.outgoing("answered")] == ["dropped"]


async def test_the_repeated_comment_is_named_only_to_who_sees_it(mail: MailHouse) -> None:
    other, comment = mail.world.post("wei", FIRST, "The same before."), mail.world.post("ama", FIRST, "The same.")
    decide(mail.world, comment, "duplicate", duplicate_of=other)
    mail.world.hold(other)
    await quiet(mail)
    text = mail.last("ama").part("plain")
    assert "Duplicate" in text
    assert "#1" not in text
    assert other not in text + mail.last("ama").part("html")


async def test_who_wants_no_letters_at_once_gets_none(mail: MailHouse) -> None:
    decide(mail.world, mail.world.post("wei"))
    await quiet(mail)
    assert mail.outgoing("answered") == []


async def test_a_moderator_is_not_told_of_what_they_decided_themselves(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("lars"), world.space_id, "off", at_once=True)
    decide(world, world.post("lars"))
    assert mail.outgoing("answered") == []
