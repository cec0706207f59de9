"""Mail servers that bring answers to us, and bring each again until it has been taken (RFC 5321, section 4.5.4.1)."""

import asyncio
from itertools import count

import aiosmtplib

from commentspace.demo.cast import member
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered

AGAIN_AFTER = 0.05
BETWEEN = 0.15
"""Seconds between two answers of one of them: the server is to be killed at many moments, not to be drowned."""


class Sender:
    """Answers one letter again and again, each time with other words; `taken` are those that were acknowledged."""

    def __init__(self, house: MailHouse, letter: Delivered, port: int):
        self.port = port
        self.written: set[str] = set()
        self.taken: set[str] = set()
        self._house, self._letter = house, letter
        [self._marker] = [block.marker for block in house.blocks(letter) if block.kind == "comment"]
        self._numbers = count(1)
        self._goes_on = True

    async def run(self, at_once: int) -> None:
        """Write and bring answers, so many at a time, until `stop`; then bring what is left."""
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._write())

    def stop(self) -> None:
        """Write no more; what has been written is still brought."""
        self._goes_on = False

    async def _write(self) -> None:
        while self._goes_on:
            text = f"Answer number {next(self._numbers)}."
            message = self._house.reply("ama", self._letter, under(self._letter, {self._marker: text}))
            self.written.add(text)
            await self._bring(message.as_bytes(), message["To"].addresses[0].addr_spec)
            self.taken.add(text)
            await asyncio.sleep(BETWEEN)

    async def _bring(self, content: bytes, to: str) -> None:
        while True:
            try:
                async with aiosmtplib.SMTP(hostname="127.0.0.1", port=self.port, start_tls=False, timeout=5) as server:
                    await server.sendmail(member("ama").address, [to], content)
            except (aiosmtplib.SMTPException, OSError):
                await asyncio.sleep(AGAIN_AFTER)
            else:
                return
