"""What became of a mail, and what each step of its way found, in words."""

from collections.abc import Callable, Sequence
from datetime import datetime

from commentspace.domain.inbound import Verdict
from commentspace.domain.steps import Step
from commentspace.errors import marked

VERDICTS = {
    "": ("held", marked("It waits to be read.")),
    Verdict.FILED: ("taken", marked("Its text was filed.")),
    Verdict.RETURNED: ("refused", marked("It was refused; its text went back to the writer with the reason.")),
    Verdict.EMPTY: ("ignored", marked("Nothing new was found in it; the writer was told.")),
    Verdict.AUTOMATIC: ("ignored", marked("A program wrote it; it is never answered.")),
    Verdict.BOUNCE: ("ignored", marked("Another server says that a letter of ours could not be delivered.")),
    Verdict.UNKNOWN_SENDER: ("refused", marked("Its sender is not the person whom the letter was for.")),
    Verdict.UNSUBSCRIBED: ("taken", marked("The person wants no more mail.")),
    Verdict.UNCONFIRMED: ("held", marked("It waits until the person confirms by a link that they wrote it.")),
    Verdict.ASKED: ("taken", marked("It asked for something, and that was sent.")),
    Verdict.DROPPED: ("ignored", marked("It was dropped.")),
    Verdict.HELD: ("held", marked("A moderator has to look at it; the message is kept.")),
}
"""The word for CSS and the sentence of each verdict."""
OWN = {
    "": marked("It has come, and waits to be read."),
    Verdict.FILED: marked("What you wrote was filed."),
    Verdict.RETURNED: marked("It was not filed. Its text went back to you with the reason."),
    Verdict.EMPTY: marked("Nothing new was found in it besides what we had written to you."),
    Verdict.AUTOMATIC: marked("It looks as if a program wrote it, so it was neither filed nor answered."),
    Verdict.UNKNOWN_SENDER: marked(
        "It was not certain that you wrote it, so it was not filed. Its text was sent to you."
    ),
    Verdict.UNSUBSCRIBED: marked("You asked for no more mail of this kind."),
    Verdict.UNCONFIRMED: marked("It waits until you confirm, by the link in our letter, that you wrote it."),
    Verdict.ASKED: marked("What you asked for was sent to you."),
    Verdict.DROPPED: marked("It was not filed."),
    Verdict.HELD: marked("It could not be filed by itself. A moderator looks at it."),
}
"""The same for its writer."""
SHORT = {
    "waiting": marked("waiting"),
    Verdict.FILED: marked("filed"),
    Verdict.RETURNED: marked("sent back"),
    Verdict.EMPTY: marked("nothing new"),
    Verdict.AUTOMATIC: marked("automatic"),
    Verdict.BOUNCE: marked("not delivered"),
    Verdict.UNKNOWN_SENDER: marked("sender not known"),
    Verdict.UNSUBSCRIBED: marked("no more mail"),
    Verdict.UNCONFIRMED: marked("not confirmed"),
    Verdict.ASKED: marked("asked for something"),
    Verdict.DROPPED: marked("dropped"),
    Verdict.HELD: marked("held"),
}
"""The verdicts as one chooses among them."""
LETTERS = {
    "digest": marked("the daily letter"),
    "answer": marked("a letter about an answer"),
    "answered": marked("a letter about answers to their comments"),
    "held": marked("a letter about a comment that is held back"),
    "late": marked("a letter with leave to comment late"),
    "draft": marked("a mailed draft"),
    "biography": marked("a mailed biography"),
    "announcement": marked("a letter to all"),
    "message": marked("a letter between two people"),
    "invitation": marked("an invitation"),
    "receipt": marked("a letter about their mail"),
    "returned": marked("a letter about their mail"),
    "nothing-found": marked("a letter about their mail"),
    "confirm": marked("a letter about their mail"),
    "not-read": marked("a letter about their mail"),
}
"""What a mail answered."""
STEPS = {
    Step.ADDRESS: marked("Its address is ours"),
    Step.KEPT: marked("It was kept before it was accepted"),
    Step.AGAIN: marked("It was brought once more, and kept out"),
    Step.BOUNCE: marked("Does it say that a letter of ours was not delivered"),
    Step.MACHINE: marked("Did a program write it"),
    Step.READ: marked("Could it be read"),
    Step.SENDER: marked("Who sent it"),
    Step.RIGHTS: marked("May its writer do this"),
    Step.FOUND: marked("New texts in it"),
    Step.FILES: marked("Files with it"),
    Step.FILED: marked("Texts that were filed"),
    Step.TOLD: marked("The letter that says what became of it"),
}
WORDS = {
    "yes": marked("yes"),
    "no": marked("no"),
    "answer": marked("an answer to a letter"),
    "bounce": marked("a server's report"),
    "unsubscribe": marked("the end of letters"),
    "space": marked("a space"),
    "document": marked("a document"),
    "too large": marked("too large"),
    "too slow": marked("it took too long"),
    "vouched for": marked("our server vouches for the sender"),
    "not vouched for": marked("our server does not vouch for the sender"),
    "failed": marked("our server says that the sender is false"),
    "not checked": marked("nobody checks senders"),
    "confirmed": marked("the person has confirmed it"),
    "not theirs": marked("not an address of the person"),
    "by a list": marked("by way of a mailing list"),
    "hard": marked("for ever"),
    "soft": marked("for now"),
    "policy": marked("a server's rule"),
    "complaint": marked("a complaint"),
    "unreadable": marked("it could not be understood"),
    "receipt": marked("a receipt"),
    "returned": marked("its text, sent back"),
    "nothing-found": marked("that nothing new was found"),
    "not-read": marked("that it could not be read"),
    "confirm": marked("a question whether they wrote it"),
    "draft": marked("the draft"),
}
"""What the steps found."""


TIMES = frozenset({Step.KEPT, Step.AGAIN})
"""Steps of which it is told when they were."""


def way(steps: Sequence[tuple[str, str]], said: Callable[[str], str]) -> list[tuple[str, str | datetime]]:
    """Each step of a message's way with what it found; a word without a sentence stands as it is."""
    known = [(Step(step), word) for step, word in steps if step in STEPS]
    return [(said(STEPS[step]), _found(step, word, said)) for step, word in known]


def _found(step: Step, word: str, said: Callable[[str], str]) -> str | datetime:
    if step in TIMES:
        return datetime.fromisoformat(word)
    return said(WORDS[word]) if word in WORDS else word
