"""Answers to the daily letter: each text ends where it was written, or goes back to its writer with the reason."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain.tables import Inbound, InboundText, Provenance
from commentspace.domain.views import CommentView
from commentspace.errors import Closed
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered
from tests.small_draft import CHINESE, FIRST, SECOND
from tests.world import CLOSES


async def digest_to_ama(mail: MailHouse, *places: int) -> Delivered:
    """A daily letter to a participant who works by mail, with one comment on each of these paragraphs."""
    for place in places or (FIRST, CHINESE):
        mail.world.post("wei", place, f"On paragraph {place}.")
    return await mail.digest("ama")


def of_ama(mail: MailHouse) -> list[CommentView]:
    """What stands under her name."""
    return [view for view in mail.world.views("lars") if view.author == member("ama").name]


async def test_a_text_under_a_paragraph_is_a_comment_on_it(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶4]": "Fish come back *last*."}))
    [view] = of_ama(mail)
    assert (view.body, view.parent, view.door) == ("Fish come back *last*.", None, "mail")
    assert view.paragraph == mail.world.paragraphs[CHINESE].uid
    assert view.on_behalf_of == "Ghana"
    assert mail.verdicts() == ["filed"]


async def test_a_text_under_a_comment_is_a_reply_in_its_thread(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[#2]": "I agree with that."}))
    [view] = of_ama(mail)
    assert (view.body, view.parent_number, view.door) == ("I agree with that.", 2, "mail")


async def test_several_texts_in_one_mail_are_all_filed(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    answers = {"[¶1]": "One.", "[#1]": "Two.\n\nIn two parts.", "[¶4]": "三"}
    await mail.answer("ama", letter, under(letter, answers))
    assert [view.body for view in of_ama(mail)] == ["One.", "Two.\n\nIn two parts.", "三"]
    assert "3 texts were filed" in mail.last("ama").part("plain")
    assert len(mail.to("ama")) == 2


async def test_the_provenance_tells_the_message_and_when_it_was_received(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    reply = mail.reply("ama", letter, under(letter, {"[¶4]": "Fish come back last."}))
    await mail.bring(reply)
    received = mail.world.clock.now
    mail.world.clock.advance(minutes=10)
    await mail.inbox.drain()
    [row] = mail.world.read(_from_mail)
    assert (row.received_at, row.segment, row.source) == (received, 0, reply["Message-ID"])
    assert row.inbound_id is not None


async def test_signature_and_quotation_are_left_out_and_kept(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, f"{under(letter, {'[¶4]': 'Fish.'})}\n-- \nAma Boateng\nCoastal Field Station")
    assert [view.body for view in of_ama(mail)] == ["Fish."]
    [kept] = mail.world.read(_texts)
    assert kept.found == "[¶4]\nFish."
    assert "Coastal Field Station" in kept.left_out
    assert "恢复湿地" in kept.left_out


async def test_a_text_that_stands_under_nothing_goes_back_and_the_others_are_filed(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, "All of this is very good.\n\n" + under(letter, {"[¶4]": "Fish."}))
    assert [view.body for view in of_ama(mail)] == ["Fish."]
    back = mail.last("ama").part("plain")
    assert "All of this is very good." in back
    assert "under no paragraph or comment" in back
    assert "1 text was filed" in back
    assert mail.verdicts() == ["filed"]


async def test_a_text_above_everything_goes_back_whole(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, "All of this is very good.\n\n" + under(letter, {}))
    assert of_ama(mail) == []
    assert "All of this is very good." in mail.last("ama").part("plain")
    assert mail.verdicts() == ["returned"]


async def test_a_reply_that_arrives_after_closing_is_returned_with_its_text(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    mail.world.close_review()
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Too late.", "[#2]": "I know."}))
    assert of_ama(mail) == []
    back = mail.last("ama")
    for part in ("plain", "html"):
        assert Closed.sentence in back.part(part)
        assert "Too late." in back.part(part)
        assert "I know." in back.part(part)
    assert mail.verdicts() == ["returned"]


async def test_a_reply_received_before_closing_counts_whenever_it_is_read(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    mail.world.clock.now = CLOSES - timedelta(seconds=1)
    await mail.bring(mail.reply("ama", letter, under(letter, {"[¶1]": "In time."})))
    mail.world.clock.advance(hours=2)
    await mail.inbox.drain()
    [view] = of_ama(mail)
    assert (view.body, view.received_at) == ("In time.", CLOSES - timedelta(seconds=1))
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Too late."}))
    assert len(of_ama(mail)) == 1


async def test_what_is_refused_comes_back_in_one_letter_and_the_others_are_filed(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    mail.world.hold(next(view.uid for view in mail.world.views("lars") if view.number == 2))
    await mail.answer("ama", letter, under(letter, {"[¶1]": "The first.", "[#2]": "The second."}))
    assert [view.body for view in of_ama(mail)] == ["The first."]
    assert len(mail.to("ama")) == 2
    back = mail.last("ama").part("plain")
    assert "[#2] WET/2/3\nThe second." in back
    assert "“\u2068The first.\u2069”" in back
    assert "not there any more, or you may not see it" in back
    assert "1 text was filed" in back
    assert mail.verdicts() == ["filed"]


async def test_a_reader_who_may_not_comment_gets_the_text_back(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("priya")
    await mail.answer("priya", letter, under(letter, {"[¶1]": "May I?"}))
    assert "May I?" in mail.last("priya").part("plain")
    assert "You may not do this here." in mail.last("priya").part("plain")


async def test_a_text_that_is_too_long_comes_back_whole_as_a_file(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    long = "\n".join(f"Line {number} of a very long text." for number in range(2_000))
    await mail.answer("ama", letter, under(letter, {"[¶1]": long}))
    back = mail.last("ama")
    assert "a comment may have 20000" in back.part("plain")
    [attached] = list(back.message.iter_attachments())
    assert attached.get_content().replace("\r\n", "\n").strip() == f"[¶1] WET/2/3\n{long}"


async def test_the_reason_is_told_in_the_conversation_and_by_a_machine(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    mail.world.close_review()
    reply = mail.reply("ama", letter, under(letter, {"[¶1]": "Too late."}))
    await mail.deliver(reply)
    back = mail.last("ama")
    assert back.sender == ""
    assert back.message["Auto-Submitted"] == "auto-replied"
    assert back.message["In-Reply-To"] == back.message["References"] == reply["Message-ID"]
    assert back.message["Subject"] == reply["Subject"]


async def test_every_refused_text_comes_back_however_many_there_are(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, FIRST, SECOND)
    mail.world.close_review()
    for number in range(3):
        await mail.answer("ama", letter, under(letter, {"[¶2]": f"Text {number}."}))
    texts = [each.part("plain") for each in mail.to("ama")[1:]]
    assert [f"Text {number}." in text for number, text in enumerate(texts)] == [True] * 3


async def test_a_message_is_filed_once_however_often_it_is_dealt_with(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Once."}))
    mail.world.database.write_here(_undecided)
    await mail.inbox.drain()
    assert [view.body for view in of_ama(mail)] == ["Once."]
    assert mail.verdicts() == ["filed"]


def _from_mail(session: Session) -> list[Provenance]:
    return list(session.execute(select(Provenance).where(col(Provenance.door) == "mail")).scalars())


def _texts(session: Session) -> list[InboundText]:
    return list(session.execute(select(InboundText)).scalars())


def _undecided(session: Session, *, now: object) -> None:
    """As if the program had stopped between the texts and the verdict."""
    for row in session.execute(select(Inbound)).scalars():
        row.verdict = ""
    for text in session.execute(select(InboundText)).scalars():
        session.delete(text)
