"""What all tables share: the constraint names that migrations need, and the usual columns."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from commentspace.database import UtcDateTime
from commentspace.domain import names

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def key() -> Any:
    """The integer key; it never leaves the database."""
    return Field(default=None, primary_key=True)


def name() -> Any:
    """The name outside."""
    return Field(default_factory=names.new, unique=True, max_length=16)


def of(target: str, *, index: bool = True) -> Any:
    """A required reference to another table's row."""
    return Field(foreign_key=f"{target}.id", index=index)


def perhaps(target: str, *, index: bool = False) -> Any:
    """A reference that may be absent."""
    return Field(default=None, foreign_key=f"{target}.id", index=index)


def moment() -> Any:
    """A required moment."""
    return Field(sa_type=UtcDateTime)


def perhaps_moment() -> Any:
    """A moment that may not have come."""
    return Field(default=None, sa_type=UtcDateTime)


Moment = datetime
