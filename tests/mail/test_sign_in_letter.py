"""The letter that lets somebody in: it holds a secret, so little of it stays."""

import asyncio
from pathlib import Path

import pytest

from commentspace.demo.cast import member
from commentspace.domain import sign_in
from commentspace.domain.tables import Blob, BlobChunk
from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Sink
from tests.world import World

ADDRESS = member("ama").address


def ask(mail: MailHouse) -> sign_in.Asked:
    """Ask for a link and a code, in a browser."""
    return mail.world.database.write_here(sign_in.ask, ADDRESS, "/", "127.0.0.1")


async def test_the_link_and_the_code_in_the_letter_sign_in(mail: MailHouse) -> None:
    asked = ask(mail)
    await mail.post_office.drain()
    text = mail.last("ama").part("plain")
    code = next(line for line in text.split("\n") if line.replace(" ", "").isdigit())
    link = next(line for line in text.split("\n") if "/sign-in/" in line).rpartition("/")[2]
    assert link in mail.last("ama").part("html")
    write = mail.world.database.write_here
    by_code = write(sign_in.by_code, asked.uid, asked.browser, code, "a browser")
    assert isinstance(by_code, sign_in.SignedIn)
    assert by_code.person_id == mail.world.person("ama")


async def test_the_secrets_are_forgotten_when_the_letter_has_been_sent(mail: MailHouse) -> None:
    ask(mail)
    await mail.post_office.drain()
    row = mail.outgoing("sign-in")[0]
    assert (row.state, row.subjects, row.text, row.html, row.blob_id) == ("sent", "{}", "", "", None)
    assert mail.count(Blob) == mail.count(BlobChunk) == 0


async def test_the_demo_keeps_the_letter_for_everybody_to_read(sqlite_world: World, sink: Sink, tmp_path: Path) -> None:
    mail = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path, demo=True))
    ask(mail)
    await mail.post_office.drain()
    await mail.post_office.close()
    row = mail.outgoing("sign-in")[0]
    assert row.text == mail.last("ama").part("plain")


@pytest.mark.parametrize("rendered_before", [False, True])
async def test_a_letter_that_comes_too_late_is_not_sent(mail: MailHouse, rendered_before: bool) -> None:
    ask(mail)
    if rendered_before:
        mail.sink.refusals = ["451 4.3.0 Not now."]
        await mail.post_office.drain()
    mail.world.clock.advance(minutes=11)
    await mail.post_office.drain()
    assert mail.sink.letters == []
    row = mail.outgoing("sign-in")[0]
    assert (row.state, row.subjects, row.text) == ("dropped", "{}", "")


async def test_the_secrets_are_kept_as_long_as_the_letter_has_to_be_tried_again(mail: MailHouse) -> None:
    ask(mail)
    mail.sink.refusals = ["451 4.3.0 Not now."]
    await mail.post_office.drain()
    mail.world.clock.advance(minutes=1)
    await asyncio.gather(mail.post_office.drain(), mail.post_office.drain())
    assert len(mail.to("ama")) == 1
