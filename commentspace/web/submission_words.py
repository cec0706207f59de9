"""What pages say of filled files: what was found, what has become of a row, and why it may belong somewhere."""

from typing import Any

from starlette.requests import Request

from commentspace.domain import why
from commentspace.domain.submission_row_views import PlaceView, RowView
from commentspace.domain.submission_views import Counts
from commentspace.errors import marked
from commentspace.render.environment import translations
from commentspace.text.languages import direction

WHY = {
    "name": marked("the file names it"),
    "label": marked("its number"),
    "quotation": marked("the quoted words"),
    "words": marked("similar words"),
    "line": marked("its page and line"),
    "order": marked("its place among the others"),
}
"""Why a row may belong at a paragraph (`submitted.Candidate`)."""
STATES = {
    "sure": marked("Its place is sure."),
    "chosen": marked("Its place is chosen."),
    "queued": marked("It is being posted."),
    "doubtful": marked("Where does it belong?"),
    "unplaced": marked("No place was found for it."),
    "known": marked("It is here already."),
    "posted": marked("Posted"),
    "refused": marked("Not posted."),
    "dropped": marked("Left out"),
}
SHOWN = (
    ("undecided", marked("to be decided")),
    ("refused", marked("not posted")),
    ("ready", marked("ready to be posted")),
    ("posted", marked("posted")),
    ("known", marked("here already")),
    ("dropped", marked("left out")),
    ("", marked("all")),
)
"""What one may ask to see."""


def states(request: Request, counts: Counts) -> list[tuple[str, str, int]]:
    """Each state in which there are rows, in words, with how many."""
    said = translations(request.scope["language"]).gettext
    number = {"undecided": counts.undecided, "ready": counts.sure + counts.chosen, "": counts.rows}
    found = [(name, said(words), number.get(name, getattr(counts, name or "rows", 0))) for name, words in SHOWN]
    return [each for each in found if each[2] or not each[0]]


def said_note(request: Request, note: str) -> str:
    """What was noticed about the whole file."""
    return why.said(note, translations(request.scope["language"]).gettext)


def row_values(request: Request, row: RowView) -> dict[str, Any]:
    """A row as the template wants it."""
    said = translations(request.scope["language"]).gettext
    return {
        "uid": row.uid,
        "number": row.position + 1,
        "state": row.state,
        "words": said(STATES[row.state]),
        "reason": why.said(row.reason, said),
        "row": row.row,
        "cells": [(head, cell) for head, cell in row.row.cells if cell.strip()],
        "chosen": _place(row.chosen, said("chosen") if row.state == "chosen" else "") if row.chosen else None,
        "candidates": [_place(each, said(WHY[each.why]) if each.why in WHY else "") for each in row.candidates],
        "comment": row.comment,
        "comment_number": row.number,
        "is_withdrawn": row.is_withdrawn,
        "is_open": row.state in ("doubtful", "unplaced", "chosen", "refused", "dropped", "sure"),
    }


def _place(place: PlaceView, words: str) -> dict[str, Any]:
    return {
        "uid": place.uid,
        "label": place.label,
        "text": place.text,
        "quoted": place.words,
        "language": place.language,
        "direction": direction(place.language),
        "why": words,
        "start": place.start,
        "end": place.end,
        "is_likely": place.is_likely,
    }
