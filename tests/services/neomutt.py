"""NeoMutt, driven by its own commands: it opens a mailbox, and answers the letter in it as its user would."""

import asyncio
import contextlib
import fcntl
import os
import pty
import shutil
import struct
import sys
import termios
from mailbox import mbox
from pathlib import Path
from typing import IO

from tests.services.missing import missing

PATIENCE = 30.0

SETTINGS = """\
set folder = "{folder}"
set from = "{sender}"
set realname = ""
set smtp_url = "smtp://127.0.0.1:{port}/"
set ssl_starttls = no
set ssl_force_tls = no
set editor = "{editor}"
set fast_reply = yes
set include = yes
set abort_unmodified = no
set reply_to = yes
set record = ""
set copy = no
set quit = yes
set wait_key = no
set sig_dashes = yes
set signature = "{signature}"
set charset = "utf-8"
set header_cache = ""
set sleep_time = 0
unset mark_old
"""

EDITOR = """\
#!/bin/sh
exec '{python}' -c '
import sys
name, marker, answer = sys.argv[3], sys.argv[1], open(sys.argv[2], encoding="utf-8").read()
lines, at = open(name, encoding="utf-8").read().split("\\n"), None
for index, line in enumerate(lines):
    if line.startswith("> " + marker):
        at = index
while lines[at].strip(" >"):
    at += 1
lines[at:at] = ["", *answer.split("\\n"), ""]
open(name, "w", encoding="utf-8").write("\\n".join(lines))
' '{marker}' '{answer}' "$1"
"""


def require() -> str:
    """Where NeoMutt is; the test is skipped aloud where there is none."""
    return shutil.which("neomutt") or missing("There is no NeoMutt (Debian: neomutt), so no real program answers.")


async def answer(folder: Path, content: bytes, sender: str, port: int, *, marker: str, text: str) -> None:
    """Let NeoMutt answer this letter: it quotes it, and `text` is typed under the block with this marker."""
    program = require()
    _mailbox(folder / "inbox", content)
    (folder / "answer").write_text(text, encoding="utf-8")
    (folder / "signature").write_text("Sent with NeoMutt\n")
    editor = folder / "editor"
    editor.write_text(EDITOR.format(python=sys.executable, marker=marker, answer=folder / "answer"))
    editor.chmod(0o755)
    values = {"folder": folder, "sender": sender, "port": port, "editor": editor, "signature": folder / "signature"}
    (folder / "settings").write_text(SETTINGS.format(**values))
    keys = "push ryq"  # answer the letter at the cursor, send it, and leave
    await _run([program, "-n", "-F", str(folder / "settings"), "-f", str(folder / "inbox"), "-e", keys], folder)


def _mailbox(path: Path, content: bytes) -> None:
    box = mbox(path)
    box.add(content)
    box.close()


async def _run(command: list[str], folder: Path) -> None:
    """Run a program that wants a terminal, here of 40 lines; what it shows goes to a file."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = os.environ | {"TERM": "xterm", "HOME": str(folder), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    shown = folder / "shown"
    with shown.open("wb") as file, contextlib.closing(os.fdopen(ours, "rb", buffering=0)) as screen:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        reading = asyncio.get_running_loop().run_in_executor(None, _copy, screen, file)
        try:
            code = await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
            code = None
        await reading
    assert code == 0, shown.read_bytes()[-3000:].decode(errors="replace")


def _copy(screen: IO[bytes], file: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # the terminal's other end is closed
        while chunk := screen.read(4096):
            file.write(chunk)
