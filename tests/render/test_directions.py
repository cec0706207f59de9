"""The interface turns with the direction of its language: no sheet, script or template names left or right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commentspace import places

CSS = sorted(places.static().glob("css/**/*.css"))
SCRIPTS = sorted(places.static().glob("js/**/*.js"))
TEMPLATES = sorted(places.templates().glob("**/*.html"))
PICTURES = sorted((places.PACKAGE / "render" / "pictures").glob("*.py"))

SIDE = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?:(?:scroll-)?(?:margin|padding)|border)-(?:{SIDE})(?:-\w+)?|{SIDE}|(?:min-|max-)?(?:width|height)"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:translate|background-position)-?[xy]"
)
"""Properties that have a logical twin; `overflow-x` has one that Chromium does not know, and is the same both ways."""
PHYSICAL_VALUE = re.compile(r"\b(?:to )?(?:left|right)\b|translate(?:X|3d)?\((?!0|-50%)|\b(?:90|270)deg")
TOLD_BY_VALUE = re.compile(r"text-align|float|clear|transform|background.*|caption-side|mask.*|object-position|resize")

IN_SCRIPT = re.compile(
    r"\.style\.(?:left|right|top|bottom|width|height|(?:margin|padding|border)(?:Left|Right|Top|Bottom))\b"
    rf"|setProperty\(\"(?:{SIDE}|width|height|(?:margin|padding)-(?:{SIDE}))\""
)
MEASURED = {"selection.js": "the button stands where the words were measured on the screen"}
"""Scripts that may set physical places, and why."""


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Each property and its value, in a sheet or a rule; conditions of media queries are none."""
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", text, flags=re.DOTALL)
    for found in re.finditer(r"(?<=[{;\s])([\w-]+)\s*:\s*([^;{}]+)(?=[;}])", text):
        yield found[1], found[2].strip()


def is_uneven(name: str, value: str) -> bool:
    """Whether a shorthand of four sides gives the two along the line different sizes."""
    sides = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", value).split()
    return name in ("margin", "padding", "inset", "border-radius") and len(sides) == 4 and (
        sides[1] != sides[3]
    )  # fmt: skip


def is_cast_aside(name: str, value: str) -> bool:
    """Whether a shadow falls to one side."""
    return name == "box-shadow" and any(
        re.match(r"\s*(?:inset\s+)?-?(?!0(?:\s|px|rem))[\d.]", part) for part in re.split(r",(?![^(]*\))", value)
    )


@pytest.mark.parametrize("sheet", CSS, ids=lambda path: path.name)
def test_a_sheet_names_no_left_and_no_right(sheet: Path) -> None:
    found = [
        f"{name}: {value}"
        for name, value in declarations(sheet.read_text(encoding="utf-8"))
        if PHYSICAL.fullmatch(name)
        or (TOLD_BY_VALUE.fullmatch(name) and PHYSICAL_VALUE.search(value))
        or is_uneven(name, value)
        or is_cast_aside(name, value)
    ]
    assert not found


def test_scripts_set_no_left_and_no_right() -> None:
    found = {script.name for script in SCRIPTS if IN_SCRIPT.search(script.read_text(encoding="utf-8"))}
    assert found <= MEASURED.keys()


def test_templates_and_pictures_carry_no_style() -> None:
    """The policy forbids `style`; `align` would be left and right again."""
    wrong = re.compile(r"\s(?:style|align|bgcolor|valign)=[\"']|<center|<font")
    found = [path.name for path in (*TEMPLATES, *PICTURES) if wrong.search(path.read_text(encoding="utf-8"))]
    letters = {path.name for path in TEMPLATES if path.parent.name == "mail"}  # mail programs know no sheets
    assert not set(found) - letters


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 1px }",
        "a { color: red; right: 0 }",
        "a { text-align: right }",
        "a { padding: 0 1px 0 2px }",
        "a { box-shadow: 2px 0 4px red }",
        "a{max-width:3em}",
        "a { background: linear-gradient(to right, red, blue) }",
    ],
)
def test_a_physical_rule_would_be_found(tmp_path: Path, rule: str) -> None:
    sheet = tmp_path / "wrong.css"
    sheet.write_text(rule, encoding="utf-8")
    with pytest.raises(AssertionError):
        test_a_sheet_names_no_left_and_no_right(sheet)
