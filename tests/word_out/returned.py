"""A file of ours as it comes back: changed as Word changes files, and read."""

from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from commentspace.domain.exported import Exported
from commentspace.domain.submitted import Row, Submitted
from commentspace.formats.options import Options
from commentspace.formats.word.names import w, w14, w15
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.elements import words
from commentspace.formats.word_out.writing import write
from tests.word_out.made import comment, exported, known, paragraph
from tests.word_out.opened import changed, run_with, xml

Change = Callable[[etree._Element], None]

PARAGRAPHS = [
    paragraph(0, "Introduction", kind="heading", label="I."),
    paragraph(1, "The Parties should protect all land and sea by 2030.", label="1."),
    paragraph(2, "Each Party reports to the Conference every year.", label="2."),
    paragraph(3, "The Secretariat helps those who ask for it.", label="3."),
    paragraph(4, "缔约方应当每年提交报告。", label="4.", language="zh"),
]
SAID = [
    comment(1, PARAGRAPHS[1], "Too weak.", words="should", proposal="shall"),
    comment(2, PARAGRAPHS[2], "How often?", words="every year", author="Bo Li", party="Brazil"),
    comment(3, PARAGRAPHS[3], "With what money?"),
]
DOCUMENT = exported(PARAGRAPHS, SAID)
FILE = write(DOCUMENT, Options())
BY = 'w:author="Chipo Moyo" w:date="2026-11-21T08:15:00Z"'
AT = datetime(2026, 11, 21, 8, 15, tzinfo=UTC)


def new(data: bytes, document: Exported = DOCUMENT, *, own: str = "") -> list[Row]:
    """The rows of a returned file that are not known already."""
    return [row for row in came_back(data, document, own=own).rows if row.verdict != "known"]


def came_back(data: bytes, document: Exported = DOCUMENT, *, own: str = "") -> Submitted:
    """A returned file as it is read."""
    return read(data, known(document, own=[own] if own else []))


def with_comment(
    at: Change, text: str, *, name: str = "90", identity: str = "7A000001", parent: str = "", author: str = "Chipo Moyo"
) -> bytes:
    """The file with one more comment, in all the parts in which Word writes it."""

    def said(root: etree._Element) -> None:
        root.append(
            xml(
                f'<w:comment w:id="{name}" w:author="{author}" w:date="2026-11-21T08:15:00Z" w:initials="CM">'
                f"<w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
            )
        )
        root[-1][-1].set(w14("paraId"), identity)

    def extended(root: etree._Element) -> None:
        entry = etree.SubElement(root, w15("commentEx"), {w15("paraId"): identity, w15("done"): "0"})
        if parent:
            entry.set(w15("paraIdParent"), parent)

    data = changed(FILE, at)
    return changed(changed(data, said, "word/comments.xml"), extended, "word/commentsExtended.xml")


def around(run: str, *, name: str = "90") -> Change:
    """Put a comment's range around a run."""

    def mark(root: etree._Element) -> None:
        found = run_with(root, run)
        found.addprevious(xml(f'<w:commentRangeStart w:id="{name}"/>'))
        found.addnext(xml(f'<w:r><w:commentReference w:id="{name}"/></w:r>'))
        found.addnext(xml(f'<w:commentRangeEnd w:id="{name}"/>'))

    return mark


def says(said: etree._Element, text: str) -> bool:
    """Whether a part of a file says this."""
    return text in "".join(map(str, said.itertext()))


def text_of(run: etree._Element) -> etree._Element:
    """The element that has the words of a run."""
    found = run.find(w("t"))
    return words(run, " ")[0] if found is None else found


def removed(each: etree._Element) -> None:
    """Take an element out."""
    parent = each.getparent()
    if parent is not None:
        parent.remove(each)
