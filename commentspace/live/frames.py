"""Frames: what is sent to an open page, as JSON text that is made once for all who see the same.

`{"cursor": token, "parts": [...]}`, where a part is `{"comment", "paragraph", "thread", "html"}`, `{"gone": comment}`
or `{"replace": element, "html"}`, or `{"row": element, "after": elements, "html"}` of a paragraph that was taken out;
`{"reload": true}` to a page that cannot be brought up to date; `{"closing": true}`
before the server goes; `{"readers": {"count", "names"?}}` says who else has the document open. Applying a frame
twice is harmless.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing
from commentspace.domain.anchors import gone
from commentspace.domain.anchors.gone import Gone
from commentspace.domain.changes import Touched
from commentspace.domain.readers import Reader
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Comment
from commentspace.domain.versions import shown
from commentspace.render.environment import BIDI_CONTROLS
from commentspace.render.pieces import Pieces

RELOAD = '{"reload":true}'
CLOSING = '{"closing":true}'
NO_READERS = '{"readers":{"count":0}}'
MOST_NAMES = 12
"""Other readers who are named; the rest are a number."""

Part = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What one audience is told: what was touched, the new number of each paragraph's comments, and the review."""

    touched: Touched
    counts: dict[str, int]
    tally: int
    review: StandingOfReview | None
    gone: Sequence[Gone] = ()
    """Paragraphs that were taken out on which comments are shown now: a page may have no row of them yet."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        told = self.touched
        return not (told.comments or told.gone or told.paragraphs or self.review)


def change(
    session: Session, who: Standing, document_id: int, touched: Touched, review: StandingOfReview | None, reads: str
) -> Change:
    """What was touched, with the numbers that go with it; `review` where the page's line about it may be old."""
    here = col(Comment.document_id) == document_id, shown.on(reads)
    numbers = discussion.counts(session, who, *here) if touched.paragraphs else {}
    counts = {paragraph: numbers.get(paragraph, 0) for paragraph in touched.paragraphs}
    taken_out = gone.rows(session, who, (document_id, reads), {view.paragraph for view in touched.comments})
    return Change(touched, counts, sum(numbers.values()), review, taken_out)


def written(pieces: Pieces, change: Change, language: str) -> str:
    """The frame of a change, in one language."""
    return _json({"cursor": change.touched.cursor, "parts": list(_parts(pieces, change, language))})


def turned(pieces: Pieces, review: StandingOfReview, language: str) -> str:
    """The frame of a review that time alone has turned; it moves no cursor."""
    return _json({"parts": [_standing(pieces, review, language)]})


def readers(presence: str, shown: Sequence[Reader], others: int) -> str:
    """Who else reads: how many `others`, and where the space allows it the first names.

    One name more than is shown, as each page leaves out its own person's.
    """
    if presence == "none" or not others:
        return NO_READERS
    told: dict[str, object] = {"count": others}
    if presence == "names":
        told["names"] = [
            {"uid": each.uid, "name": each.name.translate(BIDI_CONTROLS), "affiliation": each.affiliation}
            for each in shown[: MOST_NAMES + 1]
        ]
    return _json({"readers": told})


def _parts(pieces: Pieces, change: Change, language: str) -> Iterator[Part]:
    for each in change.gone:
        after = " ".join(f"p-{uid}" for uid in each.after)
        yield {"row": f"p-{each.paragraph.uid}", "after": after, "html": pieces.gone(each.paragraph, language)}
    for view in change.touched.comments:
        html = pieces.comment(view, language)
        yield {"comment": view.uid, "paragraph": view.paragraph, "thread": view.thread, "html": html}
    for uid in change.touched.gone:
        yield {"gone": uid}
    for uid, number in change.counts.items():
        yield {"replace": f"p-{uid}-count", "html": pieces.count(uid, number, language)}
    if change.counts:
        yield {"replace": "tally", "html": pieces.tally(change.tally, language)}
    if change.review is not None:
        yield _standing(pieces, change.review, language)


def _standing(pieces: Pieces, review: StandingOfReview, language: str) -> Part:
    return {"replace": "standing", "html": pieces.standing(review, language)}


def _json(frame: dict[str, object]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
