"""What a report of a review says, as values that pages and files are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commentspace.domain.review_changes import ChangeView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.views import CommentView, ParagraphView


@dataclass(frozen=True, slots=True)
class Round:
    """The round that is reported on: its rules as in `tables.Review`, and the revision that was commented on."""

    uid: str
    number: int
    title: str
    revision: int
    seen: str
    named: str
    report_for: str
    standing: StandingOfReview
    turns: Sequence[ChangeView]
    """What moderators did to it, the oldest first."""


@dataclass(frozen=True, slots=True)
class Signed:
    """How the review was finished: under a list of what has no answer, where there was any."""

    at: datetime
    by: str
    signature: str
    statement: str
    left: int
    """How many comments were on the list."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that took part, or those who named none (`name` is empty)."""

    name: str
    people: int
    """How many commented for it, or sent what moderators filed."""
    comments: int


@dataclass(frozen=True, slots=True)
class People:
    """Who took part. `parties` are None where the round does not show to this reader who wrote."""

    asked: int
    """Members who may comment, and are not moderators; and those who have commented, and may not any more."""
    spoken: int
    """People who have commented, moderators aside."""
    parties: Sequence[Party] | None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many comments of a kind began a thread, and how many of them propose a wording."""

    kind: str
    comments: int
    proposals: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many comments were decided in one way, and what their writers say to it, which moderators alone are told."""

    outcome: str
    comments: int
    satisfied: int | None
    unsatisfied: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The comments in numbers. `comments` began a thread and were not withdrawn; `replies` are counted apart."""

    comments: int
    distinct: int | None
    """How many are left where near-identical ones count once; None where nobody has looked."""
    replies: int
    withdrawn: int
    late: int
    filed: int
    """Those that a moderator filed for a sender outside."""
    endorsements: int
    kinds: Sequence[KindCount]
    outcomes: Sequence[OutcomeCount]

    @property
    def answered(self) -> int:
        """Those that have an answer in force."""
        return sum(each.comments for each in self.outcomes)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the draft under one heading, with the comments on it that began a thread."""

    uid: str
    label: str
    text: str
    language: str
    comments: int
    answered: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A proposed wording that went into the text: whose, and into which paragraph."""

    number: int | None
    comment: str
    author: str
    label: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A revision issued since the one that was commented on: its paragraphs by what became of them."""

    number: int
    issued_at: datetime
    about: str
    relations: Mapping[str, int]
    taken: Sequence[Taken]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `open` and `rows` are comments as this reader sees them, in the order of the text."""

    document: str
    symbol: str
    title: str
    space: str
    space_title: str
    language: str
    at: datetime
    round: Round
    signed: Signed | None
    people: People
    numbers: Numbers
    moments: Sequence[datetime]
    """When each comment that began a thread was posted, in order."""
    places: Sequence[Place]
    changed: Sequence[Changed]
    open: Sequence[CommentView]
    rows: Sequence[CommentView]
    paragraphs: Mapping[str, ParagraphView]
    """The paragraphs of the newest revision that the comments stand on, by name."""
    is_cut: bool = False
    """There are more `rows` than were asked for."""
    is_outside: bool = False
    """It is read by somebody who may not read the space: nothing of that can be linked to."""

    @property
    def is_final(self) -> bool:
        """Whether the review is finished, so that nothing of it changes any more but by an act of its own."""
        return self.signed is not None
