"""Numbers and tracked changes: what is deleted or moved away does not count, what is inserted does."""

from tests.word.building import abstract, lvl, num, p
from tests.word.case import Case, line, plain

ONE = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter")) + num(1, 0) + num(2, 0)
WHO = 'w:author="Nour" w:date="2026-05-01T10:00:00Z"'
DELETED = '<w:del w:id="1" ' + WHO + "><w:r><w:delText>gone</w:delText></w:r></w:del>"
LATER = "Word counts what is shown when changes are accepted; LibreOffice 7.4's text export shows all changes."

CASES = (
    Case(
        "an inserted paragraph counts",
        [
            line("1.", 1, 0),
            line("2.", 1, 0, mark=f'<w:ins w:id="1" {WHO}/>', inside=f'<w:ins w:id="2" {WHO}>{{}}</w:ins>'),
            line("3.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a deleted paragraph does not",
        [
            line("1.", 1, 0),
            plain(p(num=1, level=0, mark=f'<w:del w:id="1" {WHO}/>', inside=DELETED)),
            line("2.", 1, 0, office="3."),
        ],
        ONE,
        why=LATER,
    ),
    Case(
        "two deleted paragraphs do not",
        [
            line("1.", 1, 0),
            plain(p(num=1, level=0, mark=f'<w:del w:id="1" {WHO}/>', inside=DELETED)),
            plain(p(num=1, level=1, mark=f'<w:del w:id="1" {WHO}/>', inside=DELETED)),
            line("2.", 1, 0, office="3."),
            line("(a)", 1, 1),
        ],
        ONE,
        why=LATER,
    ),
    Case(
        "a paragraph whose text alone is deleted counts",
        [line("1.", 1, 0), plain(p(num=1, level=0, inside=DELETED)), line("3.", 1, 0)],
        ONE,
    ),
    Case(
        "a moved paragraph counts where it has gone",
        [
            plain(
                p(
                    num=1,
                    level=0,
                    mark=f'<w:moveFrom w:id="1" {WHO}/>',
                    inside=f'<w:moveFromRangeStart w:id="9" w:name="m" {WHO}/><w:moveFrom w:id="2" {WHO}><w:r>'
                    '<w:t>moved</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="9"/>',
                )
            ),
            line("1.", 1, 0, office="2."),
            line(
                "2.",
                1,
                0,
                office="3.",
                mark=f'<w:moveTo w:id="3" {WHO}/>',
                inside=f'<w:moveToRangeStart w:id="8" w:name="m" {WHO}/><w:moveTo w:id="4" {WHO}>{{}}</w:moveTo>'
                '<w:moveToRangeEnd w:id="8"/>',
            ),
            line("3.", 1, 0, office="4."),
        ],
        ONE,
        why=LATER,
    ),
    Case(
        "a number that was changed is the new one",
        [
            line("1.", 1, 0),
            line(
                "(a)",
                1,
                1,
                properties=f'<w:pPrChange w:id="1" {WHO}><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
                "</w:numPr></w:pPr></w:pPrChange>",
            ),
            line("2.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a number that was taken away",
        [
            line("1.", 1, 0),
            line(
                None,
                properties=f'<w:pPrChange w:id="1" {WHO}><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
                "</w:numPr></w:pPr></w:pPrChange>",
            ),
            line("2.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a number that was given",
        [
            line("1.", 1, 0),
            line(
                "2.",
                properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1" {WHO}/></w:numPr>'
                f'<w:pPrChange w:id="1" {WHO}><w:pPr/></w:pPrChange>',
            ),
        ],
        ONE,
    ),
    Case(
        "what older Word kept of a changed number is ignored",
        [
            line(
                "1.",
                properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange w:id="1" '
                f'{WHO} w:original="%1:7:0:."/></w:numPr>',
            ),
            line("2.", 1, 0),
        ],
        ONE,
    ),
    Case(
        "a deleted row of a table does not count",
        [
            line("1.", 1, 0),
            plain(
                f'<w:tbl><w:tblPr/><w:tr><w:trPr><w:del w:id="1" {WHO}/></w:trPr><w:tc><w:tcPr/>'
                f"{p(num=1, level=0, inside=DELETED)}</w:tc></w:tr>"
                "<w:tr><w:tc><w:tcPr/>"
            ),
            line("2.", 1, 0, office="3."),
            plain("</w:tc></w:tr></w:tbl>"),
            line("3.", 1, 0, office="4."),
        ],
        ONE,
        why=LATER,
    ),
)
