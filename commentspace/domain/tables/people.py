"""People, their addresses, and how they are known to be themselves."""

from sqlmodel import Field, SQLModel

from commentspace.database import UtcDateTime
from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Person(SQLModel, table=True):
    """Somebody with a verified address; `is_admin` may make spaces and act as owner everywhere."""

    id: int = key()
    uid: str = name()
    name: str
    language: str = "en"
    zone: str = "UTC"
    digest_hour: int = 7
    takes_letters: bool = True
    takes_receipts: bool = True
    """A mail of theirs that was filed is answered with what was filed where."""
    shows_reading: bool = True
    """Others who read the same document may see that this person has it open."""
    reads: str = ""
    """The languages that they read or write, as tags with a space between them."""
    expertise: str = ""
    is_admin: bool = False
    created_at: Moment = moment()
    renamed_at: Moment | None = perhaps_moment()
    erased_at: Moment | None = perhaps_moment()
    """When they had their data erased: the row stays, without a name, for what refers to it."""
    next_digest_at: Moment | None = Field(default=None, sa_type=UtcDateTime, index=True)


class Address(SQLModel, table=True):
    """A mail address of a person, in the form they gave, and folded for comparing."""

    id: int = key()
    person_id: int = of("person")
    address: str
    folded: str = Field(unique=True)
    is_main: bool = True
    verified_at: Moment | None = perhaps_moment()


class SignIn(SQLModel, table=True):
    """A mailed link and code, good once, for ten minutes, in the browser that asked."""

    __tablename__ = "sign_in"

    id: int = key()
    uid: str = name()
    person_id: int | None = perhaps("person")
    link_hash: str = Field(unique=True)
    code_hash: str
    browser_hash: str
    asked_at: Moment = moment()
    expires_at: Moment = moment()
    used_at: Moment | None = perhaps_moment()
    tries: int = 0
    next_path: str = "/"


class Login(SQLModel, table=True):
    """A session of a browser; only the hash of its token is kept."""

    id: int = key()
    uid: str = name()
    person_id: int = of("person")
    token_hash: str = Field(unique=True)
    began_at: Moment = moment()
    seen_at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()
    browser: str = ""


class Try(SQLModel, table=True):
    """Something that may be done only so often: what, by whom or whence, when."""

    id: int = key()
    what: str = Field(index=True)
    at: Moment = Field(sa_type=UtcDateTime, index=True)
