"""Fills an empty database with the demo: the same verbs as everybody's, at times in the past."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.demo import acts, revised, rooms, versions
from commentspace.demo.cast import CAST, SPACE, Member
from commentspace.demo.discussion import Discussion, discussions
from commentspace.demo.filling import A_DAY, Filling
from commentspace.domain import issuing, members, people, spaces
from commentspace.domain.member_lists import Entry
from commentspace.domain.previews import Heading
from commentspace.domain.spaces import Plan
from commentspace.domain.tables import Event, Letter, Membership, Paragraph, Person, Placement, Revision, Space
from commentspace.formats import reading

BEGAN = 11 * 24 * 60
"""Minutes ago at which the space was made: before everything in it."""
INVITED = 90
"""Minutes ago at which the last of the cast were asked to come, so that their letter can be sent again."""

NOTHING: Final = "nothing"
THE_DEMO: Final = "the demo"
SOMETHING_ELSE: Final = "something else"

OWNER: Final = next(member for member in CAST if member.role == "owner")


def found(session: Session) -> str:
    """What a database holds: NOTHING where there is neither a space nor a person yet, THE_DEMO, or SOMETHING_ELSE."""
    if people.with_address(session, OWNER.address) and spaces.id_of(session, SPACE.slug):
        return THE_DEMO
    made = sum(session.execute(select(func.count()).select_from(table)).scalar_one() for table in (Space, Person))
    return SOMETHING_ELSE if made else NOTHING


def fill(url: str) -> None:
    """Make the named space with its cast, its drafts and everything that was said about them."""
    now = datetime.now(UTC)
    clock = [now]
    database = Database(url, clock=lambda: clock[0])
    filling = Filling(database, now, clock)
    try:
        _space(filling)
        reviewed = discussions()
        steps = [acts.Step(issued_ago(each), _document, (each,)) for each in reviewed]
        steps += [step for each in reviewed for step in acts.of_discussion(each)]
        translated = next(each for each in reviewed if each.symbol == versions.SYMBOL)
        steps.append(acts.Step(issued_ago(translated) - 1, versions.add, (OWNER.key,)))
        steps += [step for each in revised.all_revised() for step in revised.of_revised(each)]
        steps += [*acts.of_letters(), *rooms.all_rooms(), acts.Step(INVITED, _invite, ())]
        for step in sorted(steps, key=lambda step: -step.minutes_ago):
            step.verb(filling, step.minutes_ago, *step.args)
        clock[0] = now
        database.write_here(_settle, filling.space_id, now - timedelta(minutes=A_DAY))
    finally:
        database.close()


def _space(filling: Filling) -> None:
    """The space, made by its owner, with the whole cast as members."""
    filling.do(BEGAN, people.make_admin, OWNER.name, OWNER.address)
    filling.people[OWNER.key] = filling.database.read_here(_person, OWNER.address)
    plan = Plan.of(SPACE.slug, SPACE.title, is_open=True)
    filling.space_id = filling.do(BEGAN, spaces.make, filling.caller(OWNER.key), plan)
    here = [each for each in CAST if not each.is_awaited]
    entries = [_entry(each) for each in here if each is not OWNER]
    filling.do(BEGAN, members.add, filling.caller(OWNER.key), filling.space_id, entries, invite=False)
    for each in here:
        filling.people[each.key] = filling.database.read_here(_person, each.address)
        filling.do(BEGAN, _know, filling.people[each.key], each)


def _entry(member: Member) -> Entry:
    place = (member.affiliation, member.on_behalf_of, member.role)
    return Entry.of(member.name, member.address, *place, member.language)


def _invite(filling: Filling, ago: int) -> None:
    """Those who have been asked, and have not come yet."""
    entries = [_entry(each) for each in CAST if each.is_awaited]
    filling.do(ago, members.add, filling.caller(OWNER.key), filling.space_id, entries)


def _person(session: Session, address: str) -> int:
    person = people.with_address(session, address)
    if person is None:
        raise LookupError(address)
    return person.id


def _know(session: Session, person_id: int, member: Member, *, now: datetime) -> None:
    """What the cast have told of themselves: a verified address, a zone, languages, whom they speak for."""
    people.verify(session, person_id, member.address, now)
    told = {"zone": member.time_zone, "language": member.language, "reads": member.reads, "expertise": member.expertise}
    session.execute(update(Person).where(col(Person.id) == person_id).values(told))
    session.execute(
        update(Membership)
        .where(col(Membership.person_id) == person_id)
        .values(affiliation=member.affiliation, on_behalf_of=member.on_behalf_of, is_listed=member.is_listed)
    )


def issued_ago(discussion: Discussion) -> int:
    """How many minutes ago a draft was issued: shortly before its review opened."""
    return discussion.review.opened.minutes_ago + 30


def _document(filling: Filling, ago: int, discussion: Discussion) -> None:
    """A draft, brought in and issued."""
    who = filling.caller(discussion.review.opened.by)
    draft = reading.read(discussion.draft(), discussion.file, discussion.language)
    heading = Heading.of(discussion.symbol, discussion.title, discussion.language)
    revision_id = filling.do(ago, issuing.begin, who, filling.space_id, heading)
    for start, batch in issuing.batches(issuing.worded(draft.paragraphs)):
        filling.do(ago, issuing.place, revision_id, start, batch)
    uid = filling.do(ago, issuing.finish, who, revision_id, filling.space_id)
    filling.documents[discussion.symbol] = uid
    filling.drafts[discussion.symbol] = [each for each in draft.paragraphs if not each.left_out]
    filling.paragraphs[discussion.symbol] = filling.database.read_here(_placed, revision_id)


def _placed(session: Session, revision_id: int) -> list[str]:
    rows = session.execute(
        select(col(Paragraph.uid))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Revision.id) == revision_id)
        .order_by(col(Placement.position))
    )
    return list(rows.scalars())


def _settle(session: Session, space_id: int, yesterday: datetime, *, now: datetime) -> None:
    """As if the daily mails had gone out until yesterday: the next one is due now, and old letters are not sent."""
    told = session.execute(
        select(func.max(Event.seq)).where(col(Event.space_id) == space_id, col(Event.at) <= yesterday)
    ).scalar_one()
    before = (col(Membership.space_id) == space_id, col(Membership.joined_at) <= yesterday)
    session.execute(update(Membership).where(*before).values(digest_seq=told or 0))
    session.execute(update(Person).values(next_digest_at=now))
    session.execute(
        update(Letter)
        .where(col(Letter.created_at) < yesterday)
        .values(state="dropped", answer="written before the demo began")
    )
