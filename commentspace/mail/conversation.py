"""One conversation with a mail server: aiosmtpd, with messages read in runs, and large ones only a few at a time."""

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

LARGE = 1024 * 1024
MOST_LARGE = 4
"""Messages over LARGE octets that may be in memory at once."""
LONGEST_LINE = 64 * 1024
RUN = 16 * 1024 * 1024
"""More than a stream keeps unread, so that a reading empties it."""
END = b"\r\n.\r\n"
TOO_LARGE = "552 5.3.4 The message is larger than is taken here. Send it in parts, or without its files."
TOO_MANY = "451 4.3.2 Several large messages are coming in just now. Send it again in a few minutes."


class Gate:
    """Lets a few large messages in at a time."""

    def __init__(self, most: int = MOST_LARGE):
        self._left = most

    def enter(self) -> bool:
        """Whether there is room for one more, which is then taken."""
        if not self._left:
            return False
        self._left -= 1
        return True

    def leave(self) -> None:
        """One of those that have entered is done."""
        self._left += 1


class Smtp(SMTP):
    """SMTP (RFC 5321); `gate` is set by whoever makes it."""

    line_length_limit = LONGEST_LINE
    gate = Gate()

    async def smtp_DATA(self, arg: str) -> None:
        """Take the message, hand it to `handle_DATA`, and say what that says."""
        envelope = self.envelope
        if await self.check_helo_needed() or envelope is None:
            return
        if not envelope.rcpt_tos or arg:
            await self.push("501 5.5.4 Syntax: DATA" if arg else "503 5.5.1 Name a recipient first.")
            return
        arriving = Arriving(self.gate, self.data_size_limit or 0)
        try:
            if not arriving.is_announced(envelope.mail_options):
                await self.push(TOO_MANY)
                return
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            while (rest := arriving.take(await self._reader.read(RUN))) is None:
                if self._reader.at_eof():
                    return
            if rest:
                self._reader.feed_data(rest)
            if arriving.refusal:
                answer = self.to_each(arriving.refusal)
            else:
                envelope.content = envelope.original_content = arriving.message()
                answer = await self.event_handler.handle_DATA(self, self.session, envelope)
            self._set_post_data_state()  # type: ignore[no-untyped-call]  # aiosmtpd has no type for it
            await self.push(answer)
        finally:
            arriving.done()

    def to_each(self, answer: str) -> str:
        """The answer to a message, as often as this protocol gives it."""
        return answer


class Lmtp(Smtp, LMTP):
    """LMTP (RFC 2033): a message is answered once for each of its recipients."""

    def to_each(self, answer: str) -> str:
        """The same answer for all."""
        return "\r\n".join([answer] * len(self.envelope.rcpt_tos if self.envelope else ()))


class Arriving:
    """A message on its way in. What has come goes on counting after it is too much, so that its end is found."""

    def __init__(self, gate: Gate, most: int):
        self._gate = gate
        self._most = most
        self._kept = bytearray(b"\r\n")
        self._is_large = False
        self.refusal = ""

    def is_announced(self, options: list[str]) -> bool:
        """Whether there is room for a message of the size that was announced with these options, if one was."""
        sizes = [
            int(size) for name, _, size in (option.partition("=") for option in options) if name == "SIZE" and size
        ]
        return self._has_room(max(sizes, default=0))

    def take(self, run: bytes) -> bytes | None:
        """The next octets; None while the end is to come, then what came after it."""
        before = max(0, len(self._kept) - len(END))
        self._kept += run
        end = self._kept.find(END, before)
        rest = None
        if end >= 0:
            rest = bytes(self._kept[end + len(END) :])
            del self._kept[end + 2 :]
        if not self.refusal and len(self._kept) - 2 > self._most:
            self.refusal = TOO_LARGE
        if not self.refusal and not self._has_room(len(self._kept)):
            self.refusal = TOO_MANY
        if self.refusal:
            del self._kept[: -len(END)]
        return rest

    def _has_room(self, size: int) -> bool:
        if size > LARGE and not self._is_large:
            self._is_large = self._gate.enter()
            return self._is_large
        return True

    def message(self) -> bytes:
        """The message without what its way needed: the dot before a line that begins with one (section 4.5.2)."""
        return bytes(self._kept.replace(b"\r\n.", b"\r\n")[2:])

    def done(self) -> None:
        """It is kept or refused, and not in memory any more."""
        self._kept.clear()
        if self._is_large:
            self._gate.leave()
            self._is_large = False
