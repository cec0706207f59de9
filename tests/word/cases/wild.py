"""What files in the wild do: parts that are missing, names that mean nothing, values that are out of bounds."""

from tests.word.building import abstract, lvl, num, style
from tests.word.case import Case, line, plain

ONE = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter")) + num(1, 0)
NORMAL = style("Normal", is_default=True)

CASES = (
    Case("no numbering part", [line(None, 1, 0), line(None)]),
    Case("a list that is not defined", [line(None, 7, 0), line("1.", 1, 0)], ONE),
    Case("a list whose definition is missing", [line("1.", 2, 0), line("1.", 1, 0)], ONE + num(2, 9)),
    Case(
        "a level that is not defined",
        [line("1.", 1, 0), line("1.", 1, 1), line("2.", 1, 1), line("2.", 1, 0)],
        abstract(0, lvl(0, "%1.")) + num(1, 0),
    ),
    Case("definitions after the lists", [line("1.", 1, 0), line("2.", 1, 0)], num(1, 0) + abstract(0, lvl(0, "%1."))),
    Case(
        "ids that are large and out of order",
        [line("1.", 99999, 0), line("A)", 3, 0), line("2.", 99999, 0)],
        abstract(77, lvl(0, "%1.")) + abstract(5, lvl(0, "%1)", "upperLetter")) + num(3, 5) + num(99999, 77),
    ),
    Case(
        "levels out of order",
        [line("1.", 1, 0), line("(a)", 1, 1), line("2.", 1, 0)],
        abstract(0, lvl(1, "(%2)", "lowerLetter"), lvl(0, "%1.")) + num(1, 0),
    ),
    Case("a level deeper than the ninth", [line("1.", 1, 0), line("2.", 1, 12)], ONE),
    Case(
        "a negative start",
        [line("0.", 1, 0), line("1.", 1, 0)],
        abstract(0, lvl(0, "%1.", start=-1)) + num(1, 0),
    ),
    Case(
        "a start far out",
        [line("32000.", 1, 0), line("32001.", 1, 0)],
        abstract(0, lvl(0, "%1.", start=32000)) + num(1, 0),
    ),
    Case(
        "a start that is no number",
        [line("0.", 1, 0), line("1.", 1, 0)],
        abstract(0, lvl(0, "%1.", start="one")) + num(1, 0),
    ),
    Case(
        "letters that would never end",
        [line("2000000000.", 1, 0)],
        abstract(0, lvl(0, "%1.", "lowerLetter", start=2000000000)) + num(1, 0),
        why="LibreOffice, too, counts up to a limit, a lower one.",
        is_asked=False,
    ),
    Case(
        "as python-docx makes lists: by style, with no number in the paragraph",
        [line("1.", style="ListNumber"), line("2.", style="ListNumber"), line("•", style="ListBullet")],
        abstract(0, lvl(0, "%1.", more='<w:pStyle w:val="ListNumber"/>'), kind="singleLevel")
        + abstract(1, lvl(0, "•", "bullet", more='<w:pStyle w:val="ListBullet"/>'), kind="singleLevel")
        + num(1, 0)
        + num(2, 1),
        NORMAL
        + style("ListNumber", name="List Number", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("ListBullet", name="List Bullet", paragraph='<w:numPr><w:numId w:val="2"/></w:numPr>'),
    ),
    Case(
        "as pandoc makes lists: a new list of one definition for each, begun again on all levels",
        [
            line("1.", 1001, 0),
            line("2.", 1001, 0),
            line("(a)", 1002, 1),
            line("(b)", 1002, 1),
            line("3.", 1001, 0),
            line("(a)", 1003, 1),
        ],
        abstract(99411, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"))
        + num(
            1001,
            99411,
            "".join(f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(7)),
        )
        + num(
            1002,
            99411,
            "".join(f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(7)),
        )
        + num(
            1003,
            99411,
            "".join(f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(7)),
        ),
    ),
    Case(
        "as Google writes lists: definitions of nine levels without a kind",
        [line("1.", 1, 0), line("a.", 1, 1), line("i.", 1, 2), line("2.", 1, 0)],
        abstract(1, lvl(0, "%1."), lvl(1, "%2.", "lowerLetter"), lvl(2, "%3.", "lowerRoman"), kind="") + num(1, 1),
    ),
    Case(
        "as LibreOffice writes lists: every level told, most with nothing",
        [line("1.", 2, 0), line(None, 0, 0), line("2.", 2, 0), line("", 1, 0)],
        abstract(1, *(lvl(i, "", "none") for i in range(9)), kind="")
        + abstract(2, lvl(0, "%1."), kind="")
        + num(1, 1)
        + num(2, 2),
    ),
    Case(
        "a number before a paragraph without properties",
        [line("1.", 1, 0), plain("<w:p/>"), plain("<w:p><w:pPr/></w:p>"), line("2.", 1, 0)],
        ONE,
    ),
    Case(
        "numPr said twice",
        [
            line("1.", 1, 0),
            line("2.", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:numPr><w:numId w:val="1"/></w:numPr>'),
        ],
        ONE,
    ),
    Case("a list id that is no number", [line(None, "first", 0), line("1.", 1, 0)], ONE),
    Case("a level that is no number", [line("1.", 1, "x"), line("2.", 1, 0)], ONE),
    Case("a level below zero", [line("1.", 1, -1), line("2.", 1, 0)], ONE),
    Case("a list id with zeros before it", [line("1.", "01", 0), line("2.", 1, 0)], ONE),
    Case("a list id below zero", [line(None, -1, 0), line("1.", 1, 0)], ONE),
    Case(
        "a level defined twice",
        [line("1)", 1, 0)],
        abstract(0, lvl(0, "%1."), lvl(0, "%1)")) + num(1, 0),
    ),
    Case(
        "a definition twice under one id",
        [line("1.", 1, 0)],
        abstract(0, lvl(0, "%1.")) + abstract(0, lvl(0, "%1)")) + num(1, 0),
    ),
    Case(
        "a list twice under one id",
        [line("1.", 1, 0)],
        abstract(0, lvl(0, "%1.")) + abstract(1, lvl(0, "%1)")) + num(1, 0) + num(1, 1),
    ),
    Case(
        "styles in other capitals",
        [line("1.", style="liste", office="")],
        ONE,
        NORMAL + style("Liste", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        why="LibreOffice does not find the style.",
    ),
)
