"""The rows of a table as facts: merged cells and "ditto" carried down, and who wrote as the lines above say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from commentspace.formats.matrix import references
from commentspace.formats.matrix.columns import LOOKED_AT, SAID, WHERE, Columns, column
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.grids import Grid
from commentspace.formats.matrix.values import is_ditto

_CARRIED: Final = frozenset(
    (
        "section",
        "label",
        "element",
        "place",
        "page",
        "line",
        "kind",
        "mb",
        "reviewer",
        "organisation",
        "country",
        "date",
    )
)
"""What a merged cell or a mark that repeats carries down."""
_OURS: Final = ("document", "paragraph", "comment_name", "answer_name")
_STAYS: Final = ("section",)
"""What is typed once and holds for the rows below it."""
_OF_ALL: Final = ("reviewer", "organisation", "country", "date", "symbol", "revision", "document", "mb")
"""What lines above the table say for all of its rows."""
_COLON = re.compile(r"\s*[:：]\s*")
_FIELDS: Final = frozenset(each.name for each in fields(Facts)) - {
    "cells",
    "line_in_file",
    "is_note",
    "has_proposals",
    "proposes_wordings",
}

_NOTE = re.compile(
    r"^\W*(?:example|e\.g\.|for example|sample|instructions?\b|delete this row"
    r"|(?:please )?(?:insert|enter|fill in|complete|indicate|use) (?:your|here|the|this|one|page|line|a )"
    r"|(?:par )?exemple|veuillez (?:remplir|indiquer|compléter|insérer)|(?:por )?ejemplo|sírvase (?:indicar|rellenar)"
    r"|instrucciones|пример\b|например|просьба (?:указ|запол)|инструкци"
    r"|例如|示例|范例|例[:：]|请在(?:此|本|这)|请填|填写说明"
    r"|(?:على سبيل ال)?مثال|يرجى (?:ملء|تعبئة|إدراج)|تعليمات)",
    re.IGNORECASE,
)
SHORTEST_TITLE = 2
EARLY = 3
"""Rows below the heads among which examples and instructions stand."""
_NUMBERED_HEADS = re.compile(r"^\(?\d{1,2}\)?$")
_PLACEHOLDER = re.compile(r"^[\[<{(][^\[\]<>{}]{3,300}[\]>})]$", re.DOTALL)


@dataclass(slots=True)
class Rows:
    """What a table holds: rows that say something or are notes, and how many were filled in by nobody."""

    facts: list[Facts] = field(default_factory=list)
    empty: int = 0


def read(grid: Grid, columns: Columns, above: Mapping[str, str]) -> Rows:
    """The rows below the heads; `above` is what holds for all of them."""
    found, last = Rows(), dict[str, str]()
    for row in range(columns.first, len(grid.rows)):
        if _is_heads_again(grid.rows[row], columns):
            continue
        cells = _cells(grid, columns, row)
        if not any(cells.values()):
            found.empty += any(grid.rows[row])
            continue
        _carry(grid, columns, row, cells, last)
        facts = _facts(grid, columns, row, cells, above)
        if facts.says_something or facts.is_note:
            found.facts.append(facts)
        else:
            found.empty += 1
            _section_title(cells, last)
    return found


def above(grid: Grid, columns: Columns) -> dict[str, str]:
    """What the rows and lines above the heads say of all rows: who, for whom, when, about which document."""
    found: dict[str, str] = {}
    for row in range(min(columns.first, LOOKED_AT)):
        texts = [cell for cell in grid.rows[row] if cell]
        for at, text in enumerate(texts):
            head, _, rest = _parted(text)
            said = rest or (texts[at + 1] if at + 1 < len(texts) and not column(texts[at + 1]) else "")
            _note(found, head, said)
    for line in grid.before:
        head, _, rest = _parted(line)
        _note(found, head, rest)
    return named(found)


def named(found: dict[str, str]) -> dict[str, str]:
    """The same with the reviewer's name put together from its parts."""
    first, last = found.pop("first", ""), found.pop("last", "")
    if "reviewer" not in found and (first or last):
        found["reviewer"] = f"{first} {last}".strip()
    return found


def _parted(text: str) -> tuple[str, str, str]:
    head, colon, rest = text.strip(), "", ""
    if match := _COLON.search(head):
        head, colon, rest = head[: match.start()], ":", head[match.end() :]
    return head, colon, rest.strip()


def _note(found: dict[str, str], head: str, said: str) -> None:
    name = column(head) if len(head) <= 80 else ""
    if name in {*_OF_ALL, "first", "last"} and said and len(said) <= 300:
        found.setdefault(name, said)


def _cells(grid: Grid, columns: Columns, row: int) -> dict[str, str]:
    """What each column says in a row; what is said in two columns is one text."""
    cells: dict[str, str] = {}
    for name, places in columns.where.items():
        texts = [grid.covered(row, at) if name in _CARRIED else grid.cell(row, at) for at in places]
        cells[name] = "\n\n".join(text for text in texts if text)
    return cells


def _carry(grid: Grid, columns: Columns, row: int, cells: dict[str, str], last: dict[str, str]) -> None:
    for name in _CARRIED & {*columns.where}:
        said = cells.get(name, "")
        if is_ditto(said) or (not said and name in _STAYS and not _is_filled(cells, "comment_name", "paragraph")):
            cells[name] = last.get(name, "")
        elif said:
            last[name] = said
            if name == "page":
                last.pop("line", None)
    if not columns.has("section") and "section" in last:
        cells["section"] = last["section"]
    if not cells.get("page") and cells.get("line") and "page" in last:
        cells["page"] = last["page"]


def _is_filled(cells: Mapping[str, str], *names: str) -> bool:
    return any(cells.get(name) for name in names)


def _section_title(cells: Mapping[str, str], last: dict[str, str]) -> None:
    """A row with one cell and no comment is a title of the rows below it."""
    texts = {text for name, text in cells.items() if text and name not in {"document", "paragraph"}}
    if len(texts) == 1 and not _is_filled(cells, "paragraph", "comment_name") and _is_title(*texts):
        last["section"] = texts.pop()


def _is_title(text: str) -> bool:
    """Whether a text names a section: it has words, and is no label of a paragraph that nobody has commented on."""
    steps = references.read(text, "section").tokens
    return sum(map(str.isalpha, text)) >= SHORTEST_TITLE and all(step.unit in {"section", "annex"} for step in steps)


def _facts(grid: Grid, columns: Columns, row: int, cells: dict[str, str], above: Mapping[str, str]) -> Facts:
    own = {
        "document": "commentspace-document",
        "paragraph": "commentspace-paragraph",
        "comment_name": "commentspace-comment",
        "answer_name": "commentspace-answer",
    }
    hidden = grid.names.get(row, {})
    said = {name: text for name, text in named(dict(cells)).items() if name in _FIELDS and text}
    said |= {name: hidden[key] for name, key in own.items() if key in hidden}
    said = {name: above[name] for name in _OF_ALL if name in above and name in _FIELDS} | said
    shown = tuple(_shown(grid, columns, row))
    return Facts(
        cells=shown,
        line_in_file=row + 1,
        is_note=_is_note(cells, columns, row),
        has_proposals=columns.has("proposal"),
        proposes_wordings=columns.proposes_wordings,
        **said,
    )


def _shown(grid: Grid, columns: Columns, row: int) -> Iterator[tuple[str, str]]:
    names = {at for name in _OURS for at in columns.where.get(name, ())}
    for at in range(len(grid.rows[row])):
        text = grid.covered(row, at)
        if text and at not in names:
            yield (columns.heads[at] if at < len(columns.heads) else ""), text


def _is_note(cells: Mapping[str, str], columns: Columns, row: int) -> bool:
    """Whether a row explains how to fill in the table: numbers of columns, an example, or a text in brackets."""
    if _is_filled(cells, "comment_name", "paragraph"):
        return False
    texts = [text for name, text in cells.items() if text and name != "number"]
    if row <= columns.first and len(texts) > 2 and all(_NUMBERED_HEADS.match(text) for text in texts):
        return True
    if row - columns.first >= EARLY:
        return False
    first = next((text for text in cells.values() if text), "")
    said = [cells[name] for name in SAID if cells.get(name)]
    is_placed = _is_filled(cells, *WHERE)
    if _NOTE.match(first) or (not is_placed and any(map(_NOTE.match, said))):
        return True
    return bool(said) and all(_PLACEHOLDER.match(text) for text in texts)


def _is_heads_again(row: Sequence[str], columns: Columns) -> bool:
    texts = [cell for cell in row if cell]
    return len(texts) > 1 and list(row[: len(columns.heads)]) == list(columns.heads[: len(row)])
