"""What a letter says, before it is put into its envelope."""

from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.errors import Refusal, marked
from commentspace.mail.blocks import Printed, link
from commentspace.mail.desk import Desk

PROGRAM = "Comments"
VIA = f"(via {PROGRAM})"


class Pointless(Refusal):
    """The letter is not to be sent any more: it is dropped, with this reason."""

    sentence = marked("What this letter was about is gone, or its reader may not see it any more.")


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of a letter; `sender` and `note` are the name that it comes under.

    `list_id` is set for letters to many. `attachment` is a text that goes along as a file.
    """

    subject: str
    blocks: Sequence[Printed]
    sender: str = PROGRAM
    note: str = ""
    list_id: str = ""
    attachment: str = ""


def foot(desk: Desk, letter: str, what: str) -> list[Printed]:
    """The end of a letter to many: why it came, and how to end such letters."""
    _ = desk.gettext
    return [
        link(what, desk.at("/settings"), "quiet"),
        link(_("Stop these letters"), desk.unsubscribe(letter), "quiet"),
    ]
