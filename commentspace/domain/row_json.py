"""A row of a filled file as it is kept: compact JSON of what it says; what it does not say is not in it. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from commentspace.domain.submitted import Candidate, Given, Row

PLACED_BY = "placed_by"
"""Beside the row: the key of the moderator who said where it belongs."""
NAMES = frozenset(each.name for each in fields(Row))


def kept(row: Row, placed_by: int | None = None) -> str:
    """The row as JSON; read again it is equal."""
    said: dict[str, Any] = {name: getattr(row, name) for name in NAMES}
    said["candidates"] = [_said(asdict(each)) for each in row.candidates]
    said["at"] = row.at.isoformat() if row.at else None
    said["given"] = _said(asdict(row.given)) if row.given else None
    said[PLACED_BY] = placed_by
    return json.dumps(_said(said), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; the number 0 is something."""
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


def row(text: str) -> Row:
    """The row that was kept."""
    said = {name: value for name, value in json.loads(text).items() if name in NAMES}
    said["position"] = int(said.get("position", 0))
    said["cells"] = tuple((str(head), str(cell)) for head, cell in said.get("cells", ()))
    said["candidates"] = tuple(_candidate(each) for each in said.get("candidates", ()))
    said["at"] = datetime.fromisoformat(said["at"]) if said.get("at") else None
    said["given"] = Given(**said["given"]) if said.get("given") else None
    said.setdefault("markdown", "")
    return Row(**said)


def _candidate(said: Mapping[str, Any]) -> Candidate:
    return Candidate(
        said["paragraph"], float(said.get("confidence", 0)), said.get("why", ""), said.get("start"), said.get("end")
    )


def placed_by(text: str) -> int | None:
    """The key of the moderator who said where the row belongs."""
    found: int | None = json.loads(text).get(PLACED_BY)
    return found


def holds(name: str, value: str) -> str:
    """What a LIKE with the escape `!` looks for, to find the rows of which `name` is this text."""
    said = f'"{name}":{json.dumps(value, ensure_ascii=False)}'
    return f"%{_escaped(said)}%"


def says(name: str) -> str:
    """The same for the rows that say anything under this name."""
    return f'%"{name.replace("_", "!_")}":%'


def within(value: str) -> str:
    """What a LIKE with the escape `!` looks for, to find the rows in which this text stands."""
    said = json.dumps(value, ensure_ascii=False)[1:-1]
    return f"%{_escaped(said)}%"


def _escaped(said: str) -> str:
    return said.replace("!", "!!").replace("%", "!%").replace("_", "!_")
