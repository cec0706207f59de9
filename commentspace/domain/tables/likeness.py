"""Comments that say the same or nearly so: what the program found, and what moderators said to it."""

from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps


class Likeness(SQLModel, table=True):
    """One look at all the comments of a document; the last one counts."""

    id: int = key()
    uid: str = name()
    document_id: int = Field(foreign_key="document.id", unique=True)
    up_to_seq: int
    """The number of the space's record up to which it has seen comments."""
    comments: int = 0
    distinct: int = 0
    """How many are left where each group of near ones counts once."""
    at: Moment = moment()


class Alike(SQLModel, table=True):
    """A comment in the groups that it was found in; a group's name is that of its first comment."""

    id: int = key()
    likeness_id: int = of("likeness")
    comment_id: int = Field(foreign_key="comment.id", unique=True)
    near: str = Field(default="", index=True)
    similar: str = Field(default="", index=True)
    degree: str = ""
    """How it is like the first of its near group, or of its similar one where it has no near one."""
    score: int = 0
    """The same in thousandths."""


class LikenessWord(SQLModel, table=True):
    """What a moderator said: these two are alike, or are not, whatever the program finds; the last word counts."""

    __tablename__ = "likeness_word"

    id: int = key()
    uid: str = name()
    comment_id: int = of("comment")
    other_id: int = of("comment")
    is_alike: bool
    reason: str = ""
    by_id: int | None = perhaps("person")
    at: Moment = moment()
