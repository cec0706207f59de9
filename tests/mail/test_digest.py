"""The daily letter: what it says, to whom, and when there is none."""

from tests.mail.house import MailHouse
from tests.small_draft import FIRST, SECOND


async def test_a_digest_tells_the_new_comments_by_paragraph(mail: MailHouse) -> None:
    first = mail.world.post("wei", FIRST, "Say which water.", quote="flow of water")
    mail.world.reply("maryam", first, "The fresh water.")
    mail.world.post("ama", SECOND, "Every *week* would be better.")
    letter = await mail.digest("lars")
    print(letter.content.decode())
    print(letter.part("plain"))
    print(letter.part("html"))
    assert 0
