"""Documents out, from the command line, in every form that there is."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace import settings
from commentspace.commands.options import AsOption, DataOption, acting, opened
from commentspace.domain import documents, exports, mailed_drafts, people
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.exported import Exported
from commentspace.domain.tables import Document, Space
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotFound, marked
from commentspace.formats import progress
from commentspace.formats.options import Options
from commentspace.render import exporting
from commentspace.render.exporting import FORMS, Form, Made

NAMES = ", ".join(FORMS)
TEXTS = ("text/", "application/json", "application/ld+json", "application/atom+xml", "application/mbox")
"""Kinds of files that a terminal can show."""


def export(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="The document's symbol.", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="FORM", help=f"The form: {NAMES}.")] = "json",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it; else it is printed.", show_default=False)
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="Such as place=annex, layout=iso, columns=number,comment, empty=yes, language=fr; several times.",
            show_default=False,
        ),
    ] = None,
    space: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Short name of its space, where several have the symbol.")
    ] = None,
    as_: AsOption = None,
    data: DataOption = None,
) -> None:
    """Write a document with its comments, in any form.

    It is what the page gives to the same person; the operator sees everything.
    """
    chosen_form, options, chosen = exporting.form_of(form), Options.of(_words(option or [])), settings.load(data=data)
    _require_place(chosen_form, out)
    with opened(chosen) as database:
        caller = acting(database, as_)

        def gathered(session: Session) -> tuple[Exported, str]:
            uid = found(session, caller, " ".join(symbol.split()), space).uid
            exported = exports.gather(
                session,
                caller,
                uid,
                now=database.now(),
                base_url=chosen.base_url,
                reply_address=mailed_drafts.address(uid, chosen.mail_domain),
                with_source=chosen_form.with_source,
                with_history=chosen_form.with_history,
            )
            return exported, people.name_of(session, caller.person_id) if caller.person_id else ""

        exported, reader = database.read_here(gathered)
    made = _made(chosen_form, exported, replace(options, reader=reader))
    _put(chosen_form, made.content, out)
    for note in made.notes:
        typer.echo(Sentence(*note).said(str), err=True)


def _words(options: list[str]) -> dict[str, str]:
    """What was chosen, by name."""
    for each in options:
        if "=" not in each:
            raise Invalid(marked("“%(option)s” has to be a name and a value, such as place=annex."), option=each)
    return {name.strip(): value for name, _, value in (each.partition("=") for each in options)}


def _require_place(form: Form, out: Path | None) -> None:
    """Bytes that are no text are not poured into a terminal."""
    if out is None and not form.type.startswith(TEXTS) and sys.stdout.isatty():
        raise Invalid(
            marked("A file of the form %(form)s cannot be shown here. Name a file with --out."), form=form.name
        )


def _made(form: Form, exported: Exported, options: Options) -> Made:
    """The file; how far it has come is shown where that takes long."""
    if not form.is_long or not sys.stderr.isatty():
        return exporting.make(form.name, exported, options)

    def told(phase: str, done: int, total: int) -> None:
        typer.echo(f"\r{phase}: {done}{f' of {total}' if total else ''}  ", nl=False, err=True)

    with progress.listening(told):
        made = exporting.make(form.name, exported, options)
    typer.echo("", err=True)
    return made


def _put(form: Form, content: bytes, out: Path | None) -> None:
    if out is None:
        typer.echo(content.decode() if form.type.startswith(TEXTS) else content, nl=False)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Invalid(marked("%(file)s cannot be written: %(why)s."), file=out, why=error.strerror) from error


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
