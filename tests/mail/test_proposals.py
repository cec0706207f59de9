"""Letters tell of proposed wordings, also of those that stand alone, and are answered like any other."""

from commentspace.domain.bodies import Body
from commentspace.domain.messages import write
from tests.mail.house import MailHouse, under
from tests.mail.test_digest import said_in_html
from tests.small_draft import FIRST
from tests.world import World

WORDS = "flow of fresh water"


def proposed(world: World, text: str = "") -> str:
    return world.post("wei", FIRST, text, quote="flow of water", proposal=WORDS)


async def test_a_digest_says_what_is_proposed_in_both_parts(mail: MailHouse) -> None:
    proposed(mail.world)
    proposed(mail.world, "It is *fresh*.")
    letter = await mail.digest("lars")
    for said in (letter.part("plain"), said_in_html(letter)):
        assert said.count("Proposes:") == 2
        assert said.count(WORDS) == 2
    assert "\n\n\n" not in letter.part("plain")


async def test_a_long_proposal_is_cut_and_the_letter_leads_to_the_rest(mail: MailHouse) -> None:
    uid = mail.world.post("wei", FIRST, "", proposal="Water. " * 1_000)
    text = (await mail.digest("lars")).part("plain")
    assert text.count("Water.") < 300
    assert f"/c/{uid}" in text


async def test_a_letter_about_a_proposal_quotes_it(mail: MailHouse) -> None:
    uid = proposed(mail.world)
    mail.world.database.write_here(write, mail.world.caller("ama"), uid, Body.of("Why fresh?"), "letter-1")
    await mail.post_office.drain()
    assert WORDS in mail.last("wei").part("plain")


async def test_an_answer_under_a_proposal_stands_in_its_thread(mail: MailHouse) -> None:
    uid = proposed(mail.world)
    letter = await mail.digest("lars")
    await mail.answer("lars", letter, under(letter, {"[#1]": "Agreed."}))
    answer = mail.world.views("lars")[-1]
    assert (answer.body, answer.parent) == ("Agreed.", uid)
