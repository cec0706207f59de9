"""What levels may say: legal numbers, what follows, fonts, pictures, patterns, and what is left out."""

from tests.word.building import abstract, lvl, num, style
from tests.word.case import Case, line

SYMBOL = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>'
WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/></w:rPr>'


def _with(level: str, properties: str) -> str:
    """A level with the properties of its numbers, which stand at its end."""
    return level.replace("</w:lvl>", f"{properties}</w:lvl>")


LEGAL = "LibreOffice 7.4 knows no w:isLgl (17.9.4)."
SIGNS = "LibreOffice's text export has signs of its own for bullets."
ALTERNATIVE = (
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{}"/></mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)


def _custom(pattern: str, start: int = 1) -> str:
    """A level with one of the patterns that Word 2010 brought."""
    return lvl(0, "%1.", None, start, more=ALTERNATIVE.format(pattern))


CASES = (
    Case(
        "legal numbers",
        [
            line("Article I.", 1, 0),
            line("Section 1.01", 1, 1, office="Section I.01"),
            line("Section 1.02", 1, 1, office="Section I.02"),
            line("Article II.", 1, 0),
            line("Section 2.01", 1, 1, office="Section II.01"),
        ],
        abstract(0, lvl(0, "Article %1.", "upperRoman"), lvl(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>"))
        + num(1, 0),
        why=LEGAL,
    ),
    Case(
        "legal numbers of letters and Roman numerals",
        [line("II.", 1, 0), line("B)", 1, 1), line("2.2.1", 1, 2, office="II.B.a")],
        abstract(
            0,
            lvl(0, "%1.", "upperRoman", start=2),
            lvl(1, "%2)", "upperLetter", start=2),
            lvl(2, "%1.%2.%3", "lowerLetter", more="<w:isLgl/>"),
        )
        + num(1, 0),
        why=LEGAL,
    ),
    Case(
        "legal numbers that are switched off",
        [line("I", 1, 0), line("I.a", 1, 1)],
        abstract(0, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", "lowerLetter", more='<w:isLgl w:val="0"/>'))
        + num(1, 0),
    ),
    Case(
        "a space after the number",
        [line("1.", 1, 0), line("2.", 1, 0)],
        abstract(0, lvl(0, "%1.", more='<w:suff w:val="space"/>')) + num(1, 0),
    ),
    Case(
        "nothing after the number",
        [line("1)", 1, 0), line("2)", 1, 0)],
        abstract(0, lvl(0, "%1)", more='<w:suff w:val="nothing"/>')) + num(1, 0),
    ),
    Case(
        "spaces around the number",
        [line("§ 1", 1, 0), line("§ 2", 1, 0)],
        abstract(0, lvl(0, " § %1  ")) + num(1, 0),
    ),
    Case(
        "bullets",
        [line("•", 1, 0), line("o", 1, 1, office="◦"), line("▪", 1, 2), line("•", 1, 0)],
        abstract(
            0,
            _with(lvl(0, "\uf0b7", "bullet"), SYMBOL),
            _with(lvl(1, "o", "bullet"), '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr>'),
            _with(lvl(2, "\uf0a7", "bullet"), WINGDINGS),
        )
        + num(1, 0),
        why=SIGNS,
    ),
    Case(
        "bullets that are letters of Symbol and Wingdings",
        [line("•", 1, 0), line("■", 1, 1, office="◦"), line("✔", 1, 2, office="▪")],
        abstract(
            0,
            _with(lvl(0, "·", "bullet"), SYMBOL),
            _with(lvl(1, "n", "bullet"), WINGDINGS),
            _with(lvl(2, "ü", "bullet"), WINGDINGS),
        )
        + num(1, 0),
        why=SIGNS,
    ),
    Case(
        "numbers in the font of a bullet stay numbers",
        [line("a.", 1, 0), line("b.", 1, 0)],
        abstract(0, _with(lvl(0, "%1.", "lowerLetter"), SYMBOL)) + num(1, 0),
    ),
    Case(
        "a tab inside the text of a level",
        [line("Art. 1", 1, 0)],
        abstract(0, lvl(0, "Art.\t%1\t")) + num(1, 0),
    ),
    Case(
        "dashes",
        [line("–", 1, 0, office="•"), line("-", 1, 1, office="◦"), line("—", 1, 2, office="▪")],
        abstract(0, lvl(0, "–", "bullet"), lvl(1, "-", "bullet"), lvl(2, "—", "bullet")) + num(1, 0),
        why=SIGNS,
    ),
    Case(
        "a bullet under numbers does not stop them",
        [line("1.", 1, 0), line("-", 1, 1, office="◦"), line("-", 1, 1, office="◦"), line("2.", 1, 0)],
        abstract(0, lvl(0, "%1."), lvl(1, "-", "bullet")) + num(1, 0),
        why=SIGNS,
    ),
    Case(
        "a picture as a bullet",
        [line("•", 1, 0)],
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="s1" style="width:9pt;height:9pt"/></w:pict>'
        "</w:numPicBullet>" + abstract(0, _with(lvl(0, "", "bullet"), '<w:lvlPicBulletId w:val="0"/>')) + num(1, 0),
    ),
    Case(
        "no number, only words",
        [line("Annex", 1, 0), line("Annex", 1, 0)],
        abstract(0, lvl(0, "Annex", "none")) + num(1, 0),
    ),
    Case(
        "a level without a number above one with",
        [line("", 1, 0), line("1.", 1, 1), line("2.", 1, 1), line("", 1, 0), line("1.", 1, 1)],
        abstract(0, lvl(0, "", "none"), lvl(1, "%2.")) + num(1, 0),
    ),
    Case(
        "words with a number that is none",
        [line("Annex .", 1, 0)],
        abstract(0, lvl(0, "Annex %1.", "none")) + num(1, 0),
    ),
    Case(
        "a text without a place for the number",
        [line("*", 1, 0), line("*", 1, 0)],
        abstract(0, lvl(0, "*")) + num(1, 0),
    ),
    Case(
        "an empty text counts all the same",
        [line("", 1, 0), line("1.1", 1, 1), line("", 1, 0), line("2.1", 1, 1)],
        abstract(0, lvl(0, ""), lvl(1, "%1.%2")) + num(1, 0),
    ),
    Case(
        "no text at all",
        [line("", 1, 0), line("1", 1, 1)],
        abstract(0, lvl(0, None), lvl(1, "%1")) + num(1, 0),
    ),
    Case(
        "no format is decimal",
        [line("1.", 1, 0), line("2.", 1, 0)],
        abstract(0, lvl(0, "%1.", None)) + num(1, 0),
    ),
    Case(
        "hidden numbers",
        [line("", 1, 0, office="1."), line("1.1", 1, 1), line("", 1, 0, office="2."), line("2.1", 1, 1)],
        abstract(0, _with(lvl(0, "%1."), "<w:rPr><w:vanish/></w:rPr>"), lvl(1, "%1.%2")) + num(1, 0),
        why="LibreOffice 7.4 writes hidden numbers in its text export; Word does not show them.",
    ),
    Case(
        "zeros before the number",
        [line("001.", 1, 0), line("002.", 1, 0)],
        abstract(0, _custom("001, 002, 003, ...")) + num(1, 0),
    ),
    Case(
        "more zeros, from ninety-nine",
        [line("0099.", 1, 0), line("0100.", 1, 0)],
        abstract(0, _custom("0001, 0002, 0003, ...", 99)) + num(1, 0),
    ),
    Case(
        "Greek letters",
        [line("Α.", 1, 0, office="1."), line("Β.", 1, 0, office="2.")],
        abstract(0, _custom("Α, Β, Γ, ...")) + num(1, 0),
        why="MS-DOCX, 2.4; LibreOffice 7.4 knows only the patterns with zeros.",
    ),
    Case(
        "a definition that names a numbering style",
        [line("I.", 1, 0), line("A.", 1, 1), line("II.", 2, 0)],
        abstract(0, lvl(0, "%1.", "upperRoman"), lvl(1, "%2.", "upperLetter"), more='<w:styleLink w:val="Outline"/>')
        + abstract(1, more='<w:numStyleLink w:val="Outline"/>')
        + num(1, 1)
        + num(2, 1)
        + num(3, 0),
        style("Outline", kind="numbering", paragraph='<w:numPr><w:numId w:val="3"/></w:numPr>'),
    ),
    Case(
        "a numbering style that names a list of its own name",
        [line("I.", 1, 0), line("II.", 1, 0)],
        abstract(0, lvl(0, "%1.", "upperRoman"), more='<w:styleLink w:val="Outline"/>')
        + abstract(1, more='<w:numStyleLink w:val="Outline"/>')
        + num(1, 1),
        style("Outline", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    ),
    Case(
        "a definition that names a numbering style, and that style's own list",
        [line("I.", 1, 0), line("II.", 3, 0), line("III.", 1, 0)],
        abstract(0, lvl(0, "%1.", "upperRoman"), more='<w:styleLink w:val="Outline"/>')
        + abstract(1, more='<w:numStyleLink w:val="Outline"/>')
        + num(1, 1)
        + num(3, 0),
        style("Outline", kind="numbering", paragraph='<w:numPr><w:numId w:val="3"/></w:numPr>'),
    ),
    Case(
        "a level without a number between two with one",
        [line("1", 1, 0), line("", 1, 1), line("1..1", 1, 2, office="1.1")],
        abstract(0, lvl(0, "%1"), lvl(1, "", "none"), lvl(2, "%1.%2.%3")) + num(1, 0),
        why="Word prints the signs around a number that is none; LibreOffice leaves them out (its bug 149258).",
    ),
    Case(
        "no start is zero",
        [line("0.", 1, 0), line("1.", 1, 0)],
        abstract(0, lvl(0, "%1.", start=None)) + num(1, 0),
    ),
    Case(
        "letters and Roman numerals from zero",
        [line("0.", 1, 0), line("a.", 1, 0), line("0.", 2, 0), line("i.", 2, 0)],
        abstract(0, lvl(0, "%1.", "lowerLetter", 0))
        + abstract(1, lvl(0, "%1.", "lowerRoman", 0))
        + num(1, 0)
        + num(2, 1),
    ),
    Case(
        "percent signs that are no places",
        [line("100% 1", 1, 0), line("100% 2", 1, 0)],
        abstract(0, lvl(0, "100% %1")) + num(1, 0),
    ),
    Case(
        "the number of a deeper level",
        [line("1", 1, 0, office="1%2%"), line("1.1", 1, 1)],
        abstract(0, lvl(0, "%1%2"), lvl(1, "%1.%2")) + num(1, 0),
        why="A level that is not reached has no number yet (17.9.11); LibreOffice 7.4 prints its place.",
    ),
    Case(
        "only one level (singleLevel)",
        [line("1)", 1, 0), line("2)", 1, 0)],
        abstract(0, lvl(0, "%1)"), kind="singleLevel") + num(1, 0),
    ),
    Case(
        "several levels in each (hybridMultilevel)",
        [line("1)", 1, 0), line("a)", 1, 1), line("2)", 1, 0), line("a)", 1, 1)],
        abstract(0, lvl(0, "%1)"), lvl(1, "%2)", "lowerLetter"), kind="hybridMultilevel") + num(1, 0),
    ),
)
