"""What is decided about a comment, in words: the same on pages, in letters, matrices and reports."""

from collections.abc import Callable

from commentspace.domain.views import DispositionView
from commentspace.errors import marked

WORDS = {
    "accepted": marked("Accepted"),
    "partly": marked("Accepted in part"),
    "modified": marked("Modified"),
    "rejected": marked("Rejected"),
    "noted": marked("Noted"),
    "out_of_scope": marked("Out of scope"),
    "duplicate": marked("Duplicate"),
    "deferred": marked("Deferred"),
}
"""The outcomes, in the order in which they are offered."""
DUPLICATE_OF = marked("Duplicate of #%(number)s")

SIGNS = {
    "accepted": "✓",
    "partly": "◐",
    "modified": "✎",
    "rejected": "✕",
    "noted": "•",
    "out_of_scope": "↗",
    "duplicate": "=",
    "deferred": "…",
}
"""A sign that stands before the words, where a column is skimmed."""


def words(outcome: str, gettext: Callable[[str], str] = str) -> str:
    """An outcome in the language of `gettext`."""
    return gettext(WORDS[outcome])


def said(view: DispositionView, gettext: Callable[[str], str] = str) -> str:
    """What was decided: a duplicate names the other comment, where its reader may know that."""
    if view.outcome == "duplicate" and view.duplicate_number is not None:
        return gettext(DUPLICATE_OF) % {"number": view.duplicate_number}
    return words(view.outcome, gettext)


def of_words(said: str, gettext: Callable[[str], str] = str) -> str:
    """The outcome that these words name, in English or in the language of `gettext`; empty where none is."""
    wanted = " ".join(said.split()).casefold()
    for outcome, english in WORDS.items():
        if wanted and wanted in (english.casefold(), gettext(english).casefold()):
            return outcome
    return ""
