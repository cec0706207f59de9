"""Every refusal has a name and a sentence: what happened, and what to do.

A door only translates a refusal (HTTP status, SMTP reply, exit code) and shows its sentence.
Sentences are gettext messages with named places, filled in by `Refusal.details`.
"""

from collections.abc import Callable
from typing import ClassVar


def marked(sentence: str) -> str:
    """Mark a sentence for the translation catalogues; it is translated where it is shown."""
    return sentence


def marked_many(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence in its singular and plural; ngettext takes both where it is shown."""
    return one, many


class Refusal(Exception):
    """The base of all refusals; `field` names the form field or option that is at fault.

    `page` is a path of ours where somebody can do something about it, where a door has found out which one.
    """

    sentence: ClassVar[str] = marked("This cannot be done.")

    def __init__(self, sentence: str | None = None, *, field: str | None = None, **details: object):
        self.message = sentence or self.sentence
        self.field = field
        self.page = ""
        self.details = details
        super().__init__(self.said())

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, in the language of `translate` (English without one)."""
        return translate(self.message) % self.details if self.details else translate(self.message)


class NotFound(Refusal):
    """Nothing here that this person may see: what is hidden and what never was answer alike."""

    sentence = marked(
        "There is nothing at this address that you may see. Sign in if you have not, or ask who sent you."
    )


class NotAllowed(Refusal):
    """The person may see the thing, but not do this with it."""

    sentence = marked("You may not do this here. Ask a moderator of the space if you think that you should.")


class SignInNeeded(Refusal):
    """The person has to say who they are first."""

    sentence = marked("Sign in first; then you can go on where you were.")


class Invalid(Refusal):
    """What was sent cannot be taken as it is; the sentence says what to change."""


class TooLong(Invalid):
    """More was sent than is taken."""


class Conflict(Refusal):
    """It was right when it was written, but something has changed since."""


class Closed(Refusal):
    """The review takes no more comments: the one sentence that every door uses."""

    sentence = marked(
        "The review of this document is not open for comments. "
        "Your text is kept in this answer; a moderator can reopen the review."
    )


class TooMany(Refusal):
    """A limit on how often something may be done was reached."""

    sentence = marked("That was tried too often. Wait a few minutes and try again.")


class Misconfigured(Refusal):
    """The program cannot run with these settings; the sentence says which one to change."""
