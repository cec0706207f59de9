"""A Word file made from nothing but the paragraphs of a document, for drafts that did not come as one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.shared import Emu
from docx.text.run import Run
from lxml import etree

from commentspace.domain.exported import Exported, ExportedParagraph, ExportedPicture
from commentspace.formats.word.names import w
from commentspace.formats.word_out import walking
from commentspace.formats.word_out.elements import element, safe, under
from commentspace.formats.word_out.languages import Look, look_of, set_document_language
from commentspace.formats.word_out.paragraphs import holder_of, label, say, style_of
from commentspace.formats.word_out.walking import Stretch
from commentspace.text.markdown import paragraph_html, to_text

_BAR = " | "
_CELL_BAR = re.compile(r"(?<!\\)(?: \| | \|$|^\| )")
_PICTURE = re.compile(r"!\[[^\]]*\]\(<?picture:([a-z0-9]+)>?\)")
_EMU_A_PIXEL = 9525
_WIDEST = 5_486_400  # what lies between the margins, in EMU
_DRAWN = frozenset(["image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"])
_NOTE_SIZE = "18"  # half points


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part of a paragraph's text stands: the number of its "w:p", how many elements of its label come first,
    and the place in the text at which the part begins."""

    number: int
    skipped: int
    start: int


@dataclass(slots=True)
class Built:
    """A file, and where in it each paragraph (by its name outside) stands."""

    content: bytes = b""
    spots: dict[str, list[Spot]] = field(default_factory=dict)


def build(exported: Exported) -> Built:
    """The document as a Word file: headings that Word lists as such, labels as they are printed, tables, pictures."""
    maker = _Maker(exported)
    for is_row, group in groupby(exported.paragraphs, key=lambda each: each.kind == "row"):
        if is_row:
            maker.table(list(group))
        else:
            for paragraph in group:
                maker.paragraph(paragraph)
    return maker.finished()


class _Maker:
    def __init__(self, exported: Exported):
        self._exported = exported
        self._file: Document = docx.Document()
        self._body = self._file.element.body
        self._end = self._body[-1]  # the properties of the last section stand last
        self._pictures = {picture.uid: picture for picture in exported.pictures}
        self._built, self._count = Built(), 0
        self._any = self._file.add_paragraph()  # through which pictures find their file
        self._body.remove(self._any._element)
        set_document_language(self._file, exported.language)
        self._properties()
        self._title()

    def paragraph(self, paragraph: ExportedParagraph) -> None:
        """A heading, paragraph, item or note, with its label and a tab before its words."""
        look = self._look(paragraph)
        holder = holder_of(style_of(paragraph), look)
        size = _NOTE_SIZE if paragraph.kind == "note" else ""
        skipped = 0
        if paragraph.label:
            skipped = label(holder, paragraph, look, size)
        say(holder, walking.stretches(paragraph.html), look, size)
        self._end.addprevious(holder)
        self._place(paragraph, skipped, 0)
        self._picture(holder, paragraph)

    def table(self, rows: Sequence[ExportedParagraph]) -> None:
        """Rows that follow each other, as one table."""
        cells = [_cells(row) for row in rows]
        columns = max(map(len, cells))
        look = self._look(rows[0])
        table = element("tbl")
        properties = under(table, "tblPr")
        under(properties, "tblStyle", val="TableGrid")
        if look.is_rtl:
            under(properties, "bidiVisual")
        under(properties, "tblW", w="5000", type="pct")
        grid = under(table, "tblGrid")
        for _ in range(columns):
            under(grid, "gridCol", w=str(9000 // columns))
        for row, said in zip(rows, cells, strict=True):
            self._row(under(table, "tr"), row, [*said, *[("", [])] * (columns - len(said))], len(said))
        self._end.addprevious(table)
        self._end.addprevious(element("p"))  # or the next table would be one with this
        self._count += 1

    def _row(
        self, line: etree._Element, row: ExportedParagraph, cells: Sequence[tuple[str, list[Stretch]]], real: int
    ) -> None:
        look, at = self._look(row), 0
        for number, (text, said) in enumerate(cells):
            cell = under(line, "tc")
            under(under(cell, "tcPr"), "tcW", w="0", type="auto")
            holder = holder_of("", look)
            skipped = label(holder, row, look, "", is_hanging=False) if row.label and not number else 0
            say(holder, said, look, "")
            cell.append(holder)
            if number < real:
                self._place(row, skipped, at)
                at += len(text) + len(_BAR)
            else:
                self._count += 1
            if not number:
                self._picture(holder, row)

    def finished(self) -> Built:
        """The bytes of the file with the places of its paragraphs."""
        with BytesIO() as target:
            self._file.save(target)
            self._built.content = target.getvalue()
        return self._built

    def _look(self, paragraph: ExportedParagraph) -> Look:
        return look_of(paragraph.language or self._exported.language)

    def _place(self, paragraph: ExportedParagraph, skipped: int, start: int) -> None:
        self._built.spots.setdefault(paragraph.uid, []).append(Spot(self._count, skipped, start))
        self._count += 1

    def _properties(self) -> None:
        properties = self._file.core_properties
        properties.title = safe(self._exported.title)[:255]
        properties.subject = safe(self._exported.symbol)[:255]
        properties.author = safe(self._exported.space_title)[:255]
        properties.comments = ""
        properties.created = properties.modified = self._exported.at.replace(tzinfo=None)

    def _title(self) -> None:
        look = look_of(self._exported.language)
        holder = holder_of("Title", look)
        say(holder, [Stretch(self._exported.title)], look, "")
        self._end.addprevious(holder)
        self._count += 1

    def _picture(self, holder: etree._Element, paragraph: ExportedParagraph) -> None:
        """The pictures of a paragraph, after its words; one of a kind that Word does not show is left out."""
        for name in _PICTURE.findall(paragraph.markdown):
            picture = self._pictures.get(name)
            if picture is not None and picture.type in _DRAWN:
                self._draw(holder, picture)

    def _draw(self, holder: etree._Element, picture: ExportedPicture) -> None:
        run = under(holder, "r")
        try:
            drawn = Run(run, self._any).add_picture(BytesIO(picture.content))  # type: ignore[arg-type]  # elements of lxml's own type
        except Exception:  # a picture that its library cannot read is left out, whatever it says
            holder.remove(run)
            return
        width = min(picture.width * _EMU_A_PIXEL or int(drawn.width), _WIDEST)
        drawn.width, drawn.height = Emu(width), Emu(int(drawn.height) * width // max(1, int(drawn.width)))


def _cells(row: ExportedParagraph) -> list[tuple[str, list[Stretch]]]:
    """The text and the stretches of each cell; a row that cannot be taken apart is one cell."""
    parts = _CELL_BAR.split(row.markdown)
    texts = [to_text(part) for part in parts]
    if _BAR.join(texts) != row.text:
        return [(row.text, walking.stretches(row.html))]
    return [(text, walking.stretches(paragraph_html(part))) for text, part in zip(texts, parts, strict=True)]


def places_of(spots: Sequence[Spot], holders: Sequence[etree._Element]) -> Iterator[tuple[etree._Element, int, int]]:
    """The elements of a paragraph's text in a file that was built here, with the code points that each gives."""
    for spot in spots:
        at = spot.start
        said = list(holders[spot.number].iter(w("t"), w("br"), w("tab")))
        said = [each for each in said if each.getparent() is not None and each.getparent().tag == w("r")]  # type: ignore[union-attr]  # asked in the same line
        for each in said[spot.skipped :]:
            size = len(each.text or "") if each.tag == w("t") else 1
            yield each, at, at + size
            at += size
