"""Why an answer is not filed though it came to an address of ours: what moderators see, and what its reader is told."""

from dataclasses import dataclass

from commentspace.domain.inbound import Verdict
from commentspace.domain.senders import Trust
from commentspace.errors import Invalid, marked
from commentspace.mail.addresses import AddressBook
from commentspace.mail.receipts import ADDRESSES

NOBODY = "noreply"
NO_LETTER = marked("The letter that it answers is not kept any more.")
LETTER_GONE = marked(
    "The letter that you have answered is not kept here any more, so this was not filed. "
    "Write on the page, or answer a newer letter."
)
NO_MEMBER = marked("Its sender is no member of the space, as far as we know.")
FORGED = marked(
    "A mail in your name asked for a draft, but the mail service of your address says that it is not from you. "
    "So nothing was sent. You can read the draft on its page."
)
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
    """Why not to file: `why` for moderators, `said` for the person whose answer it seems to be; `word` notes it.

    `link` is a page of ours where the person can do something about it.
    """

    verdict: Verdict
    word: str
    why: str
    said: str
    link: str = ""


STRANGER = Doubt(
    Verdict.UNKNOWN_SENDER,
    "not theirs",
    marked("From is not an address of the person to whom the letter went; the text was sent to that person."),
    marked(
        "An answer to our letter came from %(came_from)s, which is not known as an address of yours, so it was not "
        "filed. If you wrote it, send it again from the address to which this letter came. You can also add the other "
        "address on the page below, and then send it again from there. If you did not write it, you need do nothing."
    ),
    ADDRESSES,
)
BY_A_LIST = Doubt(
    Verdict.RETURNED,
    "by a list",
    marked("It came by way of a mailing list; the text went back to the writer."),
    marked(
        "Your answer came by way of a mailing list, so it was not filed. Send it again from the address to which this "
        "letter came, straight to us, or ask a moderator."
    ),
)


def about(trust: Trust, *, is_by_list: bool) -> Doubt | None:
    """Why this is not filed, however often it is confirmed; None where it may be."""
    if trust == Trust.STRANGER:
        return STRANGER
    return BY_A_LIST if is_by_list else None


def is_ours(address: str, book: AddressBook) -> bool:
    """Whether this is one of the addresses under which our own letters go out."""
    local, _, domain = address.rpartition("@")
    if domain != book.domain:
        return False
    try:
        return bool(book.read(address))
    except Invalid:
        return local == NOBODY
