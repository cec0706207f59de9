"""A letter to all that tells of a review: in each reader's language and zone, with the reason as it was written."""

from datetime import timedelta

from commentspace.domain import reviews
from commentspace.domain.reviews import Sending
from tests.mail.house import MailHouse, under
from tests.small_draft import FIRST
from tests.world import CLOSES

TO_ALL = Sending("form-1", to_all=True)


async def close(mail: MailHouse, reason: str = "The plenary\ndecided *so*.") -> None:
    mail.world.write(reviews.close, mail.world.caller("lars"), mail.world.document, reason, sending=TO_ALL)
    await mail.post_office.drain()


async def test_everybody_reads_what_was_done_and_why(mail: MailHouse) -> None:
    await close(mail)
    letter = mail.last("ama")
    assert letter.message["Subject"] == "WET/2/3: the review is closed"
    assert "No more comments on" in letter.part("plain")
    assert "The plenary\ndecided *so*." in letter.part("plain")
    assert "decided *so*." in letter.part("html")
    assert f"/d/{mail.world.document}" in letter.part("plain")


async def test_a_closing_time_is_said_in_the_zone_of_the_reader_and_in_utc(mail: MailHouse) -> None:
    later = CLOSES + timedelta(days=7)
    mail.world.write(reviews.extend, mail.world.caller("nadia"), mail.world.document, later, "More.", sending=TO_ALL)
    await mail.post_office.drain()
    letter = mail.last("lars").part("plain")
    assert "23 March 2026, 10:00 Central European" in letter
    assert "23 Mar 2026, 09:00 UTC" in letter


async def test_the_same_form_writes_once(mail: MailHouse) -> None:
    await close(mail)
    await close(mail)
    assert len(mail.to("ama")) == 1
    assert mail.to("lars") == []


async def test_an_answer_by_mail_during_a_pause_comes_back_and_says_so(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("ama")
    assert "Comments are taken until 16 March 2026" in letter.part("plain")
    mail.world.write(reviews.pause, mail.world.caller("lars"), mail.world.document, "The text is being mended.")
    await mail.answer("ama", letter, under(letter, {"[¶1]": "The fresh water."}))
    back = mail.last("ama").part("plain")
    assert "is paused" in back
    assert "The fresh water." in back


async def test_the_daily_mail_says_how_the_review_stands(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    await close(mail)
    assert "No more comments are taken." in (await mail.digest("ama")).part("plain")
