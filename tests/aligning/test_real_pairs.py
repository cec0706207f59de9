"""Licences and their successors, judged by hand paragraph by paragraph (`judged/*.toml`).

The texts are those that Debian keeps for all its packages; where a machine has none, the tests are skipped.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from commentspace.text.aligning import align
from commentspace.text.alignment import Piece
from tests.aligning.plain_texts import pieces

LICENCES = Path("/usr/share/common-licenses")
JUDGED = {
    path.stem: tomllib.loads(path.read_text()) for path in sorted((Path(__file__).parent / "judged").glob("*.toml"))
}


def found(text: list[Piece], beginning: str) -> int | None:
    """The one paragraph that begins so; None for none."""
    if not beginning:
        return None
    (at,) = [n for n, piece in enumerate(text) if piece.text.startswith(beginning)]
    return at


def test_well_over_a_hundred_paragraphs_are_judged() -> None:
    assert sum(len(pair["judged"]) for pair in JUDGED.values()) > 150


@pytest.mark.parametrize("name", JUDGED)
def test_the_alignment_is_as_people_judged(name: str) -> None:
    pair: dict[str, Any] = JUDGED[name]
    paths = [LICENCES / pair[side] for side in ("old", "new")]
    if not all(path.exists() for path in paths):
        pytest.skip(f"this machine has no {pair['old']} and {pair['new']} in {LICENCES}")
    old, new = (pieces(path.read_text()) for path in paths)
    links = align(old, new)
    to = dict(link.kept for link in links if link.kept)
    back = {j: i for i, j in to.items()}
    wrong = []
    for judged in pair["judged"]:
        mine, theirs = found(old, judged["old"]), found(new, judged["new"])
        is_right = to.get(mine) == theirs if mine is not None else back.get(theirs or 0) is None
        if is_right == ("still_wrong" in judged):
            wrong.append((judged["old"], judged["new"]))
    assert not wrong
