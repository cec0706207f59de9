"""Drafts in and documents out, from the command line."""

import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace import settings
from commentspace.commands.options import AsOption, DataOption, acting, opened
from commentspace.database import Database, Step
from commentspace.domain import blobs, documents, exports, issuing, previews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.drafts import Draft
from commentspace.domain.previews import Heading
from commentspace.domain.spaces import Plan
from commentspace.domain.tables import Document, Space
from commentspace.errors import Invalid, NotFound, marked
from commentspace.formats import json_export, reading

BIG = 500
"""Paragraphs from which progress is shown."""


def bring(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft: .md or .txt.", show_default=False)],
    space: Annotated[str, typer.Option(metavar="SLUG", help="Short name of the space; it is made if there is none.")],
    symbol: Annotated[str, typer.Option(metavar="SYMBOL", help="What the document is cited by, such as WET/2/4.")],
    language: Annotated[str, typer.Option(metavar="TAG", help="Language of the draft, such as en, zh or ar.")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="Title; else the one that the draft begins with.")] = "",
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Bring in a draft, and issue it as recognised.

    A space that is made for it is for its members only. What looks odd in the numbering is said at the end.
    """
    content = _content(file)
    draft = reading.read(content, file.name, language)
    previews.checked(draft.paragraphs)
    heading, plan = Heading.of(symbol, title or draft.title or file.stem, language), Plan.of(space, space)
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        caller = acting(database, as_)
        space_id = database.read_here(spaces.id_of, plan.slug)
        if space_id is None:
            space_id = database.write_here(spaces.make, caller, plan)
            typer.echo(f"The space {plan.slug} is made, for members only.")
        try:
            uid = issue(database, caller, space_id, heading, draft, content)
        except NotFound as error:
            raise NotFound(marked("%(who)s may not see the space %(space)s."), who=as_, space=plan.slug) from error
    issued = sum(not paragraph.left_out for paragraph in draft.paragraphs)
    typer.echo(f"{heading.symbol} is issued with {issued} paragraphs: {chosen.base_url.rstrip('/')}/d/{uid}")
    for sentence in draft.warnings:
        typer.echo(sentence, err=True)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from error


def issue(database: Database, caller: Caller, space_id: int, heading: Heading, draft: Draft, content: bytes) -> str:
    """Issue a draft, with progress for a long one; returns the document's name."""
    worded = issuing.worded(draft.paragraphs)
    origin = issuing.Origin(database.write_here(blobs.keep, content))
    steps = issuing.steps(caller, space_id, heading, worded, origin)
    with typer.progressbar(length=len(worded), label="Issuing", hidden=len(worded) < BIG, file=sys.stderr) as progress:
        return database.carry_out_here(_counted(steps, progress.update))


def _counted(steps: Generator[Step, Any, str], done: Callable[[int], None]) -> Generator[Step, Any, str]:
    """The same steps, telling after each how many paragraphs it has placed."""
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            return str(end.value)
        answer = yield step
        done(len(step.args[-1]) if step.verb is issuing.place else 0)


def export(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="The document's symbol.", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="The form of what is printed.")] = "json",
    space: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Short name of its space, where several have the symbol.")
    ] = None,
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Print a document with its paragraphs and comments.

    It is what the page gives to the same person; the operator sees everything.
    """
    if form != "json":
        raise Invalid(marked("“%(form)s” is not a form that can be written. It is: json."), form=form)
    with opened(settings.load(data=data)) as database:
        caller = acting(database, as_)

        def gathered(session: Session) -> dict[str, Any]:
            document = found(session, caller, " ".join(symbol.split()), space)
            return exports.gather(session, caller, document.uid, now=database.now())

        typer.echo(json_export.write(database.read_here(gathered)), nl=False)


def found(session: Session, caller: Caller, symbol: str, slug: str | None) -> DocumentView:
    """The one document of this symbol that the caller may see, in the space of this short name where one is given."""
    having = select(col(Space.slug)).join(Document).where(col(Document.symbol) == symbol).order_by(col(Space.slug))
    seen = []
    for each in session.execute(having).scalars():
        if slug in (None, each):
            with suppress(NotFound):
                seen.append(documents.with_symbol(session, caller, symbol, each))
    if not seen:
        raise NotFound(marked("There is no document %(symbol)s that can be printed."), symbol=symbol)
    if len(seen) > 1:
        raise Invalid(
            marked("%(symbol)s is a document in several spaces: %(spaces)s. Choose one with --space."),
            symbol=symbol,
            spaces=", ".join(document.space for document in seen),
        )
    return seen[0]
