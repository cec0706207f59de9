"""What a filled file says: its rows, and where each may belong. Values only, before anything is posted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["sure", "doubtful", "known", "unplaced", "empty"]
"""What is known of a row's place: one paragraph for sure, several likely ones, a comment that is there already, none;
or a row that says nothing."""


@dataclass(frozen=True, slots=True)
class KnownParagraph:
    """A paragraph of the document as it stands, to place rows at."""

    uid: str
    position: int
    kind: str
    label: str
    text: str
    markdown: str
    language: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer that a comment has or had: what was decided, why (Markdown), and the number of the one it repeats."""

    uid: str
    outcome: str
    reason: str
    duplicate_number: int | None = None


@dataclass(frozen=True, slots=True)
class KnownComment:
    """A comment that the sender may see, to tell what is new; `thread` and `parent` are names outside."""

    uid: str
    number: int | None
    paragraph: str
    thread: str
    parent: str | None
    author: str
    markdown: str
    proposal: str | None
    start: int | None
    end: int | None
    is_own: bool
    said_by: str = ""
    """Whom the file that it came from names as its writer."""
    outcome: str = ""
    """What was decided about it, and why, in Markdown."""
    reason: str = ""
    answers: tuple[KnownAnswer, ...] = ()
    """All its answers that the sender may see, the last one first, be it in force or proposed."""
    is_answered: bool = False
    """Whether the first of these stands."""


@dataclass(frozen=True, slots=True)
class Known:
    """The document that a filled file is about, as its sender sees it; `source` is the file it was read from, if any.

    `languages` are those of the document and of the sender, the document's first.
    """

    uid: str
    symbol: str
    revision: int
    revision_uid: str
    languages: tuple[str, ...]
    paragraphs: tuple[KnownParagraph, ...]
    comments: tuple[KnownComment, ...]
    source: bytes = b""
    takes_answers: bool = False
    """Whether its sender is a moderator, so that answers in the file are read."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph at which a row may belong, how likely (0 to 1), and why, in one word.

    The reasons: "name" (the file carries our own name of it), "label", "quotation", "words" (alike), "line" (a page
    and line of the draft's file), "order" (its neighbours in the file). `start` and `end` are code points of the
    paragraph's plain text, where the row is about words in it.
    """

    paragraph: str
    confidence: float
    why: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a moderator has written into a row: to the comment of this name.

    `outcome` is empty where `word`, as it stands in the file, names none. `reason` is Markdown, `repeats` the number of
    the comment that this one is called a duplicate of. `seen` is the name of the answer that the file showed, or "".
    """

    comment: str
    outcome: str = ""
    word: str = ""
    reason: str = ""
    repeats: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One comment that a filled file holds.

    `cells` are what stands in the file, head and text, for the record. `name` is what the file calls it and
    `answers` the name of the row that it answers; `reply_to` is the name outside of a comment of ours that it answers.
    `comment` is the one that it already is (verdict "known"). `reviewer`, `organisation` and `at` are as the file
    says them. `kind` is one of ours or empty. `candidates` stand with the likeliest first.
    """

    position: int
    cells: tuple[tuple[str, str], ...]
    markdown: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    exact: str = ""
    proposal: str = ""
    kind: str = ""
    label: str = ""
    reviewer: str = ""
    organisation: str = ""
    at: datetime | None = None
    name: str = ""
    answers: str = ""
    reply_to: str = ""
    comment: str = ""
    resolved: bool = False
    given: Given | None = None
    """What it answers to the comment that it is, where a moderator has brought it."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A filled file as it was read: `form` is the kind of file ("docx", "xlsx", "csv", "html", "json"),
    `layout` how it was understood ("word", "ours", "iso", "lines", "packet", "table"), `document` the name outside of
    the document that it says it is about, or empty. Warnings are sentences with their details (`errors.marked`)."""

    form: str
    layout: str
    rows: tuple[Row, ...]
    document: str = ""
    revision: str = ""
    warnings: tuple[tuple[str, dict[str, object]], ...] = ()
