"""What an operator does: make an administrator, send the daily mails, look after what runs."""

import http.client
import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace import settings
from commentspace.commands.options import DataOption, HostOption, PortOption, opened
from commentspace.domain import digests, people, record
from commentspace.domain.anchors import proof
from commentspace.domain.tables import Document, Space
from commentspace.errors import Misconfigured, Refusal, marked
from commentspace.settings import PREFIX, Settings

MANY = 100
"""People from whom on progress is shown."""
PATIENCE = 5
"""Seconds that a running server may take to answer."""
SHUT_ONLY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where to find who listens everywhere


def create_admin(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Their mail address.", show_default=False)],
    name: Annotated[str, typer.Option(metavar="NAME", help="The name that others see.")] = "",
    data: DataOption = None,
) -> None:
    """Let somebody make spaces, and own all of them."""
    chosen = settings.load(data=data)
    with opened(chosen) as database:
        known_as = database.write_here(people.make_admin, name, address)
    at = f" at {chosen.base_url.rstrip('/')}/sign-in" if "base_url" in chosen.model_fields_set else ""
    typer.echo(f"{known_as} is an administrator, and signs in with {address.strip()}{at}.")


def digest(data: DataOption = None) -> None:
    """Put the daily mails that are due into the outbox.

    The running server sends them, and makes them itself; this is for whoever does not want to wait for it.
    """
    with opened(settings.load(data=data)) as database:
        due = database.read_here(digests.due, database.now())
        with typer.progressbar(due, label="Composing", hidden=len(due) < MANY, file=sys.stderr) as people_due:
            made = sum(database.write_here(digests.compose, person) for person in people_due)
    typer.echo(f"Daily mails put into the outbox: {made}. People whose hour had come: {len(due)}.")


def verify(
    data: DataOption = None,
    anchors: Annotated[
        bool, typer.Option("--anchors", help="Derive again where each comment stands in each revision.")
    ] = False,
) -> None:
    """Check the record of every space.

    No number may be missing, and every event has to be what its leaf says; exit code 1 where that is not so.
    With --anchors also every text is compared with what was recorded of it, and where each comment stands in each
    revision is derived again from the revision before, and from what people said (docs/revisions.md).
    """
    with opened(settings.load(data=data)) as database:
        faults = database.read_here(_verified)
        if anchors:
            faults += sum(database.read_here(_proved, *each) for each in database.read_here(_documents))
    if faults:
        raise Refusal(marked("The record does not hold. Faults that were found: %(count)s."), count=faults)


def _verified(session: Session) -> int:
    faults = 0
    spaces = session.execute(select(col(Space.id), col(Space.slug)).order_by(col(Space.slug))).all()
    if not spaces:
        typer.echo("There is no space yet, and so no record.")
    for space_id, slug in spaces:
        count, found = record.check(session, space_id)
        typer.echo(f"{slug}: {count} events, " + (f"{len(found)} faults" if found else "all as recorded"))
        for sentence in found:
            typer.echo(f"    {sentence}")
        faults += len(found)
    return faults


def _documents(session: Session) -> list[tuple[int, str]]:
    """The documents, by their spaces and symbols."""
    rows = session.execute(
        select(col(Document.id), col(Space.slug), col(Document.symbol))
        .join(Space, col(Space.id) == col(Document.space_id))
        .order_by(col(Space.slug), col(Document.symbol))
    )
    return [(id, f"{slug} {symbol}") for id, slug, symbol in rows]


def _proved(session: Session, document_id: int, name: str) -> int:
    """Prove where the comments of a document stand; returns the number of faults, after a sentence for each."""
    anchors = faults = 0
    for checked in proof.of_document(session, document_id):
        anchors += checked.anchors
        faults += bool(checked.fault)
        if checked.fault:
            typer.echo(f"    {checked.fault}")
    typer.echo(f"{name}: {anchors} carried comments, " + (f"{faults} faults" if faults else "all as derived"))
    return faults


def config(data: DataOption = None) -> None:
    """Show every setting with its meaning, but no secret."""
    chosen = settings.load(data=data)
    for name, field in type(chosen).model_fields.items():
        if not field.exclude:
            also = f" (or in a file: {PREFIX}{name.upper()}_FILE)" if field.annotation is SecretStr else ""
            typer.echo(f"{PREFIX}{name.upper()}={_shown(chosen, name)}\n    {field.description}{also}")


def _shown(chosen: Settings, name: str) -> str:
    value = getattr(chosen, name)
    if isinstance(value, SecretStr):
        return "(set)" if value.get_secret_value() else "(not set)"
    return _without_password(value) if name == "database_url" else str(value)


def _without_password(url: str) -> str:
    """The scheme, host and name in a database's address: its user and its query can hold a password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def healthcheck(port: PortOption = None, host: HostOption = None, data: DataOption = None) -> None:
    """Ask the running server whether it is ready.

    The exit code is 1 where it is not, or where nothing answers.
    """
    chosen = settings.load(data=data, port=port, host=host)
    where = SHUT_ONLY.get(chosen.host, chosen.host)
    why = _not_ready(where, chosen)
    if why:
        raise Misconfigured(
            marked("The server on port %(port)s of %(host)s is not ready: %(why)s."),
            port=chosen.port,
            host=where,
            why=why,
        )
    typer.echo(f"The server on port {chosen.port} of {where} is ready.")


def _not_ready(where: str, chosen: Settings) -> str:
    """Why it is not; empty where it is. Asked under the name in the base URL, as the server answers to that alone."""
    asking = http.client.HTTPConnection(where, chosen.port, timeout=PATIENCE)
    try:
        asking.request("GET", "/readyz", headers={"Host": chosen.hostname})
        answer = asking.getresponse()
        said = answer.read(200).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return getattr(error, "strerror", None) or str(error) or type(error).__name__
    finally:
        asking.close()
    return "" if answer.status == 200 else f"it answers {answer.status} {said}"
