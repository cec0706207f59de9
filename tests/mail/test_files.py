"""Files are not taken by mail yet, and nobody is left to believe that they were."""

from tests.mail.house import MailHouse, under
from tests.mail.test_given_back import letter_to_ama, seen
from tests.services.sink import Delivered


async def send(mail: MailHouse, letter: Delivered, body: str) -> None:
    """An answer with two files."""
    reply = mail.reply("ama", letter, body)
    reply.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="map of the delta.pdf")
    reply.add_attachment(b"signed", maintype="application", subtype="pgp-signature", filename="signature.asc")
    await mail.deliver(reply)


async def test_a_filed_answer_with_a_file_is_receipted_with_its_name(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}))
    assert mail.verdicts() == ["filed"]
    said = mail.last("ama").part("plain")
    assert "1 text was filed" in said
    assert "not taken: \u2068map of the delta.pdf\u2069" in said
    assert "signature.asc" not in said
    assert "map of the delta.pdf" in seen(mail).reason


async def test_a_text_that_comes_back_names_the_files_too(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.world.close_review()
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}))
    assert mail.verdicts() == ["returned"]
    assert "map of the delta.pdf" in mail.last("ama").part("plain")


async def test_a_file_without_a_text_is_named_each_time(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {}))
    await send(mail, letter, f"{under(letter, {})}\n\n-- \nAma")
    assert mail.verdicts() == ["empty", "empty"]
    assert len(mail.to("ama")) == 3
    assert "map of the delta.pdf" in mail.last("ama").part("plain")


async def test_an_answer_without_files_needs_no_receipt(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "No map."}))
    assert len(mail.to("ama")) == 1
