"""A matrix that somebody takes, fills in, and brings back."""

import csv
import io
from collections.abc import Callable
from typing import Any

from commentspace.domain import exports
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.filled_files import Filled
from commentspace.domain.returned import giving, looking
from commentspace.domain.returned.looking import Line
from commentspace.domain.submissions import Begun
from commentspace.formats.matrix import reading, writing
from commentspace.formats.options import Options
from tests.filled import send
from tests.world import World

Fill = Callable[[dict[str, str]], object]


def taken(world: World, by: str = "lars", **asked: Any) -> bytes:
    """The matrix as CSV, as somebody takes it."""
    exported = world.read(exports.gather, world.caller(by), world.document, now=world.clock.now)
    return writing.to_csv(exported, Options.of(asked))


def filled_in(content: bytes, fill: Fill) -> bytes:
    """The same with every row as `fill` leaves it."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    for row in rows:
        fill(row)
        writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def answering(**answers: tuple[str, str]) -> Fill:
    """Writes an outcome and a reason into the rows of these comments, named by "n" and their number."""

    def fill(row: dict[str, str]) -> None:
        if said := answers.get(f"n{row['No.']}"):
            row["Disposition"], row["Answer"] = said

    return fill


def bring(world: World, content: bytes, by: str = "lars", name: str = "matrix.csv", key: str = "") -> Begun:
    """Bring it back."""
    read = reading.read(content, name, world.read(exports.known, world.caller(by), world.document))
    return send(world, by, Filled(name, content, read, key or f"key-{by}-{hash(content)}"))


def look(world: World, begun: Begun, by: str = "lars") -> list[Line]:
    """What is shown of its answers."""
    return world.read(looking.of_file, world.caller(by), begun.uid)[0]


def kinds(world: World, begun: Begun, by: str = "lars") -> list[str]:
    """What becomes of each answer."""
    return [line.kind for line in look(world, begun, by)]


def give(world: World, begun: Begun, by: str = "lars") -> Answered:
    """Give what can be given."""
    return world.database.carry_out_here(giving.steps(world.caller(by), begun.uid))
