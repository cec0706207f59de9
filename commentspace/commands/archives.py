"""A space whole, into one file and out of it."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from sqlmodel import Session

from commentspace import settings
from commentspace.commands.options import AsOption, DataOption, acting, opened
from commentspace.commands.server import only_one as only_server
from commentspace.database import Database
from commentspace.domain import spaces
from commentspace.domain.access import Caller
from commentspace.domain.archives import bringing, taking
from commentspace.domain.archives.taking import About, Batches
from commentspace.errors import Invalid, NotFound, marked
from commentspace.formats import archive as archives
from commentspace.formats.archive import Archive
from commentspace.settings import Settings
from commentspace.text import normal


def archive(
    space: Annotated[str, typer.Argument(metavar="SLUG", help="Short name of the space.", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, a ZIP.", show_default=False)],
    shared: Annotated[
        bool, typer.Option("--shared", help="Leave out letters, mail and what else an owner may not read.")
    ] = False,
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Write a space whole into one file.

    It holds texts, discussion, files, record and members. It can be brought into another server with
    “commentspace unarchive”, and checks itself: python verify.py FILE.
    """
    with opened(settings.load(data=data)) as database:
        caller = acting(database, as_)
        space_id = _space(database, space)
        part = file.with_name(file.name + ".part")
        try:
            with _created(part) as written:
                database.read_here(_write, caller, space_id, written, not shared)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    typer.echo(f"{space} is in {file}, {file.stat().st_size:,} bytes.")


def _space(database: Database, slug: str) -> int:
    space_id: int | None = database.read_here(spaces.id_of, slug)
    if space_id is None:
        raise NotFound(marked("There is no space %(space)s."), space=slug)
    return space_id


def _created(part: Path) -> IO[bytes]:
    try:
        return part.open("wb")
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be written: %(why)s."), file=part, why=error.strerror) from error


def _write(session: Session, caller: Caller, space_id: int, written: IO[bytes], private: bool) -> None:
    taking.require(session, caller, space_id, private=private)
    about = taking.about(session, space_id)
    tables = _told(taking.tables(session, space_id, private=private))
    archives.write(written, about._asdict() | {"private": private}, tables)


def _told(tables: Iterator[tuple[str, Batches]]) -> Iterator[tuple[str, Batches]]:
    """The same, saying on a screen which table is being written."""
    shown = sys.stderr.isatty()
    for name, batches in tables:
        if shown:
            typer.echo(f"\r\033[KWriting {name} …", err=True, nl=False)
        yield name, batches
    if shown:
        typer.echo("\r\033[K", err=True, nl=False)


def unarchive(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of a space.", show_default=False)],
    slug: Annotated[str, typer.Option(metavar="SLUG", help="Another short name for the space here.")] = "",
    data: DataOption = None,
) -> None:
    """Bring a space in from an archive, whole.

    People are known again by their addresses, and nobody gets rights on this server. Letters that waited to be sent
    are not sent from here. With the embedded database, stop the server first.
    """
    chosen = settings.load(data=data)
    with _alone(chosen), opened(chosen) as database, _opened(file) as content:
        read = Archive(content)
        parts = read.check()
        about = _about(read)
        name = slug or about.slug
        typer.echo(f"{about.title}: {parts} parts, all as recorded. Bringing it in …", err=True)
        database.write_here(bringing.bring, acting(database, None), about, read.rows, name)
    typer.echo(f"{about.title} is here: {chosen.base_url.rstrip('/')}/s/{name}")


def _alone(chosen: Settings) -> AbstractContextManager[None]:
    """On the embedded database no server may run, as it would have to wait for all of it."""
    return only_server(chosen.data) if chosen.database_file is not None else nullcontext()


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from error


def _about(read: Archive) -> About:
    values: dict[str, Any] = {name: read.about.get(name) for name in About._fields}
    kinds = {name: int if name == "seq" else str for name in About._fields}
    if any(type(value) is not kinds[name] for name, value in values.items()):
        raise Invalid(archives.DAMAGED, part=archives.ABOUT)
    values["title"] = normal.line(values["title"], field="title")  # it is said on a screen
    return About(**values)
