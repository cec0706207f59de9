"""The kinds of files that may come with a comment: by their names, and by what their bytes are. Pure."""

import io
import zipfile
from dataclasses import dataclass

from commentspace.errors import Invalid, Refusal, marked

LARGEST = 10 * 1024 * 1024
"""Octets of one file."""
MOST = 5
"""Files of one mail."""
LONGEST_NAME = 120
MIMETYPE = 100
"""Octets of the entry by which an OpenDocument file says what it is."""

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
ALLOWED = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "odt": f"{OPEN}.text",
    "ods": f"{OPEN}.spreadsheet",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
"""What is taken: the end of the name, and the type under which it is handed out."""

KIND = marked(
    "Files of this kind are not taken. Send it as PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), text, CSV, "
    "PNG or JPEG."
)
OTHER = marked("It is not what its name says, so it was not taken. Save it again and send it once more.")
MACROS = marked("It holds macros, so it was not taken. Save it without them and send it again.")
LARGE = marked("It is larger than %(most)s MB, so it was not taken. Send a part of it, or a link.")
MANY = marked("More than %(most)s files came with one mail; this one was not taken. Send it with another mail.")
EMPTY = marked("It is empty, so it was not taken.")


@dataclass(frozen=True, slots=True)
class File:
    """A file that has been looked at: what it is called, what it is, and its bytes."""

    name: str
    type: str
    content: bytes

    @classmethod
    def of(cls, name: str, said: str, content: bytes) -> "File":
        """Check a file that was sent under a name, as a type. Invalid where it is not taken, and why.

        May take long over bytes that somebody made to that end, so it is called where there are limits.
        """
        ending = _ending(name, said)
        if ending not in ALLOWED:
            raise Invalid(KIND)
        if not content:
            raise Invalid(EMPTY)
        if len(content) > LARGEST:
            raise Invalid(LARGE, most=LARGEST // 1024**2)
        if refusal := _not(ending, content):
            raise refusal
        return cls(_named(name, ending), ALLOWED[ending], content)


def _ending(name: str, said: str) -> str:
    """By the name; where that has no ending, by the type that the sender said."""
    before, dot, ending = name.rpartition(".")
    if before and dot:
        return ending.lower()
    return next((ending for ending, kind in ALLOWED.items() if kind == said.lower()), "")


def _named(name: str, ending: str) -> str:
    """The name in bounds, with the ending."""
    stem = name[: -len(ending) - 1] if name.lower().endswith(f".{ending}") else name
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"


def _not(ending: str, content: bytes) -> Refusal | None:
    """Why these bytes are not what the ending says; None where they are."""
    match ending:
        case "pdf":
            fits = b"%PDF-" in content[:1024]
        case "png":
            fits = content.startswith(b"\x89PNG\r\n\x1a\n")
        case "jpg" | "jpeg":
            fits = content.startswith(b"\xff\xd8\xff")
        case "txt" | "csv":
            fits = b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))
        case _:
            return _not_office(ending, content)
    return None if fits else Invalid(OTHER)


def _not_office(ending: str, content: bytes) -> Refusal | None:
    """Office files are ZIP archives; their list of entries says what they are, and whether there are macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            kind = _opened(archive) if ending in ("odt", "ods") and "mimetype" in names else ""
    except Exception:  # an archive that is damaged, or made so, raises whatever its way of packing raises
        return Invalid(OTHER)
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        return Invalid(MACROS)
    folder = {"docx": "word/", "xlsx": "xl/"}.get(ending)
    if folder is None:
        return None if kind == ALLOWED[ending] else Invalid(OTHER)
    fits = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
    return None if fits else Invalid(OTHER)


def _opened(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as entry:
        return entry.read(MIMETYPE).decode("ascii", "replace").strip()
