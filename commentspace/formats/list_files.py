"""Files with lists of people, as spreadsheet programs save them: UTF-8, UTF-16, or the encoding of a country."""

import re

from commentspace.errors import Invalid, marked
from commentspace.formats import decoding

_CELLS = re.compile(rb'[^,;\t\r\n"]+')
_IN_TURN = ("ru", "zh", "ar", "fr")
"""A language for each of the older encodings that is recognised."""
_SAMPLE = 200_000


def decode(data: bytes, language: str) -> tuple[str, str]:
    """The text of a file, and its encoding where it is not UTF-8.

    An older encoding is taken for what it is by the letters of its names, as addresses are in ASCII everywhere: that
    of `language` first, else another if just one fits. Raises Invalid (field "file") where none does.
    """
    if data.startswith(b"PK\x03\x04"):
        raise Invalid(
            marked("This is a workbook, not a list. Save it as “CSV UTF-8” in your program and send that file."),
            field="file",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        text, encoding = decoding.decode(data, None)
        return text, encoding.upper()
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    sample = b"\n".join(cell for cell in _CELLS.findall(data) if not cell.isascii())[:_SAMPLE]
    own = _older(data, sample, language)
    found = [own] if own else [each for each in (_older(data, sample, other) for other in _IN_TURN) if each]
    if len(found) != 1:
        raise Invalid(
            marked(
                "It cannot be told in which letters this list is written. Save it as “CSV UTF-8” and send it again."
            ),
            field="file",
        )
    return found[0]


def _older(data: bytes, sample: bytes, language: str) -> tuple[str, str] | None:
    """The text in the encoding that was usual for a language, if the names are letters of it."""
    try:
        _, encoding = decoding.decode(sample, language)
        return data.decode(encoding), encoding
    except (Invalid, UnicodeDecodeError):
        return None
