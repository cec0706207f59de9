"""What the daily letter says of the reader's own: which comments of theirs were answered, and what waits for them."""

from collections.abc import Iterator
from datetime import datetime

from commentspace.domain.contributions.unsubmitted import Waiting
from commentspace.domain.digest_contents import DigestSpace
from commentspace.errors import marked_many
from commentspace.mail import decided_letter
from commentspace.mail.blocks import Printed, isolated, link, words
from commentspace.mail.desk import Desk


def numbers(desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    """The lines among the numbers of a space."""
    for said in decided_letter.titled(desk, space.decided_count - len(space.backs), len(space.backs)):
        yield link(said, desk.at(f"/s/{space.slug}"))
    yield from _duties(desk, space)
    yield from _unsubmitted(desk, space)


def _duties(desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    """What waits for a moderator, in numbers."""
    duties = space.duties
    lines = [
        _said(desk, marked_many("%(num)s comment lacks an answer", "%(num)s comments lack an answer"), duties.lacking),
        _said(
            desk,
            marked_many("%(num)s of them is yours to answer", "%(num)s of them are yours to answer"),
            duties.assigned,
        ),
        _said(
            desk,
            marked_many(
                "%(num)s of these is due within a day, or overdue", "%(num)s of these are due within a day, or overdue"
            ),
            duties.due,
        ),
        _said(
            desk,
            marked_many("%(num)s answer waits for you to confirm it", "%(num)s answers wait for you to confirm them"),
            duties.proposed,
        ),
        _said(
            desk,
            marked_many("%(num)s appeal waits for a decision", "%(num)s appeals wait for a decision"),
            duties.appeals,
        ),
    ]
    if told := "\n".join(line for line in lines if line):
        yield words(told)
    theirs = {each.document_id for each in duties.unsubmitted}
    for each in [near for near in duties.closing if near.document_id not in theirs]:
        closes = desk.gettext("The review of %(symbol)s closes on %(until)s.")
        named = {"symbol": f"{isolated(each.symbol)} {isolated(each.title)}", "until": desk.deadline(each.closes_at)}
        yield link(closes % named, desk.at(f"/d/{each.document}/review"))


def _said(desk: Desk, sentences: tuple[str, str], number: int) -> str:
    return desk.ngettext(*sentences, number) % {"num": number} if number else ""


def _unsubmitted(desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    for each in space.duties.unsubmitted:
        until = next((near.closes_at for near in space.duties.closing if near.document_id == each.document_id), None)
        yield from unsubmitted(desk, each, until)


def unsubmitted(desk: Desk, each: Waiting, until: datetime | None) -> Iterator[Printed]:
    """What the reader has written about a document and not submitted: nothing submits itself."""
    pairs = (
        (
            marked_many(
                "%(num)s draft of yours on %(symbol)s is not submitted",
                "%(num)s drafts of yours on %(symbol)s are not submitted",
            ),
            each.drafts,
            "drafts",
        ),
        (
            marked_many(
                "%(num)s text in the room of your delegation on %(symbol)s is not submitted",
                "%(num)s texts in the room of your delegation on %(symbol)s are not submitted",
            ),
            each.in_room,
            "room",
        ),
    )
    for sentences, number, page in pairs:
        if number:
            said = desk.ngettext(*sentences, number) % {"num": number, "symbol": isolated(each.symbol)}
            if until is not None:
                said += "\n" + desk.gettext("Comments are taken until %(until)s.") % {"until": desk.deadline(until)}
            yield link(said, desk.at(f"/d/{each.document}/{page}"))
