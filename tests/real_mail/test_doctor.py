"""`commentspace doctor` with the real server behind a real Postfix: its letter goes out, and comes back by LMTP."""

import asyncio
from pathlib import Path

import pytest

from tests.commands.running import run
from tests.endurance.serving import serving
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.postfix import Start, free_port
from tests.services.sink import Sink
from tests.world import World


async def test_the_letter_goes_round_by_postfix_and_nobody_else_gets_anything(
    sqlite_world: World, sink: Sink, postfix: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listens_at = free_port()
    relay = await postfix(DOMAIN, listens_at, sink.port)
    settings = settings_for(sink, tmp_path, mail_protocol="lmtp", mail_port=listens_at, smtp_port=relay.port)
    house = MailHouse(sqlite_world, sink, settings)
    sqlite_world.execute("UPDATE person SET next_digest_at = NULL")
    for name in ("secret", "mail_domain", "mail_port", "mail_protocol", "smtp_port", "base_url"):
        value = getattr(settings, name)
        monkeypatch.setenv(f"COMMENTSPACE_{name.upper()}", str(getattr(value, "get_secret_value", lambda v=value: v)()))
    monkeypatch.setenv("COMMENTSPACE_DATABASE_URL", sqlite_world.url)

    async with serving(house, listens_at):
        ran = await asyncio.to_thread(run, "doctor", "--no-names", "--data", tmp_path)

    assert "was back after" in ran.said
    assert "!!" not in ran.said
    assert "DKIM" in ran.said, "nobody signs here, and it says so"
    assert sink.letters == []
