"""Who is listened to, who is answered, and who is neither."""

from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import people
from commentspace.domain.tables import Address, Membership
from tests.mail.house import MailHouse, settings_for, under
from tests.services.sink import Delivered, Sink
from tests.small_draft import FIRST
from tests.world import World

AMA = member("ama").address
OUR_SERVER = "mx.comments.example.org"


async def letter_to_ama(mail: MailHouse) -> Delivered:
    """A daily letter with one comment."""
    mail.world.post("wei", FIRST, "Say which water.")
    return await mail.digest("ama")


def answered(mail: MailHouse) -> bool:
    """Whether anything was mailed after the first letter."""
    return len(mail.sink.letters) > 1


async def test_a_stranger_who_has_the_address_is_neither_filed_nor_answered_and_its_owner_is_told(
    mail: MailHouse,
) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Forged."}), from_="eve@example.com")
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Forged."}), from_=member("wei").address)
    assert mail.verdicts() == ["unknown sender"] * 2
    assert len(mail.world.views("lars")) == 1
    assert {each.recipient for each in mail.sink.letters} == {AMA}
    assert len(mail.to("ama")) == 3


@pytest.mark.parametrize(
    "senders", [f"{AMA}, eve@example.com", f'"{AMA}" <eve@example.com>', f"eve@example.com ({AMA})"]
)
async def test_a_from_that_only_looks_right_is_a_strangers(mail: MailHouse, senders: str) -> None:
    letter = await letter_to_ama(mail)
    reply = mail.reply("ama", letter, under(letter, {"[¶1]": "Forged."}))
    del reply["From"]
    reply["From"] = senders
    await mail.deliver(reply, sender="eve@example.com")
    assert mail.verdicts() == ["unknown sender"]


async def test_another_address_of_the_same_person_will_do(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.give_address("ama", "ama@home.example.org")
    await mail.answer("ama", letter, under(letter, {"[¶1]": "From home."}), from_="Ama@Home.example.org")
    assert mail.verdicts() == ["filed"]


async def test_an_answer_verifies_the_address_that_our_letter_reached(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.world.database.write_here(_unverify)
    assert mail.world.read(people.verified_with, AMA) is None
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Here I am."}))
    assert mail.world.read(people.verified_with, AMA) is not None


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"X_Commentspace_Loop": "elsewhere.example.org"},
    ],
    ids=lambda headers: next(iter(headers)),
)
async def test_what_a_program_wrote_is_kept_and_never_answered(mail: MailHouse, headers: dict[str, str]) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, "I am away until Monday.", **headers)
    assert mail.verdicts() == ["automatic"]
    assert not answered(mail)


async def test_an_out_of_office_note_is_known_by_its_subject(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    note = mail.reply("ama", letter, "I am away until Monday.")
    del note["Subject"]
    note["Subject"] = "自动回复: 您的来信"
    await mail.deliver(note)
    assert mail.verdicts() == ["automatic"]
    assert not answered(mail)


async def test_a_bounce_is_noted_and_never_answered(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.deliver(mail.reply("ama", letter, "Undeliverable."), sender="", to=letter.sender)
    await mail.deliver(mail.reply("ama", letter, "Undeliverable!"), sender="")
    assert mail.verdicts() == ["bounce", "bounce"]
    assert not answered(mail)


async def test_a_mail_with_nothing_new_is_told_so_once_a_day(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, {}))
    await mail.answer("ama", letter, under(letter, {}) + "\n\n-- \nAma Boateng")
    assert mail.verdicts() == ["empty", "empty"]
    assert len(mail.to("ama")) == 2
    assert "nothing new was found" in mail.last("ama").part("plain")
    mail.world.clock.advance(days=1)
    await mail.answer("ama", letter, under(letter, {}) + "\n\n-- \nAma")
    assert len(mail.to("ama")) == 3


async def test_a_mail_to_the_unsubscribe_address_stops_the_daily_letter(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    address = letter.message["List-Unsubscribe"].partition("<mailto:")[2].rstrip(">")
    await mail.deliver(mail.reply("ama", letter, "unsubscribe"), to=address)
    assert mail.verdicts() == ["unsubscribed"]
    assert mail.world.read(_choice_of, mail.world.person("ama")) == "off"
    mail.world.post("wei", FIRST, "Something new.")
    await mail.next_day()
    assert len(mail.to("ama")) == 1


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        (f"{OUR_SERVER}; dmarc=pass header.from=example.net", "filed"),
        (f"{OUR_SERVER}; dmarc=fail header.from=example.net", "unconfirmed"),
        (f"{OUR_SERVER}; dkim=fail; spf=fail smtp.mailfrom=example.com", "filed"),
        ("mx.elsewhere.example.com; dmarc=fail header.from=example.net", "filed"),
    ],
    ids=["vouched for", "failed", "nothing found", "by another server"],
)
async def test_where_our_mail_server_checks_senders_only_a_failure_by_it_has_to_be_confirmed(
    sqlite_world: World, sink: Sink, tmp_path: Path, results: str, verdict: str
) -> None:
    mail = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, authserv_id=OUR_SERVER))
    await mail.listener.start()
    letter = await letter_to_ama(mail)
    headers = {"Authentication_Results": results} if results else {}
    await mail.answer("ama", letter, under(letter, {"[¶1]": "It is me."}), **headers)
    await mail.listener.stop()
    await mail.post_office.close()
    assert mail.verdicts() == [verdict]


async def test_what_cannot_be_read_is_held_for_a_moderator(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    reply = mail.reply("ama", letter, "One.")
    for number in range(250):
        reply.add_attachment(f"part {number}")
    await mail.deliver(reply)
    assert mail.verdicts() == ["held"]


def _unverify(session: Session, *, now: object) -> None:
    session.execute(update(Address).values(verified_at=None))


def _choice_of(session: Session, person_id: int) -> str:
    found = session.execute(select(col(Membership.digest)).where(col(Membership.person_id) == person_id))
    choice: str = found.scalar_one()
    return choice
