"""Which row of a table has the heads, and what each column is, by its head in six languages or by what stands in it."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from commentspace.formats.matrix import references
from commentspace.formats.matrix.grids import Grid
from commentspace.formats.matrix.titles import READ_AS, TITLES
from commentspace.formats.matrix.values import kind
from commentspace.formats.matrix.wordings import WORDINGS
from commentspace.text.search import fold

LOOKED_AT = 60
"""Rows among which the heads are looked for."""
LONGEST = 250
"""Characters of a head."""
ALIKE = 88
SHORTEST_ALIKE = 5
WHERE: Final = ("section", "label", "element", "place", "page", "line")
SAID: Final = ("comment", "proposal")
_SIGNS: Final = {"#": "number", "¶": "label", "§": "section", "№": "number"}
_OF_NAMES: Final = {
    "commentspace-document": "document",
    "commentspace-paragraph": "paragraph",
    "commentspace-comment": "comment_name",
    "commentspace-answer": "answer_name",
}
_WEAK = frozenset({"unread", "language"})


def _plain(text: str) -> str:
    return "".join(each for each in fold(text) if each.isalnum())


def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for column, said in TITLES.items():
        for title in said.values():
            found[_plain(title)] = READ_AS.get(column, column)
    for column, wordings in WORDINGS.items():
        for wording in wordings:
            found.setdefault(_plain(wording), column)
    found |= {_plain(name): column for name, column in _OF_NAMES.items()}
    return {key: column for key, column in found.items() if key}


_KNOWN: Final = _known()
_LONG: Final = [key for key in _KNOWN if len(key) >= SHORTEST_ALIKE]
_OUR_PROPOSALS: Final = frozenset(_plain(title) for title in TITLES["proposal"].values())
_OBSERVATIONS: Final = frozenset(("observation", "observations", "observaciones"))
"""Comments, or beside a column of comments what a secretariat says to them."""
_IN_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_PARTED = re.compile(r"\s*[/\n|]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: where each stands, the heads as they are written, and the row after the heads.

    `is_guessed` says that there were no heads, or none that are known.
    """

    where: Mapping[str, Sequence[int]]
    heads: Sequence[str]
    first: int
    is_guessed: bool = False

    def has(self, *names: str) -> bool:
        """Whether there is one of these columns."""
        return any(name in self.where for name in names)

    @property
    def is_matrix(self) -> bool:
        """Whether it is a table of comments: what is said, and where, or a name of ours."""
        return self.has(*SAID) and self.has(*WHERE, "paragraph", "comment_name") and not self.is_guessed

    @property
    def proposes_wordings(self) -> bool:
        """Whether proposals stand under the head that we give them ourselves."""
        return any(
            _plain(self.heads[at]) in _OUR_PROPOSALS for at in self.where.get("proposal", ()) if at < len(self.heads)
        )


@lru_cache(10_000)
def column(head: str) -> str:
    """What a head names, or nothing. Capitals, accents, signs, notes in brackets and slips do not count."""
    if not head.strip() or len(head) > LONGEST:
        return ""
    if found := _SIGNS.get(head.strip()):
        return found
    bare = _IN_BRACKETS.sub(" ", head)
    for said in (head, bare, re.sub(r"[0-9¹²³⁰-⁹*]+\s*$", "", bare)):
        if found := _KNOWN.get(_plain(said), ""):
            return found
    return _of_parts(bare) or _alike(_plain(bare)) or _begun(_plain(bare))


def _of_parts(head: str) -> str:
    """A head in several languages at once, "Comment / Commentaire": what most parts say."""
    parts = [_KNOWN.get(_plain(part), "") or _alike(_plain(part)) for part in _PARTED.split(head) if _plain(part)]
    found = [part for part in parts if part]
    return max(found, key=found.count) if len(parts) > 1 and found else ""


def _alike(plain: str) -> str:
    if len(plain) < SHORTEST_ALIKE:
        return ""
    match = process.extractOne(plain, _LONG, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _KNOWN[match[0]] if match else ""


def _begun(plain: str) -> str:
    """A longer head that begins with a known one: "Comments by the member body"."""
    least = 7 if plain.isascii() else 4
    begun = [key for key in _KNOWN if len(key) >= least and plain.startswith(key)]
    return _KNOWN[max(begun, key=len)] if begun else ""


def find(grid: Grid) -> Columns | None:
    """The columns of a table by its heads, also where they stand in two rows; None where none are known."""
    best: tuple[float, Columns] | None = None
    for row in range(min(len(grid.rows), LOOKED_AT)):
        for heads, first in ((_row(grid, row), row + 1), (_two_rows(grid, row), row + 2)):
            if heads and (score := _score(heads)) and (best is None or score > best[0]):
                best = score, Columns(_where(heads), heads, first)
    return best[1] if best else None


def is_matrix(grid: Grid) -> bool:
    """Whether a table is a comment matrix, by its heads."""
    found = find(grid)
    return found is not None and found.is_matrix


def by_content(grid: Grid) -> Columns | None:
    """The columns of a table without heads that are known: the longest texts are comments, short numbers say where."""
    rows = [row for row in grid.rows if sum(bool(cell) for cell in row) > 1]
    width = max(map(len, rows), default=0)
    if not rows or width < 2:
        return None
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    means = [sum(map(len, texts)) / max(len(texts), 1) for texts in columns]
    comment = max(range(width), key=lambda at: means[at] * len(columns[at]))
    if means[comment] < 15:
        return None
    where: dict[str, list[int]] = {"comment": [comment]}
    for at, texts in enumerate(columns):
        if at == comment or not texts:
            continue
        if "kind" not in where and _share(texts, lambda text: bool(kind(text)) and len(text) < 30) > 0.6:
            where["kind"] = [at]
        elif "label" not in where and _share(texts, _is_reference) > 0.6:
            where["label"] = [at]
    return Columns(where, [""] * width, 0, is_guessed=True) if "label" in where else None


def _is_reference(text: str) -> bool:
    return len(text) <= 40 and bool(references.read(text, "paragraph").tokens)


def _share(texts: Sequence[str], is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, texts)) / len(texts)


def _row(grid: Grid, row: int) -> list[str]:
    return [grid.cell(row, at) for at in range(len(grid.rows[row]))]


def _two_rows(grid: Grid, row: int) -> list[str]:
    """Heads with a second row below them, "From" over "Page" and "Line", each with what stands over it."""
    if row + 1 >= len(grid.rows) or not any(column(cell) for cell in grid.rows[row + 1]):
        return []
    width = max(len(grid.rows[row]), len(grid.rows[row + 1]))
    heads: list[str] = []
    for at in range(width):
        over = grid.covered(row, at, across=True)
        under = grid.cell(row + 1, at) if (row + 1, at) not in grid.merged else ""
        heads.append(f"{over} {under}".strip() if under else over)
    return heads


def _score(heads: Sequence[str]) -> float:
    """How many columns a row names; nothing where it is no row of heads."""
    found = _where(heads)
    named = set(found) - _WEAK
    if len(named) < 2 or not (named & {*SAID, "paragraph"}) or any(len(head) > LONGEST for head in heads):
        return 0.0
    unknown = sum(1 for head in heads if head and not column(head))
    return len(named) + 0.4 * len(set(found) & _WEAK) - 0.45 * unknown


def _where(heads: Sequence[str]) -> dict[str, list[int]]:
    """The columns by name. A second page or line is where a row ends; only what is said may stand in several."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, head in enumerate(heads):
        name = column(head)
        if name in {"page", "line"} and name in found:
            name = f"to_{name}"
        if name == "comment" and name in found and _plain(head) in _OBSERVATIONS:
            name = "response"
        if name and (name in {*SAID, "unread"} or name not in found):
            found[name].append(at)
    return dict(found)
