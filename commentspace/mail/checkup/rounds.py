"""The letter that is sent round: out by the relay, in by the listener; and what it shows when it is back."""

from collections.abc import Iterator

from sqlmodel import Session

from commentspace.domain.inbound import Verdict
from commentspace.domain.loops import Round
from commentspace.domain.outbox import Due
from commentspace.mail.authentication import above_received, vouched_for
from commentspace.mail.blocks import words
from commentspace.mail.checkup.findings import Finding, bad, good, odd
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft
from commentspace.mail.message import parse
from commentspace.settings import Settings


def letter(_session: Session, _due: Due, desk: Desk) -> Draft:
    """The letter itself: nobody but the program reads it."""
    said = desk.gettext("This letter goes from us to us, to see whether mail goes round.")
    return Draft(desk.gettext("Mail goes round"), [words(said)])


def seen(settings: Settings, now: Round, seconds: float) -> Iterator[Finding]:
    """What is to be said of a letter that has, or has not, come back in this time."""
    if now.state in ("failed", "dropped"):
        yield bad("round", f"The letter was not sent: {now.answer}")
    elif not now.content and now.state != "sent":
        why = f" The server said: {now.answer}" if now.answer else " Is “commentspace serve” or a worker running?"
        yield bad("round", f"The letter has not left within {seconds:.0f} seconds.{why}")
    elif not now.content:
        yield bad(
            "round",
            f"The letter left, and was not back within {seconds:.0f} seconds. Look into the mail server's log: it has "
            f"to bring all mail for {settings.mail_domain} to {settings.mail_host}:{settings.mail_port}.",
        )
    elif now.verdict == Verdict.BOUNCE:
        yield bad("round", f"The letter came back as undeliverable. {now.reason}".strip())
    else:
        yield good("round", f"A letter went out and was back after {seconds:.1f} seconds.")
        yield from _authenticated(settings, now.content)


def _authenticated(settings: Settings, content: bytes) -> Iterator[Finding]:
    """Whether it was signed on its way, and whether our server says what it thinks of its sender."""
    message = parse(content)
    signed = message.fields.all("dkim-signature")
    if signed:
        yield good("DKIM", "Your relay signs our letters.")
    else:
        yield odd("DKIM", "The letter came back without a DKIM signature. Let your relay sign what leaves.")
    if not settings.authserv_id:
        return
    results = above_received(message.fields)
    if vouched_for(results, settings.authserv_id, message.from_address):
        yield good("results", f"{settings.authserv_id} vouches for the sender of the letter.")
    elif results:
        yield odd("results", f"{settings.authserv_id} does not vouch for the letter's sender: {results[0][:300]}")
    else:
        yield odd(
            "results",
            f"No Authentication-Results of {settings.authserv_id} stand above the first Received line. Mail that never "
            "leaves a server is often not looked at; send an answer from outside to be sure.",
        )
