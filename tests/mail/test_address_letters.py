"""The letters about one's own addresses."""

from commentspace.demo.cast import member
from commentspace.domain import addresses, people, signing
from tests.mail.house import MailHouse

NEW = "ama@office.example.org"


def ask(mail: MailHouse, address: str = NEW) -> None:
    mail.world.database.write_here(addresses.ask, mail.world.caller("ama"), address)


async def test_the_link_in_the_letter_adds_the_address(mail: MailHouse) -> None:
    ask(mail)
    await mail.post_office.drain()
    [letter] = mail.sink.to(NEW)
    text = letter.part("plain")
    assert "Ama Boateng" in text
    token = next(line for line in text.split("\n") if "/settings/addresses/" in line).rpartition("/")[2]
    secret = mail.settings.secret_key
    mail.world.database.write_here(addresses.add, mail.world.caller("ama"), token, secret)
    found = mail.world.read(people.verified_with, NEW)
    assert found is not None
    assert found.id == mail.world.person("ama")
    assert mail.outgoing("address")[0].text == "", "the link is forgotten when it has been sent"


async def test_the_main_address_is_told_of_each_change(mail: MailHouse) -> None:
    ama, write = mail.world.caller("ama"), mail.world.database.write_here
    ask(mail)
    [(name,)] = mail.world.rows("SELECT uid FROM outbox WHERE kind = 'address'")
    token = signing.sign("address", str(name), mail.settings.secret_key)
    for verb, *args in (
        (addresses.add, token, mail.settings.secret_key),
        (addresses.make_main, NEW),
        (addresses.remove, member("ama").address),
    ):
        write(verb, ama, *args)
        await mail.post_office.drain()
    told = [" ".join(each.part("plain").split()) for each in mail.to("ama")]
    assert ["address of yours too" in told[0], "letters go to" in told[1], len(told)] == [True, True, 2]
    assert any("no address of yours any more" in each.part("plain") for each in mail.sink.to(NEW))


async def test_the_owner_of_a_taken_address_is_told_without_a_name(mail: MailHouse) -> None:
    ask(mail, member("wei").address)
    await mail.post_office.drain()
    text = mail.last("wei").part("plain")
    assert "yours already" in text
    assert "Ama" not in text
    assert mail.to("ama") == []


async def test_a_letter_that_comes_too_late_is_not_sent(mail: MailHouse) -> None:
    ask(mail)
    mail.sink.refusals = ["451 4.3.0 Not now."]
    await mail.post_office.drain()
    mail.world.clock.advance(days=1)
    await mail.post_office.drain()
    assert mail.sink.to(NEW) == []
