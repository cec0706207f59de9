"""Lists that do otherwise than their definition (`w:lvlOverride`)."""

from tests.word.building import abstract, lvl, num, override
from tests.word.case import Case, line

TWO = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"), lvl(2, "%3)", "lowerRoman"))
ALL_AGAIN = "".join(override(place, 1) for place in range(9))

CASES = (
    Case(
        "a list that begins again",
        [line("1.", 1, 0), line("2.", 1, 0), line("1.", 2, 0), line("2.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 1)),
    ),
    Case(
        "a list that begins again at seven",
        [line("1.", 1, 0), line("7.", 2, 0), line("8.", 2, 0), line("(a)", 2, 1), line("9.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 7)),
    ),
    Case(
        "a list begins again once only",
        [line("1.", 1, 0), line("1.", 2, 0), line("2.", 1, 0), line("3.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 1)),
    ),
    Case(
        "three lists, each from the start",
        [line(label, number, 0) for number in (1, 2, 3) for label in ("1.", "2.")],
        TWO + num(1, 0) + num(2, 0, override(0, 1)) + num(3, 0, override(0, 1)),
    ),
    Case(
        "all nine levels begin again",
        [
            line("1.", 1, 0),
            line("(a)", 1, 1),
            line("1.", 2, 0),
            line("(a)", 2, 1),
            line("(b)", 2, 1),
            line("2.", 2, 0),
            line("(a)", 2, 1),
        ],
        TWO + num(1, 0) + num(2, 0, ALL_AGAIN),
    ),
    Case(
        "only the second level begins again",
        [
            line("1.", 1, 0),
            line("(a)", 1, 1),
            line("(b)", 1, 1),
            line("(a)", 2, 1),
            line("(b)", 2, 1),
            line("2.", 1, 0),
        ],
        TWO + num(1, 0) + num(2, 0, override(1, 1)),
    ),
    Case(
        "the second level begins at four under each item",
        [line("1.", 1, 0), line("(d)", 1, 1), line("(e)", 1, 1), line("2.", 1, 0), line("(d)", 1, 1, office="(a)")],
        TWO + num(1, 0, override(1, 4)),
        why="17.9.27: the value is used whenever the level begins again; LibreOffice uses it once.",
    ),
    Case(
        "the first list begins at three",
        [line("3.", 1, 0), line("4.", 1, 0), line("5.", 1, 0)],
        TWO + num(1, 0, override(0, 3)),
    ),
    Case(
        "a level of its own",
        [line("1.", 1, 0), line("(a)", 1, 1), line("1.", 2, 0), line("A-", 2, 1), line("B-", 2, 1)],
        TWO + num(1, 0) + num(2, 0, override(0, 1) + override(1, None, lvl(1, "%2-", "upperLetter"))),
    ),
    Case(
        "a level of its own that begins elsewhere",
        [line("1.", 1, 0), line("[5]", 2, 0), line("[6]", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 5, lvl(0, "[%1]"))),
    ),
    Case(
        "a level of its own goes on counting",
        [line("1.", 1, 0), line("2.", 1, 0), line("[3]", 2, 0), line("4.", 1, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, None, lvl(0, "[%1]"))),
    ),
    Case(
        "an override that is empty",
        [line("1.", 1, 0), line("2.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0)),
    ),
    Case(
        "an override of the first level waits for it",
        [line("1.", 1, 0), line("(a)", 1, 1), line("(b)", 2, 1), line("1.", 2, 0), line("(a)", 2, 1)],
        TWO + num(1, 0) + num(2, 0, override(0, 1)),
    ),
    Case(
        "a list that has begun again at a deeper level does not at the first",
        [line("1.", 1, 0), line("(a)", 1, 1), line("(a)", 2, 1), line("2.", 2, 0), line("(a)", 2, 1)],
        TWO + num(1, 0) + num(2, 0, ALL_AGAIN),
    ),
    Case(
        "a level passed over does not begin at its override",
        [line("i)", 2, 2), line("4.", 2, 0), line("5.", 2, 0)],
        TWO + num(2, 0, override(0, 4)),
    ),
    Case(
        "an override twice for one level",
        [line("1.", 1, 0), line("4.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 3) + override(0, 4)),
    ),
    Case(
        "a level of its own has its own start, where nothing was counted yet",
        [line("9)", 2, 0), line("10)", 2, 0)],
        TWO + num(2, 0, override(0, None, lvl(0, "%1)", start=9))),
    ),
    Case(
        "a level of its own goes on in spite of its own start",
        [line("1.", 1, 0), line("2)", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, None, lvl(0, "%1)", start=9))),
    ),
    Case(
        "the first level begins again after the second had begun",
        [line("1.(a)", 2, 1), line("1.", 2, 0)],
        abstract(0, lvl(0, "%1."), lvl(1, "%1.(%2)", "lowerLetter")) + num(2, 0, override(0, 1)),
    ),
    Case(
        "begins again at zero",
        [line("1.", 1, 0), line("0.", 2, 0), line("1.", 2, 0)],
        TWO + num(1, 0) + num(2, 0, override(0, 0)),
    ),
    Case(
        "a list begins again under another",
        [line("1.", 1, 0), line("(a)", 1, 1), line("i)", 2, 2), line("ii)", 2, 2), line("(b)", 1, 1), line("i)", 1, 2)],
        TWO + num(1, 0) + num(2, 0, override(2, 1)),
    ),
)
