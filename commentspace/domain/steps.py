"""The way of a message that came in: what is asked of it, and what was found there, in a word or a number."""

from enum import StrEnum


class Step(StrEnum):
    """The steps of a message's way, in their order."""

    ADDRESS = "address"
    """Ours, and what for: "answer", "bounce", "unsubscribe", "space" or "document"."""
    KEPT = "kept"
    """On disk before it was accepted; when."""
    AGAIN = "again"
    """It was brought once more, and kept out; when."""
    BOUNCE = "bounce"
    """"no"; or what another server says: "hard", "soft", "policy", "complaint", "unreadable"."""
    MACHINE = "machine"
    """"no"; or what shows that a program wrote it."""
    READ = "read"
    """"yes"; "too large" or "too slow"."""
    SENDER = "sender"
    """"vouched for", "not vouched for", "failed", "not checked", "confirmed"; "not theirs", "by a list"."""
    RIGHTS = "rights"
    """"yes", or "no"."""
    FOUND = "found"
    """How many new texts it has."""
    FILES = "files"
    """How many files came with it."""
    FILED = "filed"
    """How many texts were filed."""
    TOLD = "told"
    """The kind of letter that says what became of it; "no" where none does."""
