"""The tables, one module a noun; verbs import them from here."""

from commentspace.domain.tables.comments import Anchor, Comment, CommentState, Hold, PostKey, Provenance, Withdrawal
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
from commentspace.domain.tables.files import Blob, BlobChunk
from commentspace.domain.tables.mail import DigestWindow, Inbound, InboundText, Letter, LetterBlock, Message
from commentspace.domain.tables.people import Address, Login, Person, SignIn, Try
from commentspace.domain.tables.record import Event, EventContent, Notice
from commentspace.domain.tables.reviews import Review, ReviewChange, ReviewWindow
from commentspace.domain.tables.spaces import Announcement, Invitation, Membership, Space
from commentspace.domain.tables.visits import Visit

__all__ = [
    "Address",
    "Anchor",
    "Announcement",
    "Blob",
    "BlobChunk",
    "Comment",
    "CommentState",
    "DigestWindow",
    "Document",
    "Event",
    "EventContent",
    "Hold",
    "Inbound",
    "InboundText",
    "Invitation",
    "Letter",
    "LetterBlock",
    "Lineage",
    "Login",
    "Membership",
    "Message",
    "Notice",
    "Paragraph",
    "Person",
    "PlacedWording",
    "Placement",
    "PostKey",
    "Preview",
    "Provenance",
    "Review",
    "ReviewChange",
    "ReviewWindow",
    "Revision",
    "SignIn",
    "Space",
    "Try",
    "Visit",
    "Withdrawal",
    "Wording",
]
