"""The code of conduct in the letter that brings texts back for want of it, and how to agree by answering."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from commentspace.domain import conducts, entering
from commentspace.domain.access import Caller, standing
from commentspace.domain.outbox import Due
from commentspace.errors import marked
from commentspace.mail.blocks import Printed, typed, words
from commentspace.mail.desk import Desk

HOW = marked(
    "You can also agree by answering this letter with the one word YES. What you wrote is then dealt with again, "
    "as received when it came."
)

Parts = Sequence[Mapping[str, Any]]


def shown(session: Session, due: Due, desk: Desk, parts: Parts) -> Iterator[Printed]:
    """The code of each space for want of which texts go back, and how to agree; nothing for who is no member there."""
    is_shown = False
    for space_id, number in asked(parts):
        who = standing(session, Caller(due.person_id, "mail"), space_id)
        text = next((each.text for each in conducts.versions(session, who) if each.number == number), "")
        if who.is_member and text:
            yield words(desk.gettext("Code of conduct"), "heading")
            yield typed(text)
            is_shown = True
    if is_shown:
        yield words(desk.gettext(HOW))


def asked(parts: Parts) -> list[tuple[int, int]]:
    """The spaces, and the numbers of their codes, for want of which texts went back."""
    details = [each["details"] for each in parts if each["sentence"] == entering.CONDUCT]
    return sorted({(each["space"], each["number"]) for each in details if "number" in each})
