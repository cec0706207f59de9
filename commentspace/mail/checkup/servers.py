"""Whether the server that takes our letters answers, and whether ours takes what is for us and nothing else."""

import smtplib
from collections.abc import Iterator

from commentspace.domain import names
from commentspace.mail.checkup.findings import Finding, bad, good
from commentspace.mail.desk import address_book
from commentspace.settings import Settings

PATIENCE = 15.0
"""Seconds that a server may take for an answer."""
REFUSED = 500
BROKEN = "r1.this-is-not-whole"


def of_relay(settings: Settings) -> Finding:
    """Greet the server that takes our letters, as the post office does."""
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with _relay(settings) as server:
            if settings.smtp_security == "starttls":
                server.starttls()
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.noop()
    except (smtplib.SMTPException, OSError) as error:
        return bad("out", f"{where}, which should take our letters, does not: {_said(error)}")
    return good("out", f"{where} answers, and takes our letters.")


def _relay(settings: Settings) -> smtplib.SMTP:
    speaks = smtplib.SMTP_SSL if settings.smtp_security == "tls" else smtplib.SMTP
    return speaks(settings.smtp_host, settings.smtp_port, timeout=PATIENCE)


def of_listener(settings: Settings) -> Iterator[Finding]:
    """Speak to our own listener as the mail server before it does; no message is sent."""
    if settings.mail_port < 0:
        yield bad("in", "No answers by mail are taken: COMMENTSPACE_MAIL_PORT is -1.")
        return
    where = f"{settings.mail_host}:{settings.mail_port}"
    speaks = smtplib.LMTP if settings.mail_protocol == "lmtp" else smtplib.SMTP
    try:
        with speaks(settings.mail_host, settings.mail_port, timeout=PATIENCE) as server:
            yield from _spoken_to(server, settings, where)
    except (smtplib.SMTPException, OSError) as error:
        yield bad("in", f"Our listener at {where} ({settings.mail_protocol}) does not answer: {_said(error)}")


def _spoken_to(server: smtplib.SMTP, settings: Settings, where: str) -> Iterator[Finding]:
    server.ehlo_or_helo_if_needed()
    book = address_book(settings)
    server.mail("")
    code, said = server.rcpt(f"{BROKEN}@{book.domain}")
    if code < REFUSED:
        yield bad("in", f"{where} takes mail for addresses that are not ours, so it is not commentspace that listens.")
        return
    code, said = server.rcpt(book.reply_address(names.new()))
    if code >= REFUSED:
        yield bad(
            "in",
            f"{where} does not know addresses signed with this key and domain; it runs with other settings "
            f"(COMMENTSPACE_SECRET, COMMENTSPACE_MAIL_DOMAIN). It says: {said.decode(errors='replace')}",
        )
        return
    server.rset()
    yield good("in", f"Our listener answers at {where} ({settings.mail_protocol}), and knows our addresses.")


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(error) or type(error).__name__
