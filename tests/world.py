"""The test world: the named space, its cast, a small draft, and a review that is open for two weeks.

    ama = world.post("ama", FIRST, "Say which water.", quote="flow of water")
    world.reply("wei", ama, "同意。")
    assert world.view("priya", ama).number == 1

Members are called by their keys in the cast; `None` is a visitor who has not signed in. Everything is done by the
domain's own verbs, at the moment of `world.clock`. In async tests these calls work too; they only block the loop.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select, text
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.demo.cast import CAST, SPACE, member
from commentspace.domain import (
    access,
    comments,
    discussion,
    documents,
    edits,
    exports,
    holds,
    issuing,
    member_lists,
    members,
    names,
    people,
    reviews,
    spaces,
    withdrawals,
)
from commentspace.domain.access import Caller, Standing
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.postings import Posting, Source
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.domain.tables import Person
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.formats import json_export
from commentspace.text.quotation import Quotation
from tests.clock import START, Clock
from tests.small_draft import DRAFT, FIRST, HEADING

P = ParamSpec("P")
T = TypeVar("T")

OPERATOR = Caller(door="command", is_operator=True)
OUTSIDER = "julian"
"""The one of the cast who is not a member here."""
CLOSES = START + timedelta(days=14)


@dataclass(frozen=True)
class Facts:
    """What is the same in every copy of the world, as copies keep their keys and names."""

    space_id: int
    document_id: int
    document: str
    paragraphs: list[ParagraphView]
    people: dict[str, int]

    @classmethod
    def of(cls, database: Database) -> "Facts":
        """Look them up."""
        document = database.read_here(documents.with_symbol, OPERATOR, HEADING.symbol)
        paragraphs = database.read_here(discussion.paragraphs, document.revision_id)
        people = database.read_here(_people)
        return cls(document.space_id, document.id, document.uid, paragraphs, people)


class World:
    """The space in a database, with short ways to do what its members do."""

    def __init__(self, database: Database, clock: Clock, facts: Facts):
        self.database = database
        self.clock = clock
        self.url = database.engine.url.render_as_string(hide_password=False)
        self.slug = SPACE.slug
        self.space_id = facts.space_id
        self.document_id, self.document = facts.document_id, facts.document
        self.paragraphs = facts.paragraphs
        self._people = facts.people

    def person(self, key: str) -> int:
        """The key in the database of one of the cast."""
        return self._people[member(key).name]

    def caller(self, key: str | None, door: str = "web") -> Caller:
        """One of the cast at a door."""
        return Caller(self.person(key) if key else None, door)

    def write(self, verb: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run a verb that moves this space."""
        return self.database.write_here(verb, *args, space=self.space_id, **named)

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Run a query."""
        return self.database.read_here(query, *args, **named)

    def exported(self, key: str | None, *, with_history: bool = True) -> dict[str, Any]:
        """The document as JSON, as somebody may take it away."""
        caller, now = self.caller(key), self.clock.now
        gathered = self.database.read_here(exports.gather, caller, self.document, now=now, with_history=with_history)
        return json_export.shaped(gathered)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """What a plain SELECT finds."""
        return self.read(lambda session: [tuple(row) for row in session.execute(text(sql), values)])

    def execute(self, sql: str, **values: object) -> None:
        """Change rows by hand, as no verb does."""
        self.database.write_here(lambda session, *, now: session.execute(text(sql), values))

    def standing(self, key: str | None) -> Standing:
        """What somebody is in this space."""
        return self.read(access.standing, self.caller(key), self.space_id)

    def posting(
        self,
        text: str,
        paragraph: int = FIRST,
        *,
        quote: str = "",
        key: str = "",
        kind: str = "substantive",
        received_at: datetime | None = None,
        proposal: str = "",
        personally: bool = False,
    ) -> Posting:
        """What a form would say: a text, perhaps about words of a paragraph, under a key of its own or this one."""
        return Posting(
            Body.perhaps(text),
            key or names.new(),
            self.quotation(paragraph, quote) if quote else None,
            kind,
            source=Source(received_at),
            proposal=Proposal.of(proposal),
            personally=personally,
        )

    def quotation(self, paragraph: int, words: str) -> Quotation:
        """The first place of these words in a paragraph."""
        text = self.paragraphs[paragraph].text
        start = text.index(words)
        return Quotation.of(text, start, start + len(words))

    def post(self, by: str, paragraph: int = FIRST, text: str = "Say more.", *, door: str = "web", **more: Any) -> str:
        """Comment on the paragraph at this position; returns the comment's name."""
        posting = self.posting(text, paragraph, **more)
        return self.write(comments.post, self.caller(by, door), self.paragraphs[paragraph].uid, posting).uid

    def reply(self, by: str, to: str, text: str = "I agree.", *, door: str = "web", **more: Any) -> str:
        """Answer a comment; returns the answer's name."""
        return self.write(comments.reply, self.caller(by, door), to, self.posting(text, **more)).uid

    def edit(self, by: str, comment: str, text: str, more: edits.Particulars | None = None) -> None:
        """Give a comment a new text, and perhaps a kind and a proposal, based on its present state."""
        based_on = self.seen(by, comment).states
        caller, body = self.caller(by), Body.perhaps(text)
        self.write(edits.edit, caller, comment, body, key=names.new(), based_on=based_on, more=more)

    def withdraw(self, by: str, comment: str, reason: str = "") -> None:
        """Take a comment back."""
        self.write(withdrawals.withdraw, self.caller(by), comment, reason)

    def hold(self, comment: str, reason: str = "Let us look at this first.", *, by: str = "lars") -> None:
        """Hold a comment back, with its answers."""
        self.write(holds.hold, self.caller(by), comment, reason)

    def release(self, comment: str, *, by: str = "lars") -> None:
        """Let everybody see a held comment."""
        self.write(holds.release, self.caller(by), comment)

    def close_review(self, reason: str = "The time is over.", *, by: str = "lars") -> None:
        """Close the review now."""
        self.write(reviews.close, self.caller(by), self.document, reason)

    def reopen_review(self, reason: str = "Some had no power.", *, by: str = "lars", days: int = 3) -> None:
        """Take comments again for some days."""
        until = self.clock.now + timedelta(days=days)
        self.write(reviews.reopen, self.caller(by), self.document, until, reason)

    def speaks(self, key: str, language: str) -> None:
        """From now on somebody reads pages and letters in this language."""
        each = member(key)
        chosen = people.Preferences.of(each.name, language, each.time_zone, "7", True)
        self.database.write_here(people.prefer, self.caller(key), chosen)

    def change_space(self, *, is_open: bool = False, holds_new: bool = False, mail_rule: str = "post") -> None:
        """Open the space to everybody's reading, have new comments held, or uncertain mail confirmed."""
        plan = spaces.Plan.of(SPACE.slug, SPACE.title, is_open=is_open, holds_new=holds_new, mail_rule=mail_rule)
        self.write(spaces.change, self.caller("fang"), self.space_id, plan)

    def view(self, key: str | None, comment: str) -> CommentView | None:
        """A comment as somebody sees it; None where they do not."""
        return next((view for view in self.views(key) if view.uid == comment), None)

    def seen(self, key: str | None, comment: str) -> CommentView:
        """A comment that somebody has to see."""
        view = self.view(key, comment)
        assert view is not None, f"{key} does not see {comment}"
        return view

    def views(self, key: str | None) -> list[CommentView]:
        """All comments that somebody sees, in order."""
        return self.read(discussion.comments, self.standing(key))


def build(database: Database) -> None:
    """Make the world in an empty database."""
    space_id = database.write_here(spaces.make, OPERATOR, spaces.Plan.of(SPACE.slug, SPACE.title))
    entries = [
        member_lists.Entry.of(each.name, each.address, each.affiliation, each.on_behalf_of, each.role, "en")
        for each in CAST
        if each.key != OUTSIDER
    ]
    database.write_here(members.add, OPERATOR, space_id, entries, invite=False, space=space_id)
    database.write_here(_settle)
    moderator = Caller(database.read_here(_people)[member("lars").name])
    document = issue(database, moderator, space_id)
    window = Window(None, CLOSES)
    database.write_here(reviews.open, moderator, document, window, space=space_id)


def issue(
    database: Database, caller: Caller, space_id: int, heading: Heading = HEADING, *, preview: str | None = None
) -> str:
    """Issue the small draft as an import does: begun, placed in batches, finished; returns the document's name."""
    revision_id = database.write_here(issuing.begin, caller, space_id, heading)
    for start, batch in issuing.batches(issuing.worded(DRAFT.paragraphs)):
        database.write_here(issuing.place, revision_id, start, batch)
    return database.write_here(
        issuing.finish, caller, revision_id, space_id, issuing.Origin(preview_uid=preview), space=space_id
    )


def _settle(session: Session, *, now: datetime) -> None:
    """Everybody's address has been verified, and their daily mail comes at seven where they live.

    All read the interface in English, so that a test may name its words; `World.speaks` changes that for one.
    """
    for each in CAST:
        person = people.enter(session, each.name, each.address, language="en", now=now)
        people.verify(session, person.id, each.address, now)
        chosen = people.Preferences.of(each.name, "en", each.time_zone, "7", True)
        people.prefer(session, Caller(person.id), chosen, now=now)


def _people(session: Session) -> dict[str, int]:
    return dict(session.execute(select(col(Person.name), col(Person.id))).all())
