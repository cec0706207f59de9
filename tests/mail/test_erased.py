"""Somebody had their data erased: nothing of it is left in any table, in any mail that was kept, or on any page."""

from pathlib import Path

import pytest

from commentspace.demo.cast import member
from commentspace.domain import (
    addresses,
    announcement_answers,
    announcements,
    blocks,
    erasing,
    inbound_views,
    members,
    messages,
    people,
    record,
    reports,
    sign_in,
)
from commentspace.domain.bodies import Body
from tests.mail.house import MailHouse, under
from tests.mail.test_decided_in_digest import assign
from tests.mail.test_decided_letter import decide, quiet
from tests.safety.canaries import EVERYBODY
from tests.safety.erased import holding
from tests.safety.walking import walk
from tests.small_draft import FIRST, SECOND
from tests.web.fixtures import BuildHouse, build_house, visitors_of

__all__ = ["build_house"]

SECRETS = ("Ama Boateng", "ama.boateng", "ama.other", "Coastal Field Station", "Ghana", "mangroves", "canary")


@pytest.fixture
async def lived(mail: MailHouse) -> MailHouse:
    """A day and a night in which Ama does all that leaves a trace, and others answer her."""
    world, ama = mail.world, mail.world.caller("ama")
    chosen = people.Preferences.of("Ama Boateng", "fr", "Africa/Accra", "7", True, expertise="mangroves")
    world.database.write_here(people.prefer, ama, chosen)
    world.database.write_here(sign_in.ask, member("ama").address, "/", "127.0.0.1")
    world.database.write_here(addresses.ask, ama, "ama.other@example.org")
    first = world.post("ama", FIRST, "Say canary-one water.", quote="flow of water", proposal="canary-two of water")
    world.edit("ama", first, "Say canary-three water.")
    world.reply("wei", first, "同意。")
    world.post("wei", SECOND, "Which word?")
    await mail.post_office.drain()
    await mail.next_day()
    await mail.answer("wei", mail.last("wei"), under(mail.last("wei"), {"[#1]": "I think so too."}))
    await mail.answer("ama", mail.last("ama"), under(mail.last("ama"), {"[#2]": "A canary-four word."}))
    await mail.answer("ama", mail.last("ama"), "Nowhere canary-five.")
    await letters(mail, first)
    await decided(mail)
    return mail


async def letters(mail: MailHouse, first: str) -> None:
    """Letters from one to another and to all, and answers to them by mail."""
    world = mail.world
    world.write(messages.write, world.caller("wei"), first, Body.of("May I quote you?"), "k" * 16)
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), "Do, canary-six.")
    await mail.post_office.drain()
    await mail.answer("wei", mail.last("wei"), under(mail.last("wei"), {"": "Thank you."}))
    wording = announcements.Wording.of("Friday", "The review ends on Friday.")
    told = world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key")
    world.write(announcement_answers.say, world.caller("ama"), told, Body.of("I come, canary-eight."), "a-key")
    [(of_wei,)] = world.rows("SELECT uid FROM comment WHERE body = 'Which word?'")
    body = Body.of("Write to me, canary-nine.")
    world.write(messages.write, world.caller("ama"), of_wei, body, "a-key", gives_address=True)
    [(of_ama,)] = world.rows("SELECT uid FROM message WHERE to_id = :id LIMIT 1", id=world.person("ama"))
    world.write(reports.report, world.caller("ama"), of_ama, "It is rude, canary-ten.", space_id=world.space_id)
    world.database.write_here(blocks.block, world.caller("ama"), of_ama)
    world.post("ama", FIRST, "Not mailed yet: canary-seven.")
    await mail.next_day()


async def decided(mail: MailHouse) -> None:
    """A comment of hers is given to a moderator and answered, another is held back; she answers both letters."""
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off", at_once=True)
    asked, held = world.post("ama", FIRST, "Ask whom, canary-eleven?"), world.post("ama", FIRST, "Hold, canary-twelve.")
    assign(world, asked, "nadia")
    await quiet(mail)
    assert "canary-eleven" in mail.last("nadia").part("plain")
    decide(world, asked, "noted", "We know.")
    await quiet(mail)
    await mail.answer("ama", mail.last("ama"), "No, canary-thirteen.")
    world.hold(held)
    await mail.post_office.drain()
    await mail.answer("ama", mail.last("ama"), "Not so, canary-fourteen.")
    said = world.rows("SELECT word FROM satisfaction"), world.rows("SELECT text FROM appeal")
    assert said == ([("canary-thirteen.",)], [("Not so, canary-fourteen.",)])


def erase(mail: MailHouse) -> None:
    world = mail.world
    world.database.carry_out_here(erasing.erase(world.caller("ama"), member("ama").address, world.clock.now))


async def test_no_table_and_no_kept_mail_holds_anything_of_them(lived: MailHouse) -> None:
    world = lived.world
    before = holding(world.database, SECRETS)
    assert {each.rpartition(": ")[2] for each in before} == set(SECRETS), "what was never there proves nothing"
    erase(lived)
    left = holding(world.database, SECRETS)
    assert left == [], left
    assert world.read(record.check, world.space_id)[1] == []


async def test_no_page_of_anybody_shows_anything_of_them(
    lived: MailHouse, build_house: BuildHouse, tmp_path: Path
) -> None:
    world, house = lived.world, build_house(lived.world.database, tmp_path)
    world.change_space(is_open=True)
    async with visitors_of(world, house) as visitor:
        everybody = [key for key in EVERYBODY if key != "ama"]
        seen = [got for key in everybody for _, got in await walk(visitor(key))]
        assert any(b"canary-three" in got for got in seen)
        erase(lived)
        house.pieces.forget()
        for key in everybody:
            for address, got in await walk(visitor(key)):
                for word in SECRETS:
                    assert word.encode() not in got, f"{key} reads {word} at {address}"


async def test_what_others_wrote_by_mail_and_on_pages_stands(lived: MailHouse) -> None:
    erase(lived)
    said = {view.body for view in lived.world.views("lars") if view.body}
    assert {"同意。", "Which word?", "I think so too."} <= said
    found = lived.world.read(inbound_views.of_space, lived.world.standing("lars"))
    assert any("I think so too." in each.found for each in found)


async def test_the_mail_of_others_goes_on_and_answers_to_old_letters_are_filed(lived: MailHouse) -> None:
    old = lived.last("wei")
    erase(lived)
    lived.world.post("lars", FIRST, "After that.")
    await lived.next_day()
    letter = lived.last("wei")
    assert "After that." in letter.part("plain")
    await lived.answer("wei", letter, under(letter, {"[#": "Good."}))
    assert lived.verdicts()[-1] == "filed"
    assert "Ama" not in letter.part("plain")
    assert old.message["Message-ID"] != letter.message["Message-ID"]


async def test_what_comes_to_an_old_letter_of_theirs_reaches_nobody(lived: MailHouse) -> None:
    old = lived.last("ama")
    erase(lived)
    sent = len(lived.to("ama"))
    await lived.answer("ama", old, "I am still here.")
    await lived.next_day()
    assert lived.verdicts()[-1] == "held"
    assert len(lived.to("ama")) == sent
