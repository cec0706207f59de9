"""What kind of file a draft is in: its content says it, and its name where the content is only text."""

from enum import Enum
from pathlib import PurePath

from commentspace.errors import Invalid, marked


class Kind(Enum):
    """How a file is read. The value lists the extensions that its files usually have."""

    WORD = (".docx", ".docm", ".dotx", ".dotm")
    OFFICE = (".odt", ".ott", ".fodt", ".doc", ".dot", ".rtf")
    """LibreOffice makes a Word file of it first."""
    HTML = (".html", ".htm", ".xhtml")
    PDF = (".pdf",)
    MARKDOWN = (".md", ".markdown")
    TEXT = (".txt", ".text")


DRAFT_EXTENSIONS = tuple(extension for kind in Kind for extension in kind.value)
"""What a form can offer to choose."""
NAMED = ".docx, .odt, .rtf, .doc, .html, .pdf, .md, .txt"
"""The same in short, for sentences."""

SPREADSHEET = marked("This is a spreadsheet, not a draft. Copy the draft into a text document and send that.")
PRESENTATION = marked("This is a presentation, not a draft. Copy the draft into a text document and send that.")

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
_START = 1024
"""Bytes among which a PDF begins (ISO 32000-1, annex H.3.4.1), and an XML or HTML file says what it is."""
_HTML = (b"<html", b"<!doctype html", b"<body")
_WEB_ARCHIVE = (b"mime-version:", b"content-type: multipart/related")
_OTHER_ZIPS = {
    "mimetypeapplication/vnd.oasis.opendocument.spreadsheet": SPREADSHEET,
    "mimetypeapplication/vnd.oasis.opendocument.presentation": PRESENTATION,
    "xl/workbook": SPREADSHEET,
    "ppt/presentation": PRESENTATION,
}
_OTHER_OLE = {"Workbook": SPREADSHEET, "PowerPoint Document": PRESENTATION}


def of(data: bytes, filename: str) -> Kind:
    """How to read a file; Invalid (field "file"), with a sentence that says what to do, for what is not read.

    Word, OpenDocument, RTF, PDF and HTML are known by their first bytes, whatever the file is called.
    """
    if not data.strip():
        raise Invalid(marked("There is nothing in this file. Choose the file that has the draft in it."), field="file")
    by_name = _by_name(filename)
    if found := _by_signature(data):
        return found
    if by_name in (Kind.MARKDOWN, Kind.TEXT):
        return by_name
    if found := _by_markup(data):
        return found
    if by_name is Kind.HTML:
        return by_name
    if by_name is None:
        raise Invalid(
            marked("Drafts are taken as %(formats)s. Save the file in one of these formats and send it again."),
            field="file",
            formats=NAMED,
        )
    raise Invalid(
        marked(
            "In spite of its name this is no %(extension)s file, or it is damaged. "
            "Open it in the program that made it, save it again, and send that."
        ),
        field="file",
        extension=PurePath(filename).suffix.lower(),
    )


def extension(data: bytes) -> str:
    """The extension under which LibreOffice knows a file of Kind.OFFICE."""
    if data.startswith(_ZIP):
        return ".odt"
    if data.startswith(_OLE):
        return ".doc"
    return ".rtf" if data.lstrip()[: len(_RTF)] == _RTF else ".xml"


def _by_name(filename: str) -> Kind | None:
    suffix = PurePath(filename).suffix.lower()
    return next((kind for kind in Kind if suffix in kind.value), None)


def _by_signature(data: bytes) -> Kind | None:
    if data.startswith(_ZIP):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    if _PDF in data[:_START]:
        return Kind.PDF
    return Kind.OFFICE if data[:_START].lstrip().startswith(_RTF) else None


def _zip(data: bytes) -> Kind:
    for sign, name in _OTHER_ZIPS.items():
        if sign.encode() in data and b"word/" not in data:
            raise _other(name)
    if b"[Content_Types].xml" in data or b"word/document" in data:
        return Kind.WORD
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data or b"META-INF/manifest.xml" in data:
        return Kind.OFFICE
    raise Invalid(
        marked("This is a zip file, or a damaged document. Unpack it, and send the draft that is in it."), field="file"
    )


def _ole(data: bytes) -> Kind:
    """Word's files of before 2007 and Word files with a password; names in them are in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Invalid(
            marked("This file is protected by a password. Save it without the password and send it again."),
            field="file",
        )
    for sign, name in _OTHER_OLE.items():
        if sign.encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
            raise _other(name)
    return Kind.OFFICE


def _other(sentence: str) -> Invalid:
    return Invalid(sentence, field="file")


def _by_markup(data: bytes) -> Kind | None:
    start = data[: 4 * _START].replace(b"\x00", b"").lower()  # as UTF-16 has zeros between its letters
    if any(sign in start for sign in _WEB_ARCHIVE):
        raise Invalid(
            marked("This is a web archive (.mht). Open it in Word or LibreOffice, save it as .docx and send that."),
            field="file",
        )
    if b"<office:document" in start or b"<w:worddocument" in start or b'progid="word.document"' in start:
        return Kind.OFFICE
    is_markup = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().startswith(b"<")
    return Kind.HTML if is_markup and any(sign in start for sign in _HTML) else None
