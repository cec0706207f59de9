"""What the cast says about the drafts: comments, what became of them later, and the state of each review.

The texts are in `drafts/` and `discussions/`. Times are minutes before now, so that the demo is always fresh.
A mistake in these files is ours and not a visitor's, so it is a ValueError or KeyError and not a refusal.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, get_args

from commentspace.demo.cast import Language
from commentspace.demo.spans import minutes
from commentspace.domain.rounds import Rules

HERE: Final = Path(__file__).resolve().parent

Door = Literal["web", "mail"]
Kind = Literal["substantive", "editorial", "question", "translation"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done later to a comment or a review: when, by whom (a key of the cast), and why."""

    minutes_ago: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A later state of a comment's text."""

    minutes_ago: int
    body: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or reply; `author` and `reply_to` are keys of the cast and of an earlier comment.

    `paragraph` names the place as `commentspace.demo.places.find` understands it; a reply has that of its thread.
    `on_behalf_of` is empty where the author speaks for whom they usually do. `body` is Markdown as first posted;
    `edits` has the later states, oldest first. `quotation` are exact words of the paragraph, or None; `proposal` is a
    wording in place of these, or of the whole paragraph.
    """

    key: str
    paragraph: str
    author: str
    minutes_ago: int
    body: str
    quotation: str | None = None
    reply_to: str | None = None
    door: Door = "web"
    kind: Kind = "substantive"
    proposal: str = ""
    on_behalf_of: str = ""
    edits: tuple[Edit, ...] = ()
    withdrawn: Act | None = None
    held: Act | None = None
    released: Act | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The window of a review: opened so long ago, planned to close so long from now, or closed already; its rules."""

    opened: Act
    closes_in_minutes: int
    closed: Act | None = None
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class Discussion:
    """A draft under its symbol, its review, and its comments, oldest first."""

    symbol: str
    title: str
    language: Language
    file: str
    review: Review
    comments: tuple[Comment, ...]

    def draft(self) -> bytes:
        """The file of the draft, as somebody would bring it in."""
        return (HERE / "drafts" / self.file).read_bytes()


def discussions() -> tuple[Discussion, ...]:
    """All discussions of the demo, in the order of their symbols."""
    folders = sorted(each for each in (HERE / "discussions").iterdir() if each.is_dir())
    return tuple(_discussion(folder) for folder in folders)


def _discussion(folder: Path) -> Discussion:
    """`about.toml` says what the draft is; the other files of the folder hold its comments, thread by thread."""
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    review = _review(about.pop("review"))
    comments = read_comments(sorted(folder.glob("[0-9]*.toml")))
    return Discussion(**about, review=review, comments=tuple(comments))


def read_comments(files: Iterable[Path]) -> list[Comment]:
    """The comments in these files, oldest first."""
    found = dict[str, Comment]()
    for path in files:
        for table in tomllib.loads(path.read_text("utf-8"))["comment"]:
            comment = _comment(table, found)
            if comment.key in found:
                raise ValueError(f"{path.name}: the key {comment.key} is used twice")
            found[comment.key] = comment
    return sorted(found.values(), key=lambda comment: -comment.minutes_ago)


def _review(table: Mapping[str, Any]) -> Review:
    opened = Act(minutes(table["opened"]), table["opened_by"], "")
    closed = _act(table["closed"]) if "closed" in table else None
    rules = Rules(**{name: table[name] for name in ("seen", "named", "report_for", "title") if name in table})
    return Review(opened, minutes(table["closes_in"]), closed, rules)


def _comment(table: Mapping[str, Any], earlier: Mapping[str, Comment]) -> Comment:
    """A reply takes its paragraph from the comment that it answers, which therefore stands before it in the file."""
    values = dict(table)
    values["minutes_ago"] = minutes(values.pop("ago"))
    values["body"] = values["body"].strip()
    if "reply_to" in values:
        values["paragraph"] = earlier[values["reply_to"]].paragraph
    values["edits"] = tuple(Edit(minutes(edit["ago"]), edit["body"].strip()) for edit in values.get("edits", ()))
    for act in ("withdrawn", "held", "released"):
        if act in values:
            values[act] = _act(values[act], by=values["author"])
    if values.get("door", "web") not in get_args(Door) or values.get("kind", "question") not in get_args(Kind):
        raise ValueError(f"{values['key']}: a door or a kind that does not exist")
    return Comment(**values)


def _act(table: Mapping[str, str], by: str = "") -> Act:
    return Act(minutes(table["ago"]), table.get("by", by), table["reason"])
