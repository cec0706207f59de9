"""How many messages a second the listener accepts, each on disk before it says so.

    python benchmarks/mail_in.py [--messages N] [--connections N] [--postgres postgresql://…]

Messages of 4 KB to 1 MB (most of them small, as mail is) come over several connections of a client in a process of its
own, to the real listener over a real database. Beside it stands aiosmtpd alone, with a handler that writes each message
to a file and syncs it: what the machine can do without a database. The floor is 250 a second on two cores.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import shutil
import smtplib
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from aiosmtpd.smtp import SMTP
from sqlalchemy import text

from commentspace.database import Database, schema
from commentspace.mail.desk import address_book
from commentspace.mail.listener import Listener
from commentspace.settings import Settings

SIZES = ((4_000, 70), (20_000, 20), (100_000, 8), (1_000_000, 2))
"""Octets, and how many of 100 messages have so many."""
FLOOR = 250
LETTERS = 20_000
KEY = "a secret of the benchmark"


class Unheard:
    """Whoever would deal with the messages: nobody, here."""

    def wake(self) -> None:
        """Mail has come."""


class Synced:
    """A handler that writes each message to a file of its own and syncs it."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._number = 0

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: object) -> str:
        """Write it, and only then accept it."""
        self._number += 1
        await asyncio.to_thread(self._write, self._folder / str(self._number), envelope.original_content)  # type: ignore[attr-defined]  # an envelope of aiosmtpd
        return "250 OK"

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def name(number: int) -> str:
    """An outside name."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[(number >> shift) & 31] for shift in range(0, 80, 5))


def send(port: int, messages: int, connections: int, addresses: list[str]) -> None:
    """Bring the messages over so many connections at once, each after the other on one."""
    chance = random.Random(7)  # noqa: S311  # the same messages each time
    sizes = [size for size, weight in SIZES for _ in range(weight)]
    lines = [
        b"%06d the flow of water through the wetland is to be measured in every season\r\n" % at for at in range(14_000)
    ]
    waiting = list(range(messages))
    chosen = [chance.choice(sizes) for _ in waiting]

    def bring() -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=120) as server:
            server.ehlo()
            while waiting:
                try:
                    number = waiting.pop()
                except IndexError:
                    return
                head = (
                    f"From: a@example.org\r\nSubject: {number}\r\nMessage-ID: <{number}@example.org>\r\n\r\n".encode()
                )
                body = b"".join(lines[: chosen[number] // len(lines[0])])
                server.sendmail("a@example.org", [addresses[number % len(addresses)]], head + body)

    threads = [threading.Thread(target=bring) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def timed(port: int, messages: int, connections: int, addresses: list[str]) -> float:
    """Seconds until all is accepted."""
    client = multiprocessing.get_context("spawn").Process(target=send, args=(port, messages, connections, addresses))
    client.start()
    warm = time.perf_counter()
    await asyncio.to_thread(client.join)
    if client.exitcode:
        sys.exit("the client failed")
    return time.perf_counter() - warm


async def ours(url: str, messages: int, connections: int, folder: Path) -> tuple[float, float]:
    """Messages a second that our listener accepts, and the processor's seconds that it takes for one."""
    settings = Settings(data=folder, secret=KEY, mail_port=0, mail_domain="comments.example.org")
    book = address_book(settings)
    addresses = [book.reply_address(name(number)) for number in range(LETTERS)]
    with closing(Database(url)) as database:
        schema.migrate(database.engine)
        listener = Listener(database, settings, Unheard())
        await listener.start()
        empty = await timed(listener.port, 0, 1, addresses)
        spent = time.process_time()
        taken = await timed(listener.port, messages, connections, addresses) - empty
        spent = time.process_time() - spent
        await listener.stop()
        with database.engine.connect() as connection:
            kept = connection.execute(text("SELECT count(*) FROM inbound")).scalar_one()
    if kept < messages:
        sys.exit(f"{messages - kept} messages were accepted and are not kept")
    return messages / taken, spent / messages


async def alone(messages: int, connections: int, folder: Path) -> float:
    """Messages a second that aiosmtpd takes alone, each synced."""
    loop = asyncio.get_running_loop()
    handler = Synced(folder)
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, data_size_limit=None), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    empty = await timed(port, 0, 1, ["a@example.org"])
    taken = await timed(port, messages, connections, ["a@example.org"]) - empty
    server.close()
    return messages / taken


def main() -> None:
    """Measure both, print the figures and their ratio; exit code 1 under the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=3_000)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--postgres", default="", help="an empty database; without, SQLite")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mail-in-"))
    try:
        url = (
            chosen.postgres.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{folder / 'mail.sqlite3'}"
        )
        rate, spent = asyncio.run(ours(url, chosen.messages, chosen.connections, folder))
        beside = asyncio.run(alone(chosen.messages, chosen.connections, folder))
    finally:
        shutil.rmtree(folder)
    sys.stdout.write(
        f"accepted and synced: {rate:.0f} messages a second over {chosen.connections} connections (floor {FLOOR}); "
        f"{spent * 1000:.1f} ms of one processor for each\n"
        f"aiosmtpd alone with a synced file each: {beside:.0f} a second; ratio {rate / beside:.2f}\n"
    )
    sys.exit(rate < FLOOR)


if __name__ == "__main__":
    main()
