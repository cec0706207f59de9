"""What is said of an act on a review, in any language: in a letter to all, and on the page of that letter."""

from collections.abc import Callable
from datetime import datetime

from commentspace.domain.announcements import About, AnnouncementView
from commentspace.errors import marked

SUBJECTS = {
    "opening": marked("%(symbol)s is open for comments"),
    "extension": marked("%(symbol)s: another closing time"),
    "pause": marked("%(symbol)s: the review is paused"),
    "resumption": marked("%(symbol)s: the review goes on"),
    "closure": marked("%(symbol)s: the review is closed"),
    "reopening": marked("%(symbol)s is open for comments again"),
}
SCHEDULED = marked("%(symbol)s will be open for comments")

SENTENCES = {
    "opening": marked("Comments on %(title)s are taken until %(until)s."),
    "extension": marked("Comments on %(title)s are taken until another time than before: %(until)s."),
    "pause": marked("For now no comments on %(title)s are taken. What was received before counts."),
    "resumption": marked("Comments on %(title)s are taken again, until %(until)s."),
    "closure": marked("No more comments on %(title)s are taken. What was received before counts."),
    "reopening": marked("Comments on %(title)s are taken again, until %(until)s."),
}
LATER = marked("Comments on %(title)s are taken from %(start)s until %(until)s.")


def subject(view: AnnouncementView, gettext: Callable[[str], str]) -> str:
    """The subject of a letter to all: as it was written, or what was done to which draft."""
    if view.about is None:
        return view.subject
    said = SCHEDULED if _is_scheduled(view.about) else SUBJECTS[view.about.act]
    return gettext(said) % {"symbol": view.about.symbol}


def sentence(
    about: About, gettext: Callable[[str], str], when: Callable[[datetime], str]
) -> tuple[str, dict[str, str]]:
    """What it means, and what is to be filled in; `when` says a deadline."""
    said = LATER if _is_scheduled(about) else SENTENCES[about.act]
    named = {"title": about.title, "start": when(about.opens_at), "until": when(about.closes_at)}
    return gettext(said), {name: value for name, value in named.items() if f"%({name})s" in said}


def _is_scheduled(about: About) -> bool:
    return about.act in ("opening", "extension") and about.opens_at > about.at
