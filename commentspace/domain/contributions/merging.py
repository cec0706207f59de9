"""Making one position of several contributions, in their room: all of their texts stay readable there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain.access import Caller
from commentspace.domain.contributions import seeing, writing
from commentspace.domain.contributions.seeing import Seen
from commentspace.domain.contributions.writing import Kept
from commentspace.domain.postings import Posting
from commentspace.domain.tables import Contribution, Paragraph
from commentspace.errors import Conflict, Invalid, NotAllowed, marked

ONLY_FOCAL = marked("Only the focal point of your delegation can do this. Ask them, or a moderator for another one.")
NOT_ALL_OPEN = marked(
    "Some of these were submitted, merged or dropped meanwhile, so nothing was done. Look again, then choose."
)
TOO_FEW = marked("Tick at least two contributions to make one of them.")
MOST = 50


def merge(
    session: Session,
    caller: Caller,
    document_uid: str,
    uids: Sequence[str],
    paragraph_uid: str,
    posting: Posting,
    *,
    now: datetime,
) -> Kept:
    """Make one contribution of several, with the text of `posting`, on one of their paragraphs; by the focal point.

    Raises NotFound, NotAllowed; Conflict where one of them is not open any more, and nothing has been done then. The
    same form sent again does nothing more.
    """
    sources = led(session, caller, document_uid, uids)
    if len(sources) < 2:
        raise Invalid(TOO_FEW)
    before = _made(session, sources[0].who.person, posting)
    if before is not None and all(each.row.merged_into_id == before for each in sources):
        return Kept(_uid(session, before), document_uid, True, again=True)
    if before is not None:
        raise Conflict(NOT_ALL_OPEN)
    require_open(sources)
    require_of(session, sources, paragraph_uid)
    made = writing.keep(session, caller, paragraph_uid, posting, "room", now=now)
    into = session.execute(select(col(Contribution.id)).where(col(Contribution.uid) == made.uid)).scalar_one()
    gone = {"state": "merged", "merged_into_id": into, "ended_at": now}
    session.execute(
        update(Contribution).where(col(Contribution.id).in_([each.row.id for each in sources])).values(**gone)
    )
    return made


def part(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """Take a merged contribution apart: what went into it is open again, and it is dropped itself."""
    found = seeing.find(session, caller, uid)
    if not found.leads:
        raise NotAllowed(ONLY_FOCAL)
    require_open([found])
    again = {"state": "open", "merged_into_id": None, "ended_at": None}
    merged = col(Contribution.merged_into_id) == found.row.id
    if session.execute(select(col(Contribution.id)).where(merged)).first() is None:
        raise Conflict(marked("Nothing went into this one, so it cannot be taken apart."))
    session.execute(update(Contribution).where(merged).values(**again))
    session.execute(
        update(Contribution).where(col(Contribution.id) == found.row.id).values(state="dropped", ended_at=now)
    )


def led(session: Session, caller: Caller, document_uid: str, uids: Sequence[str]) -> list[Seen]:
    """These contributions of the caller's room, of which they are the focal point."""
    if len(uids) > MOST:
        raise Invalid(marked("Choose at most %(most)s at a time."), most=MOST)
    found = seeing.several(session, caller, document_uid, uids)
    if any(not each.leads for each in found):
        raise NotAllowed(ONLY_FOCAL)
    if any(each.row.parent_id is not None for each in found):
        raise Invalid(marked("Answers in the room stay there. Choose contributions only."))
    return found


def require_open(found: Sequence[Seen]) -> None:
    """Go on where nothing has become of any of them yet."""
    if any(each.row.state != "open" for each in found):
        raise Conflict(NOT_ALL_OPEN)


def require_of(session: Session, sources: Sequence[Seen], paragraph_uid: str) -> None:
    """The place of what is made is that of one of those of which it is made."""
    asked = select(col(Paragraph.id)).where(col(Paragraph.uid) == paragraph_uid)
    if session.execute(asked).scalar_one_or_none() not in {each.row.paragraph_id for each in sources}:
        raise Invalid(marked("Choose one of the paragraphs that these are about."))


def _made(session: Session, person_id: int, posting: Posting) -> int | None:
    key = f"{person_id}:{posting.once('').key}"
    return session.execute(select(col(Contribution.id)).where(col(Contribution.key) == key)).scalar_one_or_none()


def _uid(session: Session, key: int) -> str:
    uid: str = session.execute(select(col(Contribution.uid)).where(col(Contribution.id) == key)).scalar_one()
    return uid
