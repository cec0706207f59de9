"""How levels count: one after another, one under another, again from the start, or on and on."""

from tests.word.building import abstract, lvl, num
from tests.word.case import Case, line

DECIMAL = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3.")) + num(1, 0)
MIXED = abstract(
    0, lvl(0, "%1.", "upperRoman"), lvl(1, "%2.", "upperLetter"), lvl(2, "%3."), lvl(3, "(%4)", "lowerLetter")
) + num(1, 0)
RESTART = "LibreOffice 7.4 knows no w:lvlRestart (17.9.10)."
BOTH = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter")) + num(1, 0) + num(2, 0)


def _restarting(more: str) -> str:
    return abstract(0, lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "(%3)", "lowerLetter", more=more), lvl(3, "%4.")) + num(
        1, 0
    )


CASES = (
    Case("one list", [line("1.", 1, 0), line("2.", 1, 0), line(None), line("3.", 1, 0)], DECIMAL),
    Case(
        "three levels",
        [
            line("1.", 1, 0),
            line("1.1.", 1, 1),
            line("1.1.1.", 1, 2),
            line("1.1.2.", 1, 2),
            line("1.2.", 1, 1),
            line("1.2.1.", 1, 2),
            line("2.", 1, 0),
            line("2.1.", 1, 1),
        ],
        DECIMAL,
    ),
    Case(
        "four kinds of numerals",
        [
            line("I.", 1, 0),
            line("A.", 1, 1),
            line("1.", 1, 2),
            line("(a)", 1, 3),
            line("(b)", 1, 3),
            line("2.", 1, 2),
            line("(a)", 1, 3),
            line("B.", 1, 1),
            line("1.", 1, 2),
            line("II.", 1, 0),
            line("A.", 1, 1),
        ],
        MIXED,
    ),
    Case(
        "a second level before the first",
        [line("1.1.", 1, 1), line("1.2.", 1, 1), line("2.", 1, 0), line("2.1.", 1, 1)],
        DECIMAL,
    ),
    Case(
        "a level passed over",
        [line("1.", 1, 0), line("1.1.1.", 1, 2), line("1.1.2.", 1, 2), line("1.2.", 1, 1), line("2.", 1, 0)],
        DECIMAL,
    ),
    Case(
        "a level passed over after it had begun",
        [line("1.", 1, 0), line("1.1.", 1, 1), line("2.", 1, 0), line("2.1.1.", 1, 2), line("2.2.", 1, 1)],
        DECIMAL,
    ),
    Case(
        "the third level first",
        [line("1.1.1.", 1, 2), line("1.1.2.", 1, 2), line("2.", 1, 0), line("2.1.1.", 1, 2)],
        DECIMAL,
    ),
    Case(
        "starts that are not one",
        [line("5.", 1, 0), line("5.c)", 1, 1), line("5.d)", 1, 1), line("6.", 1, 0), line("6.c)", 1, 1)],
        abstract(0, lvl(0, "%1.", start=5), lvl(1, "%1.%2)", "lowerLetter", start=3)) + num(1, 0),
    ),
    Case(
        "a start of zero",
        [line("0.", 1, 0), line("0.0", 1, 1), line("0.1", 1, 1), line("1.", 1, 0), line("1.0", 1, 1)],
        abstract(0, lvl(0, "%1.", start=0), lvl(1, "%1.%2", start=0)) + num(1, 0),
    ),
    Case(
        "a second level first where the first starts at three",
        [line("3.1", 1, 1), line("4.", 1, 0), line("4.1", 1, 1)],
        abstract(0, lvl(0, "%1.", start=3), lvl(1, "%1.%2")) + num(1, 0),
    ),
    Case(
        "never begins again",
        [
            line("1.", 1, 0),
            line("1.1.", 1, 1),
            line("(a)", 1, 2),
            line("(b)", 1, 2),
            line("1.2.", 1, 1),
            line("(c)", 1, 2, office="(a)"),
            line("2.", 1, 0),
            line("2.1.", 1, 1),
            line("(d)", 1, 2, office="(a)"),
        ],
        _restarting('<w:lvlRestart w:val="0"/>'),
        why=RESTART,
    ),
    Case(
        "begins again after the first level only",
        [
            line("1.", 1, 0),
            line("1.1.", 1, 1),
            line("(a)", 1, 2),
            line("1.2.", 1, 1),
            line("(b)", 1, 2, office="(a)"),
            line("2.", 1, 0),
            line("(a)", 1, 2),
            line("2.2.", 1, 1),
            line("(b)", 1, 2, office="(a)"),
        ],
        _restarting('<w:lvlRestart w:val="1"/>'),
        why=RESTART,
    ),
    Case(
        "begins again after the level above, said aloud",
        [line("1.", 1, 0), line("1.1.", 1, 1), line("(a)", 1, 2), line("1.2.", 1, 1), line("(a)", 1, 2)],
        _restarting('<w:lvlRestart w:val="2"/>'),
    ),
    Case(
        "paragraph numbers that run through all chapters",
        [
            line("I.", 1, 0),
            line("1.", 1, 1),
            line("2.", 1, 1),
            line("(a)", 1, 2),
            line("II.", 1, 0),
            line("3.", 1, 1, office="1."),
            line("(a)", 1, 2),
            line("(b)", 1, 2),
            line("4.", 1, 1, office="2."),
        ],
        abstract(
            0,
            lvl(0, "%1.", "upperRoman"),
            lvl(1, "%2.", more='<w:lvlRestart w:val="0"/>'),
            lvl(2, "(%3)", "lowerLetter"),
        )
        + num(1, 0),
        why=RESTART,
    ),
    Case(
        "two lists of one definition count together",
        [line("1.", 1, 0), line("2.", 2, 0), line("(a)", 2, 1), line("(b)", 1, 1), line("3.", 1, 0), line("4.", 2, 0)],
        BOTH,
    ),
    Case(
        "two lists of two definitions do not",
        [line("1.", 1, 0), line("1.", 2, 0), line("2.", 1, 0), line("2.", 2, 0)],
        abstract(0, lvl(0, "%1.")) + abstract(1, lvl(0, "%1.")) + num(1, 0) + num(2, 1),
    ),
    Case(
        "text between the items of a list",
        [line("(a)", 1, 0), line(None), line("(b)", 1, 0), line(None), line("(c)", 1, 0)],
        abstract(0, lvl(0, "(%1)", "lowerLetter")) + num(1, 0),
    ),
    Case(
        "letters after the last one",
        [line(label, 1, 0) for label in ("(y)", "(z)", "(aa)", "(bb)", "(cc)")],
        abstract(0, lvl(0, "(%1)", "lowerLetter", start=25)) + num(1, 0),
    ),
    Case(
        "nine levels",
        [line(".".join("1" * (place + 1)), 1, place) for place in range(9)]
        + [line("1.1.1.1.1.1.1.1.2", 1, 8), line("1.1.1.1.2", 1, 4), line("1.1.1.1.2.1.1.1.1", 1, 8)],
        abstract(0, *(lvl(place, ".".join(f"%{up + 1}" for up in range(place + 1))) for place in range(9))) + num(1, 0),
    ),
    Case(
        "numbers of the levels above in another order",
        [line("1", 1, 0), line("1-1", 1, 1), line("2-1", 1, 1), line("2", 1, 0), line("1-2", 1, 1)],
        abstract(0, lvl(0, "%1"), lvl(1, "%2-%1")) + num(1, 0),
    ),
    Case(
        "words before and after the number",
        [line("Article 1 bis", 1, 0), line("Section 1.A:", 1, 1), line("Article 2 bis", 1, 0)],
        abstract(0, lvl(0, "Article %1 bis"), lvl(1, "Section %1.%2:", "upperLetter")) + num(1, 0),
    ),
    Case(
        "an empty paragraph in a list counts",
        [line("1.", 1, 0), line("2.", 1, 0, inside="<w:bookmarkStart w:id='1' w:name='b'/>{}"), line("3.", 1, 0)],
        DECIMAL,
    ),
)
