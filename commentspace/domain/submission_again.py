"""What another file of the same person has brought already: a file is often sent twice, with more in it each time."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.postings import Posting
from commentspace.domain.tables import Anchor, Comment, Paragraph, Provenance, SubmissionRow


def brought_before(
    session: Session, person_id: int, submission_id: int, place: tuple[str, str], said: Posting
) -> int | None:
    """The key of a comment by this person, from another file, that says the same of the same words.

    `place` are the names of the paragraph, and of the comment that is answered, or "". What was withdrawn is not it.
    """
    paragraph, answered = place
    proposal = said.proposal.text if said.proposal else None
    wanted = (
        select(col(Comment.id), col(Comment.parent_id), col(Anchor.start), col(Anchor.end))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(SubmissionRow, col(SubmissionRow.id) == col(Provenance.submission_row_id))
        .where(col(Comment.author_id) == person_id, col(Comment.withdrawn_at).is_(None))
        .where(col(SubmissionRow.submission_id) != submission_id)
        .where(col(Comment.body) == said.body.markdown, col(Comment.proposal).is_not_distinct_from(proposal))
    )
    if answered:
        above = select(col(Comment.id)).where(col(Comment.uid) == answered).scalar_subquery()
        wanted = wanted.where(col(Comment.parent_id) == above)
    else:
        wanted = wanted.where(col(Comment.parent_id).is_(None), col(Paragraph.uid) == paragraph)
    words = (said.quotation.start, said.quotation.end) if said.quotation else (None, None)
    found = session.execute(wanted.order_by(col(Comment.id))).all()
    return next((row.id for row in found if answered or (row.start, row.end) == words), None)
