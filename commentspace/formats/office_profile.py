"""The settings of a LibreOffice that reads files of strangers: no macros, no links, no Java, no way out."""

from pathlib import Path

_ITEMS = {
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent"): "true",
    ("/org.openoffice.Office.Common/Misc", "FirstRun"): "false",
    ("/org.openoffice.Office.Common/Load", "UserDefinedSettings"): "false",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "0",
    ("/org.openoffice.Office.Writer/Content/Update", "Field"): "false",
    ("/org.openoffice.Office.Writer/Content/Update", "Chart"): "false",
    ("/org.openoffice.Office.Update/Update", "Enabled"): "false",
    # All that it would fetch goes to a proxy that is not there.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType"): "2",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort"): "9",
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyPort"): "9",
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy"): "",
}
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
_REGISTRY = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_JAVA = """\
<?xml version="1.0" encoding="UTF-8"?>
<java xmlns="http://openoffice.org/2004/java/framework/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<enabled xsi:nil="false">false</enabled>
</java>
"""


def write_profile(folder: Path) -> Path:
    """A profile with these settings in `folder`, whose address LibreOffice is told; it knows no other."""
    profile = folder / "profile"
    (profile / "user" / "config").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for (path, name), value in _ITEMS.items())
    (profile / "user" / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items))
    (profile / "user" / "config" / "javasettings_Linux_X86_64.xml").write_text(_JAVA)
    return profile
