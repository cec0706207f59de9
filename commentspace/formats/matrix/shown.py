"""Markdown in a cell: what was typed, without the marks that only say that a sign is meant as it is."""

import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"(?:\\| {2,})\n")
_WITH_ADDRESS = re.compile(r"!\[([^\]]*)\]\(picture:[^)\s]*\)")

LONGEST = 32_000
"""Characters of a cell; workbooks take 32,767."""
CUT = " […]"
"""The end of a text that a workbook has no room for."""


def shown(markdown: str) -> str:
    """The text for a cell. Emphasis, lists and links stay as they are typed; pictures are their descriptions."""
    return _ESCAPED.sub(r"\1", _BREAK.sub("\n", _WITH_ADDRESS.sub(r"\1", markdown))).strip()


def fitting(text: str) -> str:
    """The text as far as a cell of a workbook holds it."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
