"""A Word file with the things around which comments have to find their way."""

from tests.word.building import abstract, lvl, num, p, r, word_file

_REFERENCE = '<w:r><w:commentReference w:id="7"/></w:r>'
_TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
    "<w:tc><w:tcPr/>{}</w:tc><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"
)
_BY = 'w:author="Secret Editor" w:date="2025-01-01T00:00:00Z"'


def _char(kind: str) -> str:
    return r(inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def odd_source() -> bytes:
    """Numbers, a link, a note, a field, a content control, a table, and a comment and changes of somebody else's."""
    body = [
        p("Introduction", style="Heading1"),
        p(
            num=1,
            level=0,
            inside=r("The Parties ")
            + '<w:commentRangeStart w:id="7"/>'
            + r("should", "<w:b/>")
            + f'<w:commentRangeEnd w:id="7"/>{_REFERENCE}'
            + r(" protect ")
            + f'<w:hyperlink r:id="rIdL">{r("thirty per cent", "<w:i/>")}</w:hyperlink>'
            + r(" of land")
            + r(inside='<w:footnoteReference w:id="2"/>')
            + r(" and sea."),
        ),
        p(
            num=1,
            level=0,
            inside=r("Date: ")
            + _char("begin")
            + r(inside="<w:instrText> REF x </w:instrText>")
            + _char("separate")
            + r("see article five")
            + _char("end")
            + r(" and ")
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{r('a chosen thing')}</w:sdtContent></w:sdt>"
            + r(" here."),
        ),
        p(
            num=1,
            level=0,
            inside=r("Report ")
            + f'<w:del w:id="90" {_BY}><w:r><w:delText>never </w:delText></w:r></w:del>'
            + f'<w:ins w:id="91" {_BY}>{r("every ")}</w:ins>'
            + r("year."),
        ),
        p(mark=f'<w:del w:id="92" {_BY}/>', inside=r("First half")),
        p(" and second half."),
        _TABLE.format(p("Target"), p("Year")),
        p(inside=r(inside="<w:t>Tab</w:t><w:tab/><w:t>here  two spaces</w:t><w:br/><w:t>line two.</w:t>")),
        p("A tail of two halves,"),
        p("of which this is one."),
        "<w:sectPr/>",
    ]
    return word_file(
        "".join(body),
        numbering=abstract(0, lvl(0, "%1.")) + num(1, 0),
        styles='<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
        parts={
            "comments": f'<w:comment w:id="7" w:author="Secret Editor">{p("Not told.")}</w:comment>',
            "footnotes": f'<w:footnote w:id="2">{p("A footnote text.")}</w:footnote>',
        },
        links={"rIdL": "https://example.org/"},
    )
