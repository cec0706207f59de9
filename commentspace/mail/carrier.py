"""Bytes to the server that takes our letters (SMTP, RFC 5321), over a few connections that are kept."""

import asyncio
import contextlib
from dataclasses import dataclass

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPHeloError, SMTPResponseException

from commentspace.domain.failures import STATUS, Failure
from commentspace.settings import Settings

CONNECTIONS = 8
LETTERS_EACH = 100
"""Letters over one connection; then another is opened, as servers tire of long ones."""
IDLE = 60.0
"""Seconds without a letter after which a connection is not used any more; servers close them after minutes."""
PATIENCE = 30.0
"""Seconds that a server may take for each of its answers."""
LONGEST = 5 * PATIENCE
"""Seconds that a letter takes at most: connecting, and four answers."""
TOO_LARGE = "5.3.4"
CLOSING, LEAST_REFUSAL = 421, 400


class Postponed(Exception):
    """The server is away, or will not take the letter now: try again later. It holds what was said.

    `was_taken` is whether it may have the letter all the same, as the connection broke after the last byte. `failure`
    is what it would say of the address if the letter is given up in the end.
    """

    def __init__(self, said: str, *, was_taken: bool = False, failure: Failure | None = None):
        super().__init__(said)
        self.was_taken = was_taken
        self.failure = failure


class Rejected(Exception):
    """The server will never take this letter for this address. It holds what was said, and what of the address."""

    def __init__(self, said: str, failure: Failure | None = None):
        super().__init__(said)
        self.failure = failure


@dataclass(slots=True)
class Kept:
    """A connection, how many letters went over it, and when it was used last."""

    server: SMTP
    used_at: float
    letters: int = 0

    @property
    def is_good(self) -> bool:
        """Whether another letter may go over it."""
        return self.server.is_connected and self.letters < LETTERS_EACH and _seconds() - self.used_at < IDLE


class Carrier:
    """Carries letters over at most `CONNECTIONS` connections; they are opened when needed, and kept."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._idle: list[Kept] = []
        self._free = asyncio.Semaphore(CONNECTIONS)

    async def carry(self, sender: str, recipient: str, content: bytes) -> str:
        """Give the letter to the server; returns its answer. Raises Postponed or Rejected."""
        async with self._free:
            kept = await self._begun(sender, len(content))
            try:
                await _accepted(kept.server, recipient)
                answer = await _delivered(kept.server, content)
            except (Postponed, Rejected):
                await self._reset(kept)
                raise
            except BaseException:
                kept.server.close()
                raise
            self._keep(kept)
            return answer

    async def tidy(self) -> None:
        """Say goodbye on connections that will not be used any more."""
        good = [kept for kept in self._idle if kept.is_good]
        tired = [kept for kept in self._idle if not kept.is_good]
        self._idle = good
        for kept in tired:
            await _left(kept.server)

    async def close(self) -> None:
        """Say goodbye on the connections that are kept."""
        while self._idle:
            await _left(self._idle.pop().server)

    async def _begun(self, sender: str, size: int) -> Kept:
        """A connection on which a letter has been begun: a kept one that still answers, or a new one."""
        await self.tidy()
        while self._idle:
            kept = self._idle.pop()
            try:
                await _announced(kept.server, sender, size)
            except SMTPResponseException as error:
                if error.code != CLOSING:
                    await self._reset(kept)
                    raise _of_sender(error) from error
                kept.server.close()
            except (SMTPException, OSError):
                kept.server.close()  # it was closed meanwhile: nothing has been handed over
            except asyncio.CancelledError:
                kept.server.close()
                raise
            else:
                return kept
        return await self._opened(sender, size)

    async def _opened(self, sender: str, size: int) -> Kept:
        server = self._new()
        try:
            await server.connect()
            await _greeted(server)
            await _announced(server, sender, size)
        except SMTPResponseException as error:
            await _left(server)
            raise _of_sender(error) from error
        except (SMTPException, OSError) as error:
            server.close()
            raise Postponed(_said(error)) from error
        except asyncio.CancelledError:
            server.close()
            raise
        return Kept(server, _seconds())

    async def _reset(self, kept: Kept) -> None:
        """Keep a connection on which a letter was refused, if it is still good for another."""
        try:
            await kept.server.rset()
        except (SMTPException, OSError):
            kept.server.close()
        else:
            self._keep(kept)

    def _keep(self, kept: Kept) -> None:
        kept.letters += 1
        kept.used_at = _seconds()
        self._idle.append(kept)

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


def _seconds() -> float:
    return asyncio.get_running_loop().time()


async def _left(server: SMTP) -> None:
    with contextlib.suppress(SMTPException, OSError):
        await server.quit()
    server.close()


async def _greeted(server: SMTP) -> None:
    """Ask what the server can do; an old one is only greeted."""
    try:
        await server.ehlo()
    except SMTPHeloError:
        await server.helo()


async def _announced(server: SMTP, sender: str, size: int) -> None:
    """Begin a letter, saying how long it is (RFC 1870) where the server wants to know."""
    options = [f"size={size}"] if server.supports_extension("size") else []
    await server.mail(sender, options=options)


async def _accepted(server: SMTP, recipient: str) -> None:
    """Name the one whom the letter is for. What is refused here is about the address."""
    try:
        await server.rcpt(recipient)
    except SMTPResponseException as error:
        raise _refused(error, of_address=True) from error
    except (SMTPException, OSError) as error:
        raise Postponed(_said(error)) from error


async def _delivered(server: SMTP, content: bytes) -> str:
    """Hand over the bytes; where the connection breaks meanwhile the server may have them all the same."""
    try:
        return (await server.data(content)).message
    except SMTPResponseException as error:
        if error.code < LEAST_REFUSAL:  # no answer that anybody understands
            raise Postponed(_said(error), was_taken=True) from error
        raise _refused(error, of_address=False) from error
    except (SMTPException, OSError) as error:
        raise Postponed(_said(error), was_taken=True) from error


def _of_sender(error: SMTPResponseException) -> Postponed | Rejected:
    """A server that does not take us at all may do so tomorrow; only a letter that is too large stays so."""
    said = _said(error)
    return Rejected(said) if error.message.startswith(TOO_LARGE) else Postponed(said)


def _refused(error: SMTPResponseException, *, of_address: bool) -> Postponed | Rejected:
    """What an answer means: 5xx is for ever, but for 5.7.x, which is about policy and not about the address."""
    said = _said(error)
    failure = Failure.of(said, is_final=error.code >= 500)
    is_policy = error.message.startswith("5.7.")
    if error.code >= 500 and not is_policy:
        found = STATUS.search(error.message)
        is_about_address = of_address or (found is not None and found[0].startswith(("5.1.", "5.2.")))
        return Rejected(said, failure if is_about_address else None)
    return Postponed(said, failure=failure)


def _said(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__
