"""Sample values for the pattern page: what people of the demo might say, in each state of a piece of page."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.views import CommentView, DispositionView, ParagraphView
from commentspace.text import differences
from commentspace.text.languages import direction
from commentspace.text.markdown import paragraph_html, to_html, to_text

Person = Mapping[str, str]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARSH = "A marsh is **flooded** slowly, so that the plants on its edge can follow the water."

WORDINGS: Sequence[tuple[str, int, str, str, str]] = (
    ("heading", 1, "II.", "en", "How water comes back"),
    ("heading", 2, "A.", "en", "Marshes"),
    ("paragraph", 1, "7.", "en", MARSH),
    ("item", 1, "(a)", "en", "first the ditches are closed;"),
    ("item", 2, "(i)", "en", "those that lead to the sea come last;"),
    ("paragraph", 1, "8.", "zh", "沼泽应缓慢蓄水，使边缘的植物能够随水位变化。"),
    ("paragraph", 1, "9.", "ar", "تُغمر المستنقعات ببطء، لكي تتمكن النباتات على أطرافها من مجاراة المياه."),
    ("row", 1, "", "en", "| Reed | Sedge |\n|---|---|\n| March | May |"),
    ("note", 1, "1", "en", "Measured where the marsh is deepest."),
)
"""Kind, level, label, language and Markdown of a paragraph of each kind."""


def standings(now: datetime) -> list[StandingOfReview]:
    """A review in each of its states."""
    return [
        StandingOfReview("none"),
        StandingOfReview("scheduled", opens_at=now + 2 * DAY, closes_at=now + 12 * DAY),
        StandingOfReview("open", opens_at=now - DAY, closes_at=now + 12 * DAY),
        StandingOfReview("open", opens_at=now - DAY, closes_at=now + HOUR),
        StandingOfReview("open", opens_at=now - DAY),
        StandingOfReview("paused", ended_at=now - DAY, reason="The meeting room has no power today."),
        StandingOfReview("closed", ended_at=now - DAY, reason="The time is over."),
    ]


def paragraphs() -> list[ParagraphView]:
    """A paragraph of each kind, on each level, in each direction."""
    return [
        ParagraphView(n, f"sample-{n}", n, 0, kind, level, label, paragraph_html(said), to_text(said), said, tag, n)
        for n, (kind, level, label, tag, said) in enumerate(WORDINGS)
    ]


class Talk:
    """Makes comments of the sample paragraphs; each gets the next name and number, and is an hour later."""

    def __init__(self, people: Sequence[Person], document: str, now: datetime):
        self.people, self.document = people, document
        self.began = now - 2 * DAY
        self.made = 0

    def says(
        self, who: int, markdown: str, language: str = "en", *, to: CommentView | None = None, **more: Any
    ) -> CommentView:
        """What the person at this place of the cast says, alone or in reply; `more` are other values of the view."""
        self.made += 1
        person, at = self.people[who % len(self.people)], self.began + self.made * HOUR
        uid = f"sample-comment-{self.made}"
        values: dict[str, Any] = {
            "id": self.made,
            "uid": uid,
            "paragraph": "sample",
            "thread": to.thread if to else uid,
            "parent": to.uid if to else None,
            "parent_name": to.author if to else None,
            "parent_number": to.number if to else None,
            "parent_is_root": to is None or to.parent is None,
            "number": self.made,
            "author": person["name"],
            "author_uid": person["uid"],
            "on_behalf_of": person["on_behalf_of"] or "",
            "affiliation": person["affiliation"] or "",
            "is_moderator": person["role"] in ("moderator", "owner"),
            "html": to_html(markdown),
            "body": markdown,
            "language": language,
            "kind": "substantive",
            "proposal": None,
            "proposal_html": None,
            "quotation": None,
            "start": None,
            "end": None,
            "posted_at": at,
            "edited_at": None,
            "states": 1,
            "status": "shown",
            "is_held": False,
            "status_at": None,
            "status_by": "",
            "status_reason": "",
            "late": False,
            "door": "web",
            "received_at": at,
            "revision": 1,
            "face": "outside",
            "document": self.document,
        }
        return CommentView(**values | more)

    def quoting(self) -> dict[str, Any]:
        """The values of a comment on words of the sample about marshes."""
        words = "the plants on its edge"
        start = to_text(MARSH).index(words)
        return {"quotation": words, "start": start, "end": start + len(words)}


def proposing(wording: str) -> dict[str, Any]:
    """The values of a comment that proposes another wording for the sample about marshes."""
    return {"proposal": wording, "proposal_html": differences.to_html(differences.runs(to_text(MARSH), wording))}


def held(at: datetime, reason: str) -> dict[str, Any]:
    """The values of a comment that moderators hold back."""
    return {"status": "held", "is_held": True, "status_at": at, "status_reason": reason, "number": None}


def withdrawn(at: datetime, reason: str = "", *, late: bool = False) -> dict[str, Any]:
    """The values of a comment that its author has taken back."""
    return {"status": "withdrawn", "status_at": at, "status_reason": reason, "late": late, "html": "", "body": ""}


def decided(at: datetime, outcome: str, reason: str = "", **more: Any) -> dict[str, Any]:
    """The values of a comment that has an answer; `more` are other values of that."""
    answer = DispositionView(
        "sample-answer", outcome, reason, to_html(reason) if reason else "", "Lars Nygård", at, **more
    )
    return {"disposition": answer}


def documents(standings: Sequence[StandingOfReview]) -> list[dict[str, Any]]:
    """A document in each state of its review, as the lists of documents want it."""
    titles = (("en", "Draft guidance on marshes"), ("zh", "沼泽恢复指南草案"), ("ar", "مشروع توجيهات بشأن المستنقعات"))
    return [
        {
            "uid": f"sample-document-{n}",
            "symbol": f"WET/4/{n + 1}",
            "title": titles[n % 3][1],
            "language": titles[n % 3][0],
            "direction": direction(titles[n % 3][0]),
            "revision": 1,
            "standing": standing,
            "late_until": None,
            "tally": n * n * 7,
            "new": n % 3,
        }
        for n, standing in enumerate(standings)
    ]
