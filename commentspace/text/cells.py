"""Cells that a spreadsheet program cannot take for formulas, in CSV and the like, where a cell has no type.

The way is that of OWASP ("CSV Injection"): an apostrophe before what could begin a formula. What was given out so
comes back as it was: `restored(inert(text)) == text` for every text.
"""

import re

# The signs, also as wide as Han characters, where spaces stand before them too; and what begins a new cell or line.
_BEGINS = r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
_COULD_RUN = re.compile(_BEGINS)
_MADE_INERT = re.compile(f"'{_BEGINS}")


def inert(text: str) -> str:
    """The text of a cell that is shown and never run."""
    return f"'{text}" if _COULD_RUN.match(text) else text


def restored(cell: str) -> str:
    """What was made inert, as it was."""
    return cell[1:] if _MADE_INERT.match(cell) else cell
