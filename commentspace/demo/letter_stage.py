"""A small world for the sample letters: the named space with its cast, a short draft under review, some comments."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.database import Database, schema
from commentspace.demo.cast import CAST, SPACE, member
from commentspace.domain import comments, discussion, documents, intake, issuing, members, people, reviews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.member_lists import Entry
from commentspace.domain.postings import Posting
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.domain.tables import Inbound, Person

OPERATOR: Final = Caller(door="command", is_operator=True)
BEGAN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEADING: Final = Heading.of("WET/2/3", "Draft principles for restoring wetlands", "en")
DRAFT: Final = Draft(
    HEADING.language,
    (
        DraftParagraph(Kind.HEADING, HEADING.title),
        DraftParagraph(
            Kind.PARAGRAPH,
            "A wetland lives by its water. Restoring the **flow of water** comes before any planting, and the ditches "
            "that drain it are closed one after the other.",
            "1.",
        ),
        DraftParagraph(Kind.PARAGRAPH, "The water table is read every month:", "2."),
        DraftParagraph(Kind.ITEM, "where peat has dried out, water is let in slowly;", "(a)"),
        DraftParagraph(Kind.ITEM, "where the sea comes in, the old creeks are opened again.", "(b)"),
        DraftParagraph(Kind.PARAGRAPH, "恢复湿地先要恢复水，鱼和鸟才会回来。", "3."),
        DraftParagraph(Kind.PARAGRAPH, "تبدأ استعادة الأراضي الرطبة بعودة المياه، ثم تعود الطيور.", "4."),
        DraftParagraph(Kind.NOTE, "Measured at the start of each season.", "1"),
    ),
    HEADING.title,
)
FIRST, SECOND, CHINESE, ARABIC = 1, 2, 5, 6
"""The positions of some of its paragraphs."""
NEWCOMER: Final = "julian"
"""The one of the cast who is asked to come."""


class Stage:
    """The world, and short ways to act in it; every act is a minute after the one before."""

    def __init__(self, folder: Path):
        self.now = BEGAN
        self.database = Database(f"sqlite:///{folder / 'samples.sqlite3'}", clock=lambda: self.now)
        schema.migrate(self.database.engine)
        self.space_id: int = self.do(spaces.make, OPERATOR, spaces.Plan.of(SPACE.slug, SPACE.title))
        entries = [entry(each.key) for each in CAST if each.key != NEWCOMER]
        self.do(members.add, OPERATOR, self.space_id, entries, invite=False)
        self.people = self.database.read_here(_people)
        self.do(_settle)
        self.document = self._issue()
        found, _ = self.database.read_here(documents.find, self.caller("lars"), self.document)
        self.paragraphs = self.database.read_here(discussion.paragraphs, found.revision_id)
        self.do(reviews.open, self.caller("lars"), self.document, Window(None, self.now + timedelta(days=14)))
        self.asks = self.post("wei", FIRST, "请说明是哪一种水。")
        self.post("maryam", ARABIC, "نقترح إضافة عبارة «المياه العذبة».")
        month = "A month is long: think of *last year's flood*."
        self.proposes = self.post("ama", SECOND, month, "The water table is read every week:")

    def do(self, verb: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run a verb, a minute later than the last."""
        self.now += timedelta(minutes=1)
        return self.database.write_here(verb, *args, space=getattr(self, "space_id", None), **named)

    def caller(self, key: str, door: str = "web") -> Caller:
        """One of the cast at a door."""
        return Caller(self.people[member(key).name], door)

    def person(self, key: str) -> int:
        """The key in the database of one of the cast."""
        return self.people[member(key).name]

    def post(self, by: str, paragraph: int, text: str, proposal: str = "") -> str:
        """A comment; returns its name."""
        posting = Posting(Body.of(text), f"stage-{by}-{paragraph}-{self.now:%H%M}", proposal=Proposal.of(proposal))
        uid: str = self.do(comments.post, self.caller(by), self.paragraphs[paragraph].uid, posting).uid
        return uid

    def reply(self, by: str, to: str, text: str) -> str:
        """An answer to a comment; returns its name."""
        posting = Posting(Body.of(text), f"stage-{by}-{self.now:%d%H%M}")
        uid: str = self.do(comments.reply, self.caller(by), to, posting).uid
        return uid

    def received(self, by: str, subject: str, text: str) -> int:
        """A mail that came in; returns its key."""
        sender = member(by).address
        head = f"From: {sender}\r\nMessage-ID: <{self.now:%H%M%S}@example.net>\r\nSubject: {subject}"
        raw = f"{head}\r\n\r\n{text}".encode()
        [key] = self.do(intake.store, raw, sender, [f"d.{self.document}@comments.example.org"])
        self.do(_written_by, key, self.person(by))
        return int(key)

    def name_of_mail(self, key: int) -> str:
        """The outside name of a mail that came in."""
        return self.database.read_here(lambda session: session.get_one(Inbound, key).uid)

    def _issue(self) -> str:
        revision = self.do(issuing.begin, self.caller("lars"), self.space_id, HEADING)
        for start, batch in issuing.batches(issuing.worded(DRAFT.paragraphs)):
            self.do(issuing.place, revision, start, batch)
        uid: str = self.do(issuing.finish, self.caller("lars"), revision, self.space_id)
        return uid


def entry(key: str) -> Entry:
    """One of the cast, as a list of members names them."""
    each = member(key)
    return Entry.of(each.name, each.address, each.affiliation, each.on_behalf_of, each.role, each.language)


def _people(session: Session) -> dict[str, int]:
    return dict(session.execute(select(col(Person.name), col(Person.id))).all())


def _written_by(session: Session, key: int, person_id: int, *, now: datetime) -> None:
    session.execute(update(Inbound).where(col(Inbound.id) == key).values(person_id=person_id))


def _settle(session: Session, *, now: datetime) -> None:
    """Everybody's address has been verified; their zones are as in the cast."""
    for each in CAST:
        if person := people.with_address(session, each.address):
            people.verify(session, person.id, each.address, now)
            person.zone = each.time_zone
            session.add(person)
