"""Two instances that write to each other, and people who are away: no automatic mail is answered by another."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.demo.cast import member
from commentspace.domain.tables import Address
from tests.clock import Clock
from tests.copies import SqliteCopies
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.sink import Delivered, Sink
from tests.small_draft import FIRST
from tests.world import World

OTHER_DOMAIN = "drafts.example.net"
AWAY = (
    "Automatic reply: away",
    "Réponse automatique : absente",
    "自动回复: 不在",
    "خارج المكتب",
    "Автоответ",
    "Fuera de la oficina",
)


@contextmanager
def another_world(copies: SqliteCopies, clock: Clock) -> Iterator[World]:
    """The named space once more, in a database of its own."""
    with copies.of("world") as url, closing(Database(url, clock=clock)) as database:
        yield World(database, clock, copies.facts)


@pytest.fixture
async def houses(
    sqlite_world: World, sqlite_copies: SqliteCopies, clock: Clock, sink: Sink, tmp_path: Path
) -> AsyncIterator[dict[str, MailHouse]]:
    """Two instances whose letters come to one sink, by their domains."""
    with another_world(sqlite_copies, clock) as other:
        made = {
            DOMAIN: MailHouse(sqlite_world, sink, settings_for(sink, tmp_path / "one")),
            OTHER_DOMAIN: MailHouse(
                other,
                sink,
                settings_for(sink, tmp_path / "two", mail_domain=OTHER_DOMAIN, base_url=f"https://{OTHER_DOMAIN}"),
            ),
        }
        for house in made.values():
            await house.listener.start()
        yield made
        for house in made.values():
            await house.listener.stop()
            await house.post_office.close()


def note(letter: Delivered, number: int) -> EmailMessage:
    """What the mail program of somebody who is away answers; one that marks its notes, or one that does not."""
    made, was = EmailMessage(), letter.message
    made["From"], made["To"], made["Subject"] = letter.recipient, was["From"], AWAY[number % len(AWAY)]
    made["Message-ID"] = f"<away-{number}@mail.example.org>"
    if number % 2:
        made["Auto-Submitted"] = "auto-replied"
        made.replace_header("Subject", f"Re: {was['Subject']}")
    made.set_content("I am away until Monday.")
    return made


async def carry(houses: dict[str, MailHouse], sender: str, recipient: str, content: bytes) -> None:
    """Bring a message to the instance of this domain, as the mail servers between them do."""
    house = houses[recipient.rpartition("@")[2]]
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=house.listener.port, start_tls=False) as server:
        await server.sendmail(sender, [recipient], content)


def point(house: MailHouse, key: str, address: str) -> None:
    """From now on the letters of one of the cast go to this address."""

    def change(session: Session, person_id: int, *, now: object) -> None:
        mine = col(Address.person_id) == person_id
        session.execute(update(Address).where(mine).values(address=address, folded=address.lower()))

    house.world.database.write_here(change, house.world.person(key))


async def test_two_instances_and_people_who_are_away_come_to_rest_within_a_day(houses: dict[str, MailHouse]) -> None:
    one, other = houses.values()
    sink, clock = one.sink, one.world.clock
    for house in houses.values():
        house.world.post("wei", FIRST, "Which one?")
        house.world.post("ama", FIRST, "This one.")
    point(one, "ama", f"old-address@{OTHER_DOMAIN}")
    clock.advance(days=1)
    for house in houses.values():
        await house.rounds.once()
        await house.post_office.drain()
    to_ama = next(each for each in sink.letters if each.recipient == f"old-address@{OTHER_DOMAIN}")
    to_wei = next(
        each for each in sink.letters if each.recipient == member("wei").address and OTHER_DOMAIN in each.sender
    )
    point(one, "ama", str(to_wei.message["From"].addresses[0].addr_spec))
    point(other, "wei", str(to_ama.message["From"].addresses[0].addr_spec))
    began = len(sink.letters)
    for house in houses.values():
        house.world.post("lars", FIRST, "And now?")
    carried = await _a_day(houses, clock)
    automatic = Counter((each.sender, each.recipient) for each in sink.letters[began:] if not each.sender)
    assert carried > 20
    assert max(automatic.values(), default=0) <= 1
    assert {verdict for house in houses.values() for verdict in house.verdicts()} <= {"automatic", "bounce"}


async def _a_day(houses: dict[str, MailHouse], clock: Clock) -> int:
    """Hour by hour, carry what was sent, and let who is away answer; returns how many messages came in."""
    sink = next(iter(houses.values())).sink
    seen = carried = 0
    for _ in range(25):
        for letter in sink.letters[seen:]:
            seen += 1
            carried += 1
            if letter.recipient.rpartition("@")[2] in houses:
                if letter.recipient.startswith("r"):
                    await carry(houses, letter.sender, letter.recipient, letter.content)
            else:
                to = str(letter.message["From"].addresses[0].addr_spec)
                await carry(houses, letter.recipient, to, note(letter, carried).as_bytes())
        clock.advance(hours=1)
        for house in houses.values():
            await house.inbox.drain()
            await house.rounds.once()
            await house.post_office.drain()
    return carried
