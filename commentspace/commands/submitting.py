"""Filled files from the command line: read, posted as far as their places are sure or said, and what waits listed."""

import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from commentspace import settings
from commentspace.commands.options import DataOption, acting, opened
from commentspace.commands.taking import found
from commentspace.database import Database, Step
from commentspace.domain import (
    blobs,
    seen_revisions,
    submission_posting,
    submission_row_views,
    submission_rows,
    submission_views,
    submissions,
    why,
)
from commentspace.domain.access import Caller
from commentspace.domain.filled_files import Filled, require_size
from commentspace.domain.submission_row_views import PART, RowView
from commentspace.domain.submission_rows import Choice
from commentspace.domain.submission_views import SubmissionView
from commentspace.domain.submissions import Begun
from commentspace.errors import Invalid, marked
from commentspace.formats import filled_apart

BIG = 200
"""Rows from which progress is shown."""
WORDS = 70
"""Characters of a row by which it is known again."""
OUT = "o"


def submit(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="The document's symbol.", show_default=False)],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The Word file, the table (xlsx, ods, csv, docx), or a packet's comments (json, html).",
            show_default=False,
        ),
    ],
    as_: Annotated[str, typer.Option("--as", metavar="ADDRESS", help="Whose comments they are.", show_default=False)],
    decide: Annotated[
        Literal["ask", "sure", "none"],
        typer.Option(help="Post what is sure; ask about the rest first; or post nothing yet."),
    ] = "sure",
    space: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Short name of its space, where several have the symbol.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Send a file with comments, and list what waits.

    The same file is taken once; sent again, it goes on where it was.
    """
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        content, caller = _content(file), acting(database, as_)
        document = database.read_here(found, caller, " ".join(symbol.split()), space).uid
        database.read_here(submissions.require, caller, document)
        reading = seen_revisions.reading(caller, document, content, file.name, filled_apart.read)
        submitted = database.carry_out_here(reading)
        filled = Filled(file.name, content, submitted, f"command-{blobs.digest(content)}-{document}")
        begun = _taken(database, submissions.receive(caller, document, filled), len(submitted.rows))
        if decide == "ask":
            _ask(database, caller, begun)
        if decide != "none":
            database.write_here(submission_rows.press, caller, begun.uid)
            _post(database, caller, begun)
        _tell(database, caller, begun, f"{chosen.base_url.rstrip('/')}/d/{document}/files/{begun.uid}")


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from error
    require_size(content)
    return content


def _taken(database: Database, steps: Generator[Step, Any, Begun], rows: int) -> Begun:
    with typer.progressbar(length=rows, label="Reading", hidden=rows < BIG, file=sys.stderr) as progress:
        return database.carry_out_here(_counted(steps, progress.update))


def _counted(steps: Generator[Step, Any, Begun], done: Callable[[int], None]) -> Generator[Step, Any, Begun]:
    """The same steps, telling after each how many rows it has kept."""
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            made: Begun = end.value
            return made
        answer = yield step
        done(len(step.args[-1]) if step.verb is submissions.add_rows else 0)


def _post(database: Database, caller: Caller, begun: Begun) -> None:
    waiting = _about(database, caller, begun).counts.queued
    with typer.progressbar(length=waiting, label="Posting", hidden=waiting < BIG, file=sys.stderr) as progress:
        while batch := database.read_here(submission_posting.next_batch, begun.id):
            database.write_here(submission_posting.post, batch, space=batch.space_id)
            progress.update(len(batch.rows))


def _about(database: Database, caller: Caller, begun: Begun) -> SubmissionView:
    return database.read_here(submission_views.view, caller, begun.uid)[0]


def _rows(database: Database, caller: Caller, begun: Begun, state: str) -> Iterator[RowView]:
    """All rows in this state, as they stood when they were asked for first."""
    about, who = database.read_here(submission_views.view, caller, begun.uid)
    parts = -(-database.read_here(submission_row_views.size, about, state) // PART)
    found = [database.read_here(submission_row_views.rows, who, about, state, 1 + part) for part in range(parts)]
    for rows in found:
        yield from rows


def _ask(database: Database, caller: Caller, begun: Begun) -> None:
    """Ask about each row without a sure place."""
    for row in _rows(database, caller, begun, "undecided"):
        typer.echo(f"\n{row.position}. {_words(row)}")
        for number, place in enumerate(row.candidates, start=1):
            typer.echo(f"   {number}  {place.label}  {place.text[:WORDS]}")
        said = typer.prompt("Number of its place, o to leave it out, Enter to leave it open", "", show_default=False)
        if choice := _choice(row, said.strip().lower()):
            database.write_here(submission_rows.decide, caller, begun.uid, [choice], space=begun.space_id)


def _choice(row: RowView, said: str) -> Choice | None:
    if said == OUT:
        return Choice(row.uid, "leave out")
    number = int(said) - 1 if said.isdecimal() else -1
    if not 0 <= number < len(row.candidates):
        return None
    place = row.candidates[number]
    return Choice(row.uid, "place", place.uid, place.start, place.end)


def _words(row: RowView) -> str:
    said = " ".join((row.row.markdown or row.row.proposal).split())
    return said if len(said) <= WORDS else f"{said[:WORDS].rstrip()} …"


def _tell(database: Database, caller: Caller, begun: Begun, address: str) -> None:
    """What has become of it, and what waits."""
    about = _about(database, caller, begun)
    counts = about.counts
    typer.echo(f"{counts.rows} rows: {counts.posted} posted, {counts.known} here already, {counts.ready} ready.")
    if about.note:
        typer.echo(why.said(about.note), err=True)
    for state, words in (("undecided", "waits for its place"), ("refused", "not posted")):
        for row in _rows(database, caller, begun, state):
            reason = f": {why.said(row.reason)}" if row.reason else ""
            typer.echo(f"{row.position}. {words}{reason}  {_words(row)}")
    typer.echo(address)
