"""Letters and answers through a real Postfix, set up as docs/mail.md says: SMTP out, LMTP in."""

from email.message import EmailMessage

from commentspace.demo.cast import member
from tests.mail.house import DOMAIN, under
from tests.real_mail.conftest import Behind


def address(key: str) -> str:
    """Where one of the cast gets mail."""
    return member(key).address


async def test_a_digest_goes_out_and_its_answer_comes_in_as_a_comment(behind: Behind) -> None:
    behind.world.post("olga", text="Name who measures.")
    behind.write_only_to("ama")
    await behind.next_day()
    letter = await behind.sink.letter(address("ama"), "Name who measures.")

    [marker] = [block.marker for block in behind.blocks(letter) if block.kind == "comment"]
    await behind.hand_in(behind.reply("ama", letter, under(letter, {marker: "The basin authority does."})))
    await behind.deal_with()

    assert behind.verdicts() == ["filed"]
    assert behind.world.rows("SELECT body FROM comment ORDER BY id")[-2:] == [
        ("Name who measures.",),
        ("The basin authority does.",),
    ]


async def test_one_message_to_two_of_our_addresses_gets_two_answers_over_lmtp(behind: Behind) -> None:
    behind.world.post("olga", text="Name who measures.")
    await behind.next_day()
    to_ama = await behind.sink.letter(address("ama"), "Name who measures.")
    to_wei = await behind.sink.letter(address("wei"), "Name who measures.")
    both = [letter.message["Reply-To"].addresses[0].addr_spec for letter in (to_ama, to_wei)]
    await behind.hand_in(behind.reply("wei", to_wei, "Thank you."), to=both)
    await behind.deal_with(2)
    assert sorted(behind.verdicts()) == ["returned", "unknown sender"]


async def test_an_address_that_is_not_whole_comes_back_with_our_sentence(behind: Behind) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = address("ama"), f"r1.broken@{DOMAIN}", "Re: the draft"
    message.set_content("Please name who measures.")
    await behind.hand_in(message)
    returned = await behind.sink.letter(address("ama"), "Open one of our letters and use Reply")
    assert returned.sender == "", "a report about a message has an empty envelope sender"
    assert "Please name who measures." in returned.message.as_string(), "the writer gets the text back"
    assert behind.verdicts() == []


async def test_a_letter_that_a_server_refuses_comes_back_to_us_as_a_bounce(behind: Behind) -> None:
    behind.sink.refusals.append("RCPT 550 5.1.1 There is nobody of this name here")
    behind.world.post("olga", text="Name who measures.")
    behind.write_only_to("ama")
    await behind.next_day()
    await behind.deal_with()
    assert behind.verdicts() == ["bounce"]
    assert behind.to("ama") == []
