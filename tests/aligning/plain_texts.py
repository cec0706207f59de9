"""Plain texts cut into paragraphs, for pairs of revisions that a machine happens to have."""

import re

from commentspace.text.alignment import Piece

_LABEL = re.compile(r"(\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+|[A-Z])[.)]|[一二三四五六七八九十]+、)\s+(?=\S)")


def pieces(text: str) -> list[Piece]:
    """The paragraphs between blank lines; those of one short line in capitals are headings."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = " ".join(block.split())
        if not lines:
            continue
        label = _LABEL.match(lines)
        said = lines[label.end() :] if label else lines
        is_heading = len(said) < 70 and "\n" not in block.strip() and (said.isupper() or said.istitle())
        found.append(Piece(said, label[1] if label else "", "heading" if is_heading else "paragraph"))
    return found
