"""Promises about what kind a file is: its first bytes say it, whatever its name; else its name does."""

import pytest

from commentspace.errors import Invalid
from commentspace.formats import kinds
from commentspace.formats.kinds import Kind

DOCX = b"PK\x03\x04....[Content_Types].xml....word/document.xml"
ODT = b"PK\x03\x04" + bytes(22) + b"mimetypeapplication/vnd.oasis.opendocument.textPK....META-INF/manifest.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
HTML = b"\n<!DOCTYPE html>\n<html><body><p>Peat</p>"
FODT = b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:x">'


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (DOCX, "draft.docx", Kind.WORD),
        (DOCX, "draft.docm", Kind.WORD),
        (DOCX, "draft.zip", Kind.WORD),
        (DOCX, "draft.doc", Kind.WORD),
        (DOCX, "draft.txt", Kind.WORD),
        (ODT, "draft.odt", Kind.OFFICE),
        (ODT, "draft.docx", Kind.OFFICE),
        (OLE + "WordDocument".encode("utf-16-le"), "draft.doc", Kind.OFFICE),
        (b"{\\rtf1 x}", "draft.doc", Kind.OFFICE),
        (b"\r\n{\\rtf1 x}", "draft.rtf", Kind.OFFICE),
        (FODT, "draft.fodt", Kind.OFFICE),
        (FODT, "draft.xml", Kind.OFFICE),
        (HTML, "draft.doc", Kind.HTML),
        (HTML.decode().encode("utf-16"), "draft.doc", Kind.HTML),
        (HTML, "draft", Kind.HTML),
        (b"<p>Peat", "draft.HTM", Kind.HTML),
        (b"%PDF-1.4 ...", "draft.pdf", Kind.PDF),
        (b"\x00junk\n%PDF-1.4 ...", "draft.bin", Kind.PDF),
        (HTML, "draft.md", Kind.MARKDOWN),
        (HTML, "draft.txt", Kind.TEXT),
        (b"Peat", "draft.markdown", Kind.MARKDOWN),
    ],
)
def test_a_file_is_read_as_what_it_is(data: bytes, name: str, kind: Kind) -> None:
    assert kinds.of(data, name) is kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "draft.docx", "There is nothing in this file"),
        (b" \n", "draft.pdf", "There is nothing in this file"),
        (b"PK\x03\x04....notes/readme.txt", "draft.zip", "This is a zip file"),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "draft.docx", "This is a spreadsheet"),
        (b"PK\x03\x04....[Content_Types].xml....ppt/presentation.xml", "draft.docx", "This is a presentation"),
        (OLE + "Workbook".encode("utf-16-le"), "draft.doc", "This is a spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "draft.docx", "protected by a password"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "draft.doc", "This is a web archive"),
        (b"Peat", "draft.docx", "In spite of its name this is no .docx file"),
        (b"Peat", "draft.pdf", "In spite of its name this is no .pdf file"),
        (b"\x89PNG\r\n", "draft.png", "Drafts are taken as .docx"),
        (b"print('<html>')", "draft.py", "Drafts are taken as .docx"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        kinds.of(data, name)
    assert caught.value.field == "file"


def test_a_form_can_offer_all_extensions() -> None:
    assert {".docx", ".odt", ".rtf", ".doc", ".html", ".pdf", ".md", ".txt"} <= set(kinds.DRAFT_EXTENSIONS)
