"""The names that a Word file of ours carries, so that it is known when it comes back.

Bookmarks that Word hides, and that LibreOffice keeps too, name paragraphs; two properties of the file name the
document and its revision. A comment is known by the link in its first line, by its number, by its `paraId`, or at
last by its words: LibreOffice 7 keeps links, numbers and initials, but neither the `paraId` nor whom a reply answers.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.package import Package
from commentspace.formats.word_out.elements import bare, element, written
from commentspace.formats.word_out.parts import Parts

DOCUMENT, REVISION = "commentspace.document", "commentspace.revision"

_BOOKMARK = "_cs_"
_NAMED = re.compile(r"_cs_([a-z2-7]{8,32})")
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_MEDIA = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USUAL = "docProps/custom.xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format identifier that all such properties have (ISO/IEC 29500-1, 22.3)."""


def name_paragraph(first: etree._Element | None, last: etree._Element | None, uid: str, number: int) -> None:
    """Put a bookmark around what stands between two elements of one paragraph."""
    if first is not None and last is not None:
        first.addprevious(element("bookmarkStart", id=str(number), name=f"{_BOOKMARK}{uid}"))
        last.addnext(element("bookmarkEnd", id=str(number)))


def named_paragraphs(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The names in a file, each with the "w:p" in which its bookmark begins."""
    for mark in root.iter(w("bookmarkStart")):
        found = _NAMED.fullmatch(mark.get(w("name"), ""))
        holder = next(mark.iterancestors(w("p")), None)
        if found and holder is not None:
            yield found[1], holder


def forget(root: etree._Element) -> None:
    """Take out the names of an earlier copy."""
    numbers = set()
    for mark in [each for each in root.iter(w("bookmarkStart")) if _NAMED.fullmatch(each.get(w("name"), ""))]:
        numbers.add(mark.get(w("id")))
        _remove(mark)
    for mark in [each for each in root.iter(w("bookmarkEnd")) if each.get(w("id")) in numbers]:
        _remove(mark)


def put_properties(parts: Parts, values: dict[str, str]) -> None:
    """Let the file say these properties beside those that it has."""
    name = parts.package.related("", "custom-properties")
    root = parts.package.part(name) if name else None
    if root is None:
        name = _USUAL
        root = bare(f"{{{_CUSTOM}}}Properties")
        parts.declare(name, _MEDIA)
        parts.relate("", "custom-properties", name)
    for entry in [each for each in root if each.get("name") in values]:
        root.remove(entry)
    taken = [int(each.get("pid", "1")) for each in root if each.get("pid", "1").isdecimal()]
    for number, (key, value) in enumerate(values.items(), start=max([1, *taken]) + 1):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", {"fmtid": _FORMAT, "pid": str(number), "name": key})
        etree.SubElement(entry, f"{{{_VALUES}}}lpwstr", nsmap={"vt": _VALUES}).text = value
    parts.put(posixpath.normpath(name or _USUAL), written(root))


def properties(package: Package) -> dict[str, str]:
    """What a file says of itself: the properties that we put into it."""
    name = package.related("", "custom-properties")
    root = package.part(name) if name else None
    entries = () if root is None else root
    return {
        key: "".join(map(str, each.itertext())) for each in entries if (key := each.get("name")) in {DOCUMENT, REVISION}
    }


def _remove(mark: etree._Element) -> None:
    parent = mark.getparent()
    if parent is not None:
        parent.remove(mark)
