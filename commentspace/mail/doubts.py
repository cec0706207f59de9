"""Why an answer is not filed though it came to an address of ours: what moderators see, and what its reader is told."""

from dataclasses import dataclass

from commentspace.domain.inbound import Verdict
from commentspace.errors import marked
from commentspace.mail.authentication import above_received, vouched_for
from commentspace.mail.automatic import is_from_list
from commentspace.mail.message import Incoming

NO_LETTER = marked("The letter that it answers is not kept any more.")
IN_A_ROW = marked("It answers the third of our automatic letters in a row, so no more of them is sent.")

TOO_LARGE = marked(
    "A mail that came to us as your answer is larger or more nested than can be read here. "
    "It is kept, and a moderator sees that it came. Send it in parts, as text without files."
)
TOO_SLOW = marked(
    "A mail that came to us as your answer took too long to read. It is kept, and a moderator looks at it. "
    "You can also write on the page."
)
FAILED = marked(
    "A mail that came to us as your answer could not be read here. It is kept, and a moderator looks at it. "
    "You can also write on the page."
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason not to file: `why` for moderators, `said` for the person whose answer it seems to be."""

    verdict: Verdict
    why: str
    said: str


STRANGER = Doubt(
    Verdict.UNKNOWN_SENDER,
    marked("From is not an address of the person to whom the letter went; the text was sent to that person."),
    marked(
        "An answer to our letter came from %(came_from)s, which is not known as an address of yours, so it was not "
        "filed. If you wrote it, send it again from the address to which this letter came, or ask a moderator to add "
        "the other. If you did not, you need do nothing."
    ),
)
NOT_VOUCHED_FOR = Doubt(
    Verdict.UNKNOWN_SENDER,
    marked("Our mail server does not vouch for the address in From; the text was sent to its owner."),
    marked(
        "An answer to our letter came in your name, from %(came_from)s, but our mail server could not make sure that "
        "it was you, so it was not filed. If you wrote it, send it again by the mail service of the address to which "
        "this letter came, or ask a moderator. If you did not, you need do nothing."
    ),
)
BY_A_LIST = Doubt(
    Verdict.RETURNED,
    marked("It came by way of a mailing list; the text went back to the writer."),
    marked(
        "Your answer came by way of a mailing list, so it was not filed. Send it again from the address to which this "
        "letter came, straight to us, or ask a moderator."
    ),
)


def about(incoming: Incoming, *, theirs: bool, authserv_id: str) -> Doubt | None:
    """Why this may not be an answer of the letter's reader; None where it is one.

    `theirs` tells that the address in From is the reader's; `authserv_id` is empty where no server checks senders.
    """
    if not theirs:
        return STRANGER
    if authserv_id and not vouched_for(above_received(incoming.fields), authserv_id, incoming.from_address):
        return NOT_VOUCHED_FOR
    return BY_A_LIST if is_from_list(incoming) else None
