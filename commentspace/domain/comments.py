"""Comments and replies: posted once, anchored, with their provenance, and recorded."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.domain import (
    answers_at_once,
    entering,
    names,
    post_keys,
    proposals,
    record,
    review_windows,
    seen_places,
    veils,
)
from commentspace.domain.access import Caller, Standing, standing, visible
from commentspace.domain.anchors import following
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.entering import Entered
from commentspace.domain.post_keys import Once
from commentspace.domain.postings import HELD_BY_RULE, Act, Place, Posted, Posting, Source, anchored, place, standing_at
from commentspace.domain.record import Tell
from commentspace.domain.tables import (
    Anchor,
    Comment,
    CommentState,
    Document,
    Hold,
    Paragraph,
    Provenance,
)
from commentspace.errors import Invalid, NotFound, marked
from commentspace.text.carrying import Verdict
from commentspace.text.merging import Fit

SAYING = ("body", "html", "kind", "proposal", "proposal_html")
"""The columns that every state of a comment has."""
TAKEN_OUT = marked(
    "This paragraph was taken out of the text, so it takes no new comments. "
    "Comment on a paragraph that stands, or answer a comment that was made here."
)
FROM_FILE = ("said_by", "said_for", "said_at", "said_resolved", "file_id", "submission_row_id")
"""The columns of the provenance of what came in a file."""


def post(session: Session, caller: Caller, paragraph_uid: str, posting: Posting, *, now: datetime) -> Posted:
    """Put a comment on a paragraph, or on words in it.

    Raises NotFound, SignInNeeded, NotAllowed, Closed; Invalid where the quoted words are not there, or where the
    wording that is proposed is theirs; SentBefore.
    """
    at = seen_places.seen_at(session, caller, paragraph_uid, posting.version, posting.revision, posting.kind)
    who = standing(session, caller, at.space_id)
    who.require("comment")
    once = posting.once(paragraph_uid)
    if again := sent_before(session, caller, "post", once):
        return again
    if at.is_gone:
        raise Invalid(TAKEN_OUT)
    entered = entering.enter(session, who, at, posting, now)
    return taken(session, who, at, entered, Act("post", posting, once), now=now)


def reply(session: Session, caller: Caller, comment_uid: str, posting: Posting, *, now: datetime) -> Posted:
    """Answer a comment, in its thread. Moderators may answer after the review has closed."""
    once = posting.once(comment_uid)
    if again := sent_before(session, caller, "reply", once):
        return again
    parent = find(session, caller, comment_uid)
    who = standing(session, caller, parent.space_id)
    who.require("reply")
    at = place(session, col(Paragraph.id) == parent.paragraph_id, version=parent.version)
    if who.may("moderate"):
        entered = entering.under(who, review_windows.newest(session, at.document_id))
    else:
        entered = entering.enter(session, who, at, posting, now)
    return taken_below(session, who, at, entered, parent, Act("reply", posting, once), now=now)


def taken(session: Session, who: Standing, at: Place, entered: Entered, act: Act, *, now: datetime) -> Posted:
    """Put a comment where it stands; it has been let in (`entering`), alone or with a set."""
    found = anchored(at, act.posting.quotation)
    row = _row(who, at, entered, act.posting, found.get("exact", at.text))
    return _write(session, who, at, row, found, act, now)


def taken_below(
    session: Session, who: Standing, at: Place, entered: Entered, parent: Comment, act: Act, *, now: datetime
) -> Posted:
    """The same for an answer to a comment, as that stands now."""
    row = _row(who, at, entering.below(session, who, entered, parent), act.posting, at.text) | {
        "thread_id": parent.thread_id or parent.id,
        "parent_id": parent.id,
        "hold_id": parent.hold_id,
        "held_for_id": veils.seen_through(session, parent),
    }
    return _write(session, who, at, row, {}, act, now)


class Brought(NamedTuple):
    """A comment of a draft's own file: what it says, under which name, about which words, and what it answers."""

    posting: Posting
    review_id: int
    uid: str
    span: tuple[int, int] | None
    parent: Comment | None


def bring(session: Session, who: Standing, at: Place, brought: Brought, *, now: datetime) -> Posted:
    """Put a comment of a draft's own file where it stands; `who` may bring in drafts, which asks for no open review."""
    who.require("import")
    parent = brought.parent
    row = _row(who, at, Entered(brought.review_id, None, ""), brought.posting, at.text) | {"uid": brought.uid}
    if parent is not None:
        row |= {"thread_id": parent.thread_id or parent.id, "parent_id": parent.id}
        row |= {"hold_id": parent.hold_id, "held_for_id": parent.held_for_id}
    found = standing_at(at, *brought.span) if brought.span else {}
    verb = "post" if parent is None else "reply"
    return _write(session, who, at, row, found, Act(verb, brought.posting, brought.posting.once(at.document_uid)), now)


class Filed(NamedTuple):
    """A comment that a moderator files for its sender: what it says, under which rules it stands, and whose it is."""

    posting: Posting
    entered: Entered
    author_id: int
    on_behalf_of: str


def file(session: Session, who: Standing, at: Place, filed: Filed, once: Once, *, now: datetime) -> Posted:
    """Put in what a moderator files for somebody (`for_senders`), under the rules that the caller has found."""
    who.require("moderate")
    found = anchored(at, filed.posting.quotation)
    row = _row(who, at, filed.entered, filed.posting, found.get("exact", at.text))
    row |= {"author_id": filed.author_id, "on_behalf_of": filed.on_behalf_of}
    return _write(session, who, at, row, found, Act("file", filed.posting, once), now)


def find(session: Session, caller: Caller, uid: str) -> Comment:
    """The comment of this name, if the caller may see it; else NotFound."""
    space_id = session.execute(select(col(Comment.space_id)).where(col(Comment.uid) == uid)).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    who = standing(session, caller, space_id)
    found = session.execute(select(Comment).where(col(Comment.uid) == uid, visible(who)))
    comment: Comment | None = found.scalar_one_or_none()
    if comment is None:
        raise NotFound()
    return comment


def sent_before(session: Session, caller: Caller, verb: str, once: Once) -> Posted | None:
    """What the same sending has made before, though the thing it was about may be hidden by now."""
    comment_id = post_keys.earlier(session, caller.person_id, verb, once) if caller.person_id is not None else None
    if comment_id is None:
        return None
    row = session.execute(
        select(col(Comment.uid), col(Document.uid), col(Comment.number), col(Comment.hold_id).is_not(None))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Comment.id) == comment_id)
    ).one()
    return Posted(row[0], row[1], row[2], row[3], again=True)


def _row(who: Standing, at: Place, entered: Entered, posting: Posting, words: str) -> dict[str, Any]:
    """The columns that say what was said, for whom, and about which `words`."""
    return {
        "uid": names.new(),
        "space_id": at.space_id,
        "document_id": at.document_id,
        "review_id": entered.review_id,
        "veil_id": entered.veil_id,
        "masked": entered.masked,
        "late_token_id": entered.late_token_id,
        "covering_id": posting.covering_id,
        "paragraph_id": at.paragraph_id,
        "author_id": who.person_id,
        "on_behalf_of": _spoken_for(who, posting),
        "language": posting.language,
        "version": at.language,
        **saying(posting.body, posting.kind, posting.proposal, words),
        "states": 1,
    }


def _spoken_for(who: Standing, posting: Posting) -> str:
    """On whose behalf it is said; empty for the writer alone."""
    if posting.speaks_for is not None:
        return posting.speaks_for.name
    return "" if posting.personally else who.on_behalf_of


def saying(body: Body, kind: str, proposal: Proposal | None, words: str) -> dict[str, Any]:
    """The columns of what a comment says, the same in the comment and in its state; `words` are what it is about."""
    return {
        "body": body.markdown,
        "html": body.html,
        "kind": kind,
        "proposal": proposal.text if proposal else None,
        "proposal_html": proposals.difference(words, proposal),
    }


def _write(
    session: Session,
    who: Standing,
    at: Place,
    row: dict[str, Any],
    anchor: dict[str, Any],
    act: Act,
    now: datetime,
) -> Posted:
    """The writes of a new comment, all in Core statements as they run all day."""
    seq = record.next_number(session, at.space_id)
    held_by_rule = at.holds_new and not who.may("moderate")
    held = held_by_rule or row.get("hold_id") is not None
    source = replace(act.posting.source, late_token_id=row.pop("late_token_id"))
    if not veils.is_veiled(session, row["veil_id"]):
        row["veil_id"] = None  # what comes after the unveiling was never behind the veil
    number = None if held else shown_number(session, at.document_id, row["veil_id"])
    row |= {"posted_at": now, "posted_seq": seq, "changed_seq": seq}
    row |= {"number": number, "shown_seq": None if held else seq}
    if held_by_rule:
        row |= {"hold_id": 0, "held_for_id": who.person_id}
    comment_id: int = session.execute(insert(Comment).returning(col(Comment.id)), row).scalar_one()
    if held_by_rule:
        _hold_by_rule(session, comment_id, seq, now)
    _write_sides(session, who, at, comment_id, row, anchor, source, now)
    if at.revision_id != at.newest_id:
        following.follow(session, comment_id)
    post_keys.keep(session, who.person, act.verb, act.once, comment_id, now=now)
    people = tuple(person for person in (row["author_id"], row.get("held_for_id")) if person)
    kept = held or row["veil_id"] is not None
    tell = Tell(at.document_id, comment_id, at.paragraph_id, moderators_only=kept, people=people if kept else ())
    record.append(session, who, seq, _entry(act.verb, at, row, anchor, tell), now=now)
    if row.get("thread_id") is not None and not held:
        answers_at_once.tell(session, [comment_id], now=now)
    return Posted(row["uid"], at.document_uid, number, held)


def _entry(verb: str, at: Place, row: dict[str, Any], anchor: dict[str, Any], tell: Tell) -> record.Entry:
    """What the record is committed to of a new comment."""
    said = {name: row[name] for name in ("body", "kind", "proposal", "on_behalf_of")}
    content = {"comment": row["uid"], "wording": at.hash, **said, **anchor}
    things = (at.document_uid, row["uid"])
    return record.Entry(f"comment.{verb}", content, things=things, revision=at.revision_uid, tell=(tell,))


def _write_sides(
    session: Session,
    who: Standing,
    at: Place,
    comment_id: int,
    row: dict[str, Any],
    anchor: dict[str, Any],
    source: Source,
    now: datetime,
) -> None:
    """The first state, the first anchor and the provenance."""
    said = {name: row[name] for name in SAYING}
    state = {"comment_id": comment_id, "number": 1, "at": now, "door": who.door, "seq": row["posted_seq"]}
    session.execute(insert(CommentState), said | state)
    stands = {"comment_id": comment_id, "revision_id": at.revision_id, "wording_id": at.wording_id}
    fit = Fit.SAME.value if row["proposal"] is not None else ""
    first = {"language": at.language, "is_first": True, "verdict": Verdict.EXACT.value, "fit": fit}
    session.execute(insert(Anchor), stands | first | anchor)
    session.execute(
        insert(Provenance),
        {
            "comment_id": comment_id,
            "door": who.door,
            "received_at": source.received_at or now,
            "person_id": who.person_id,
            "on_behalf_of": row["on_behalf_of"],
            "revision_id": at.revision_id,
            "inbound_id": source.inbound_id,
            "segment": source.segment,
            "source": source.note,
            "is_vouched_for": source.is_vouched_for,
            "token_id": source.token_id,
            "said_by": source.said_by,
            "said_for": source.said_for,
            "said_at": source.said_at,
            "said_resolved": source.said_resolved,
            "file_id": source.file_id,
            "submission_row_id": source.submission_row_id,
            "channel": source.channel,
            "late_token_id": source.late_token_id,
        },
    )


def _hold_by_rule(session: Session, comment_id: int, seq: int, now: datetime) -> None:
    hold = {"comment_id": comment_id, "by_id": None, "at": now, "reason": HELD_BY_RULE, "seq": seq}
    hold_id = session.execute(insert(Hold).returning(col(Hold.id)), hold).scalar_one()
    session.execute(update(Comment).where(col(Comment.id) == comment_id).values(hold_id=hold_id))


def shown_number(session: Session, document_id: int, veil_id: int | None) -> int | None:
    """The number under which a comment is shown from now on; None while its review is veiled, which gives it later."""
    return None if veils.is_veiled(session, veil_id) else next_display_number(session, document_id)


def next_display_number(session: Session, document_id: int) -> int:
    """The next number that people see in this document; held comments get theirs when they are released."""
    number: int = session.execute(
        update(Document)
        .where(col(Document.id) == document_id)
        .values(last_number=Document.last_number + 1)
        .returning(col(Document.last_number))
    ).scalar_one()
    return number
