"""Numbers in tables, content controls, sections, text boxes and other places."""

from tests.word.building import abstract, lvl, num, p, table
from tests.word.case import NOT_SHOWN, Case, Line, line, plain

ONE = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter")) + num(1, 0)
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor distT='0' distB='0' distL='0' "
    "distR='0' simplePos='0' relativeHeight='1' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'>"
    "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:posOffset>0</wp:posOffset></wp:positionH>"
    "<wp:positionV relativeFrom='paragraph'><wp:posOffset>0</wp:posOffset></wp:positionV>"
    "<wp:extent cx='2000000' cy='900000'/><wp:wrapTopAndBottom/><wp:docPr id='1' name='Box'/>"
    "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
    "<wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='2000000' cy='900000'/></a:xfrm>"
    "<a:prstGeom prst='rect'/></wps:spPr><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def _row(*cells: Line) -> list[Line]:
    """A row with one line in each cell."""
    before = [plain("<w:tbl><w:tblPr/><w:tr>")]
    inside = [Line(each.label, each.xml, each.office, "<w:tc><w:tcPr/>{}</w:tc>") for each in cells]
    return [*before, *inside, plain("</w:tr></w:tbl>")]


CASES = (
    Case(
        "in the cells of a table",
        [line("1.", 1, 0), *_row(line("2.", 1, 0), line("3.", 1, 0)), *_row(line("4.", 1, 0)), line("5.", 1, 0)],
        ONE,
    ),
    Case(
        "in a table in a table",
        [
            line("1.", 1, 0),
            plain("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>"),
            line("2.", 1, 0),
            *_row(line("3.", 1, 0)),
            line("4.", 1, 0),
            plain("</w:tc></w:tr></w:tbl>"),
            line("5.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "in a cell that is merged with the one above, unseen",
        [
            line("1.", 1, 0),
            plain(
                "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
                "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
            ),
            line("2.", 1, 0),
            plain(
                "</w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
                f"{p(num=1, level=0)}</w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
            ),
            line("4.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "in content controls",
        [
            line("1.", 1, 0),
            line("2.", 1, 0, around="<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"),
            line("3.", 1, 0, inside="<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"),
            line("4.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "several in one content control",
        [
            plain("<w:sdt><w:sdtPr/><w:sdtContent>"),
            line("1.", 1, 0),
            line("(a)", 1, 1),
            plain("</w:sdtContent></w:sdt>"),
            line("(b)", 1, 1),
            line("2.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "in smart tags and custom XML",
        [
            line("1.", 1, 0, inside='<w:smartTag w:uri="urn:x" w:element="place">{}</w:smartTag>'),
            line("2.", 1, 0, around='<w:customXml w:uri="urn:x" w:element="part">{}</w:customXml>'),
            line("3.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "across sections",
        [
            line("1.", 1, 0),
            line("2.", 1, 0, properties='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
            line("3.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a section's end in a numbered paragraph without text",
        [
            line("1.", 1, 0),
            plain('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:sectPr/></w:pPr></w:p>'),
            line("2.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "empty numbered paragraphs count",
        [
            line("1.", 1, 0),
            plain('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'),
            line("3.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "hidden paragraphs count",
        [
            line("1.", 1, 0),
            plain(
                '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
                "</w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
            ),
            line("3.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a list in a text box is counted apart",
        [
            line("1.", 1, 0),
            line("1.", 1, 0, around=BOX, office=NOT_SHOWN),
            line("2.", 1, 0),
        ],
        ONE,
        why="LibreOffice's text export leaves text boxes out.",
    ),
    Case(
        "a page break before the number",
        [line("1.", 1, 0), line("2.", 1, 0, inside='<w:r><w:br w:type="page"/></w:r>{}'), line("3.", 1, 0)],
        ONE,
    ),
    Case(
        "from right to left",
        [line("أ-", 1, 0, properties="<w:bidi/>"), line("ب-", 1, 0, properties="<w:bidi/>")],
        abstract(0, lvl(0, "%1-", "arabicAlpha")) + num(1, 0),
    ),
    Case(
        "a table with numbered rows",
        [
            plain(table(["<w:p/>", "<w:p/>"])),
            line("1.", 1, 0),
            *_row(line("2.", 1, 0), line(None)),
            *_row(line("3.", 1, 0)),
        ],
        ONE,
    ),
)
