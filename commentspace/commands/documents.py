"""Drafts in and documents out, from the command line."""

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from commentspace import settings
from commentspace.commands.options import AsOption, DataOption, acting, opened
from commentspace.database import Database
from commentspace.domain import blobs, documents, exports, spaces
from commentspace.domain.access import Caller
from commentspace.domain.drafts import Draft
from commentspace.domain.previews import Heading
from commentspace.domain.spaces import Plan
from commentspace.errors import Invalid, marked
from commentspace.formats import json_export, reading

BIG = 500
"""Paragraphs from which progress is shown."""


def bring(
    file: Annotated[Path, typer.Argument(help="The draft: .md or .txt.", show_default=False)],
    space: Annotated[str, typer.Option(help="Short name of the space; it is made if there is none.")],
    symbol: Annotated[str, typer.Option(help="What the document is cited by, such as WET/2/4.")],
    language: Annotated[str, typer.Option(help="Language of the draft, such as en, zh or ar.")],
    title: Annotated[str, typer.Option(help="Title; else the one that the draft begins with.")] = "",
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Bring in a draft and issue it as recognised."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from error
    draft = reading.read(content, file.name, language)
    heading = Heading.of(symbol, title or draft.title or file.stem, language)
    with opened(settings.load(data=data)) as database:
        caller = acting(database, as_)
        space_id = database.read_here(spaces.id_of, space)
        if space_id is None:
            space_id = database.write_here(spaces.make, caller, Plan.of(space, space))
        uid = issue(database, caller, space_id, heading, draft, content)
    issued = sum(not paragraph.left_out for paragraph in draft.paragraphs)
    typer.echo(f"{heading.symbol} is issued in {space} with {issued} paragraphs: /d/{uid}")
    for sentence in draft.warnings:
        typer.echo(sentence, err=True)


def issue(database: Database, caller: Caller, space_id: int, heading: Heading, draft: Draft, content: bytes) -> str:
    """Issue a draft in batches, as the browser's door does; returns the document's name."""
    worded = documents.worded(draft.paragraphs)
    database.write_here(blobs.keep, content)
    revision_id = database.write_here(documents.begin, caller, space_id, heading)
    batches = list(documents.batches(worded))
    with typer.progressbar(batches, label="Issuing", hidden=len(worded) < BIG) as steps:
        for start, batch in steps:
            database.write_here(documents.place, revision_id, start, batch)
    return database.write_here(documents.finish, caller, revision_id, space_id=space_id, space=space_id)


def export(
    symbol: Annotated[str, typer.Argument(help="The document's symbol.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="The form of the file: json.")] = "json",
    space: Annotated[str | None, typer.Option(help="Short name of its space, where several have the symbol.")] = None,
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Print a document with its paragraphs and comments."""
    if form != "json":
        raise Invalid(marked("“%(form)s” is not a form that can be written. It is: json."), form=form)
    with opened(settings.load(data=data)) as database:
        caller = acting(database, as_)

        def gathered(session: Session) -> dict[str, Any]:
            document = documents.with_symbol(session, caller, symbol, space)
            return exports.gather(session, caller, document.uid, now=database.now())

        typer.echo(json_export.write(database.read_here(gathered)), nl=False)
