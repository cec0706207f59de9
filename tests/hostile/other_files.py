"""HTML, PDF, text and other files that are no drafts."""

import zlib
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def html() -> dict[str, Callable[[], bytes]]:
    """Web pages."""
    return {
        "100,000 nested divs": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Peat",
        "100,000 nested lists": lambda: b"<html><body>" + b"<ul><li>" * 100_000 + b"Peat",
        "200,000 bold words that never end": lambda: b"<html><body>" + b"<b>x " * 200_000,
        "a million paragraphs": lambda: b"<html><body>" + b"<p>x" * 1_000_000,
        "10,000 paragraphs": lambda: b"<html><body>" + b"<p>x" * 10_000,
        "20,000 broken lines": lambda: b"<html><body><p>x" + b"<br>x" * 20_000,
        "one word of 20 MiB": lambda: b"<html><body><p>" + b"a" * (20 << 20),
        "an attribute of 12 MiB": lambda: b"<html><body><p title='" + b"a" * (12 << 20) + b"'>x",
        "a cell over a billion columns": lambda: (
            b"<html><body><table><tr><td colspan=999999999>a<td>b"
            + b"<tr><td rowspan=999999999 colspan=999999999>c<td>d" * 1_000
        ),
        "a list that starts at a billion": lambda: b"<html><body><ol start=999999999 type=a><li>a<li value=99e9>b",
        "style sheets of comments that never end": lambda: b"<html><style>" + b"/*" * 500_000 + b"</style><p>x",
        "style sheets of braces": lambda: b"<html><style>" + b"@media{" * 100_000 + b"</style><p>x",
        "notes that lead to each other": lambda: b"<html><body>" + b'<p><a id="a" href="#a">1</a> x' * 3_000,
        "an entity outside": lambda: b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;</p><p>Peat',
        "entities in entities": lambda: b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>&b;</p><p>Peat',
        "pictures of 20 MiB": lambda: (
            b"<html><body>x<img src='data:image/png;base64,iVBORw0KGgo" + b"A" * (20 << 20) + b"'>"
        ),
        "100,000 pictures": lambda: b"<html><body>x" + b"<img src='data:image/gif,GIF8'>" * 100_000,
        "an encoding that there is not": lambda: b"<html><meta charset=utf-9><body><p>Peat</p>",
        "an encoding that is a trap": lambda: b"<html><meta charset=idna><body><p>Peat</p>",
        "zeros between letters": lambda: b"<html><body><p>P\x00e\x00a\x00t\x00",
        "a script that never ends": lambda: b"<html><body><p>Peat</p><script>" + b"x" * 1_000_000,
        "plaintext": lambda: b"<html><body><plaintext>" + b"<p>" * 10_000,
        "a frame of others' pages": lambda: b"<html><body><iframe src='http://127.0.0.1:9/'></iframe><p>Peat</p>",
    }


def text() -> dict[str, Callable[[], bytes]]:
    """Text files, each under the extension that stands first in its name."""
    return {
        ".md a million quotation marks": lambda: b"> " * 1_000_000 + b"x",
        ".md a million brackets": lambda: b"[" * 1_000_000,
        ".md a table of a million bars": lambda: b"|" * 1_000_000 + b"\n|-" + b"|-" * 1_000 + b"\n",
        ".md nested lists": lambda: b"".join(b" " * 2 * n + b"- x\n" for n in range(2_000)),
        ".txt one word of 2 MiB": lambda: b"a" * (2 << 20),
        ".txt 201,000 lines": lambda: b"1. Peat is kept wet.\n\n" * 100_500,
        ".txt 10,000 lines": lambda: b"1. Peat is kept wet.\n\n" * 5_000,
        ".txt zeros": lambda: bytes(1_000_000),
        ".txt nothing but blanks": lambda: b" \t\n" * 1_000_000,
        ".txt half a mark": lambda: b"\xff",
        ".txt UTF-16 of odd length": lambda: "Peat".encode("utf-16") + b"\x00",
        ".txt UTF-16 of lone surrogates": lambda: b"\xff\xfe" + b"\x00\xd8" * 1_000,
        ".txt UTF-32 beyond all letters": lambda: b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f" * 100,
        ".txt escapes of a terminal": lambda: b"\x1b]0;x\x07\x1b[2J Peat is kept wet." * 1_000,
        ".txt turned words": lambda: "\u202ePeat\u202c is kept wet.\n".encode() * 1_000,
        ".txt letters with many accents": lambda: b"a" + "\u0301\u0323".encode() * 5_000,
        ".md front matter that never ends": lambda: b"---\n" + b"a: b\n" * 10_000,
    }


def wrong() -> dict[str, Callable[[], bytes]]:
    """Files under a name that is not theirs, each with its name first."""
    return {
        "draft.docx nothing": lambda: b"",
        "draft.docx one zero": lambda: b"\x00",
        "draft.docx a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1_000),
        "draft.docx the first bytes of a zip file": lambda: b"PK\x03\x04",
        "draft.docx the end of a zip file": lambda: b"PK\x05\x06" + bytes(18),
        "draft.docx a Word file with a password": lambda: (
            OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(9_000)
        ),
        "draft.pdf a page": lambda: b"<html><body><p>Peat is kept wet.</p>",
        "draft.html a program": lambda: b"\x7fELF" + bytes(range(256)) * 100,
        "draft.html a PDF that is a zip file": lambda: b"%PDF-1.4\n" + b"PK\x03\x04" * 1_000,
        "draft.doc a spreadsheet": lambda: OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(9_000),
        "draft.doc a web archive": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx",
        "draft.zip files": lambda: b"PK\x03\x04" + bytes(26) + b"notes.txt" + bytes(100),
        "../../etc/passwd a name": lambda: b"Peat is kept wet.",
        "draft.md\x00.docx a name": lambda: b"Peat is kept wet.",
    }


def pdf() -> dict[str, Callable[[], bytes]]:
    """PDF files."""
    return {
        "pages that are their own parents": lambda: _pdf(_loop),
        "pages in pages in pages": lambda: _pdf(_deep),
        "a count of pages that is a lie": lambda: _pdf(_lying),
        "a bomb: a stream of 300 MB": lambda: _pdf(
            lambda writer: _content(writer, zlib.compress(bytes(300_000_000), 1))
        ),
        "a bomb in a bomb": lambda: _pdf(
            lambda writer: _content(writer, zlib.compress(zlib.compress(bytes(100_000_000), 1), 1), 2)
        ),
        "a million operators": lambda: _pdf(lambda writer: _content(writer, zlib.compress(b"q Q " * 500_000))),
        "operators without operands": lambda: _pdf(
            lambda writer: _content(writer, zlib.compress(b"Tj TJ ' Td Tm " * 1_000))
        ),
        "brackets that never end": lambda: _pdf(lambda writer: _content(writer, zlib.compress(b"[" * 100_000))),
        "brackets in brackets": lambda: _pdf(lambda writer: _content(writer, zlib.compress(b"<<" * 50_000))),
        "forms that draw themselves": lambda: _pdf(_drawing_itself),
        "a table of places that leads to itself": lambda: (
            b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF"
        ),
        "a table of places far beyond the end": lambda: b"%PDF-1.4\nstartxref\n99999999999999\n%%EOF",
        "a table of a billion objects": lambda: (
            b"%PDF-1.4\nxref\n0 999999999\ntrailer\n<</Size 999999999>>\nstartxref\n9\n%%EOF"
        ),
        "a password": lambda: _pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")),
        "no pages": lambda: _pdf(lambda writer: None, pages=0),
        "two thousand empty pages": lambda: _pdf(lambda writer: None, pages=2_000),
        "the first line alone": lambda: b"%PDF-1.7\n",
        "scripts that run when it is opened": lambda: _pdf(_script),
        "bookmarks in a ring": lambda: _pdf(_ring),
    }


def office() -> dict[str, Callable[[], bytes]]:
    """Files that LibreOffice reads, each under the extension that stands first in its name."""
    return {
        ".rtf a picture that says it has two billion bytes": lambda: rb"{\rtf1 Peat {\pict\bin2147483647 x}}",
        ".rtf 100,000 groups": lambda: b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}",
        ".rtf that ends too early": lambda: rb"{\rtf1\ansi{\fonttbl{\f0",
        ".rtf fields that fetch": lambda: (
            rb'{\rtf1 Peat {\field{\*\fldinst INCLUDETEXT "http://127.0.0.1:9/x"}{\fldrslt y}}}'
        ),
        ".doc zeros": lambda: OLE + bytes(20_000),
        ".odt of nothing": lambda: (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(99)
        ),
    }


def _pdf(change: Callable[[PdfWriter], object], pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _content(writer: PdfWriter, packed: bytes, times: int = 1) -> None:
    stream = StreamObject()
    stream._data = packed
    filters = ArrayObject([NameObject("/FlateDecode")] * times)
    stream[NameObject("/Filter")] = filters
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def _loop(writer: PdfWriter) -> None:
    pages = writer._pages.get_object()
    assert isinstance(pages, DictionaryObject)
    pages[NameObject("/Kids")] = ArrayObject([writer._pages] * 3)
    pages[NameObject("/Parent")] = writer._pages


def _deep(writer: PdfWriter) -> None:
    page = writer.pages[0].indirect_reference
    assert page is not None
    inner = page
    for _ in range(3_000):
        node = DictionaryObject({NameObject("/Type"): NameObject("/Pages"), NameObject("/Count"): NumberObject(1)})
        node[NameObject("/Kids")] = ArrayObject([inner])
        inner = writer._add_object(node)
    pages = writer._pages.get_object()
    assert isinstance(pages, DictionaryObject)
    pages[NameObject("/Kids")] = ArrayObject([inner])


def _lying(writer: PdfWriter) -> None:
    pages = writer._pages.get_object()
    assert isinstance(pages, DictionaryObject)
    pages[NameObject("/Count")] = NumberObject(2_000_000_000)


def _drawing_itself(writer: PdfWriter) -> None:
    form = StreamObject()
    form._data = b"/F Do"
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    named = writer._add_object(form)
    resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/F"): named})})
    form[NameObject("/Resources")] = resources
    _content(writer, zlib.compress(b"/F Do"))
    writer.pages[0][NameObject("/Resources")] = resources


def _script(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): NameObject("/x")})
    writer.root_object[NameObject("/OpenAction")] = action


def _ring(writer: PdfWriter) -> None:
    writer.add_outline_item(title="Peat", page_number=0)
    outline = writer.root_object["/Outlines"].get_object()
    assert isinstance(outline, DictionaryObject)
    first = outline["/First"].get_object()
    assert isinstance(first, DictionaryObject)
    first[NameObject("/Next")] = first[NameObject("/First")] = outline.raw_get("/First")
