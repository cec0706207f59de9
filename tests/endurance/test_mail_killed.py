"""A server that is killed at any moment: no mail that it has taken is lost or doubled, and no letter is lost.

Small here; `COMMENTSPACE_TEST_KILLS` says how often it is killed in a long run.
"""

import asyncio
import os
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

from commentspace.domain import record, reviews
from tests.endurance.sender import Sender
from tests.endurance.serving import let_leases_run_out, serving, settled
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.postfix import free_port
from tests.services.sink import Sink
from tests.world import World

KILLS = int(os.environ.get("COMMENTSPACE_TEST_KILLS", "2"))
LONGEST_LIFE = 1.2
"""Seconds that the server lives at most, once it serves."""
TO_SETTLE = 60.0 + 2 * KILLS
"""Seconds that what was left behind may take in the end."""
AT_ONCE = 3
"""Mail servers that bring answers."""
YEARS = timedelta(days=20_000)


async def test_killed_at_any_moment_nothing_is_lost_and_no_answer_is_doubled(
    world: World, sink: Sink, tmp_path: Path
) -> None:
    chance = random.Random(KILLS)  # noqa: S311  # repeatable, and no secret
    house, sender = await begun(world, sink, tmp_path)
    sending = asyncio.create_task(sender.run(AT_ONCE))
    for _ in range(KILLS):
        async with serving(house, sender.port) as process:
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
            process.kill()
        let_leases_run_out(house)
    async with serving(house, sender.port):
        sender.stop()
        await sending
        await settled(house, TO_SETTLE)

    assert sender.taken
    filed = Counter(text for (text,) in world.rows("SELECT body FROM comment") if text in sender.written)
    assert filed == Counter(sender.written), "each answer is there, and once"
    assert set(house.verdicts()) == {"filed"}
    assert_letters_came(world, sink)
    assert world.read(record.check, world.space_id)[1] == []


async def begun(world: World, sink: Sink, folder: Path) -> tuple[MailHouse, Sender]:
    """A review that stays open in any year, a digest in the sink, and those who will answer it."""
    closes_at = world.clock.now + YEARS
    world.write(reviews.extend, world.caller("lars"), world.document, closes_at, "A long run.")
    house = MailHouse(world, sink, settings_for(sink, folder))
    world.post("olga", text="Name who measures.")
    letter = await house.digest("ama")
    await house.post_office.close()
    return house, Sender(house, letter, free_port())


def assert_letters_came(world: World, sink: Sink) -> None:
    """Every letter was sent and came; one that came twice came as the same bytes under its own Message-ID."""
    assert world.rows("SELECT DISTINCT state FROM outbox") == [("sent",)]
    came: dict[str, set[bytes]] = {}
    for letter in sink.letters:
        came.setdefault(letter.message["Message-ID"], set()).add(letter.content)
    sent = {f"<{left}@{DOMAIN}>" for (left,) in world.rows("SELECT message_id FROM outbox")}
    assert set(came) == sent
    assert all(len(forms) == 1 for forms in came.values())
