"""Letters about a hold and an appeal, about tasks, leave to be late, delegations, and a review that was blind."""

from datetime import timedelta

from commentspace.domain import appeals, for_senders, late_tokens, members, reviews, unveiling
from commentspace.domain.delegations import governing
from commentspace.domain.for_senders import Sending
from commentspace.domain.late_tokens import Leave
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from tests.mail.house import MailHouse, under
from tests.mail.test_decided_in_digest import assign
from tests.mail.test_decided_letter import decide, quiet
from tests.small_draft import FIRST, SECOND
from tests.world import World


def membership(world: World, key: str) -> str:
    """The outside name of somebody's place in the space."""
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


def give_leave(world: World, key: str, most: int = 1) -> str:
    """Leave to comment for a week after the review has closed."""
    leave = Leave(membership(world, key), world.clock.now + timedelta(days=7), "The mast fell.", most)
    return str(world.write(late_tokens.give, world.caller("lars"), world.document, leave))


async def test_a_hold_is_told_with_its_reason_and_an_answer_is_the_appeal(mail: MailHouse) -> None:
    world = mail.world
    comment = world.post("ama", FIRST, "Which water?")
    world.hold(comment, reason="It names somebody.")
    await mail.post_office.drain()
    letter = mail.last("ama")
    assert "It names somebody." in letter.part("plain")
    assert f"/c/{comment}/appeal" in letter.part("plain")
    await mail.answer("ama", letter, "I name a river.\n\n" + under(letter, {}))
    assert "Your appeal has come." in mail.last("ama").part("plain")
    assert world.rows("SELECT text, door FROM appeal") == [("I name a river.", "mail")]


async def test_a_second_appeal_goes_back_with_its_text(mail: MailHouse) -> None:
    mail.world.hold(mail.world.post("ama"))
    await mail.post_office.drain()
    letter = mail.last("ama")
    for text in ("I name a river.", "I do not agree."):
        await mail.answer("ama", letter, f"{text}\n\n" + under(letter, {}))
    assert "You have appealed against this already" in mail.last("ama").part("plain")
    assert "I do not agree." in mail.last("ama").part("plain")
    assert mail.world.rows("SELECT text FROM appeal") == [("I name a river.",)]


async def test_another_cannot_appeal_for_its_writer(mail: MailHouse) -> None:
    mail.world.hold(mail.world.post("ama"))
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), "I name a river.", from_="wei@example.net")
    assert mail.world.rows("SELECT text FROM appeal") == []


async def test_the_writer_reads_what_was_decided(mail: MailHouse) -> None:
    world = mail.world
    comment = world.post("ama")
    world.hold(comment)
    appeal = world.write(appeals.appeal, world.caller("ama"), comment, "I name a river.")
    world.write(appeals.decide, world.caller("nadia"), appeal, "Rivers may be named.", is_upheld=False)
    await mail.post_office.drain()
    text = mail.last("ama").part("plain")
    assert ["shown to everybody again" in text, "Rivers may be named." in text, "I name a river." in text] == [True] * 3


async def test_a_comment_that_waits_for_a_first_look_is_told_to_nobody(mail: MailHouse) -> None:
    mail.world.change_space(holds_new=True)
    mail.world.post("ama")
    assert mail.outgoing("held") == []


async def test_tasks_of_some_minutes_are_one_letter_and_what_is_answered_since_is_left_out(mail: MailHouse) -> None:
    world = mail.world
    posted = [world.post("ama", at, f"Text {at}.") for at in (FIRST, SECOND)]
    for comment in posted:
        assign(world, comment, "nadia", timedelta(days=2))
        world.clock.advance(minutes=1)
    decide(world, posted[0], "noted", "We know.")
    await quiet(mail)
    [letter] = mail.to("nadia")
    assert "1 comment is yours to answer" in letter.part("plain")
    assert f"/c/{posted[1]}/answer" in letter.part("plain")
    assert posted[0] not in letter.part("plain")


async def test_nobody_is_told_of_a_task_that_they_took_or_that_was_given_to_another_since(mail: MailHouse) -> None:
    comment = mail.world.post("ama")
    assign(mail.world, comment, "nadia")
    assign(mail.world, comment, "lars")
    await quiet(mail)
    assert (mail.to("nadia"), mail.to("lars")) == ([], [])


async def test_leave_to_be_late_is_told_and_used_by_answering_the_letter(mail: MailHouse) -> None:
    world = mail.world
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    give_leave(world, "ama")
    await mail.post_office.drain()
    letter = mail.last("ama")
    assert "The mast fell." in letter.part("plain")
    assert "You may send 1 comment." in letter.part("plain")
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Which water?"}))
    assert [view.body for view in world.views("lars")] == ["Which water?"]
    await mail.answer("ama", letter, under(letter, {"[¶2]": "And when?"}))
    returned = mail.last("ama").part("plain")
    assert ["is used up" in returned, "And when?" in returned, f"/d/{world.document}/rounds" in returned] == [True] * 3
    assert len(world.views("lars")) == 1


async def test_leave_that_was_taken_back_is_not_told(mail: MailHouse) -> None:
    world = mail.world
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    world.write(late_tokens.take_back, world.caller("lars"), give_leave(world, "ama"))
    world.clock.advance(seconds=1)
    await mail.post_office.drain()
    assert [row.state for row in mail.outgoing("late")] == ["dropped"]


async def test_a_seat_in_a_delegation_is_told_with_what_it_means(mail: MailHouse) -> None:
    world = mail.world
    plan = governing.Plan.of("The coast villages", speaks_as_one=True)
    made = world.write(governing.make, world.caller("lars"), world.space_id, plan)
    for key, part in (("wei", "focal"), ("ama", "expert")):
        world.write(governing.seat, world.caller("lars"), made, membership(world, key), part)
    await mail.post_office.drain()
    assert "The coast villages" in str(mail.last("ama").message["Subject"])
    assert "speaks with one voice" in mail.last("ama").part("plain")
    assert "陈伟" in mail.last("ama").part("plain")
    assert "You are its focal point" in mail.last("wei").part("plain")


async def test_who_wants_letters_at_once_hears_that_others_comments_are_shown(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    window = Window(None, world.clock.now + timedelta(days=7))
    blind = world.write(reviews.open, world.caller("lars"), world.document, window, rules=Rules("closing"))
    for key in ("ama", "wei", "maryam"):
        world.post(key)
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    world.database.carry_out_here(unveiling.unveil(world.caller("lars"), blind))
    await mail.post_office.drain()
    assert "There are 2 comments to read." in mail.last("ama").part("plain")
    assert [row.person_id for row in mail.outgoing("unveiled")] == [world.person("ama")]


async def test_a_member_is_told_what_was_filed_as_theirs_and_how_to_take_it_back(mail: MailHouse) -> None:
    world = mail.world
    [(person,)] = world.rows("SELECT uid FROM person WHERE id = :id", id=world.person("ama"))
    sending = Sending.of("fax", world.clock.now, (), member_uid=str(person))
    asked = world.caller("lars"), world.paragraphs[FIRST].uid, world.posting("Which water?"), sending
    uid = world.database.carry_out_here(for_senders.steps(*asked)).uid
    await mail.post_office.drain()
    told = mail.last("ama").part("plain")
    assert "It came by fax." in told
    assert "Which water?" in told
    assert f"/c/{uid}/withdrawal" in told
