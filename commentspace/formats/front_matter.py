"""The block of "key: value" lines between two rules with which some Markdown files begin."""

import re

from commentspace.domain.drafts import Kind
from commentspace.formats.pieces import Piece

_MOST_LINES = 100
_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):(?:\s|$)")


def take(text: str) -> tuple[list[Piece], str]:
    """The pieces of the front matter and the rest of the text: its title is a heading, all else furniture."""
    first, *lines = text.split("\n", _MOST_LINES)
    ends = [index for index, line in enumerate(lines[:_MOST_LINES]) if line.rstrip() in {"---", "..."}]
    if first.rstrip() != "---" or not ends or not all(_belongs(line) for line in lines[: ends[0]]):
        return [], text
    pieces = [_piece(line.strip()) for line in lines[: ends[0]] if line.strip()]
    pieces.sort(key=lambda piece: piece.kind is not Kind.HEADING)
    return pieces, "\n".join(lines[ends[0] + 1 :])


def _belongs(line: str) -> bool:
    return not line.strip() or line.startswith((" ", "-", "#")) or _KEY.match(line) is not None


def _piece(line: str) -> Piece:
    key = _KEY.match(line)
    value = line[key.end() :].strip().strip("\"'") if key else ""
    if key and key[1].lower() == "title" and value:
        return Piece(value, kind=Kind.HEADING)
    return Piece(line, kind=Kind.PARAGRAPH, left_out="furniture")
