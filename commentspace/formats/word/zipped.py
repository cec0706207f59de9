"""The parts of a zipped Word file, counted and measured before anything is unpacked."""

import zipfile
import zlib
from io import BytesIO

from commentspace.errors import Invalid, TooLong, marked

MOST_PARTS = 5_000
MOST_UNPACKED = 256 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
MOST_GROWTH = 400
"""How many times larger than packed a large part may be; Word's own XML grows about twenty times."""
_LARGE = 8 * 1024 * 1024
_MEBIBYTE = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)
_IS_ENCRYPTED = 0x1


def damaged() -> Invalid:
    """The refusal of a file that is no Word file, or no longer."""
    return Invalid(
        marked("This is not a Word file (.docx), or it is damaged. Save it again as .docx in Word and send that."),
        field="file",
    )


def _locked() -> Invalid:
    return Invalid(
        marked("This Word file is protected by a password. Save it without the password and send it again."),
        field="file",
    )


class Zipped:
    """The parts of a zip file by name.

    Raises Invalid for what is no zip file, for one that is encrypted, or that would unpack to too much.
    """

    def __init__(self, data: bytes):
        _refuse_ole(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as broken:
            raise damaged() from broken
        infos = self._zip.infolist()
        _measure(infos)
        self._infos = {_plain(info.filename): info for info in infos if not info.is_dir()}
        self._exact = {name.lower(): name for name in self._infos}
        self._unpacked = 0

    def names(self) -> list[str]:
        """The names of all parts, without a leading slash."""
        return list(self._infos)

    def find(self, name: str) -> str | None:
        """The part of this name as the file spells it: capitals make no difference (ISO/IEC 29500-2, 6.2.2.3)."""
        plain = _plain(name)
        return plain if plain in self._infos else self._exact.get(plain.lower())

    def bytes(self, name: str) -> bytes:
        """What is in a part that `find` has found."""
        try:
            with self._zip.open(self._infos[name]) as part:
                content = part.read(LARGEST_PART + 1)
        except RuntimeError as locked:  # zipfile says so of an entry that wants a password
            raise _locked() from locked
        except _BROKEN as broken:
            raise damaged() from broken
        self._unpacked += len(content)
        if len(content) > LARGEST_PART or self._unpacked > 2 * MOST_UNPACKED:
            raise _too_large()
        return content


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _refuse_ole(data: bytes) -> None:
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        raise _locked()
    raise Invalid(
        marked("This is a Word file of the old kind (.doc). Save it as .docx and send that."),
        field="file",
    )


def _measure(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise TooLong(
            marked("This Word file has more than %(most)d parts. Send it without its pictures, or in several files."),
            field="file",
            most=MOST_PARTS,
        )
    if any(info.flag_bits & _IS_ENCRYPTED for info in infos):
        raise _locked()
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _too_large()
    for info in infos:
        if info.file_size > LARGEST_PART or info.file_size > max(_LARGE, MOST_GROWTH * info.compress_size):
            raise _too_large()


def _too_large() -> TooLong:
    return TooLong(
        marked(
            "Unpacked, this Word file is larger than the %(most)d MiB that are taken. "
            "Send it without its pictures, or in several files."
        ),
        field="file",
        most=MOST_UNPACKED // _MEBIBYTE,
    )
