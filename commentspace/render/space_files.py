"""Every form in which a space can be taken away whole, and writing one of them in a child process."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from commentspace.database.engines import connect
from commentspace.domain import documents, exports, jobs, spaces
from commentspace.domain.access import Caller
from commentspace.domain.archives import scope, taking
from commentspace.domain.archives.taking import Batches
from commentspace.errors import Conflict, Invalid, marked
from commentspace.formats import archive as archives
from commentspace.formats import progress
from commentspace.formats.options import Made, Options
from commentspace.render import mailbox
from commentspace.render.exporting import FORMS, Form, telling

LARGEST: Final = 256 << 20
"""Bytes of a file that is kept to be fetched."""
TOO_LARGE = marked("This is too large to be fetched here. Ask who runs this server: it can be written there.")

FORMS_OF_SPACES: Final = {
    jobs.ARCHIVE: Form(
        jobs.ARCHIVE,
        marked("Archive"),
        marked(
            "To keep, or to bring into another server: all texts, comments, files and the record, and what checks it."
        ),
        "zip",
        "application/zip",
        "",
        is_long=True,
    ),
    "mbox": Form(
        "mbox",
        marked("Mailbox"),
        marked("For mail programs: the discussion of every document as messages in threads."),
        "mbox",
        "application/mbox",
        "",
        is_long=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A space that somebody wants in a form, and where it is: the address of the database with what opens it."""

    url: str
    caller: Caller
    slug: str
    form: str
    options: Options
    base_url: str
    now: datetime


REPORT: Final = "report-pdf"
"""The form of a job that makes the report of a review (`render.reports.writing`)."""


def form_of(name: str) -> Form:
    """The form of this name; Invalid, with all the names, where there is none."""
    if name not in FORMS_OF_SPACES:
        raise Invalid(
            marked("“%(form)s” is not a form that can be written. It can be: %(forms)s."),
            form=name[:50],
            forms=", ".join(FORMS_OF_SPACES),
            field="form",
        )
    return FORMS_OF_SPACES[name]


def title(kind: str, name: str) -> str:
    """What a form is called, of documents or of spaces; marked for translation."""
    if name == REPORT:
        return marked("Report of the review, PDF")
    known = FORMS if kind == jobs.DOCUMENT else FORMS_OF_SPACES
    return known[name].title if name in known else name


def make_telling(path: str, asked: Asked) -> Made:
    """The file, read from the database at one moment by a child process, which tells at this path how far it is.

    Raises NotFound or NotAllowed where the caller may not have it, Conflict where it is too large.
    """
    engine = connect(asked.url)
    try:
        with telling(path), Session(engine, expire_on_commit=False) as session:
            if engine.dialect.name != "sqlite":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            return Made(_archive(session, asked) if asked.form == jobs.ARCHIVE else _mailbox(session, asked))
    finally:
        engine.dispose()


def _archive(session: Session, asked: Asked) -> bytes:
    """What an owner may take: nothing private is in it."""
    space, _ = spaces.find(session, asked.caller, asked.slug)
    taking.require(session, asked.caller, space.id, private=False)
    file = io.BytesIO()
    about = taking.about(session, space.id)._asdict() | {"private": False}
    archives.write(file, about, _told(taking.tables(session, space.id, private=False), file))
    return file.getvalue()


def _told(tables: Iterator[tuple[str, Batches]], file: io.BytesIO) -> Iterator[tuple[str, Batches]]:
    """The same, telling how many tables are written."""
    many = len(scope.order(private=False))
    for number, (name, batches) in enumerate(tables):
        progress.tell("tables", number, many)
        yield name, _within(batches, file)


def _within(batches: Batches, file: io.BytesIO) -> Batches:
    for batch in batches:
        _require_size(file.tell())
        yield batch


def _mailbox(session: Session, asked: Asked) -> bytes:
    """The discussion of every document, by their symbols, as far as the caller may see it."""
    _, who = spaces.find(session, asked.caller, asked.slug)
    listed = documents.of_space(session, who)
    file = io.BytesIO()
    for number, each in enumerate(listed):
        progress.tell("documents", number, len(listed))
        exported = exports.gather(session, asked.caller, each.uid, now=asked.now, base_url=asked.base_url)
        file.write(mailbox.write(exported, asked.options))
        _require_size(file.tell())
    return file.getvalue()


def _require_size(size: int) -> None:
    if size > LARGEST:
        raise Conflict(TOO_LARGE)
