"""Bytes to the server that takes our letters (SMTP, RFC 5321), over a few connections that are kept."""

import asyncio
import contextlib

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from commentspace.settings import Settings

CONNECTIONS = 4
PATIENCE = 30.0
"""Seconds that a server may take for each of its answers."""


class Postponed(Exception):
    """The server is away, or will not take the letter now: try again later. It holds what was said."""


class Rejected(Exception):
    """The server will never take this letter for this address. It holds what was said."""


class Carrier:
    """Carries letters over at most `CONNECTIONS` connections; they are opened when needed, and kept."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._idle: list[SMTP] = []
        self._free = asyncio.Semaphore(CONNECTIONS)

    async def carry(self, sender: str, recipient: str, content: bytes) -> str:
        """Give the letter to the server; returns its answer. Raises Postponed or Rejected."""
        async with self._free:
            connection = await self._connected()
            try:
                _, answer = await connection.sendmail(sender, [recipient], content)
            except (SMTPException, OSError) as error:
                await _left(connection)
                raise _why(error) from error
            except asyncio.CancelledError:
                connection.close()
                raise
            self._idle.append(connection)
            return answer

    async def close(self) -> None:
        """Say goodbye on the connections that are kept."""
        while self._idle:
            await _left(self._idle.pop())

    async def _connected(self) -> SMTP:
        """A kept connection that still answers, or a new one. Raises Postponed."""
        while self._idle:
            connection = self._idle.pop()
            try:
                await connection.noop()
            except (SMTPException, OSError):
                connection.close()
            else:
                return connection
        connection = self._new()
        try:
            await connection.connect()
        except (SMTPException, OSError) as error:
            connection.close()
            raise Postponed(_said(error)) from error
        return connection

    def _new(self) -> SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            timeout=PATIENCE,
        )


async def _left(connection: SMTP) -> None:
    with contextlib.suppress(SMTPException, OSError):
        await connection.quit()
    connection.close()


def _why(error: Exception) -> Postponed | Rejected:
    """What a failure means: 5xx is for ever, but for 5.7.x, which is about policy and not about the address."""
    said = _said(error)
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPResponseException):
        return Postponed(said)
    is_policy = error.message.startswith("5.7.")
    return Rejected(said) if error.code >= 500 and not is_policy else Postponed(said)


def _said(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__
