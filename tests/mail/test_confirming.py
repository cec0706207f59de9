"""Mail for whose sender nobody vouches: the space's rule decides, and the person confirms by a link or by an answer."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from commentspace.demo.cast import member
from commentspace.domain import confirmations, inbound_views, own_mail, reviews, signing
from commentspace.mail.desk import address_book
from tests.mail.house import MailHouse, settings_for, under
from tests.services.sink import Delivered, Sink
from tests.small_draft import FIRST
from tests.world import World

AMA, EVE = member("ama").address, "eve@example.com"
OUR_SERVER = "mx.comments.example.org"
PASSED = {"Authentication_Results": f"{OUR_SERVER}; dmarc=pass header.from=example.net"}
FAILED = {"Authentication_Results": f"{OUR_SERVER}; dmarc=fail header.from=example.net"}
MINE = {"[¶1]": "Say which water."}


@pytest.fixture
async def checked(sqlite_world: World, sink: Sink, tmp_path: Path) -> AsyncIterator[MailHouse]:
    """The mail door behind a server that checks senders."""
    house = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, authserv_id=OUR_SERVER))
    await house.listener.start()
    yield house
    await house.listener.stop()
    await house.post_office.close()


async def letter_to_ama(mail: MailHouse) -> Delivered:
    """A daily letter with one comment."""
    mail.world.post("wei", FIRST, "Which one?")
    return await mail.digest("ama")


def of_ama(mail: MailHouse) -> list[str]:
    """What stands under her name."""
    return [view.body for view in mail.world.views("lars") if view.author == member("ama").name]


def uid(mail: MailHouse) -> str:
    """The name of the newest message."""
    return str(mail.world.rows("SELECT uid FROM inbound ORDER BY id DESC")[0][0])


async def test_without_a_word_of_our_server_it_is_posted_and_marked(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE))
    [comment] = [view for view in checked.world.views("lars") if view.door == "mail"]
    assert (checked.verdicts(), comment.is_unverified) == (["filed"], True)
    [seen_by_others] = [view for view in checked.world.views("li") if view.door == "mail"]
    assert not seen_by_others.is_unverified


async def test_with_its_word_it_is_posted_and_not_marked(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **PASSED)
    [comment] = [view for view in checked.world.views("lars") if view.door == "mail"]
    assert not comment.is_unverified
    assert checked.world.rows("SELECT is_vouched_for FROM provenance WHERE door = 'mail'") == [(1,)]


async def test_a_space_may_want_it_confirmed_and_then_nothing_is_posted_before(checked: MailHouse) -> None:
    checked.world.change_space(mail_rule="confirm")
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE))
    assert (checked.verdicts(), of_ama(checked)) == (["unconfirmed"], [])
    asked = checked.last("ama").part("plain")
    assert "Say which water." in asked
    token = signing.sign(confirmations.USE, uid(checked), checked.settings.secret_key)
    assert f"https://comments.example.org/confirm/{token}" in asked


async def test_what_failed_dmarc_is_never_posted_unconfirmed(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **FAILED)
    assert (checked.verdicts(), of_ama(checked)) == (["unconfirmed"], [])


async def test_what_is_confirmed_after_the_closing_counts_as_received_when_it_came(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **FAILED)
    received = checked.world.clock.now
    checked.world.clock.advance(hours=1)
    checked.world.close_review()
    checked.world.database.write_here(confirmations.confirm, uid(checked))
    await checked.inbox.drain()
    [comment] = [view for view in checked.world.views("lars") if view.door == "mail"]
    assert (checked.verdicts(), comment.body, comment.received_at) == (["filed"], "Say which water.", received)
    assert not comment.is_unverified


@pytest.mark.parametrize(
    ("word", "verdicts", "filed"),
    [
        ("YES", ["filed", "asked"], 1),
        ("Oui, c'est moi.", ["filed", "asked"], 1),
        ("是的", ["filed", "asked"], 1),
        ("NO, I never wrote that.", ["dropped", "asked"], 0),
        ("لا", ["dropped", "asked"], 0),
        ("Perhaps.", ["unconfirmed", "returned"], 0),
    ],
)
async def test_the_letter_can_be_answered_with_yes_or_no(
    checked: MailHouse, word: str, verdicts: list[str], filed: int
) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **FAILED)
    await checked.answer("ama", checked.last("ama"), word)
    assert (checked.verdicts(), len(of_ama(checked))) == (verdicts, filed)


async def test_a_stranger_confirms_nothing(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **FAILED)
    await checked.answer("ama", checked.last("ama"), "YES", from_=EVE)
    assert (checked.verdicts(), of_ama(checked)) == (["unconfirmed", "unknown sender"], [])


async def test_an_address_that_was_never_verified_speaks_only_after_it_is_confirmed(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.give_address("ama", "ama@home.example.org", verified=False)
    await mail.answer("ama", letter, under(letter, MINE), from_="ama@home.example.org")
    assert (mail.verdicts(), of_ama(mail)) == (["unconfirmed"], [])
    mail.world.database.write_here(confirmations.confirm, uid(mail))
    await mail.inbox.drain()
    assert of_ama(mail) == ["Say which water."]
    assert mail.world.rows("SELECT verified_at IS NOT NULL FROM address WHERE address = 'ama@home.example.org'") == [
        (1,)
    ]


async def test_forged_results_above_and_below_ours_vouch_for_nobody(checked: MailHouse) -> None:
    checked.world.change_space(mail_rule="confirm")
    letter = await letter_to_ama(checked)
    forged = ("mx.elsewhere.example.com; dmarc=pass header.from=example.net", f"{OUR_SERVER}.evil.example; dmarc=pass")
    for number, results in enumerate(forged):
        answer = {"[¶1]": f"Forged, number {number}."}
        await checked.answer("ama", letter, under(letter, answer), Authentication_Results=results)
    reply = checked.reply("ama", letter, under(letter, {"[¶1]": "Forged below Received."}))
    reply["Received"] = "from one.example.com by two.example.com; Mon, 02 Mar 2026 09:00:01 +0000"
    reply["Authentication-Results"] = PASSED["Authentication_Results"]
    await checked.deliver(reply)
    assert (checked.verdicts(), of_ama(checked)) == (["unconfirmed"] * 3, [])


async def test_moderators_see_its_way(checked: MailHouse) -> None:
    letter = await letter_to_ama(checked)
    await checked.answer("ama", letter, under(letter, MINE), **PASSED)
    [way] = checked.world.rows("SELECT trail FROM inbound")
    for step in ('["address", "answer"]', '["machine", "no"]', '["sender", "vouched for"]', '["filed", "1"]'):
        assert step in way[0]
    [seen] = checked.world.read(inbound_views.of_space, checked.world.standing("lars"))
    assert seen.verdict == "filed"


@pytest.mark.parametrize("verdict", ["filed", "returned"])
async def test_what_a_certain_sender_writes_to_a_document_stands_among_their_mail(
    checked: MailHouse, verdict: str
) -> None:
    if verdict == "returned":
        checked.world.write(reviews.close, checked.world.caller("lars"), checked.world.document, "Enough.")
    message = EmailMessage()
    message["From"], message["To"] = AMA, address_book(checked.settings).document_address(checked.world.document)
    for name, value in PASSED.items():
        message[name.replace("_", "-")] = value
    message.set_content("[¶1] Say which water.")
    await checked.deliver(message)
    assert [mail.verdict for mail in checked.world.read(own_mail.of_person, checked.world.caller("ama"))] == [verdict]
    assert f"/mail/{uid(checked)}" in checked.last("ama").part("plain")
