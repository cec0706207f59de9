"""No mail of a person ends where nobody can read it: what is not filed goes back, or stands before a moderator."""

from datetime import datetime
from email import message_from_string, policy

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import inbound, inbound_views, members, messages
from commentspace.domain.bodies import Body
from commentspace.domain.inbound_views import InboundView
from commentspace.domain.tables import Letter
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered
from tests.small_draft import FIRST

AMA, EVE = member("ama").address, "eve@example.com"
REPORT = """From: MAILER-DAEMON@example.com\nSubject: Report {{day}}\nContent-Type: multipart/report; boundary=b

--b\nContent-Type: text/plain\n\nA report.\n--b\nContent-Type: message/{kind}

{said}\n--b--\n"""
COMPLAINT = REPORT.format(kind="feedback-report", said="Feedback-Type: abuse\nUser-Agent: Eve/1")
UNDELIVERED = REPORT.format(
    kind="delivery-status", said="Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a\nAction: failed\nStatus: 5.1.1"
)


async def letter_to_ama(mail: MailHouse) -> Delivered:
    """A daily letter with one comment."""
    mail.world.post("wei", FIRST, "Say which water.")
    return await mail.digest("ama")


def seen(mail: MailHouse) -> InboundView:
    """The newest message on the moderators' page."""
    return mail.world.read(inbound_views.of_space, mail.world.standing("lars"))[0]


async def test_an_answer_from_another_address_goes_to_the_registered_one(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "From my other address."}), from_=EVE)
    back = mail.last("ama")
    assert "From my other address." in back.part("plain")
    assert EVE in back.part("plain")
    assert "send it again from the address to which this letter came" in back.part("plain")
    assert {each.recipient for each in mail.sink.letters} == {AMA}
    assert (seen(mail).verdict, seen(mail).found) == ("unknown sender", "[¶1]\nFrom my other address.")


async def test_a_long_text_from_another_address_goes_along_whole(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    long = "\n".join(f"Line {number} of a very long text." for number in range(2_000))
    await mail.answer("ama", letter, under(letter, {"[¶1]": long}), from_=EVE)
    [attached] = list(mail.last("ama").message.iter_attachments())
    assert attached.get_content().replace("\r\n", "\n").strip() == f"[¶1]\n{long}"


@pytest.mark.parametrize("headers", [{"List_Id": "<field.example.net>"}, {"Precedence": "list"}], ids=str)
async def test_an_answer_by_way_of_a_list_goes_back(mail: MailHouse, headers: dict[str, str]) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "By the list."}), **headers)
    assert mail.verdicts() == ["returned"]
    assert "By the list." in mail.last("ama").part("plain")
    assert "mailing list" in mail.last("ama").part("plain")


async def test_what_comes_back_from_a_list_of_ours_is_never_answered(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, "Again.", List_Id="Wetlands <wetlands.comments.example.org>")
    assert mail.verdicts() == ["automatic"]
    assert len(mail.to("ama")) == 1


async def test_an_out_of_office_note_is_never_answered_and_a_moderator_reads_it(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    note = mail.reply("ama", letter, under(letter, {"[¶1]": "Or is it a comment?"}))
    note.replace_header("Subject", "Out of office")
    await mail.deliver(note)
    assert len(mail.to("ama")) == 1
    assert (seen(mail).verdict, seen(mail).found) == ("automatic", "[¶1]\nOr is it a comment?")


async def test_what_is_too_large_is_said_once_a_day_to_the_registered_address(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    for attempt in ("One.", "Two."):
        reply = mail.reply("ama", letter, attempt, from_=EVE)
        for number in range(250):
            reply.add_attachment(f"part {number}")
        await mail.deliver(reply)
    assert mail.verdicts() == ["held", "held"]
    assert len(mail.to("ama")) == 2
    assert "Send it in parts" in mail.last("ama").part("plain")
    assert mail.sink.to(EVE) == []
    assert seen(mail).verdict == "held"


async def test_what_makes_us_fail_is_tried_three_times_then_held_and_said(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.bring(mail.reply("ama", letter, "Poison."))
    mail.world.database.write_here(_spoil, letter.message["Message-ID"].split("@")[0].removeprefix("<"))
    waits = []
    while mail.verdicts() == [""]:
        minutes = 0
        while not await mail.inbox.drain():
            mail.world.clock.advance(minutes=1)
            minutes += 1
        waits.append(minutes)
    assert waits == [0, 1, 5]
    await mail.post_office.drain()
    assert "could not be read here. It is kept" in mail.last("ama").part("plain")
    assert (seen(mail).verdict, seen(mail).reason) == ("held", "ValueError")


async def test_while_one_message_waits_to_be_tried_again_the_others_flow_on(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    comment = mail.world.post("ama", FIRST, "Mine.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Why?"), "letter-1")
    await mail.post_office.drain()
    mail.world.database.write_here(_spoil, letter.message["Message-ID"].split("@")[0].removeprefix("<"))
    await mail.bring(mail.reply("ama", letter, "Poison."))
    await mail.answer("ama", mail.last("ama"), "Because.")
    assert mail.verdicts() == ["", "filed"]


async def test_two_programs_do_not_go_on_answering_each_other(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    for turn in range(6):
        await mail.answer("ama", mail.last("ama"), f"We have got your mail, number {turn}.", from_=EVE)
        if len(mail.to("ama")) < turn + 2:
            break
    assert mail.last("ama") != letter
    assert len(mail.to("ama")) == 4
    assert mail.verdicts() == ["unknown sender"] * 3 + ["held"]
    assert "number 3" in seen(mail).found


async def test_moderators_do_not_read_what_strangers_answer_to_a_letter_between_two(mail: MailHouse) -> None:
    comment = mail.world.post("ama", FIRST, "Mine.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Why?"), "letter-1")
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), "canary7117 for you", from_=EVE)
    assert "canary7117" in mail.last("ama").part("plain")
    assert "canary7117" not in f"{seen(mail)}"
    await mail.answer("ama", mail.last("ama"), "canary7117 again")
    assert "canary7117" not in f"{seen(mail)}"
    assert len(mail.world.rows("SELECT found FROM inbound_text WHERE found LIKE '%canary7117%'")) == 2


async def test_whoever_has_left_the_space_gets_the_answer_to_a_letter_back(mail: MailHouse) -> None:
    comment = mail.world.post("ama", FIRST, "Mine.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Why?"), "letter-1")
    await mail.post_office.drain()
    listed = mail.world.read(members.everybody, mail.world.space_id)
    ama = next(each.uid for each in listed if each.person_id == mail.world.person("ama"))
    mail.world.write(members.end, mail.world.caller("ama"), ama, space_id=mail.world.space_id)
    await mail.answer("ama", mail.last("ama"), "Because I may.")
    assert mail.to("lars") == []
    assert "Because I may." in mail.last("ama").part("plain")
    assert "not a member of this space any more" in mail.last("ama").part("plain")


def _spoil(session: Session, message_id: str, *, now: datetime) -> None:
    session.execute(update(Letter).where(col(Letter.message_id) == message_id).values(subjects='{"in_a_row": "x"}'))


async def test_whoever_was_passed_a_letter_cannot_fill_its_readers_mailbox(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    most = inbound.UNCERTAIN_A_DAY
    for number in range(most + 2):
        await mail.bring(mail.reply("ama", letter, f"Unwanted, number {number}.", from_=EVE))
    await mail.inbox.drain()
    assert (mail.verdicts(), len(mail.outgoing("returned"))) == (["unknown sender"] * (most + 2), most)
    assert ("told", "no") in seen(mail).steps
    mail.world.clock.advance(days=1, minutes=1)
    await mail.deliver(mail.reply("ama", letter, "The next day.", from_=EVE))
    assert len(mail.outgoing("returned")) == most + 1


@pytest.mark.parametrize("report", [COMPLAINT, UNDELIVERED], ids=["complaint", "undelivered"])
async def test_a_forged_report_to_the_address_that_answers_a_letter_counts_nothing(
    mail: MailHouse, report: str
) -> None:
    letter = await letter_to_ama(mail)
    for day in range(3):
        forged = message_from_string(report.format(day=day), policy=policy.SMTP)
        await mail.deliver(forged, sender="", to=letter.message["Reply-To"].addresses[0].addr_spec)
        mail.world.clock.advance(days=1)
    assert mail.verdicts() == ["bounce"] * 3
    assert (
        mail.world.rows("SELECT count(*) FROM bounce") == mail.world.rows("SELECT count(*) FROM suppression") == [(0,)]
    )
