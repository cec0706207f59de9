"""The letter that says that a file is ready which somebody had asked for, and where to fetch it."""

from sqlmodel import Session

from commentspace.domain import jobs
from commentspace.domain.outbox import Due
from commentspace.mail.blocks import isolated, link, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.render import space_files


def export(session: Session, due: Due, desk: Desk) -> Draft:
    """Leads to the file; Pointless where it is not kept any more, or may not be had any more."""
    _ = desk.gettext
    job = jobs.to_tell(session, due.person_id or 0, due.subjects["job"])
    until = job.expires_at if job else None
    if job is None or until is None or until <= desk.now:
        raise Pointless()
    form = _(space_files.title(job.kind, job.form))
    blocks = [
        words(_("Your file is ready: %(form)s of %(symbol)s."), "title", form=form, symbol=job.symbol),
        link(f"{isolated(job.symbol)} {isolated(job.title)}", desk.at(f"/jobs/{job.uid}")),
        words(
            _("Open the link in a browser where you are signed in. The file is kept until %(until)s."),
            "quiet",
            until=desk.moment(until),
        ),
    ]
    return Draft(_("%(form)s of %(symbol)s is ready") % {"form": form, "symbol": job.symbol}, blocks)
