"""What the cast writes outside the discussions: announcements to all, and letters between two of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commentspace.demo.discussion import HERE
from commentspace.demo.spans import minutes


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a moderator writes to all members; `body` is Markdown."""

    author: str
    minutes_ago: int
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one of the cast writes to another."""

    author: str
    minutes_ago: int
    body: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A letter to the author of a comment (its key, under the symbol of its document), and the answer to it."""

    symbol: str
    comment: str
    letter: Letter
    answer: Letter


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Everything in `discussions/letters.toml`, each list oldest first."""

    announcements: tuple[Announcement, ...]
    exchanges: tuple[Exchange, ...]


def correspondence() -> Correspondence:
    """The announcements and letters of the demo."""
    tables = tomllib.loads((HERE / "discussions" / "letters.toml").read_text("utf-8"))
    announcements = [_announcement(table) for table in tables["announcement"]]
    exchanges = [
        Exchange(table["symbol"], table["comment"], _letter(table["letter"]), _letter(table["answer"]))
        for table in tables["exchange"]
    ]
    return Correspondence(
        tuple(sorted(announcements, key=lambda each: -each.minutes_ago)),
        tuple(sorted(exchanges, key=lambda each: -each.letter.minutes_ago)),
    )


def _announcement(table: Mapping[str, Any]) -> Announcement:
    return Announcement(table["author"], minutes(table["ago"]), table["subject"], table["body"].strip())


def _letter(table: Mapping[str, Any]) -> Letter:
    return Letter(table["author"], minutes(table["ago"]), table["body"].strip())
