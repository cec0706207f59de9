"""What `commentspace doctor` finds in settings and records, and says of a letter that was sent round."""

import asyncio
from pathlib import Path

import pytest

from commentspace.domain.loops import Round
from commentspace.mail.checkup import Finding
from commentspace.mail.checkup.chosen import of_settings
from commentspace.mail.checkup.records import of_domain
from commentspace.mail.checkup.rounds import seen
from commentspace.mail.checkup.servers import of_listener, of_relay
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.names import Known, names
from tests.services.postfix import free_port
from tests.services.sink import Sink

SOUND: Known = {
    (DOMAIN, "MX"): ["10 mx.example.org."],
    (DOMAIN, "TXT"): ['"v=spf1 mx -all"', '"other=1"'],
    ("_dmarc.example.org", "TXT"): ['"v=DMARC1; p=reject"'],
}


async def marks(known: Known) -> dict[str, str]:
    """What is found in these records, by what was looked at."""
    async with names(known) as resolver:
        found = await asyncio.to_thread(lambda: [*of_domain(DOMAIN, resolver)])
    return {each.what: each.mark for each in found}


async def test_sound_records_are_good_also_where_the_policy_stands_on_the_domain_above() -> None:
    assert await marks(SOUND) == {"MX": "good", "SPF": "good", "DMARC": "good"}


@pytest.mark.parametrize(
    ("change", "what", "mark"),
    [
        ({(DOMAIN, "MX"): []}, "MX", "bad"),
        ({(DOMAIN, "MX"): [], (DOMAIN, "A"): ["192.0.2.1"]}, "MX", "odd"),
        ({(DOMAIN, "MX"): ["0 ."]}, "MX", "bad"),
        ({(DOMAIN, "TXT"): []}, "SPF", "odd"),
        ({(DOMAIN, "TXT"): ['"v=spf1 mx -all"', '"v=spf1 a -all"']}, "SPF", "bad"),
        ({(DOMAIN, "TXT"): ['"v=spf1 +all"']}, "SPF", "bad"),
        ({("_dmarc.example.org", "TXT"): []}, "DMARC", "odd"),
        ({("_dmarc.example.org", "TXT"): ['"v=DMARC1; p=none"', '"v=DMARC1; p=reject"']}, "DMARC", "bad"),
    ],
)
async def test_a_record_that_is_missing_or_wrong_is_named(change: Known, what: str, mark: str) -> None:
    assert (await marks({**SOUND, **change}))[what] == mark


def test_settings_with_which_mail_may_go_wrong_are_named(sink: Sink, tmp_path: Path) -> None:
    def odd_in(**more: object) -> set[str]:
        settings = settings_for(sink, tmp_path, **({"authserv_id": "mx.example.org"} | more))
        return {each.what for each in of_settings(settings) if each.mark != "good"}

    assert odd_in() == set()
    assert odd_in(authserv_id="") == {"sender"}
    assert odd_in(mail_domain="localhost") == {"domain"}
    assert odd_in(secret="", database_url="postgresql://localhost/comments") == {"secret"}
    assert odd_in(smtp_user="us", smtp_host="mx.example.org") == {"password"}
    assert odd_in(base_url="http://localhost:8000") == {"links"}


async def listener_marks(mail: MailHouse, **more: object) -> list[str]:
    """What speaking to the listener finds, with other settings than its own."""
    settings = settings_for(mail.sink, mail.settings.data, **({"mail_port": mail.listener.port} | more))
    return [each.mark for each in await asyncio.to_thread(lambda: [*of_listener(settings)])]


async def test_the_listener_is_spoken_to_and_has_to_know_our_addresses(mail: MailHouse) -> None:
    assert await listener_marks(mail) == ["good"]
    assert await listener_marks(mail, secret="another secret of the tests") == ["bad"]
    assert await listener_marks(mail, mail_domain="elsewhere.example.org") == ["bad"]
    assert await listener_marks(mail, mail_port=mail.sink.port) == ["bad"], "whoever takes anything is not us"
    assert await listener_marks(mail, mail_port=free_port()) == ["bad"]
    assert await listener_marks(mail, mail_port=-1) == ["bad"]


async def test_the_relay_is_greeted(mail: MailHouse) -> None:
    assert (await asyncio.to_thread(of_relay, mail.settings)).mark == "good"
    away = settings_for(mail.sink, mail.settings.data, smtp_port=free_port())
    assert (await asyncio.to_thread(of_relay, away)).mark == "bad"


SIGNED = b"""\
Authentication-Results: mx.example.org; dkim=pass header.d=comments.example.org
Received: from us by mx.example.org
DKIM-Signature: v=1; d=comments.example.org
From: r1@comments.example.org

round
"""


def of_round(settings_given: dict[str, str], found: Round, sink: Sink, folder: Path) -> list[Finding]:
    """What is said of a letter that got so far."""
    return [*seen(settings_for(sink, folder, **settings_given), found, 3.0)]


def test_a_letter_that_came_back_shows_who_signed_it_and_who_vouches(sink: Sink, tmp_path: Path) -> None:
    ours = {"authserv_id": "mx.example.org"}

    def marked(content: bytes) -> dict[str, str]:
        found = of_round(ours, Round("sent", "250", content, "automatic"), sink, tmp_path)
        return {each.what: each.mark for each in found}

    assert marked(SIGNED) == {"round": "good", "DKIM": "good", "results": "good"}
    assert marked(SIGNED.replace(b"dkim=pass", b"dkim=fail"))["results"] == "odd"
    assert marked(SIGNED.replace(b"DKIM-Signature", b"X-Was"))["DKIM"] == "odd"
    assert marked(SIGNED.partition(b"\n")[2])["results"] == "odd"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Round("intended", ""), "running"),
        (Round("ready", "451 later"), "451 later"),
        (Round("failed", "550 no"), "550 no"),
        (Round("sent", "250"), "was not back"),
        (Round("sent", "250", b"x", "bounce", "5.1.1"), "5.1.1"),
    ],
)
def test_a_letter_that_did_not_come_back_says_where_it_stuck(
    found: Round, words: str, sink: Sink, tmp_path: Path
) -> None:
    [said] = of_round({}, found, sink, tmp_path)
    assert said.mark == "bad"
    assert words in said.sentence
