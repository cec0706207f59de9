"""Drafts in and documents out, from the command line."""

import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from commentspace import settings
from commentspace.commands import revising
from commentspace.commands.options import AsOption, DataOption, acting, opened
from commentspace.database import Database, Step
from commentspace.domain import blobs, issuing, pictures, presets, previews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.drafts import Draft
from commentspace.domain.previews import Follows, Heading
from commentspace.domain.spaces import Plan
from commentspace.errors import Invalid, NotFound, marked
from commentspace.formats import apart, kinds, reading, warnings

BIG = 500
"""Paragraphs from which progress is shown."""
LONG = 512 * 1024
"""Bytes of a file from which it is said that it is being read."""


def bring(  # noqa: PLR0913, PLR0917  # each is an option of the command
    file: Annotated[Path, typer.Argument(metavar="FILE", help=f"The draft: {kinds.NAMED}.", show_default=False)],
    space: Annotated[str, typer.Option(metavar="SLUG", help="Short name of the space; it is made if there is none.")],
    symbol: Annotated[str, typer.Option(metavar="SYMBOL", help="What the document is cited by, such as WET/2/4.")],
    language: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language of the draft, such as en, zh or ar; else what the file says.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str, typer.Option(metavar="TITLE", help="Title; else the one that the draft begins with.")] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Issue nothing yet: say where it can be looked at and corrected (--as).")
    ] = False,
    is_next: Annotated[
        bool, typer.Option("--next", help="Issue it as the next revision of the document with this symbol (--as).")
    ] = False,
    doubtful: Annotated[
        bool,
        typer.Option("--doubtful", help="With --next: issue it though it is doubtful what became of some paragraphs."),
    ] = False,
    preset: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="With which rules the space is made where there is none: "
            + ", ".join(each.key for each in presets.PRESETS)
            + ".",
            show_default=False,
        ),
    ] = "",
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Bring in a draft, and issue it as recognised.

    A space that is made for it is for its members only, unless it is for a public consultation. What looks odd in the
    draft is said at the end. With --next the comments of the revision before go along to their words in the new text.
    """
    if preview and as_ is None:
        raise Invalid(marked("A preview is somebody's. Name a moderator of the space with --as."))
    if is_next and as_ is None:
        raise Invalid(marked("A revision is issued by somebody. Name a moderator of the space with --as."))
    plan = Plan.of(space, space, presets.named(preset).rules if preset else None)
    content = _content(file)
    Heading.of(symbol, title or "-", language or "en")  # before a long file is read
    if len(content) > LONG:
        typer.echo(f"Reading {file.name} …", err=True)
    if is_next:
        wish = Wish(space, symbol, title, is_preview=preview, takes_doubtful=doubtful)
        _bring_next(Source(file.name, content), wish, as_, data)
        return
    draft = apart.read(content, file.name, language)
    previews.checked(draft.paragraphs)
    heading = Heading.of(symbol, (title or draft.title or file.stem)[:300], language or draft.language)
    _bring_first(Source(file.name, content), draft, heading, plan, preview, as_, data)


def _bring_first(
    source: "Source", draft: Draft, heading: Heading, plan: Plan, preview: bool, as_: str | None, data: Path | None
) -> None:
    """As a document of its own, in a space that is made where there is none."""
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        caller = acting(database, as_)
        space_id = database.read_here(spaces.id_of, plan.slug)
        if space_id is None:
            space_id = database.write_here(spaces.make, caller, plan)
            typer.echo(
                f"The space {plan.slug} is made, {'open to read' if plan.rules.is_open else 'for members only'}."
            )
        kept = kept_for_preview if preview else issue
        try:
            uid = kept(database, caller, space_id, heading, draft, source)
        except NotFound as error:
            raise NotFound(marked("%(who)s may not see the space %(space)s."), who=as_, space=plan.slug) from error
    count, base = sum(not paragraph.left_out for paragraph in draft.paragraphs), chosen.base_url.rstrip("/")
    if preview:
        typer.echo(f"{heading.symbol} waits with {count} paragraphs: {base}/s/{plan.slug}/drafts/{uid}")
    else:
        typer.echo(f"{heading.symbol} is issued with {count} paragraphs: {base}/d/{uid}")
    for sentence in draft.warnings:
        typer.echo(sentence, err=True)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a draft was read from."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """Which document a file is to be the next revision of, and how far it is to go."""

    space: str
    symbol: str
    title: str
    is_preview: bool
    takes_doubtful: bool


def _bring_next(source: Source, wish: Wish, as_: str | None, data: Path | None) -> None:
    """Keep a file as the draft of the next revision, and issue it unless it is only to be looked at."""
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        caller = acting(database, as_)
        found = revising.document(database, caller, wish.space, wish.symbol)
        follows, heading = revising.follows(database, caller, found, wish.title)
        draft = apart.read(source.content, source.name, heading.language)
        uid = kept_for_preview(database, caller, found.space_id, heading, draft, source, follows)
        base, number = chosen.base_url.rstrip("/"), found.revision + 1
        if wish.is_preview:
            typer.echo(f"Revision {number} of {wish.symbol} waits: {base}/d/{found.uid}/next")
        else:
            address = f"{base}/d/{found.uid}/next/alignment"
            left = revising.issued(database, caller, uid, address, takes_doubtful=wish.takes_doubtful)
            typer.echo(f"Revision {number} of {wish.symbol} is issued: {base}/d/{found.uid}")
            if left:
                typer.echo(f"Doubtful places: {left}; comments there wait for a moderator.", err=True)
    for sentence in draft.warnings:
        typer.echo(sentence, err=True)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from error


def issue(database: Database, caller: Caller, space_id: int, heading: Heading, draft: Draft, source: Source) -> str:
    """Issue a draft with its pictures, with progress for a long one; returns the document's name."""
    found = pictures.illustrated(draft)
    sizes = {picture.uid: (picture.width, picture.height) for picture in found.pictures}
    worded = issuing.worded(found.draft.paragraphs, sizes)
    blob_id = database.carry_out_here(blobs.writing(source.content))
    origin = issuing.Origin(blob_id, filename=source.name, pictures=found.pictures)
    steps = issuing.steps(caller, space_id, heading, worded, origin)
    with typer.progressbar(length=len(worded), label="Issuing", hidden=len(worded) < BIG, file=sys.stderr) as progress:
        return database.carry_out_here(_counted(steps, progress.update))


def kept_for_preview(
    database: Database,
    caller: Caller,
    space_id: int,
    heading: Heading,
    draft: Draft,
    source: Source,
    follows: Follows | None = None,
) -> str:
    """Keep a draft to be looked at and corrected, of a new document or of one that it follows; its preview's name."""
    at_places = set(warnings.sentences(draft.paragraphs))
    note = "\n".join(sentence for sentence in draft.warnings if sentence not in at_places)
    text = reading.text_of(source.content, source.name, heading.language)
    origin = previews.Origin(source.name, text, note=note)
    steps = previews.steps(caller, space_id, heading, previews.Ready.of(draft), origin, source.content, follows)
    return database.carry_out_here(steps)


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
