"""HTML files: web pages, and what Word, LibreOffice, Google Docs and pandoc save as such."""

import re
from collections import Counter
from dataclasses import replace

from lxml import etree

from commentspace.domain.drafts import Draft
from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats import decoding, drafting, html_notes
from commentspace.formats.html_blocks import Walk
from commentspace.formats.html_styles import Sheet
from commentspace.text import languages
from commentspace.text.normal import clean

MOST_TAGS = 1_000_000
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w-]{2,40})|^<\?xml[^>]{0,100}encoding=["']([\w-]{2,40})""",
    re.IGNORECASE,
)
_START = 8192
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SAID_WRONGLY = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030"}
"""What web pages mean by these names (WHATWG Encoding Standard, 4.2)."""


def read(data: bytes, language: str | None) -> Draft:
    """The draft in an HTML file, in document order; nothing is fetched and no script is looked at.

    Headings, lists with the numbers that a browser shows, tables by row and cell, notes, links, bold and italics,
    and the language of each paragraph are kept. What the page hides is left out, and so are the menus around it.
    """
    root = _parsed(_decoded(data, language))
    walk = Walk(Sheet.of(root), html_notes.find(root))
    walk.over(root)
    if not walk.pieces:
        raise Invalid(marked("There is nothing in this file. Choose the file that has the draft in it."), field="file")
    said = language or _language(root, walk)
    for piece in walk.pieces:
        piece.language = _differing(piece.language, said)
    draft = drafting.draft(walk.pieces, said, str)
    title = draft.title or clean(" ".join((root.findtext("head/title") or "").split()))[:300]
    return replace(draft, title=title, pictures=tuple(walk.pictures), warnings=(*walk.warnings(), *draft.warnings))


def _decoded(data: bytes, language: str | None) -> str:
    """The text, in the encoding that the file declares, else as all text files are read."""
    found = None if data.startswith(_MARKS) else _DECLARED.search(data[:_START])
    name = (found[1] or found[2]).decode("ascii").lower() if found else "utf-8"
    if not name.startswith("utf-"):
        try:
            return data.decode(_SAID_WRONGLY.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass  # it is not what it declares
    return decoding.decode(data, language)[0]


def _parsed(text: str) -> etree._Element:
    """The root element; TooLong where there are too many tags, or one stands too deep within others."""
    if text.count("<") > MOST_TAGS:
        raise TooLong(marked("This page has too many tags. Save it as text, or send it in parts."), field="file")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(clean(text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(error.level == etree.ErrorLevels.FATAL and "depth" in error.message for error in parser.error_log):
        raise TooLong(
            marked("The tags of this page are nested too deep. Open it in a browser, copy the text and paste it here."),
            field="file",
        )
    if root is None:
        raise Invalid(marked("There is nothing in this file. Choose the file that has the draft in it."), field="file")
    return root


def _language(root: etree._Element, walk: Walk) -> str:
    """The language that most of the text says it has, where its script does not speak against that."""
    text = "\n".join(piece.text for piece in walk.pieces)
    guessed = languages.guess(text)
    counts: Counter[str] = Counter()
    for piece in walk.pieces:
        counts[piece.language] += len(piece.text)
    said = max(counts, key=lambda tag: counts[tag])
    declared = said or (root.get("lang") or "").strip()
    if not languages.known(declared) or (declared.lower().startswith("en") and guessed != "en"):
        return guessed
    return declared


def _differing(tag: str, language: str) -> str:
    """`tag`, or "" where it is the draft's own language, be it of another country."""
    return "" if tag.lower().partition("-")[0] == language.lower().partition("-")[0] else tag
