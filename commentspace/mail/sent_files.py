"""What a receipt says of the files with comments that came with a mail: what is posted, and what waits."""

from sqlmodel import Session

from commentspace.domain import submission_views
from commentspace.domain.access import Caller
from commentspace.domain.outbox import Due
from commentspace.domain.submission_views import SubmissionView
from commentspace.errors import NotFound, marked, marked_many
from commentspace.mail.blocks import Printed, link, words
from commentspace.mail.desk import Desk

POSTED = marked_many("%(num)s comment of it is posted.", "%(num)s comments of it are posted.")
QUEUED = marked_many("%(num)s more is being posted.", "%(num)s more are being posted.")
KNOWN = marked_many("%(num)s was here already.", "%(num)s were here already.")
WAITS = marked_many(
    "Of %(num)s it could not be seen for sure where it belongs; it is posted when you have said so.",
    "Of %(num)s it could not be seen for sure where they belong; they are posted when you have said so.",
)
REFUSED = marked_many("%(num)s was not posted; the page says why.", "%(num)s were not posted; the page says why.")
DECIDE = marked("Say here where they belong:")
FOUND = marked("All that was found in it, with the way to take it back:")


def sent_files(session: Session, due: Due, desk: Desk) -> list[Printed]:
    """A heading, some sentences and a link for each file that the letter's reader sent."""
    caller, found = Caller(due.person_id, "mail"), list[Printed]()
    for uid in due.subjects.get("submissions", ()):
        try:
            about, _ = submission_views.view(session, caller, uid)
        except NotFound:
            continue
        found += _file(about, desk)
    return found


def _file(about: SubmissionView, desk: Desk) -> list[Printed]:
    counts = about.counts
    waits = counts.undecided + counts.ready
    said = (
        (POSTED, counts.posted),
        (QUEUED, counts.queued),
        (KNOWN, counts.known),
        (WAITS, waits),
        (REFUSED, counts.refused),
    )
    told = " ".join(desk.ngettext(*sentence, number) % {"num": number} for sentence, number in said if number)
    address = desk.at(f"/d/{about.document}/files/{about.uid}")
    return [
        words("%(file)s", "heading", file=about.filename),
        words(told),
        link(desk.gettext(DECIDE if waits else FOUND), address),
    ]
