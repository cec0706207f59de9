"""Proposed wordings in letters: the words as they would stand, which the text part and the HTML part show alike."""

from commentspace.domain.views import CommentView
from commentspace.mail.blocks import Printed, words
from commentspace.mail.desk import Desk

LONGEST = 2_000
"""Characters of a proposal that are mailed; the link to its comment leads to the rest, and to the difference."""


def sentence(desk: Desk, view: CommentView) -> tuple[str, dict[str, object]]:
    """A line about what the comment proposes and the words that fill it in; empty where it proposes nothing."""
    if not view.proposal:
        return "", {}
    whole = len(view.proposal) <= LONGEST
    shown = view.proposal if whole else f"{view.proposal[:LONGEST].rstrip()} …"
    return desk.gettext("Proposes: “%(proposal)s”"), {"proposal": shown}


def proposed(desk: Desk, view: CommentView) -> list[Printed]:
    """The same as a block of its own; none where nothing is proposed."""
    said, named = sentence(desk, view)
    return [words(said, "plain", **named)] if said else []
