"""The views of comments, made from rows of columns by one query for all."""

from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, orm, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from commentspace.domain import veils
from commentspace.domain.access import Standing, hidden, sees
from commentspace.domain.anchors import places
from commentspace.domain.answer_columns import AnswerColumns, answer, named
from commentspace.domain.people import ERASED, UNNAMED
from commentspace.domain.tables import (
    Adoption,
    Anchor,
    Assignment,
    Comment,
    Covering,
    Document,
    Endorsement,
    Hold,
    LateToken,
    Membership,
    Paragraph,
    Person,
    Provenance,
    Revision,
    Settlement,
    Withdrawal,
    Wording,
)
from commentspace.domain.views import CommentView
from commentspace.text.carrying import Verdict

NOWHERE = {"affiliation": ""}
"""Where somebody belongs who is not named."""
FROM_PROVENANCE = (
    *("door", "received_at", "is_vouched_for", "source"),
    *("said_by", "said_for", "said_at", "said_resolved", "file_id", "submission_row_id", "channel"),
)


@cache
def wanted(*, older: bool = False) -> Select[Any]:
    """The select behind every view of a comment, built once; what is asked for is added with `where`.

    Of an `older` revision, given as the parameter `older`, it is where comments stood then: conditions on where it
    stands have to be about `Paragraph`.
    """
    root, parent, parent_author = aliased(Comment), aliased(Comment), aliased(Person)
    parent_source, held_by, withdrawn_by = aliased(Provenance), aliased(Person), aliased(Person)
    first, made_on, settler = aliased(Anchor), aliased(Wording), aliased(Person)
    decided, proposed = AnswerColumns("decided", Comment.disposition_id), AnswerColumns("proposed", Comment.proposed_id)
    parent_member, assignee, filer = aliased(Membership), aliased(Person), aliased(Person)
    return (
        select(
            *_own_columns(),
            col(first.exact).label("was"),
            col(made_on.label).label("made_at"),
            col(settler.name).label("placed_by"),
            _taken_in(),
            col(Covering.uid).label("covering"),
            *named("root", root, "uid", "author_id", "held_for_id"),
            hidden(root).label("root_is_hidden"),
            *named("parent", parent, "uid", "author_id", "held_for_id", "number", "masked"),
            hidden(parent).label("parent_is_hidden"),
            col(parent_member.alias).label("parent_alias"),
            func.coalesce(func.nullif(col(parent_source.said_by), ""), col(parent_author.name)).label("parent_name"),
            col(held_by.name).label("held_by"),
            col(withdrawn_by.name).label("withdrawn_by"),
            *(*decided.columns(), *proposed.columns()),
            *(_is_endorsed(), col(filer.name).label("filed_by")),
            *(col(assignee.name).label("assigned_to"), col(Assignment.due_at), col(LateToken.reason).label("late")),
        )
        .select_from(proposed.joined(decided.joined(_standing(older))))
        .join(Person, col(Person.id) == col(Comment.author_id))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(Revision, col(Revision.id) == col(Provenance.revision_id))
        .join(first, and_(col(first.comment_id) == col(Comment.id), col(first.is_first)))
        .join(made_on, col(made_on.id) == col(first.wording_id))
        .outerjoin(filer, and_(col(filer.id) == col(Provenance.person_id), col(Provenance.channel) != ""))
        .outerjoin(Settlement, col(Settlement.id) == _last_settlement())
        .outerjoin(settler, col(settler.id) == col(Settlement.by_id))
        .outerjoin(Membership, _membership_of_author())
        .outerjoin(root, col(root.id) == col(Comment.thread_id))
        .outerjoin(parent, col(parent.id) == col(Comment.parent_id))
        .outerjoin(parent_author, col(parent_author.id) == col(parent.author_id))
        .outerjoin(parent_source, col(parent_source.comment_id) == col(parent.id))
        .outerjoin(
            parent_member,
            and_(
                col(parent_member.person_id) == col(parent.author_id),
                col(parent_member.space_id) == col(parent.space_id),
            ),
        )
        .outerjoin(Assignment, col(Assignment.id) == col(Comment.assignment_id))
        .outerjoin(assignee, col(assignee.id) == col(Assignment.to_id))
        .outerjoin(LateToken, col(LateToken.id) == col(Provenance.late_token_id))
        .outerjoin(Covering, col(Covering.id) == col(Comment.covering_id))
        .outerjoin(Hold, col(Hold.id) == col(Comment.hold_id))
        .outerjoin(held_by, col(held_by.id) == col(Hold.by_id))
        .outerjoin(Withdrawal, col(Withdrawal.comment_id) == col(Comment.id))
        .outerjoin(withdrawn_by, col(withdrawn_by.id) == col(Withdrawal.by_id))
        .order_by(col(Comment.posted_at), col(Comment.id))
    )


def _standing(older: bool) -> Any:
    """The comments with their anchors and paragraphs in the newest revision, or in an older one."""
    begun, words = aliased(Anchor), aliased(Wording)
    found = orm.join(Comment, Document, col(Document.id) == col(Comment.document_id))
    number = bindparam("older") if older else col(Document.revision_id)
    found = found.join(Anchor, and_(col(Anchor.comment_id) == col(Comment.id), col(Anchor.revision_id) == number))
    if not older:
        return found.join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
    return (
        found.outerjoin(begun, places.began(begun))
        .join(words, col(words.id) == func.coalesce(col(begun.wording_id), col(Anchor.wording_id)))
        .join(Paragraph, col(Paragraph.id) == col(words.paragraph_id))
    )


def _last_settlement() -> Any:
    """What was said last about where a comment stands."""
    mine = select(func.max(col(Settlement.id))).where(col(Settlement.anchor_id) == col(Anchor.id))
    return mine.correlate(Anchor).scalar_subquery()


def _taken_in() -> Any:
    revision = aliased(Revision)
    first = (
        select(func.min(col(revision.number)))
        .join(Adoption, col(Adoption.revision_id) == col(revision.id))
        .where(col(Adoption.comment_id) == col(Comment.id), col(revision.seq).is_not(None))
    )
    return first.correlate(Comment).scalar_subquery().label("taken_in")


def _is_endorsed() -> Any:
    """Whether anybody endorses it: only then it is asked who."""
    mine = col(Endorsement.comment_id) == col(Comment.id), col(Endorsement.withdrawn_at).is_(None)
    return exists().where(*mine).correlate(Comment).label("is_endorsed")


def _own_columns() -> list[Any]:
    """The columns of the comment itself and of what belongs to it alone."""
    comment = (
        "id uid number author_id held_for_id hold_id on_behalf_of html body language kind proposal "
        "proposal_html posted_at edited_at states version masked shown_seq"
    )
    return [
        hidden().label("is_hidden"),
        veils.unveiled_seq().label("unveiled_seq"),
        *(col(getattr(Comment, name)) for name in comment.split()),
        (col(Comment.parent_id) == col(Comment.thread_id)).label("parent_is_root"),
        col(Paragraph.uid).label("paragraph"),
        col(Document.uid).label("document"),
        col(Person.name),
        col(Person.uid).label("author_uid"),
        *(col(Membership.affiliation), col(Membership.alias)),
        col(Membership.role),
        col(Membership.ended_at),
        *(col(getattr(Anchor, name)) for name in ("exact", "start", "end", "since", "has_moved", "fit")),
        *(col(Anchor.proposal).label("merged"), col(Anchor.proposal_html).label("merged_html")),
        and_(col(Anchor.verdict) == Verdict.AMBIGUOUS.value, col(Settlement.id).is_(None)).label("is_waiting"),
        col(Settlement.id).is_not(None).label("is_settled"),
        *(col(Settlement.end).label("settled_end"), col(Settlement.reason).label("placed_reason")),
        *(col(getattr(Provenance, name)) for name in FROM_PROVENANCE),
        col(Revision.number).label("revision"),
        *named("held", Hold, "at", "reason"),
        *named("withdrawn", Withdrawal, "at", "reason", "late"),
    ]


def _membership_of_author() -> Any:
    return and_(col(Membership.person_id) == col(Comment.author_id), col(Membership.space_id) == col(Comment.space_id))


def view(who: Standing, row: Row[Any]) -> CommentView:
    """What this person sees of a comment that they may see."""
    withdrawn, own = row.withdrawn_at is not None, who.person_id is not None and row.author_id == who.person_id
    is_veiled = row.is_hidden and row.hold_id is None
    return CommentView(
        id=row.id,
        uid=row.uid,
        paragraph=row.paragraph,
        **_thread(who, row),
        number=row.number if who.sees_held or not is_veiled else None,
        **_writer(who, row, own),
        is_moderator=not (row.masked or row.channel) and row.role in ("moderator", "owner") and row.ended_at is None,
        html="" if withdrawn else row.html,
        body="" if withdrawn else row.body,
        language=row.language,
        kind=row.kind,
        proposal=None if withdrawn else row.proposal,
        proposal_html=None if withdrawn else row.proposal_html,
        quotation=row.exact,
        start=row.start,
        end=row.end,
        posted_at=row.posted_at,
        edited_at=row.edited_at,
        states=row.states,
        **_status(who, row, own),
        door=row.door,
        received_at=row.received_at,
        revision=row.revision,
        face=who.face(row.author_id),
        document=row.document,
        is_unverified=row.is_vouched_for is False and (own or who.sees_held),
        version=row.version,
        verdict=row.since,
        has_moved=row.has_moved,
        was=None if withdrawn else row.was,
        is_waiting=row.is_waiting,
        fit="" if withdrawn else row.fit,
        merged=None if withdrawn else row.merged,
        merged_html=None if withdrawn else row.merged_html,
        made_at=row.made_at,
        is_settled=row.is_settled,
        is_settled_gone=row.settled_end == 0,
        placed_by=row.placed_by or "",
        placed_reason=row.placed_reason or "",
        taken_in=None if withdrawn else row.taken_in,
        covering="" if withdrawn else row.covering or "",
        is_veiled=is_veiled,
        channel=row.channel,
        filed_by=row.filed_by or "",
        late_reason=row.late or "",
        disposition=answer(who, row, "decided") if not withdrawn or own or who.sees_held else None,
        **_work(who, row),
        **_from_file(row, is_named=not row.masked or own or who.sees_names),
    )


def _writer(who: Standing, row: Row[Any], own: bool) -> dict[str, Any]:
    """Whose words they are, as far as this person may know it; the writer and moderators know what others see."""
    others_see = mask(row.masked, row.alias)
    if row.name == ERASED:
        return {"author": ERASED, "author_uid": "" if row.masked else row.author_uid, "on_behalf_of": "", **NOWHERE}
    if not row.masked or own or who.sees_names:
        named = {"author": row.name, "author_uid": row.author_uid, "on_behalf_of": row.on_behalf_of}
        return named | {"affiliation": row.affiliation or "", "others_see": others_see if row.masked else ""}
    return {"author": others_see, "author_uid": "", "on_behalf_of": "", "masked": row.masked, **NOWHERE}


def mask(masked: str, alias: str | None) -> str:
    """What stands in the place of a writer's name where that is masked."""
    return (alias or UNNAMED) if masked == "alias" else UNNAMED


def _work(who: Standing, row: Row[Any]) -> dict[str, Any]:
    """What moderators know of the work on it."""
    if not who.may("answer"):
        return {}
    return {
        "proposed": answer(who, row, "proposed"),
        "assigned_to": row.assigned_to or "",
        "due_at": row.due_at,
    }


def _from_file(row: Row[Any], *, is_named: bool) -> dict[str, Any]:
    """Whom its file names, where it came in one. What a mail has as its source is its Message-ID."""
    if not is_named:
        return {}
    if row.channel:
        return {"said_by": row.said_by, "said_for": row.said_for, "filed_note": row.source}
    is_from_file = bool(row.said_by or row.file_id or row.submission_row_id)
    said = {name: getattr(row, name) for name in ("said_by", "said_for", "said_at", "said_resolved")}
    return {**said, "is_from_file": is_from_file, "file": row.source if is_from_file and row.door != "mail" else ""}


def _thread(who: Standing, row: Row[Any]) -> dict[str, Any]:
    """Where it stands: alone, where what it answers is not seen."""
    sees_root = row.root_uid is not None and sees(who, row.root_is_hidden, row.root_author_id, row.root_held_for_id)
    above = (row.parent_is_hidden, row.parent_author_id, row.parent_held_for_id)
    sees_parent = row.parent_uid is not None and sees(who, *above)
    return {
        "thread": row.root_uid if sees_root else row.uid,
        "parent": row.parent_uid if sees_parent else None,
        "parent_name": _parent_name(who, row) if sees_parent else None,
        "parent_number": row.parent_number if sees_parent else None,
        "parent_is_root": bool(row.parent_is_root) or not sees_parent,
    }


def _parent_name(who: Standing, row: Row[Any]) -> str:
    """Whom it answers, as far as this person may know it."""
    if not row.parent_masked or who.sees_names or row.parent_author_id == who.person_id:
        return str(row.parent_name)
    return mask(row.parent_masked, row.parent_alias)


def _status(who: Standing, row: Row[Any], own: bool) -> dict[str, Any]:
    """Its state, with the reason for those for whom it was meant.

    That of a withdrawal is for moderators and the author; that of a hold for moderators and the author of the
    comment that was held, not of the answers held with it.
    """
    held = row.hold_id is not None
    if row.withdrawn_at is not None:
        told = own or who.sees_held
        status, at, by, reason = "withdrawn", row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason
    else:
        told = who.sees_held or (who.person_id is not None and row.held_for_id == who.person_id)
        status, at, by, reason = "held" if held else "shown", row.held_at, row.held_by, row.held_reason
    return {
        "status": status,
        "is_held": held,
        "status_at": at,
        "status_by": (by or "") if told else "",
        "status_reason": (reason or "") if told else "",
        "late": bool(row.withdrawn_late),
    }
