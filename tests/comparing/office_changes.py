"""LibreOffice accepts or rejects all tracked changes of Word files, and says what is left as plain text."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.services.office import LONGEST, soffice

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source As String, target As String, verb As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim opened As Object
  opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Dim dispatcher As Object
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Dim command As String
  command = ".uno:" &amp; verb &amp; "AllTrackedChanges"
  dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, Array())
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF"
  opened.storeToURL(target, plain())
  opened.close(True)
End Sub
Sub SettleAll(folder As String)
  Dim name As String
  name = Dir(folder &amp; "*.docx")
  Do While name &lt;&gt; ""
    Settle(folder &amp; name, folder &amp; name &amp; ".Accept.txt", "Accept")
    Settle(folder &amp; name, folder &amp; name &amp; ".Reject.txt", "Reject")
    name = Dir()
  Loop
End Sub
</script:module>"""


def settled(files: Mapping[str, bytes]) -> dict[str, tuple[list[str], list[str]]]:
    """The lines of each file with all changes accepted, and with all of them rejected; one run for all."""
    with tempfile.TemporaryDirectory(prefix="commentspace-office-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile, work = folder / "profile", folder / "work"
        work.mkdir()
        for name, content in files.items():
            (work / f"{name}.docx").write_bytes(content)
        _run(folder, profile, "--terminate_after_init")
        standard = profile / "user" / "basic" / "Standard"
        (standard / "script.xlb").write_text(_LIBRARY)
        (standard / "Changes.xba").write_text(_MODULE)
        _run(folder, profile, f'macro:///Standard.Changes.SettleAll("{work.as_uri()}/")')
        return {
            name: (_lines(work / f"{name}.docx.Accept.txt"), _lines(work / f"{name}.docx.Reject.txt")) for name in files
        }


def _run(folder: Path, profile: Path, *words: str) -> None:
    command = [soffice(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", *words]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    subprocess.run(command, env=environment, capture_output=True, timeout=LONGEST, check=False)


def _lines(file: Path) -> list[str]:
    said = file.read_text("utf-8-sig").split("\n")
    while said and not said[-1]:
        said.pop()
    return said
