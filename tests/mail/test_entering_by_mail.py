"""Mail that comes before what has to hold: it goes back with its text, with why, and with the page where to go on."""

from datetime import timedelta

import pytest

from commentspace.domain import conducts, members, reviews
from commentspace.domain.bodies import Body
from commentspace.domain.delegations import governing
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from tests.mail.house import MailHouse, under
from tests.mail.test_duty_letters import membership
from tests.services.sink import Delivered
from tests.small_draft import SECOND

TEXT = "Every week would be better."


async def refused(mail: MailHouse, letter: Delivered, why: str, page: str) -> None:
    """Ama answers; it comes back whole with this sentence and this page, and nothing is filed."""
    before = len(mail.world.views("lars"))
    await mail.answer("ama", letter, under(letter, {"[¶2]": TEXT}))
    text = mail.last("ama").part("plain")
    assert (why in text, TEXT in text, f"https://comments.example.org{page}\n" in text) == (True, True, True), text
    assert mail.verdicts()[-1] == "returned"
    assert len(mail.world.views("lars")) == before


async def test_who_has_not_agreed_to_the_code_of_conduct(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    number = world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be *kind*."), seen=0)
    await refused(mail, letter, "code of conduct", f"/s/{world.slug}/conduct")
    world.write(conducts.agree, world.caller("ama"), world.space_id, number)
    await mail.answer("ama", letter, under(letter, {"[¶2]": TEXT}))
    assert world.views("lars")[-1].body == TEXT


async def returned_for_the_code(mail: MailHouse) -> tuple[Delivered, int]:
    """Ama's comment comes back with the code of conduct; returns that letter, and the number of the code."""
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    number = world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be *kind*."), seen=0)
    await mail.answer("ama", letter, under(letter, {"[¶2]": TEXT}))
    back = mail.last("ama")
    assert "Be *kind*." in back.part("plain")
    return back, number


async def test_who_has_only_mail_agrees_by_a_yes_and_what_they_wrote_is_filed_as_received_when_it_came(
    mail: MailHouse,
) -> None:
    back, _ = await returned_for_the_code(mail)
    world, received = mail.world, mail.world.clock.now
    world.clock.advance(hours=1)
    world.close_review()
    await mail.answer("ama", back, "Yes, I agree.\n\n" + under(back, {}))
    comment = world.views("lars")[-1]
    assert (comment.body, comment.received_at, mail.verdicts()) == (TEXT, received, ["filed", "asked"])
    assert TEXT in mail.last("ama").part("plain"), "a receipt says so"
    [(door,)] = world.rows("SELECT door FROM agreement")
    assert door == "mail"
    await mail.answer("ama", back, "Yes")
    assert len([each for each in world.views("lars") if each.body == TEXT]) == 1


async def test_a_yes_to_a_code_that_was_changed_meanwhile_brings_the_new_one(mail: MailHouse) -> None:
    back, number = await returned_for_the_code(mail)
    world = mail.world
    world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be kind and brief."), seen=number)
    await mail.answer("ama", back, "YES")
    again = mail.last("ama")
    assert (world.rows("SELECT door FROM agreement"), "Be kind and brief." in again.part("plain")) == ([], True)
    assert TEXT in again.part("plain")
    await mail.answer("ama", again, "YES")
    assert world.views("lars")[-1].body == TEXT


@pytest.mark.parametrize("word", ["No.", "Yes, but not the second rule.", "What is this?"])
async def test_nothing_but_a_clear_yes_agrees(mail: MailHouse, word: str) -> None:
    back, _ = await returned_for_the_code(mail)
    await mail.answer("ama", back, word)
    assert (mail.world.rows("SELECT door FROM agreement"), mail.verdicts()) == ([], ["returned", "returned"])


async def test_who_is_a_member_no_more_agrees_to_nothing(mail: MailHouse) -> None:
    back, _ = await returned_for_the_code(mail)
    mail.world.write(
        members.end, mail.world.caller("fang"), membership(mail.world, "ama"), space_id=mail.world.space_id
    )
    await mail.answer("ama", back, "YES")
    assert (mail.world.rows("SELECT door FROM agreement"), mail.verdicts()) == ([], ["returned", "returned"])


async def test_what_is_refused_for_another_reason_after_the_yes_comes_back_with_its_text(mail: MailHouse) -> None:
    back, _ = await returned_for_the_code(mail)
    world = mail.world
    plan = governing.Plan.of("The coast villages", speaks_as_one=True)
    made = world.write(governing.make, world.caller("lars"), world.space_id, plan)
    world.write(governing.seat, world.caller("lars"), made, membership(world, "ama"), "expert")
    await mail.answer("ama", back, "YES")
    text = mail.last("ama").part("plain")
    assert ("speaks with one voice" in text, TEXT in text) == (True, True)


async def test_who_is_not_among_the_members_of_a_round(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    rules = Rules(is_invited=True, members=(membership(world, "wei"),))
    window = Window(None, world.clock.now + timedelta(days=7))
    world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)
    await refused(mail, letter, "for its members only", f"/d/{world.document}/rounds")


async def test_who_belongs_to_a_delegation_that_speaks_as_one(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    plan = governing.Plan.of("The coast villages", speaks_as_one=True)
    made = world.write(governing.make, world.caller("lars"), world.space_id, plan)
    world.write(governing.seat, world.caller("lars"), made, membership(world, "ama"), "expert")
    await refused(mail, letter, "speaks with one voice", f"/d/{world.document}/room")
    assert TEXT not in str(world.rows("SELECT body FROM contribution"))
