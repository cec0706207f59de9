"""Numbers that styles carry."""

from tests.word.building import abstract, lvl, num, numbered, style
from tests.word.case import Case, line

LINKED = (
    abstract(
        0,
        lvl(0, "%1", more='<w:pStyle w:val="Heading1"/>'),
        lvl(1, "%1.%2", more='<w:pStyle w:val="Heading2"/>'),
        lvl(2, "%1.%2.%3", more='<w:pStyle w:val="Heading3"/>'),
    )
    + num(1, 0)
    + num(2, 0)
)
NORMAL = style("Normal", is_default=True)
LIST = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"), lvl(2, "%3)", "lowerRoman")) + num(1, 0)
OTHER = abstract(1, lvl(0, "%1)", "upperLetter"), lvl(1, "-%2-")) + num(2, 1)


def _headings(first: str, second: str, third: str = "") -> str:
    return (
        NORMAL
        + style("Heading1", name="heading 1", based_on="Normal", paragraph=first)
        + style("Heading2", name="heading 2", based_on="Normal", paragraph=second)
        + style("Heading3", name="heading 3", based_on="Normal", paragraph=third)
    )


OUTLINE = [
    line("1", style="Heading1"),
    line("1.1", style="Heading2"),
    line("1.2", style="Heading2"),
    line(None, style="Normal"),
    line("1.2.1", style="Heading3"),
    line("2", style="Heading1"),
    line("2.1", style="Heading2"),
]

CASES = (
    Case(
        "headings linked with levels",
        OUTLINE,
        LINKED,
        _headings(numbered(1), numbered(1, 1), numbered(1, 2)),
    ),
    Case(
        "headings linked with levels, without saying which",
        [
            line("1", style="Heading1"),
            line("1.1", style="Heading2", office="2"),
            line("1.1.1", style="Heading3", office="3"),
            line("2", style="Heading1", office="4"),
        ],
        LINKED,
        _headings(numbered(1), numbered(1), numbered(1)),
        why="17.9.23: the level that is linked with the style is the paragraph's; LibreOffice wants w:ilvl, too.",
    ),
    Case(
        "levels in styles that no level is linked with",
        [line("1.", style="A"), line("(a)", style="B"), line("(b)", style="B"), line("2.", style="A")],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)) + style("B", paragraph=numbered(1, 1)),
    ),
    Case(
        "a style based on one with numbers",
        [line("1.", style="A"), line("2.", style="B"), line("3.", style="C")],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)) + style("B", based_on="A") + style("C", based_on="B"),
    ),
    Case(
        "a style based on one with numbers says the level alone",
        [line("1.", style="A"), line("(a)", style="B"), line("(b)", style="B"), line("2.", style="A")],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)) + style("B", based_on="A", paragraph=numbered(None, 1)),
    ),
    Case(
        "a style based on one with numbers has none itself",
        [line("1.", style="A"), line(None, style="B"), line("2.", style="A")],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)) + style("B", based_on="A", paragraph=numbered(0)),
    ),
    Case(
        "a style based on one with numbers has another list",
        [line("1.", style="A"), line("A)", style="B"), line("2.", style="A"), line("B)", style="B")],
        LIST + OTHER,
        NORMAL + style("A", paragraph=numbered(1, 0)) + style("B", based_on="A", paragraph=numbered(2)),
    ),
    Case(
        "a paragraph takes its style's number away",
        [line("1.", style="A"), line(None, 0, style="A"), line("2.", style="A"), line(None, 0, 0, style="A")],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)),
    ),
    Case(
        "a paragraph has another list than its style",
        [line("1.", style="A"), line("A)", 2, 0, style="A"), line("2.", style="A"), line("-1-", 2, 1, style="A")],
        LIST + OTHER,
        NORMAL + style("A", paragraph=numbered(1, 0)),
    ),
    Case(
        "a paragraph says only the list, its style the level",
        [line("(a)", style="A"), line("-1-", 2, style="A"), line("-2-", 2, style="A")],
        LIST + OTHER,
        NORMAL + style("A", paragraph=numbered(1, 1)),
    ),
    Case(
        "a style says only the list, the one that it is based on the level",
        [line("(a)", style="A"), line("-1-", style="B")],
        LIST + OTHER,
        NORMAL + style("A", paragraph=numbered(1, 1)) + style("B", based_on="A", paragraph=numbered(2)),
    ),
    Case(
        "a style based on a heading with numbers, and linked with a level of its own",
        [line("1", style="Heading1"), line("2", style="Heading2"), line("3", style="Heading2")],
        LINKED,
        NORMAL
        + style("Heading1", name="heading 1", paragraph=numbered(1, 0))
        + style("Heading2", name="heading 2", based_on="Heading1"),
    ),
    Case(
        "a level is linked with a style that names no list",
        [line(None, style="Heading1"), line(None, style="Heading2")],
        LINKED,
        _headings("", numbered(None, 1)),
    ),
    Case(
        "a paragraph says only the level, its style the list",
        [
            line("1.", style="A"),
            line("(a)", level=1, style="A"),
            line("(b)", level=1, style="A"),
            line("2.", style="A"),
        ],
        LIST,
        NORMAL + style("A", paragraph=numbered(1, 0)),
    ),
    Case(
        "a paragraph says only the level, and nobody a list",
        [line(None, level=0, style="A"), line(None, level=1)],
        LIST,
        NORMAL + style("A"),
    ),
    Case(
        "a paragraph says only the list",
        [line("1.", 1), line("2.", 1), line("(a)", 1, 1), line("3.", 1)],
        LIST,
        NORMAL,
    ),
    Case(
        "the default style has numbers",
        [line("1."), line("2."), line(None, 0), line("3.")],
        LIST,
        style("Normal", is_default=True, paragraph=numbered(1, 0)),
    ),
    Case(
        "a list of another definition with the same styles",
        [line("1", style="Heading1"), line("1.1", style="Heading2"), line("A.", 3, 0), line("1.2", style="Heading2")],
        LINKED + abstract(1, lvl(0, "%1.", "upperLetter")) + num(3, 1),
        _headings(numbered(1), numbered(1, 1)),
    ),
    Case(
        "styles that go round in a circle",
        [line("1.", style="A"), line("2.", style="B")],
        LIST,
        NORMAL + style("A", based_on="B", paragraph=numbered(1, 0)) + style("B", based_on="A"),
        why="The circle has no meaning in the standard; LibreOffice 7.4 goes round in it for ever.",
        is_asked=False,
    ),
    Case(
        "a style based on one that is missing",
        [line("1.", style="A")],
        LIST,
        NORMAL + style("A", based_on="Nobody", paragraph=numbered(1, 0)),
    ),
    Case(
        "a style that is missing",
        [line(None, style="Nobody"), line("1.", 1, 0, style="Nobody", office="")],
        LIST,
        NORMAL,
        why="17.7.4.17: a style that is missing is the default one; LibreOffice 7.4 loses the paragraph's own list.",
    ),
    Case(
        "built-in list styles",
        [line("1.", style="ListNumber"), line("(a)", style="ListNumber2"), line("2.", style="ListNumber")],
        LIST,
        NORMAL
        + style("ListNumber", name="List Number", paragraph=numbered(1))
        + style("ListNumber2", name="List Number 2", paragraph=numbered(1, 1)),
    ),
    Case(
        "chapters, sections and paragraphs, one style each",
        [
            line("I.", style="Chapter"),
            line("A.", style="Section"),
            line("1.", style="Para"),
            line("2.", style="Para"),
            line("(a)", style="Item"),
            line("B.", style="Section"),
            line("3.", style="Para"),
            line("II.", style="Chapter"),
            line("A.", style="Section"),
            line("4.", style="Para"),
        ],
        abstract(
            0,
            lvl(0, "%1.", "upperRoman", more='<w:pStyle w:val="Chapter"/>'),
            lvl(1, "%2.", "upperLetter", more='<w:pStyle w:val="Section"/>'),
        )
        + abstract(
            1,
            lvl(0, "%1.", more='<w:pStyle w:val="Para"/>'),
            lvl(1, "(%2)", "lowerLetter", more='<w:pStyle w:val="Item"/>'),
        )
        + num(1, 0)
        + num(2, 1),
        NORMAL
        + style("Chapter", paragraph=numbered(1))
        + style("Section", paragraph=numbered(1, 1))
        + style("Para", paragraph=numbered(2))
        + style("Item", paragraph=numbered(2, 1)),
    ),
)
