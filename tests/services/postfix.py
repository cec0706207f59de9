"""A real Postfix of its own on the loopback: it takes our letters, and brings the answers to our listener by LMTP."""

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.missing import missing

PROGRAMS = Path("/usr/lib/postfix/sbin")
"""Where Debian keeps the programs that Postfix's own configuration names."""

MAIN = """\
compatibility_level = 3.6
myhostname = mx.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {programs}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
biff = no
alias_maps =
local_recipient_maps =
notify_classes =
bounce_queue_lifetime = 0
maximal_queue_lifetime = 1d
smtp_dns_support_level = disabled
smtputf8_enable = yes
strict_mailbox_ownership = no
smtpd_banner = mx.example.org ESMTP
smtpd_recipient_restrictions = permit_mynetworks, reject
message_size_limit = 26214400
# What docs/mail.md says: the whole domain goes to the listener, one recipient at a time.
relay_domains = {domain}
transport_maps = inline:{{ {{ {domain} = lmtp:inet:127.0.0.1:{lmtp} }} }}
lmtp_destination_recipient_limit = 1
lmtp_host_lookup = native
# All other mail goes to the mailboxes of the tests.
default_transport = smtp:[127.0.0.1]:{sink}
smtp_host_lookup = native
"""

MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

Start = Callable[[str, int, int], Awaitable["Postfix"]]
"""Starts it: for our domain, the port of our listener, and that of the mailboxes."""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running Postfix, which takes mail on this port."""

    port: int
    folder: Path

    def log(self) -> str:
        """What it has said so far."""
        return (self.folder / "log").read_text(errors="replace")


def find() -> str | None:
    """Where Postfix is, if this machine has one that can be started here: it wants to be started by root."""
    program = shutil.which("postfix") or shutil.which("/usr/sbin/postfix")
    return program if program and os.geteuid() == 0 and (PROGRAMS / "master").exists() else None


@pytest.fixture
async def postfix() -> AsyncIterator[Start]:
    """A way to start one Postfix; it ends with the test."""
    program = find()
    if program is None:
        missing("There is no Postfix that root could start (Debian: postfix), so no letter goes through a real one.")
    folder = _folder()

    async def start(domain: str, lmtp: int, sink: int) -> Postfix:
        port = free_port()
        _configure(folder, domain=domain, lmtp=lmtp, sink=sink, smtp=port)
        await _told(program, folder, "start")
        await _answers(port)
        return Postfix(port, folder)

    yield start
    if (folder / "main.cf").exists():
        await _told(program, folder, "stop")
    shutil.rmtree(folder)


def _folder() -> Path:
    """A new folder that Postfix may look into, which works as a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="commentspace-postfix-"))
    folder.chmod(0o755)
    return folder


def _configure(folder: Path, **values: object) -> None:
    (folder / "spool").mkdir()
    (folder / "data").mkdir()
    shutil.chown(folder / "data", "postfix")
    said = {"folder": folder, "programs": PROGRAMS, **values}
    (folder / "main.cf").write_text(MAIN.format(**said))
    (folder / "master.cf").write_text(MASTER.format(**said))


async def _told(program: str, folder: Path, command: str) -> None:
    """Have Postfix do something; what it says to that is in its log."""
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            program, "-c", str(folder), command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        assert await asyncio.wait_for(process.wait(), 60) == 0, (folder / "log").read_text(errors="replace")


async def _answers(port: int) -> None:
    """Wait until somebody listens on this port."""
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                await writer.wait_closed()
                return


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
