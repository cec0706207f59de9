"""LibreOffice, as an oracle and a partner: what it makes of our files, and the files that it makes."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from commentspace.formats.office_profile import write_profile
from tests.services.missing import missing

LONGEST = 300.0
"""Seconds after which a run is given up."""


def find() -> str | None:
    """Where LibreOffice is on this machine: what COMMENTSPACE_SOFFICE names, or else the one on the path."""
    return shutil.which(os.environ.get("COMMENTSPACE_SOFFICE") or "soffice")


def soffice() -> str:
    """The path of LibreOffice; the test is skipped aloud where there is none."""
    return find() or missing("There is no LibreOffice (Debian: libreoffice-writer-nogui), so it is not asked.")


def converted(folder: Path, files: Iterable[Path], to: str, *, within: str = "") -> None:
    """Have LibreOffice write these files into `folder` in another format, all in one run.

    `to` is an extension, or one with a filter as `--convert-to` takes it ("docx:MS Word 2007 XML", "txt:Text");
    `within` is the filter that reads them, where LibreOffice would take another ("HTML (StarWriter)").
    """
    program, listed = soffice(), [str(file) for file in files]
    with tempfile.TemporaryDirectory(prefix="commentspace-office-", ignore_cleanup_errors=True) as made:
        profile = write_profile(Path(made))
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
        command += [f"--infilter={within}"] if within else []
        command += ["--convert-to", to, "--outdir", str(folder), *listed]
        environment = {**os.environ, "HOME": made, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    extension = to.partition(":")[0]
    lost = [file for file in listed if not (folder / f"{Path(file).stem}.{extension}").exists()]
    assert not lost, f"LibreOffice did not write {lost}: {ran.stdout[-2000:]} {ran.stderr[-2000:]}"
