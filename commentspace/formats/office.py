"""LibreOffice makes a Word file of what only it can read: .odt, .rtf, .doc. It is started anew for each file.

It sees a folder of its own and no network, follows no link and runs no macro; time, memory and output are bounded.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

from commentspace import settings
from commentspace.errors import Invalid, TooLong, TooMany, marked
from commentspace.formats.office_profile import write_profile

SECONDS = 90.0
TO_WAIT = 120.0
"""Seconds that a file waits for the one before it."""
MEMORY = 1536 * 1024 * 1024
LARGEST = 64 * 1024 * 1024
"""Bytes of the Word file that it may write."""

_ONE_AT_A_TIME = threading.Lock()
_BOUNDED = 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"'
_WORDS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")
_TO_WORD = "docx:MS Word 2007 XML"


def program() -> str | None:
    """Where LibreOffice is: what the setting names, else what is found on the path; None where there is none."""
    return shutil.which(settings.load().soffice or "soffice")


def to_word(data: bytes, extension: str, *, seconds: float | None = None) -> bytes:
    """The bytes of a .docx that says what the file says.

    Raises Invalid (field "file") where there is no LibreOffice, or it cannot read the file, TooLong where it takes
    longer than `seconds` (SECONDS, unless said), TooMany where others' files take too long before it.
    """
    found = program()
    if found is None:
        raise Invalid(
            marked("On this server only Word's own .docx can be read, not %(extension)s. Save the draft as .docx."),
            field="file",
            extension=extension,
        )
    if not _ONE_AT_A_TIME.acquire(timeout=TO_WAIT):
        raise TooMany(marked("Other files are being read at the moment. Try again in a few minutes."), field="file")
    try:
        with tempfile.TemporaryDirectory(prefix="commentspace-office-", ignore_cleanup_errors=True) as folder:
            return _converted(found, Path(folder), data, extension, seconds or SECONDS)
    finally:
        _ONE_AT_A_TIME.release()


def _converted(found: str, folder: Path, data: bytes, extension: str, seconds: float) -> bytes:
    source, out = folder / f"draft{extension}", folder / "out" / "draft.docx"
    source.write_bytes(data)
    profile = write_profile(folder)
    command = [found, f"-env:UserInstallation={profile.as_uri()}", *_WORDS]
    command += ["--convert-to", _TO_WORD, "--outdir", str(out.parent), str(source)]
    _run(command, folder, seconds)
    try:
        made = out.read_bytes()
    except OSError as missing:
        raise _unreadable() from missing
    if not made.startswith(b"PK") or len(made) >= LARGEST:
        raise _unreadable()
    return made


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run LibreOffice and what it starts, until it ends or the time is over; nothing of it stays."""
    limits = [str(MEMORY // 1024), str(LARGEST // 512), str(int(seconds) + 1)]
    process = subprocess.Popen(  # noqa: S603  # words of our own, and names of files that we have made
        [*without_network(), "/bin/sh", "-c", _BOUNDED, "sh", *limits, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as late:
        raise TooLong(
            marked("Reading this file takes too long. Save it as .docx in its program and send that."), field="file"
        ) from late
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, 9)
        process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """No setting of ours and no home but the folder."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that leave it without any network, where this system permits them (Linux)."""
    unshare = shutil.which("unshare")
    for words in (("--net",), ("--map-root-user", "--net")):
        if unshare and subprocess.run([unshare, *words, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603  # no word of anybody's
            return (unshare, *words)
    return ()


def _unreadable() -> Invalid:
    return Invalid(
        marked("LibreOffice cannot read this file. Save it as .docx in the program that made it and send that."),
        field="file",
    )
