"""Our names in a matrix: which paragraph and which comment a row is, and which answer it shows, for the way back.

A sheet has a hidden column for each; a row of a Word table has them as hidden text in its first cell.
"""

import re
from collections.abc import Mapping
from typing import Final

NAMES: Final = ("commentspace-document", "commentspace-paragraph", "commentspace-comment", "commentspace-answer")
"""The heads of the hidden columns; they are the same in all languages."""

_MARKED = re.compile(r"\{(document|paragraph|comment|answer):([A-Za-z0-9_-]{1,64})\}")


def written(names: Mapping[str, str]) -> str:
    """The names of a row as one word of hidden text."""
    return "".join(f"{{{name.removeprefix('commentspace-')}:{uid}}}" for name, uid in names.items() if uid)


def read(text: str) -> dict[str, str]:
    """The names that stand in hidden text. Where rows were joined, the first of each kind."""
    found: dict[str, str] = {}
    for name, uid in _MARKED.findall(text):
        found.setdefault(f"commentspace-{name}", uid)
    return found
