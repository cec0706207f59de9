"""After a mail its writer knows what was filed where, and takes it back by a link or by answering."""

import re

import pytest

from commentspace.domain import undo
from commentspace.errors import NotFound
from commentspace.mail import undoing
from tests.mail.house import MailHouse, under
from tests.mail.test_answers import digest_to_ama, of_ama
from tests.services.sink import Delivered


async def filed(mail: MailHouse, **answers: str) -> Delivered:
    """The receipt for answers of Ama's to the daily letter, by marker."""
    letter = await digest_to_ama(mail)
    texts = {"[¶4]": "Fish come back last."} | {f"[{marker}]": text for marker, text in answers.items()}
    await mail.answer("ama", letter, under(letter, texts))
    return mail.last("ama")


def withdrawn(mail: MailHouse) -> list[bool]:
    return [view.status == "withdrawn" for view in of_ama(mail)]


async def test_a_receipt_says_where_each_text_stands_and_how_to_take_it_back(mail: MailHouse) -> None:
    receipt = await filed(mail)
    [view] = of_ama(mail)
    for part in ("plain", "html"):
        said = receipt.part(part)
        for words in (
            "1 text was filed",
            "WET/2/3",
            "¶ 4",
            "Fish come back last.",
            f"/c/{view.uid}",
            f"/undo/{view.uid}",
        ):
            assert words in said, words
    assert "UNDO" in receipt.part("plain")
    assert "/mail/" in receipt.part("plain")


async def test_a_receipt_is_an_automatic_reply_in_the_thread_of_the_mail(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    reply = mail.reply("ama", letter, under(letter, {"[¶4]": "Fish."}))
    await mail.deliver(reply)
    receipt = mail.last("ama")
    assert receipt.sender in ("", "<>")
    assert receipt.message["Auto-Submitted"] == "auto-replied"
    assert receipt.message["In-Reply-To"] == reply["Message-ID"]


async def test_one_mail_has_one_receipt_and_who_wants_none_gets_none(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "One.", "[¶4]": "Two."}))
    assert len(mail.to("ama")) == 2
    mail.world.execute("UPDATE person SET takes_receipts = false")
    await mail.answer("ama", letter, under(letter, {"[¶4]": "Three."}))
    assert (len(mail.to("ama")), len(of_ama(mail))) == (2, 3)


async def test_what_comes_back_is_told_also_to_who_wants_no_receipts(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    mail.world.execute("UPDATE person SET takes_receipts = false")
    mail.world.close_review()
    await mail.answer("ama", letter, under(letter, {"[¶4]": "Too late."}))
    assert "Too late." in mail.last("ama").part("plain")


@pytest.mark.parametrize("word", [*undoing.WORDS.values(), "undo", "Withdraw.", "撤回", "UNDO\n\nBest wishes\nAma"])
async def test_the_word_above_the_receipt_takes_all_of_it_back(mail: MailHouse, word: str) -> None:
    receipt = await filed(mail, **{"¶1": "Sea."})
    await mail.answer("ama", receipt, f"{word}\n\n{under(receipt, {})}")
    assert withdrawn(mail) == [True, True]
    assert "Taken back" in mail.last("ama").part("plain")


@pytest.mark.parametrize("digits", ["1" * 150, "1 " * 90, "#" * 190, " " * 190], ids=["digits", "numbers", "#", "gap"])
def test_a_command_without_end_is_read_at_once(digits: str) -> None:
    assert undoing.asked(f"UNDO {digits}?") is None


async def test_with_a_number_it_takes_that_one_back(mail: MailHouse) -> None:
    receipt = await filed(mail, **{"¶1": "Sea."})
    sea = next(view for view in of_ama(mail) if view.body == "Sea.")
    await mail.answer("ama", receipt, f"UNDO #{sea.number}\n\n{under(receipt, {})}")
    assert [view.uid for view in of_ama(mail) if view.status == "withdrawn"] == [sea.uid]


async def test_written_under_one_it_takes_that_one_back_and_another_text_joins_its_thread(mail: MailHouse) -> None:
    receipt = await filed(mail, **{"¶1": "Sea."})
    sea, fish = (next(view for view in of_ama(mail) if view.body.startswith(text)) for text in ("Sea", "Fish"))
    answers = {f"[#{sea.number}]": "undo", f"[#{fish.number}]": "And birds."}
    await mail.answer("ama", receipt, under(receipt, answers))
    assert [view.uid for view in of_ama(mail) if view.status == "withdrawn"] == [sea.uid]
    assert [view.parent for view in of_ama(mail) if view.body == "And birds."] == [fish.uid]


async def test_a_number_that_is_not_named_goes_back_with_the_reason(mail: MailHouse) -> None:
    receipt = await filed(mail)
    await mail.answer("ama", receipt, f"UNDO #77\n\n{under(receipt, {})}")
    assert withdrawn(mail) == [False]
    assert "number 77" in mail.last("ama").part("plain")


async def test_what_is_taken_back_twice_is_said_to_be_so(mail: MailHouse) -> None:
    receipt = await filed(mail)
    for _ in range(2):
        await mail.answer("ama", receipt, f"UNDO\n\n{under(receipt, {})}")
    assert withdrawn(mail) == [True]
    assert "withdrawn already" in mail.last("ama").part("plain")


async def test_only_the_receipts_reader_takes_back(mail: MailHouse) -> None:
    receipt = await filed(mail)
    reply = mail.reply("ama", receipt, f"UNDO\n\n{under(receipt, {})}", from_="mallory@example.com")
    await mail.deliver(reply)
    assert withdrawn(mail) == [False]


async def test_the_link_takes_back_as_its_writer_by_mail_and_again_does_nothing(mail: MailHouse) -> None:
    receipt, world = await filed(mail), mail.world
    found = re.search(r"/undo/(\S+)", receipt.part("plain"))
    assert found is not None
    secret = mail.settings.secret_key
    assert world.read(undo.read, found[1], secret).body == "Fish come back last."
    for _ in range(2):
        world.write(undo.carry_out, found[1], secret)
    assert withdrawn(mail) == [True]
    with pytest.raises(NotFound):
        world.read(undo.read, found[1][:-1], secret)


async def test_a_receipt_of_something_withdrawn_meanwhile_does_not_repeat_it(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.bring(mail.reply("ama", letter, under(letter, {"[¶4]": "Fish."})))
    await mail.inbox.drain()
    [view] = of_ama(mail)
    mail.world.withdraw("ama", view.uid)
    await mail.post_office.drain()
    said = mail.last("ama").part("plain")
    assert "It was withdrawn." in said
    assert "Fish." not in said


@pytest.mark.parametrize("before", ["", "Re: ", "RE: Re: ", "答复: Re: ", "回复：", "Отв: Re[2]: ", "رد: "])
async def test_however_often_a_subject_says_that_it_answers_the_receipt_says_it_once(
    mail: MailHouse, before: str
) -> None:
    letter = await digest_to_ama(mail)
    reply = mail.reply("ama", letter, under(letter, {"[¶4]": "Fish."}))
    del reply["Subject"]
    reply["Subject"] = f"{before}The review: reply to all"
    await mail.deliver(reply)
    assert mail.last("ama").message["Subject"] == "Re: The review: reply to all"
