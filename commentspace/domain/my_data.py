"""Everything that is kept about one person, in sections, to be taken away: a few hundred rows at a time.

It holds what they wrote, what was written to them, and what their browsers and mails left; of others only the names
that they were shown anyway.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import files, jobs, my_part, my_revisions, my_rounds, row_json, submission_traces, why
from commentspace.domain.access import Caller
from commentspace.domain.contributions import own as unsubmitted
from commentspace.domain.correspondents import blocked_as, known_as
from commentspace.domain.dispositions import traces as answer_traces
from commentspace.domain.inbound import Verdict
from commentspace.domain.likeness import traces as likeness_traces
from commentspace.domain.tables import (
    Address,
    Adoption,
    Agreement,
    Anchor,
    Announcement,
    AnnouncementAnswer,
    Appeal,
    Assignment,
    Bounce,
    Comment,
    CommentState,
    Conduct,
    Contribution,
    ContributionState,
    Covering,
    Delegate,
    Disposition,
    Document,
    Endorsement,
    Finish,
    Hold,
    Inbound,
    InboundText,
    Job,
    LateToken,
    Letter,
    LikenessWord,
    Login,
    MadeGood,
    Membership,
    Message,
    Paragraph,
    Person,
    PersonBlock,
    Preview,
    Provenance,
    Report,
    Review,
    ReviewChange,
    ReviewMember,
    Revision,
    Satisfaction,
    Settlement,
    Space,
    StandardText,
    Submission,
    SubmissionRow,
    Suppression,
    Token,
    Visit,
    Withdrawal,
)

TOGETHER = 300
"""Rows of one batch."""
THEIRS = (Verdict.FILED, Verdict.RETURNED, Verdict.EMPTY, Verdict.UNSUBSCRIBED, Verdict.UNCONFIRMED, Verdict.ASKED)
"""What became of messages that they wrote themselves, as far as we know, or that wait for them to say so."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the file: its rows by their key, and what is added to each batch of them."""

    name: str
    key: Any
    rows: Callable[[int], Select[Any]]
    add: Callable[[Session, list[dict[str, Any]]], None] | None = None


def about(session: Session, caller: Caller) -> Row:
    """The person: what stands in their settings, and since when they are known."""
    person = session.get_one(Person, caller.person)
    left_out = {"id", "next_digest_at", "erased_at"}
    return {name: value for name, value in person.model_dump().items() if name not in left_out}


def batch(session: Session, caller: Caller, section: Section, after: int) -> tuple[list[dict[str, Any]], int | None]:
    """The next rows of a section, and the key to go on from; None when these are the last."""
    wanted = section.rows(caller.person).add_columns(section.key.label("key")).where(section.key > after)
    rows = [dict(row._mapping) for row in session.execute(wanted.order_by(section.key).limit(TOGETHER))]
    if section.add is not None and rows:
        section.add(session, rows)
    last = rows[-1]["key"] if len(rows) == TOGETHER else None
    return [{name: value for name, value in row.items() if name != "key"} for row in rows], last


def _named(table: Any, names: str) -> list[Any]:
    return [col(getattr(table, name)) for name in names.split()]


def _addresses(person: int) -> Select[Any]:
    return select(*_named(Address, "address is_main verified_at")).where(col(Address.person_id) == person)


def _memberships(person: int) -> Select[Any]:
    own = "role affiliation on_behalf_of is_listed digest digest_texts at_once takes_announcements joined_at ended_at"
    found = select(col(Space.slug).label("space"), *_named(Membership, own)).select_from(Membership)
    return found.join(Space, col(Space.id) == col(Membership.space_id)).where(col(Membership.person_id) == person)


def _browsers(person: int) -> Select[Any]:
    return select(*_named(Login, "browser began_at seen_at ended_at")).where(col(Login.person_id) == person)


def _keys(person: int) -> Select[Any]:
    return select(*_named(Token, "name scope made_at used_at expires_at ended_at")).where(
        col(Token.person_id) == person
    )


def _visits(person: int) -> Select[Any]:
    found = select(col(Document.symbol).label("document"), *_named(Visit, "before_at seen_at")).select_from(Visit)
    return found.join(Document, col(Document.id) == col(Visit.document_id)).where(col(Visit.person_id) == person)


def _comments(person: int) -> Select[Any]:
    columns = [
        col(Comment.id).label("comment_id"),
        *_named(Comment, "uid number kind language body proposal on_behalf_of posted_at edited_at"),
        col(Document.symbol).label("document"),
        col(Paragraph.uid).label("paragraph"),
        col(Anchor.exact).label("quotation"),
        *_named(Provenance, "door received_at source said_by said_for said_at said_resolved channel"),
        col(Revision.number).label("revision"),
        col(Comment.hold_id).is_not(None).label("held_back"),
        *(col(Withdrawal.at).label("withdrawn_at"), col(Withdrawal.reason).label("withdrawn_because")),
    ]
    return (
        select(*columns)
        .select_from(Comment)
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(Revision, col(Revision.id) == col(Provenance.revision_id))
        .outerjoin(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .outerjoin(Withdrawal, col(Withdrawal.comment_id) == col(Comment.id))
        .where(col(Comment.author_id) == person)
    )


def _with_states(session: Session, rows: list[dict[str, Any]]) -> None:
    """Put to each comment every state that its text was in, and its files, which its page hands out."""
    kept = files.of_comments(session, [row["comment_id"] for row in rows])
    for row in rows:
        row["files"] = [asdict(file) for file in kept.get(row["comment_id"], ())]
    by_comment: dict[int, list[Row]] = {row.pop("comment_id"): row.setdefault("states", []) for row in rows}
    columns = _named(CommentState, "comment_id number kind body proposal at door")
    found = select(*columns).where(col(CommentState.comment_id).in_(by_comment)).order_by(col(CommentState.id))
    for state in session.execute(found):
        row = dict(state._mapping)
        by_comment[row.pop("comment_id")].append(row)


def _letters(person: int) -> Select[Any]:
    writer, reader = aliased(Person), aliased(Person)
    return (
        select(
            known_as(writer, person, col(Message.comment_id), col(Message.space_id)).label("from"),
            known_as(reader, person, col(Message.comment_id), col(Message.space_id)).label("to"),
            col(Comment.uid).label("comment"),
            *_named(Message, "body at gives_address"),
        )
        .select_from(Message)
        .join(writer, col(writer.id) == col(Message.from_id))
        .join(reader, col(reader.id) == col(Message.to_id))
        .outerjoin(Comment, col(Comment.id) == col(Message.comment_id))
        .where((col(Message.from_id) == person) | (col(Message.to_id) == person))
    )


def _announcements(person: int) -> Select[Any]:
    return select(*_named(Announcement, "subject body at")).where(col(Announcement.by_id) == person)


def _said_below(person: int) -> Select[Any]:
    """What they answered to letters to all."""
    own = "body on_behalf_of door received_at is_held withdrawn_at"
    found = select(col(Announcement.subject).label("answers"), *_named(AnnouncementAnswer, own))
    return (
        found.select_from(AnnouncementAnswer)
        .join(Announcement, col(Announcement.id) == col(AnnouncementAnswer.announcement_id))
        .where(col(AnnouncementAnswer.author_id) == person)
    )


def _blocks(person: int) -> Select[Any]:
    """From whom they take no letters; who takes none from them is those others' own."""
    name = blocked_as(person).label("from")
    found = select(name, *_named(PersonBlock, "at lifted_at")).select_from(PersonBlock)
    return found.join(Person, col(Person.id) == col(PersonBlock.whom_id)).where(col(PersonBlock.by_id) == person)


def _reports(person: int) -> Select[Any]:
    """The letters that they reported, and what came of it."""
    found = select(col(Message.body).label("letter"), *_named(Report, "reason at outcome settled_at"))
    found = found.select_from(Report).join(Message, col(Message.id) == col(Report.message_id))
    return found.where(col(Report.by_id) == person)


def _settled(person: int) -> Select[Any]:
    return select(*_named(Report, "outcome settled_at")).where(col(Report.settled_by_id) == person)


def _mails(person: int) -> Select[Any]:
    mailed = col(Letter.person_id) == person, col(Letter.state) == "sent"
    return select(*_named(Letter, "kind address subject text sent_at")).where(*mailed)


def _answers(person: int) -> Select[Any]:
    """What came from them by mail, as it was read; the raw bytes are the same text with its headers."""
    theirs = col(Inbound.person_id) == person, col(Inbound.verdict).in_([each.value for each in THEIRS])
    of_mail = _named(Inbound, "sender from_address subject received_at verdict confirmed_at")
    found = select(*of_mail, *_named(InboundText, "found left_out"))
    text = col(InboundText.inbound_id) == col(Inbound.id)
    return found.select_from(Inbound).outerjoin(InboundText, text).where(*theirs)


def _holds(person: int) -> Select[Any]:
    found = select(col(Comment.uid).label("comment"), *_named(Hold, "at reason released_at")).select_from(Hold)
    return found.join(Comment, col(Comment.id) == col(Hold.comment_id)).where(col(Hold.by_id) == person)


def _decided(person: int) -> Select[Any]:
    """What they decided about others' mail, as moderators."""
    return select(*_named(Inbound, "verdict reason decided_at")).where(col(Inbound.decided_by_id) == person)


def _files(person: int) -> Select[Any]:
    """What they had made, or are having made, of documents and spaces."""
    own = "form state asked_at finished_at filename size"
    of: tuple[Any, ...] = (col(Document.symbol).label("document"), col(Space.slug).label("space"))
    return jobs.of_what(select(*of, *_named(Job, own))).where(col(Job.person_id) == person)


def _in_words(_: Session, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["reason"] = why.said(row["reason"])


def _review_changes(person: int) -> Select[Any]:
    found = select(col(Document.symbol).label("document"), *_named(ReviewChange, "act at reason"))
    return (
        found.select_from(ReviewChange)
        .join(Review, col(Review.id) == col(ReviewChange.review_id))
        .join(Document, col(Document.id) == col(Review.document_id))
        .where(col(ReviewChange.by_id) == person)
    )


def _as_said(_: Session, rows: list[dict[str, Any]]) -> None:
    """What a row of a file says, as values, and why it was refused, in words."""
    for row in rows:
        row |= {"row": json.loads(row["row"]), "reason": why.said(row["reason"])}
        row["row"].pop(row_json.PLACED_BY, None)


def _returned(person: int) -> Select[Any]:
    """What servers said of letters to their addresses that did not arrive."""
    found = select(*_named(Bounce, "address kind status said at")).join(Address, col(Address.folded) == Bounce.address)
    return found.where(col(Address.person_id) == person)


def _suppressed(person: int) -> Select[Any]:
    """Their addresses to which no letters went, since when, and until when."""
    found = select(*_named(Suppression, "address why at lifted_at"))
    return found.join(Address, col(Address.folded) == Suppression.address).where(col(Address.person_id) == person)


SECTIONS = (
    Section("addresses", col(Address.id), _addresses),
    Section("memberships", col(Membership.id), _memberships),
    Section("comments", col(Comment.id), _comments, _with_states),
    Section("files_with_comments", col(Submission.id), submission_traces.sent),
    Section("rows_of_files_with_comments", col(SubmissionRow.id), submission_traces.rows, _as_said),
    Section("letters", col(Message.id), _letters),
    Section("letters_to_all", col(Announcement.id), _announcements),
    Section("answers_to_letters_to_all", col(AnnouncementAnswer.id), _said_below),
    Section("people_whose_letters_i_refuse", col(PersonBlock.id), _blocks),
    Section("letters_i_reported", col(Report.id), _reports),
    Section("reports_i_settled", col(Report.id), _settled),
    Section("mail_sent_to_me", col(Letter.id), _mails),
    Section("mail_that_came_back", col(Bounce.id), _returned),
    Section("addresses_without_letters", col(Suppression.id), _suppressed),
    Section("mail_received_from_me", col(Inbound.id), _answers),
    Section("mail_i_decided_about", col(Inbound.id), _decided, _in_words),
    Section("comments_i_held_back", col(Hold.id), _holds),
    Section("answers_to_my_comments", col(Disposition.id), answer_traces.received),
    Section("answers_i_gave_to_comments", col(Disposition.id), answer_traces.given),
    Section("answers_i_confirmed_or_declined", col(Disposition.id), answer_traces.ended),
    Section("what_i_said_to_answers", col(Satisfaction.id), answer_traces.said),
    Section("comments_to_be_answered", col(Assignment.id), answer_traces.assigned),
    Section("standard_texts_i_wrote", col(StandardText.id), answer_traces.texts),
    Section("codes_of_conduct_i_agreed_to", col(Agreement.id), my_part.agreements),
    Section("codes_of_conduct_i_wrote", col(Conduct.id), my_part.conducts),
    Section("comments_i_endorse", col(Endorsement.id), my_part.endorsements),
    Section("my_appeals", col(Appeal.id), my_part.appeals),
    Section("appeals_i_decided", col(Appeal.id), my_part.decided_appeals),
    Section("comments_i_filed_for_others", col(Provenance.id), my_part.filings),
    Section("drafts_and_contributions", col(Contribution.id), unsubmitted.written, unsubmitted.with_states),
    Section("contributions_i_edited", col(ContributionState.id), unsubmitted.edited),
    Section("notes_of_sets_i_submitted", col(Covering.id), unsubmitted.noted),
    Section("delegations", col(Delegate.id), unsubmitted.sat),
    Section("reviews_i_changed", col(ReviewChange.id), _review_changes),
    Section("rounds_i_belong_to", col(ReviewMember.id), my_rounds.belonged),
    Section("my_leave_to_comment_late", col(LateToken.id), my_rounds.leave),
    Section("leave_i_gave_to_comment_late", col(LateToken.id), my_rounds.given),
    Section("rounds_i_finished", col(Finish.id), my_rounds.finished),
    Section("ends_of_rounds_i_undid", col(Finish.id), my_rounds.undone),
    Section("outages_i_decided_about", col(MadeGood.id), my_rounds.made_good),
    Section("wordings_of_mine_taken_over", col(Adoption.id), my_revisions.adopted),
    Section("revisions_i_issued", col(Revision.id), my_revisions.issued),
    Section("drafts_i_brought_in", col(Preview.id), my_revisions.drafts),
    Section("comments_i_placed", col(Settlement.id), my_revisions.settled),
    Section("comments_i_said_to_be_alike_or_not", col(LikenessWord.id), likeness_traces.said),
    Section("files_i_asked_for", col(Job.id), _files),
    Section("visits", col(Visit.id), _visits),
    Section("browsers", col(Login.id), _browsers),
    Section("keys", col(Token.id), _keys),
)
