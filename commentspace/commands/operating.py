"""What an operator does: migrate, make an administrator, look after what runs."""

import urllib.error
import urllib.request
from typing import Annotated

import typer
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace import settings
from commentspace.commands.options import DataOption, opened
from commentspace.database import Database, schema
from commentspace.domain import digests, people, record
from commentspace.domain.tables import Space
from commentspace.errors import Misconfigured, Refusal, marked


def migrate(data: DataOption = None) -> None:
    """Bring the database to the schema of this program, whole or not at all."""
    chosen = settings.load(data=data)
    chosen.data.mkdir(parents=True, exist_ok=True)
    database = Database(chosen.url)
    try:
        done = schema.migrate(database.engine)
    finally:
        database.close()
    typer.echo(f"The schema is now {schema.head()}." if done else f"The schema is {schema.head()} already.")


def create_admin(
    address: Annotated[str, typer.Argument(help="Their mail address.", show_default=False)],
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    data: DataOption = None,
) -> None:
    """Let somebody make spaces and act as owner in all of them."""
    with opened(settings.load(data=data)) as database:
        typer.echo(f"{database.write_here(people.make_admin, name, address)} is an administrator.")


def digest(data: DataOption = None) -> None:
    """Put the daily mails that are due into the outbox; the running server sends them."""
    with opened(settings.load(data=data)) as database:
        due = database.read_here(digests.due, database.now())
        made = sum(database.write_here(digests.compose, person) for person in due)
    typer.echo(f"{made} daily mails are on their way, for {len(due)} people whose hour has come.")


def verify(data: DataOption = None) -> None:
    """Check the record of every space: no number missing, every event what its leaf says."""
    with opened(settings.load(data=data)) as database:
        faults = database.read_here(_verified)
    if faults:
        raise Refusal(marked("%(count)s faults were found in the record."), count=faults)


def _verified(session: Session) -> int:
    faults = 0
    for space_id, slug in session.execute(select(col(Space.id), col(Space.slug)).order_by(col(Space.slug))):
        count, found = record.check(session, space_id)
        typer.echo(f"{slug}: {count} events, {len(found)} faults")
        for sentence in found:
            typer.echo(f"  {sentence}", err=True)
        faults += len(found)
    return faults


def config(data: DataOption = None) -> None:
    """Show every setting with its meaning; secrets are not shown."""
    chosen = settings.load(data=data)
    for name, field in type(chosen).model_fields.items():
        value = getattr(chosen, name)
        shown = ("(set)" if value.get_secret_value() else "(not set)") if isinstance(value, SecretStr) else value
        typer.echo(f"{settings.PREFIX}{name.upper()}={shown}\n    {field.description}")


def healthcheck(data: DataOption = None) -> None:
    """Ask the running server whether it is ready; exit code 1 where it is not."""
    chosen = settings.load(data=data)
    url = f"http://{chosen.host}:{chosen.port}/readyz"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # our own address, always http
            typer.echo(answer.read().decode())
    except (urllib.error.URLError, OSError) as error:
        raise Misconfigured(marked("%(url)s does not answer as it should: %(why)s."), url=url, why=error) from error
