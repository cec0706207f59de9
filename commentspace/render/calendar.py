"""Review windows as an iCalendar file (RFC 5545): from opening to closing, with a reminder a day before the end."""

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from commentspace.domain.exported import Exported, ExportedReview
from commentspace.formats.options import Options
from commentspace.render.environment import translations

TYPE = "text/calendar; charset=utf-8"
BEFORE = timedelta(days=1)


def write(exported: Exported, options: Options) -> bytes:
    """The rounds of one document; a calendar without events where there is none."""
    return of_all([exported], options)


def of_all(documents: Sequence[Exported], options: Options) -> bytes:
    """The rounds of several documents in one calendar."""
    made = Calendar()
    made.add("prodid", "-//commentspace//reviews//")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for document in documents:
        for review in document.rounds or (document.review,):
            if review.opens_at and review.closes_at:
                made.add_component(_event(document, review, options.language))
    return bytes(made.to_ical())


def _event(document: Exported, review: ExportedReview, language: str) -> Event:
    """The time in which a round takes comments; it does not make anybody busy."""
    _, title = translations(language).gettext, f"{document.title} · {review.title}" if review.title else document.title
    ends = review.ended_at or review.closes_at
    event = Event()
    event.add("uid", f"{review.uid if review.number > 1 else document.uid}@{_host(document)}")
    event.add("dtstamp", document.issued_at)
    event.add("dtstart", review.opens_at)
    event.add("dtend", ends)
    event.add("summary", _("Review of %(symbol)s: %(title)s") % {"symbol": document.symbol, "title": title})
    event.add("description", _("Comments are taken until then: %(address)s") % {"address": document.address})
    event.add("url", document.address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if review.state == "paused" else "CONFIRMED")
    if review.state in ("open", "scheduled", "paused"):
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", _("The review of %(symbol)s ends tomorrow.") % {"symbol": document.symbol})
        reminder.add("trigger", -BEFORE, parameters={"RELATED": "END"})
        event.add_component(reminder)
    return event


def _host(document: Exported) -> str:
    return document.address.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
