"""Word files that are no drafts."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.hostile.zips import (
    DOCUMENT,
    PARAGRAPH,
    ROOT,
    TYPES,
    overlapping,
    with_flag,
    with_size,
    word,
    zipped,
)

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "' + f"&{a};" * 20 + '">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><x>&j;</x>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
_PARTS = ("styles", "numbering", "comments", "footnotes", "settings", "theme", "endnotes")
_RUN = "<w:r><w:t>a</w:t></w:r>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _nested(tag: str, depth: int, within: str = PARAGRAPH, attributes: str = "") -> str:
    return f"<w:{tag}{attributes}>" * depth + within + f"</w:{tag}>" * depth


def _tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * depth


def _numbering(within: str) -> bytes:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + _RUN + "</w:p>"
    return word(item * 5, word__numbering_xml=f"<w:numbering {_W}>{within}</w:numbering>")


def _styles(within: str) -> bytes:
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>' + _RUN + "</w:p>"
    return word(styled, word__styles_xml=f"<w:styles {_W}>{within}</w:styles>")


def files() -> dict[str, Callable[[], bytes]]:
    """Each by what is wrong with it; made when it is wanted."""
    made: dict[str, Callable[[], bytes]] = {
        "a bomb: one part of 80 MiB": lambda: word(word__styles_xml=b" " * (80 << 20)),
        "a bomb: parts of 60 MiB": lambda: zipped(
            {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": DOCUMENT % PARAGRAPH}
            | {f"word/media/{n}.bin": bytes(60 << 20) for n in range(5)}
        ),
        "a bomb: blanks in the draft itself": lambda: word(" " * (60 << 20) + PARAGRAPH),
        "a bomb: one word of 40 MiB": lambda: word(f"<w:p><w:r><w:t>{'a' * (40 << 20)}</w:t></w:r></w:p>"),
        "a bomb in a bomb": lambda: word(word__media__a_zip=word(word__styles_xml=b" " * (70 << 20))),
        "a bomb: entries that overlap": lambda: overlapping(60_000, 1 << 20),
        "60,000 parts": lambda: zipped({f"word/{n}": b"" for n in range(60_000)} | {"[Content_Types].xml": TYPES}),
        "a size that is a lie: small": lambda: with_size(word(" " * 10_000_000), "word/document.xml", 100),
        "a size that is a lie: huge": lambda: with_size(word(), "word/document.xml", 0xFFFFFFF0),
        "a packed size that is a lie": lambda: with_size(word(), "word/document.xml", 9, packed=0x7FFFFFFF),
        "parts that want a password": lambda: with_flag(word(), 1),
        "parts of an unknown compression": lambda: word().replace(b"\x08\x00", b"\x63\x00"),
        "parts named ../": lambda: zipped(
            {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "../../word/document.xml": DOCUMENT % PARAGRAPH}
        ),
        "parts that are called alike": lambda: word() + word("<w:p/>"),
        "a target outside of the file": lambda: zipped(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": ROOT.replace("word/document.xml", "../../../etc/passwd"),
                "word/document.xml": DOCUMENT % PARAGRAPH,
            }
        ),
        "a main part that is elsewhere": lambda: zipped(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": ROOT.replace(
                    'Target="word/document.xml"', 'Target="http://127.0.0.1:9/" TargetMode="External"'
                ),
            }
        ),
        "a main part that is its own relations": lambda: zipped(
            {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT.replace("word/document.xml", "_rels/.rels")}
        ),
        "no main part": lambda: zipped({"[Content_Types].xml": TYPES, "_rels/.rels": ROOT}),
        "no parts": lambda: zipped({}) + b"[Content_Types].xml",
        "parts without any compression": lambda: zipped(
            {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": DOCUMENT % PARAGRAPH},
            zipfile.ZIP_STORED,
        ),
        "a link of a file system": _symlink,
        "no XML in the main part": lambda: word().replace(b"word/document.xml", b"word/documend.xml"),
        "the main part empty": lambda: word(word__document_xml=b""),
        "the main part of zeros": lambda: word(word__document_xml=bytes(10_000)),
        "the main part in UTF-16": lambda: word(
            word__document_xml=(DOCUMENT % PARAGRAPH).replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
        ),
        "the main part in UTF-7": lambda: word(word__document_xml='<?xml version="1.0" encoding="UTF-7"?>+ADw-x/+AD4-'),
        "XML that ends too early": lambda: word("<w:p><w:r><w:t>Peat"),
        "tables in tables": lambda: word(_tables(80)),
        "tables in tables, deeper than XML may be": lambda: word(_tables(2_000)),
        "content controls, deeper than XML may be": lambda: word(_nested("sdt", 50_000)),
        "insertions in insertions": lambda: word(f"<w:p>{_nested('ins', 200, _RUN)}</w:p>"),
        "a million runs": lambda: word(f"<w:p>{_RUN * 1_000_000}</w:p>"),
        "10,000 runs": lambda: word(f"<w:p>{_RUN * 10_000}</w:p>"),
        "20,000 paragraphs": lambda: word(PARAGRAPH * 20_000),
        "20,000 empty paragraphs": lambda: word("<w:p/>" * 20_000),
        "a row of 5,000 cells": lambda: word(f"<w:tbl><w:tr>{f'<w:tc>{PARAGRAPH}</w:tc>' * 5_000}</w:tr></w:tbl>"),
        "a cell over a billion columns": lambda: word(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>'
        ),
        "an attribute of 9 MiB": lambda: word(f'<w:p w:rsidR="{"a" * (9 << 20)}"/>{PARAGRAPH}'),
        "an element with 100,000 attributes": lambda: word(
            "<w:p " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>" + PARAGRAPH
        ),
        "100,000 namespaces": lambda: word(
            "<w:p " + " ".join(f'xmlns:a{n}="u"' for n in range(50_000)) + "/>" + PARAGRAPH
        ),
        "fields that never end": lambda: word(
            "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + _RUN + "</w:p>"
        ),
        "fields that end before they begin": lambda: word(
            "<w:p>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 5_000 + _RUN + "</w:p>"
        ),
        "ranges of comments that cross": lambda: word(
            "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(20_000))
            + PARAGRAPH
            + "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(20_000))
        ),
        "a note that refers to itself": lambda: word(
            '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
            word__footnotes_xml=f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/>'
            "</w:r></w:p></w:footnote></w:footnotes>",
        ),
        "comments that answer each other in a ring": _ring,
        "styles that are based on each other": lambda: _styles(
            '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        ),
        "a chain of 5,000 styles": lambda: _styles(
            "".join(
                f'<w:style w:type="paragraph" w:styleId="{"A" if n == 0 else n}"><w:basedOn w:val="{n + 1}"/></w:style>'
                for n in range(5_000)
            )
        ),
        "numbers that count from two billion": lambda: _numbering(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/>'
            '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        ),
        "letters that count from two billion": lambda: _numbering(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
            '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        ),
        "a label of a million numbers": lambda: _numbering(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val="{"%1" * 500_000}"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        ),
        "number styles that lead to each other": lambda: _numbering(
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="A"/><w:numStyleLink w:val="A"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        ),
        "numbers that are none": lambda: _numbering(
            '<w:abstractNum w:abstractNumId="x"><w:lvl w:ilvl="-9"><w:start w:val="x"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="x"/></w:num><w:num/><w:num w:numId="99999999999999999999"/>'
        ),
        "pictures that are not there": lambda: word(
            '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'r:embed="rId99"/></w:drawing></w:r></w:p>' * 1_000 + PARAGRAPH
        ),
        "nothing but a picture": lambda: word("<w:p><w:r><w:drawing/></w:r></w:p>"),
        "a spreadsheet in its place": lambda: zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"}),
        "text boxes in text boxes": lambda: word(
            "<w:p><w:r><w:pict><w:txbxContent>" * 60 + PARAGRAPH + "</w:txbxContent></w:pict></w:r></w:p>" * 60
        ),
        "words of controls and turned words": lambda: word(
            f"<w:p><w:r><w:t>{''.join(map(chr, [*range(0x202A, 0x202F), 0xFFFD, 0xFEFF])) * 1_000}</w:t></w:r></w:p>"
        ),
        "a letter with 10,000 accents": lambda: word(
            "<w:p><w:r><w:t>a" + "\u0301\u0323" * 5_000 + "</w:t></w:r></w:p>"
        ),
    }
    for part in _PARTS:
        made[f"entities in entities in {part}"] = lambda part=part: word(**{f"word__{part}_xml": _LAUGHS})  # type: ignore[misc]  # mypy does not see the default
        made[f"an entity outside in {part}"] = lambda part=part: word(**{f"word__{part}_xml": _OUTSIDE})  # type: ignore[misc]  # the same
    made["entities in entities in the draft"] = lambda: word(word__document_xml=_LAUGHS)
    made["entities in entities in the relations"] = lambda: zipped(
        {"[Content_Types].xml": TYPES, "_rels/.rels": _LAUGHS}
    )
    made["entities in entities in UTF-16"] = lambda: word(word__document_xml=_LAUGHS.encode("utf-16"))
    return made


def _symlink() -> bytes:
    info = zipfile.ZipInfo("word/document.xml")
    info.external_attr = 0o120777 << 16
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", ROOT)
        file.writestr(info, "/etc/passwd")
    return out.getvalue()


def _ring() -> bytes:
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="A"><w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        f'w14:paraId="0000000{n}">{_RUN}</w:p></w:comment>'
        for n in range(3)
    )
    ring = "".join(
        f'<w15:commentEx w15:paraId="0000000{n}" w15:paraIdParent="0000000{(n + 1) % 3}"/>' for n in range(3)
    )
    ranges = "".join(f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(3))
    return word(
        f"<w:p>{_RUN}{ranges}</w:p>",
        word__comments_xml=f"<w:comments {_W}>{comments}</w:comments>",
        word__commentsExtended_xml=f'<w15:commentsEx xmlns:w15="{w15}">{ring}</w15:commentsEx>',
    )
