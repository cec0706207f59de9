"""Every text and every byte of a database, to look for what must not be there any more."""

from collections.abc import Iterator
from email import message_from_bytes, policy

from sqlalchemy import inspect, text
from sqlmodel import Session

from commentspace.database import Database
from commentspace.domain import blobs
from commentspace.domain.tables import Blob


def holding(database: Database, words: tuple[str, ...]) -> list[str]:
    """Each place of the database that holds one of the words, whatever its case: the table, the column, the word."""
    return [
        f"{place}: {word}"
        for place, said in (*_columns(database), *_mails(database))
        for word in words
        if word.casefold() in said.casefold()
    ]


def _columns(database: Database) -> Iterator[tuple[str, str]]:
    for table in inspect(database.engine).get_table_names():
        for row in database.read_here(_rows, table):
            for column, value in row.items():
                if isinstance(value, (bytes, memoryview)):
                    yield f"{table}.{column}", bytes(value).decode("utf-8", "replace")
                elif value is not None:
                    yield f"{table}.{column}", str(value)


def _rows(session: Session, table: str) -> list[dict[str, object]]:
    found = session.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608  # names of our own tables
    return [dict(row._mapping) for row in found]


def _mails(database: Database) -> Iterator[tuple[str, str]]:
    """The parts of kept mails, without the encoding in which they travelled."""
    for row in database.read_here(_rows, str(Blob.__tablename__)):
        message = message_from_bytes(database.read_here(blobs.read, int(str(row["id"]))), policy=policy.default)
        for part in message.walk():
            if not part.is_multipart():
                payload = part.get_payload(decode=True)
                yield "a mail", payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)
