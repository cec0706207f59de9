"""The tables, one module a noun; verbs import them from here."""

from commentspace.domain.tables.comments import (
    Anchor,
    Comment,
    CommentFile,
    CommentState,
    Hold,
    PostKey,
    Provenance,
    Withdrawal,
)
from commentspace.domain.tables.documents import (
    Document,
    Lineage,
    Paragraph,
    PlacedWording,
    Placement,
    Preview,
    Revision,
    Wording,
)
from commentspace.domain.tables.files import Blob, BlobChunk, Picture
from commentspace.domain.tables.jobs import Job, Token
from commentspace.domain.tables.mail import (
    Bounce,
    DigestWindow,
    Inbound,
    InboundText,
    Letter,
    LetterBlock,
    Message,
    PersonBlock,
    Report,
    Suppression,
)
from commentspace.domain.tables.people import Address, Login, Person, SignIn, Try
from commentspace.domain.tables.record import Event, EventContent, Notice
from commentspace.domain.tables.reviews import Review, ReviewChange, ReviewWindow
from commentspace.domain.tables.spaces import Announcement, AnnouncementAnswer, Invitation, Membership, Space
from commentspace.domain.tables.submissions import Submission, SubmissionRow
from commentspace.domain.tables.visits import Visit

__all__ = [
    "Address",
    "Anchor",
    "Announcement",
    "AnnouncementAnswer",
    "Blob",
    "BlobChunk",
    "Bounce",
    "Comment",
    "CommentFile",
    "CommentState",
    "DigestWindow",
    "Document",
    "Event",
    "EventContent",
    "Hold",
    "Inbound",
    "InboundText",
    "Invitation",
    "Job",
    "Letter",
    "LetterBlock",
    "Lineage",
    "Login",
    "Membership",
    "Message",
    "Notice",
    "Paragraph",
    "Person",
    "PersonBlock",
    "Picture",
    "PlacedWording",
    "Placement",
    "PostKey",
    "Preview",
    "Provenance",
    "Report",
    "Review",
    "ReviewChange",
    "ReviewWindow",
    "Revision",
    "SignIn",
    "Space",
    "Submission",
    "SubmissionRow",
    "Suppression",
    "Token",
    "Try",
    "Visit",
    "Withdrawal",
    "Wording",
]
