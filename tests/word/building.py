"""Small Word files, written part by part, so that each odd thing that files do can be made.

`word_file(body, numbering=…, styles=…)` packs what goes into the body of each part; `p`, `r`, `lvl`, `abstract`, `num`
and `style` write the usual elements, and any other XML can stand beside them.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from commentspace.formats.word.names import NAMESPACES

PREFIXES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
IGNORABLE = 'mc:Ignorable="w14 w15 w16cid w16cex wp14"'

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/endnotes.xml": f"{_WORD}.endnotes+xml",
    "word/comments.xml": f"{_WORD}.comments+xml",
    "word/commentsExtended.xml": f"{_WORD}.commentsExtended+xml",
    "word/commentsIds.xml": f"{_WORD}.commentsIds+xml",
    "word/commentsExtensible.xml": f"{_WORD}.commentsExtensible+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEWER = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
}
_ROOTS = {"header1": "hdr", "footer1": "ftr"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part(root: str, inside: str) -> str:
    """A whole part with this root ("w:styles") and all prefixes declared."""
    return f"{_HEAD}<{root} {PREFIXES} {IGNORABLE}>{inside}</{root}>"


def word_file(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx with this body. `parts` are the insides of other parts by name ("footnotes", "comments", "header1").

    `links` are outside targets of hyperlinks by relation id; `files` are whole entries by name, which replace others;
    those in word/media/ are related to the document by their name without its extension.
    """
    inside = {"styles": styles, "numbering": numbering, **(parts or {})}
    entries = {"word/document.xml": part("w:document", f"<w:body>{body}</w:body>").encode()}
    relations: list[str] = []
    for name, xml in inside.items():
        if xml:
            entries[f"word/{name}.xml"] = part(_root(name), xml).encode()
            relations.append(_relation(f"rIdPart{len(relations)}", _kind(name), f"{name}.xml"))
    for identifier, target in (links or {}).items():
        relations.append(_relation(identifier, "hyperlink", target, is_external=True))
    for name, content in (files or {}).items():
        entries[name] = content
        if name.startswith("word/media/"):
            stem = name.rpartition("/")[2].partition(".")[0]
            relations.append(_relation(stem, "image", name.removeprefix("word/")))
    shell = {
        "[Content_Types].xml": _content_types(entries),
        "_rels/.rels": _relations([_relation("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(relations),
    }
    return zipped({**{name: text.encode() for name, text in shell.items()}, **entries, **(files or {})})


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip file of these entries."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def p(
    text: str = "",
    *,
    num: object = None,
    level: object = None,
    style: str = "",
    properties: str = "",
    mark: str = "",
    inside: str | None = None,
) -> str:
    """A paragraph; `inside` is XML in place of the text, `mark` what is in the `w:rPr` of its end."""
    numbered = (f'<w:ilvl w:val="{level}"/>' if level is not None else "") + (
        f'<w:numId w:val="{num}"/>' if num is not None else ""
    )
    own = (
        (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "")
        + (f"<w:numPr>{numbered}</w:numPr>" if numbered else "")
        + properties
        + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    )
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{r(text) if inside is None and text else inside or ''}</w:p>"


def r(text: str = "", properties: str = "", inside: str = "") -> str:
    """A run of text, or of other XML."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    said = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r>{own}{said}{inside}</w:r>"


def lvl(
    place: object, text: str | None, number_format: str | None = "decimal", start: object = 1, more: str = ""
) -> str:
    """A level of a list: `more` is XML of its other elements, in the place where Word has most of them."""
    return (
        f'<w:lvl w:ilvl="{place}">'
        + (f'<w:start w:val="{start}"/>' if start is not None else "")
        + (f'<w:numFmt w:val="{number_format}"/>' if number_format is not None else "")
        + more
        + (f"<w:lvlText w:val={quoteattr(text)}/>" if text is not None else "")
        + '<w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(identifier: object, *levels: str, more: str = "", kind: str = "multilevel") -> str:
    """The definition of a list."""
    many = f'<w:multiLevelType w:val="{kind}"/>' if kind else ""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{many}{more}{"".join(levels)}</w:abstractNum>'


def num(identifier: object, definition: object, overrides: str = "") -> str:
    """A list of a definition, with `override`s."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def override(place: object, start: object = None, level: str = "") -> str:
    """What a list does otherwise than its definition, at one level."""
    begins = f'<w:startOverride w:val="{start}"/>' if start is not None else ""
    return f'<w:lvlOverride w:ilvl="{place}">{begins}{level}</w:lvlOverride>'


def style(
    identifier: str,
    *,
    name: str = "",
    kind: str = "paragraph",
    based_on: str = "",
    paragraph: str = "",
    run: str = "",
    is_default: bool = False,
) -> str:
    """A style."""
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId={quoteattr(identifier)}>'
        f"<w:name w:val={quoteattr(name or identifier)}/>"
        + (f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def numbered(number: object = None, level: object = None) -> str:
    """A `w:numPr`."""
    return (
        "<w:numPr>"
        + (f'<w:ilvl w:val="{level}"/>' if level is not None else "")
        + (f'<w:numId w:val="{number}"/>' if number is not None else "")
        + "</w:numPr>"
    )


def table(*rows: list[str]) -> str:
    """A table of cells, each the XML of what is in it."""
    return (
        "<w:tbl><w:tblPr/>"
        + "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def _root(name: str) -> str:
    if name in {"commentsExtended"}:
        return "w15:commentsEx"
    if name == "commentsIds":
        return "w16cid:commentsIds"
    if name == "commentsExtensible":
        return "w16cex:commentsExtensible"
    return f"w:{_ROOTS.get(name, name)}"


def _kind(name: str) -> str:
    return name.rstrip("1") if name in _ROOTS else name


def _relation(identifier: str, kind: str, target: str, *, is_external: bool = False) -> str:
    mode = ' TargetMode="External"' if is_external else ""
    uri = _NEWER.get(kind, f"{_OFFICE}/{kind}")
    return f'<Relationship Id="{identifier}" Type="{uri}" Target={quoteattr(target)}{mode}/>'


def _relations(inside: list[str]) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{uri}">{"".join(inside)}</Relationships>'


def _content_types(entries: Mapping[str, bytes]) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/content-types"
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {
        "png": "image/png",
        "jpg": "image/jpeg",
        "gif": "image/gif",
        "emf": "image/x-emf",
        "wmf": "image/x-wmf",
    }
    return (
        f'{_HEAD}<Types xmlns="{uri}">'
        + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
        + "".join(f'<Override PartName="/{name}" ContentType="{_TYPES[name]}"/>' for name in entries if name in _TYPES)
        + "</Types>"
    )
