"""Zip files, whole and with lies in them."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ROOT = RELATIONS.format(f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>')
DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}"><w:body>%s</w:body></w:document>'
)
PARAGRAPH = "<w:p><w:r><w:t>Peat is kept wet.</w:t></w:r></w:p>"


def zipped(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: str = PARAGRAPH, **parts: bytes | str) -> bytes:
    """A small Word file; `parts` are added or put in place, "__" in their names standing for "/" and "_" for "."."""
    every: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": DOCUMENT % body,
    }
    kinds = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{name.removeprefix("word__").removesuffix("_xml")}" '
        f'Target="{name.removeprefix("word__").replace("_", ".")}"/>'
        for n, name in enumerate(parts)
    )
    every["word/_rels/document.xml.rels"] = RELATIONS.format(kinds)
    return zipped(every | {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()})


def with_size(data: bytes, name: str, size: int, *, packed: int | None = None) -> bytes:
    """The zip file, its directory saying that a part has another size when it is unpacked (and packed)."""
    changed = bytearray(data)
    at = 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", changed, at + 28)[0]
        if changed[at + 46 : at + 46 + length] == name.encode():
            struct.pack_into("<I", changed, at + 24, size)
            if packed is not None:
                struct.pack_into("<I", changed, at + 20, packed)
        at += 46
    return bytes(changed)


def with_flag(data: bytes, flag: int) -> bytes:
    """The zip file, all its parts marked with a bit (1: they want a password)."""
    changed = bytearray(data)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := changed.find(sign, at)) >= 0:
            changed[at + place] |= flag
            at += 4
    return bytes(changed)


def overlapping(count: int, size: int) -> bytes:
    """A zip file whose entries are all the same bytes: few of them, which unpack to `count` times `size`."""
    one = zipped({"word/document.xml": b"a" * size})
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    directory = one[start:end] * count
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), start, 0)
    return one[:start] + directory + tail
