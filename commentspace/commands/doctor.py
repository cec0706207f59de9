"""Looking after mail: settings, servers, records, what waits, and a letter sent round."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

import typer

from commentspace import settings
from commentspace.commands.options import DataOption, opened
from commentspace.database import Database
from commentspace.domain import inbound, loops, outbox
from commentspace.errors import Refusal, marked
from commentspace.mail.checkup import Finding, bad, good, odd
from commentspace.mail.checkup import rounds as sent_round
from commentspace.mail.checkup.chosen import is_reserved, of_settings
from commentspace.mail.checkup.records import of_domain
from commentspace.mail.checkup.servers import of_listener, of_relay
from commentspace.mail.desk import address_book
from commentspace.settings import Settings

SIGNS = {"good": "ok ", "odd": "?  ", "bad": "!! "}
EVERY = 0.25
LATE = timedelta(minutes=15)
"""A message or letter that waits for longer is worth a word."""


def doctor(
    data: DataOption = None,
    letter: Annotated[bool, typer.Option(help="Send a letter round: out by the relay, in by the listener.")] = True,
    names: Annotated[bool, typer.Option(help="Look the mail domain up as other servers do.")] = True,
    wait: Annotated[float, typer.Option(metavar="SECONDS", help="How long the letter may take.")] = 60,
) -> None:
    """Check that mail works here, and say what to mend.

    The server has to be running. Nothing is sent to anybody else. The exit code is 1 where mail goes wrong.
    """
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        faults = sum(map(_told, _findings(chosen, database, letter=letter, names=names, wait=wait)))
    if faults:
        raise Refusal(marked("Mail does not work here yet. Things to mend, marked with “!!”: %(count)s."), count=faults)


def _told(finding: Finding) -> bool:
    """Print it; whether it is a fault."""
    typer.echo(f"{SIGNS[finding.mark]} {finding.what:8} {finding.sentence}")
    return finding.mark == "bad"


def _findings(chosen: Settings, database: Database, *, letter: bool, names: bool, wait: float) -> Iterator[Finding]:
    yield from of_settings(chosen)
    if names and not is_reserved(chosen.mail_domain):
        yield from of_domain(chosen.mail_domain)
    yield of_relay(chosen)
    listening = [*of_listener(chosen)]
    yield from listening
    yield from _waiting(database)
    if letter and all(finding.mark == "good" for finding in listening):
        yield from _round(chosen, database, wait)


def _waiting(database: Database) -> Iterator[Finding]:
    now = database.now()
    affairs = database.read_here(outbox.state_of_affairs, now)
    said = f"Letters that wait: {affairs.waiting}; of the last day sent: {affairs.sent}, failed: {affairs.failed}."
    is_late = affairs.oldest is not None and now - affairs.oldest > LATE
    yield (odd if is_late or affairs.failed else good)("outbox", said)
    for domain in affairs.domains:
        yield odd("outbox", f"{domain.domain}: {domain.waiting} put off; its server said: {domain.answer}")
    late = [each for each in database.read_here(inbound.waiting) if now - each.received_at > LATE]
    if late:
        yield bad("inbox", f"Messages that wait for more than 15 minutes to be read: {len(late)}.")


def _round(chosen: Settings, database: Database, wait: float) -> Iterator[Finding]:
    """Send the letter, and wait until it is back; the running server does both."""
    began = time.monotonic()
    uid = database.write_here(loops.begin, address_book(chosen).reply_address)
    while True:
        found, seconds = database.read_here(loops.look, uid), time.monotonic() - began
        if found.content or found.state in ("failed", "dropped") or seconds > wait:
            yield from sent_round.seen(chosen, found, seconds)
            return
        time.sleep(EVERY)
