"""The steps of a message that came in, where none of them loses what a person wrote."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.domain import inbound, intake, member_lists, members, withdrawals
from commentspace.domain.tables import Address, Letter
from commentspace.mail import reader_process
from commentspace.mail.inbox import Inbox
from commentspace.mail.reader_process import Endless, Job, Read, Reader
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered
from tests.small_draft import FIRST
from tests.world import World

AMA, EVE = member("ama").address, "eve@example.com"
MINE = {"[¶1]": "Say which water."}


async def letter_to_ama(mail: MailHouse) -> Delivered:
    """A daily letter with one comment."""
    mail.world.post("wei", FIRST, "Which one?")
    return await mail.digest("ama")


def of_ama(mail: MailHouse) -> list[str]:
    """What stands under her name."""
    return [view.body for view in mail.world.views("lars") if view.author == member("ama").name]


async def invited(mail: MailHouse) -> Delivered:
    """The invitation of somebody new."""
    entry = member_lists.Entry.of("Nia Baker", "nia@example.org", "", "", "participant", "en")
    mail.world.write(members.add, mail.world.caller("lars"), mail.world.space_id, [entry])
    await mail.post_office.drain()
    [letter] = mail.sink.to("nia@example.org")
    return letter


async def test_whoever_answers_an_invitation_has_come_with_a_verified_address(mail: MailHouse) -> None:
    letter = await invited(mail)
    assert "[¶1]" in letter.part("plain")
    await mail.answer("ama", letter, under(letter, MINE), from_="nia@example.org")
    assert mail.verdicts() == ["filed"]
    assert mail.world.rows("SELECT count(*) FROM invitation WHERE accepted_at IS NOT NULL") == [(1,)]
    assert mail.world.rows("SELECT verified_at IS NOT NULL FROM address WHERE address = 'nia@example.org'") == [(1,)]


async def test_an_answer_to_an_invitation_without_a_place_is_told_so_and_has_come_too(mail: MailHouse) -> None:
    letter = await invited(mail)
    await mail.answer("ama", letter, "Thank you, I am glad to.", from_="nia@example.org")
    back = mail.sink.to("nia@example.org")[-1].part("plain")
    assert "you are a member now" in back
    assert "Thank you, I am glad to." in back
    assert mail.world.rows("SELECT count(*) FROM invitation WHERE accepted_at IS NOT NULL") == [(1,)]


async def test_a_stranger_who_answers_an_invitation_has_not_come(mail: MailHouse) -> None:
    await mail.answer("ama", await invited(mail), "I am Nia.", from_=EVE)
    assert mail.world.rows("SELECT count(*) FROM invitation WHERE accepted_at IS NOT NULL") == [(0,)]
    assert mail.sink.to(EVE) == []


async def test_whoever_was_removed_is_told_so_and_gets_the_text_back(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    listed = mail.world.read(members.everybody, mail.world.space_id)
    ama = next(each.uid for each in listed if each.person_id == mail.world.person("ama"))
    mail.world.write(members.end, mail.world.caller("fang"), ama, space_id=mail.world.space_id)
    await mail.answer("ama", letter, under(letter, MINE))
    back = mail.last("ama").part("plain")
    assert (mail.verdicts(), "Say which water." in back) == (["returned"], True)
    assert "not a member of this space any more" in back


async def test_an_answer_to_a_comment_that_was_withdrawn_meanwhile_stands_below_its_place(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    [comment] = [view.uid for view in mail.world.views("wei")]
    mail.world.write(withdrawals.withdraw, mail.world.caller("wei"), comment)
    await mail.answer("ama", letter, under(letter, {"[#1]": "But which?"}))
    assert (mail.verdicts(), of_ama(mail)) == (["filed"], ["But which?"])
    [answer] = [view for view in mail.world.views("priya") if view.author == member("ama").name]
    assert answer.parent == comment


async def test_what_came_in_time_is_filed_after_the_closing_and_what_came_late_goes_back(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.bring(mail.reply("ama", letter, under(letter, MINE)))
    mail.world.clock.advance(minutes=1)
    mail.world.close_review()
    moment = mail.world.clock.now
    assert mail.world.read(inbound.unsettled, mail.world.space_id, moment) == 1
    await mail.inbox.drain()
    assert mail.world.read(inbound.unsettled, mail.world.space_id, moment) == 0
    mail.world.clock.advance(minutes=1)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Too late."}))
    assert (mail.verdicts(), of_ama(mail)) == (["filed", "returned"], ["Say which water."])
    assert "Too late." in mail.last("ama").part("plain")


async def test_an_answer_to_a_letter_that_is_gone_goes_back_to_whoever_we_know(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.world.database.write_here(_lose_the_letters)
    await mail.answer("ama", letter, "Say which water.")
    await mail.answer("ama", letter, "Or this one.", from_=EVE)
    assert mail.verdicts() == ["returned", "held"]
    assert "not kept here any more" in mail.last("ama").part("plain")
    assert "Say which water." in mail.last("ama").part("plain")
    assert mail.sink.to(EVE) == []


async def test_a_forwarded_reply_address_files_nothing_and_says_how_to_add_an_address(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await mail.answer("ama", letter, under(letter, MINE), from_=member("wei").address)
    assert (mail.verdicts(), of_ama(mail)) == (["unknown sender"], [])
    assert f"{mail.settings.base_url}/settings/addresses" in mail.last("ama").part("plain")


async def test_what_comes_from_an_address_of_ours_is_never_answered(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    ours = str(letter.message["From"].addresses[0].addr_spec)
    mail.world.database.write_here(_all_addresses_are, ours, mail.world.person("ama"))
    for sender in (ours, f"noreply@{mail.settings.mail_domain}"):
        await mail.answer("ama", letter, under(letter, MINE), from_=sender)
    await mail.answer("ama", letter, "x", Received=f"from {'a ' * 10}", from_=ours)
    assert mail.verdicts() == ["automatic"] * 3
    assert len(mail.sink.letters) == 1


async def test_more_than_fifty_servers_on_the_way_are_a_loop(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    raw = mail.reply("ama", letter, "Round and round.")
    for number in range(51):
        raw.add_header("Received", f"from {number}.example.com")
    await mail.deliver(raw)
    assert mail.verdicts() == ["automatic"]
    assert len(mail.to("ama")) == 1


class Slow(Reader):
    """Reads one message only when it is told to; the others as ever."""

    def __init__(self, go_on: asyncio.Event, loop: asyncio.AbstractEventLoop):
        super().__init__()
        self._go_on, self._loop = go_on, loop

    def read(self, job: Job) -> Read:
        if b"Hostile." in job.raw:
            asyncio.run_coroutine_threadsafe(self._go_on.wait(), self._loop).result()
            raise Endless
        return super().read(job)


async def test_while_a_message_is_hard_to_read_those_of_others_are_filed(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Which one?")
    mail.world.post("ama", FIRST, "Another.")
    await mail.next_day()
    letter, other, go_on = mail.last("ama"), mail.last("wei"), asyncio.Event()
    slow = Slow(go_on, asyncio.get_running_loop())
    mail.inbox = Inbox(mail.world.database, mail.settings, slow)
    await mail.bring(mail.reply("ama", letter, "Hostile."))
    await mail.bring(mail.reply("wei", other, under(other, {"[¶1]": "Which one?"})))
    running = asyncio.create_task(mail.inbox.run())
    async with asyncio.timeout(30):
        while mail.verdicts() != ["", "filed"]:
            await asyncio.to_thread(mail.verdicts)
        go_on.set()
        while mail.verdicts() != ["held", "filed"]:
            await asyncio.to_thread(mail.verdicts)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    slow.close()


def test_two_workers_never_have_the_same_message_and_a_lost_one_is_taken_over(world: World) -> None:
    write = world.database.write_here
    for number in range(3):
        write(intake.store, b"Subject: x\r\n\r\n%d" % number, AMA, ["us@example.org"])
    first = write(inbound.take, 2)
    second = write(inbound.take, 2)
    assert [len(first), len(second)] == [2, 1]
    assert not {each.id for each in first} & {each.id for each in second}
    write(inbound.give_back, second[0].id)
    assert write(inbound.take, 2) == second
    world.clock.advance(seconds=inbound.LEASE.total_seconds() + 1)
    assert {each.id for each in write(inbound.take, 5)} == {each.id for each in (*first, *second)}


def test_messages_of_one_sender_wait_for_each_other(world: World) -> None:
    write = world.database.write_here
    for number, sender in enumerate((AMA, AMA, EVE)):
        write(intake.store, b"Subject: x\r\n\r\n%d" % number, sender, ["us@example.org"])
    [first] = write(inbound.take, 1)
    [next_one] = write(inbound.take, 1, but=[first.id], senders=[first.sender])
    assert (first.sender, next_one.sender) == (AMA, EVE)


async def test_a_second_delivery_is_noted_in_the_way_of_the_first(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    reply = mail.reply("ama", letter, under(letter, MINE))
    await mail.deliver(reply)
    reply["X-Spam-Score"] = "0"
    await mail.deliver(reply)
    assert (mail.verdicts(), of_ama(mail)) == (["filed"], ["Say which water."])
    [(way,)] = mail.world.rows("SELECT trail FROM inbound")
    assert '["again", "' in way


def _lose_the_letters(session: Session, *, now: datetime) -> None:
    session.execute(update(Letter).values(uid="aaaaaaaaaaaaaaaa"))


def _all_addresses_are(session: Session, address: str, person_id: int, *, now: datetime) -> None:
    session.execute(update(Address).where(col(Address.person_id) == person_id).values(address=address, folded=address))


@pytest.mark.parametrize("octets", [b"From: a" * 20_000, b"Subject: " + b"(" * 20_000, b"x: " + b"On " * 40_000])
def test_hostile_fields_end_within_their_limits(octets: bytes) -> None:
    reader = Reader(seconds=reader_process.SECONDS)
    try:
        assert reader.read(Job(octets + b"\n\nSay which water.\n", b"", "r1.x@y", "", ())).found is not None
    finally:
        reader.close()
