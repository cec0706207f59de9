"""What the page of a preview shows: the rows of one part of the draft, and what is said of the whole."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from commentspace.domain import file_comments
from commentspace.domain.bodies import LIMIT
from commentspace.domain.drafts import DraftParagraph, FileComment, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.previews import PreviewView
from commentspace.errors import marked
from commentspace.formats import warnings
from commentspace.text import differences, markdown
from commentspace.text.languages import direction

PART = 300
"""Paragraphs on one page."""
MOST_LISTED = 50
"""Places to look at that are listed above; more are only counted."""
BRIEF = 120

KINDS = {
    Kind.HEADING: marked("heading"),
    Kind.PARAGRAPH: marked("paragraph"),
    Kind.ITEM: marked("item"),
    Kind.ROW: marked("table row"),
    Kind.NOTE: marked("note"),
}
LEFT_OUT = {
    "contents": marked("Left out: it repeats the headings, as a list of contents does."),
    "furniture": marked("Left out: it belongs to the printed page, not to the text."),
    "deleted": marked("Left out: the tracked changes of the file take it out."),
    "chosen": marked("Left out by hand."),
}
NOT_ALONG = marked("It does not come along, as its paragraph is left out.")

Said = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a draft that a page shows: the paragraphs from `start` up to `end`, counted from 0."""

    start: int
    end: int

    @property
    def places(self) -> range:
        """The positions in it."""
        return range(self.start, self.end)

    @classmethod
    def around(cls, position: int, size: int) -> "Window":
        """The part that holds this position."""
        start = min(max(position, 0), max(size - 1, 0)) // PART * PART
        return cls(start, min(start + PART, size))


class Pages:
    """Makes the values of one state of a preview, in one language."""

    def __init__(self, preview: PreviewView, state: State, said: Said):
        self.preview, self.paragraphs, self.said = preview, state.paragraphs, said
        self.can_undo = len(state.steps)
        self.noted: dict[int, list[str]] = {}
        for finding in warnings.findings(self.paragraphs):
            self.noted.setdefault(finding.position - 1, []).append(said(finding.sentence) % finding.details)
        self._made: dict[int, tuple[DraftParagraph, dict[str, Any]]] = {}

    def like(self, other: "Pages") -> "Pages":
        """These, taking over the rows that `other` has made of the same paragraphs."""
        self._made = other._made
        return self

    def rows(self, window: Window, picked: Collection[int] = (), dividing: int = -1) -> list[dict[str, Any]]:
        """The rows of a part; the one at `dividing` is a field in which it is divided."""
        return [self._known(n, n in picked) if n != dividing else self.row(n, n in picked, True) for n in window.places]

    def _known(self, n: int, is_picked: bool) -> dict[str, Any]:
        """The row at a place; only what depends on the place is made anew where its paragraph has a row already."""
        paragraph = self.paragraphs[n]
        if id(paragraph) not in self._made:
            self._made[id(paragraph)] = (paragraph, self.row(n))
        _, made = self._made[id(paragraph)]
        return made | {"position": n + 1, "warnings": self.noted.get(n, []), "is_picked": is_picked}

    def row(self, n: int, is_picked: bool = False, is_divided: bool = False) -> dict[str, Any]:
        """One paragraph as its row shows it; positions on pages count from 1."""
        paragraph = self.paragraphs[n]
        language = paragraph.language or self.preview.heading.language
        text = markdown.to_text(paragraph.markdown)
        return {
            "position": n + 1,
            "kind": paragraph.kind.value,
            "kind_words": self.said(KINDS[paragraph.kind]),
            "level": paragraph.level,
            "label": paragraph.label,
            "html": markdown.paragraph_html(paragraph.markdown, self.preview.sizes),
            "markdown": paragraph.markdown if is_divided else "",
            "language": language,
            "direction": direction(language),
            "other_language": paragraph.language if paragraph.language != self.preview.heading.language else "",
            "left_out": self.said(LEFT_OUT.get(paragraph.left_out, LEFT_OUT["furniture"]))
            if paragraph.left_out
            else "",
            "brief": _brief(paragraph, text),
            "change": self._change(paragraph),
            "warnings": self.noted.get(n, []),
            "comments": [self._comment(each, paragraph, text) for each in paragraph.comments],
            "is_picked": is_picked,
            "is_divided": is_divided,
        }

    def _change(self, paragraph: DraftParagraph) -> dict[str, Any] | None:
        """The tracked changes of the file, from the text before to the text after, whichever is chosen."""
        if paragraph.before is None:
            return None
        texts = markdown.to_text(paragraph.before), markdown.to_text(paragraph.markdown)
        before, after = texts[::-1] if paragraph.declined else texts
        shown = differences.to_html(differences.runs(before, after))
        return {"html": shown, "by": paragraph.changed_by, "is_declined": paragraph.declined}

    def _comment(self, comment: FileComment, paragraph: DraftParagraph, text: str) -> dict[str, Any]:
        start, end = comment.start, comment.end
        is_quoted = start is not None and end is not None and 0 <= start < end <= len(text)
        hindrance = file_comments.hindrance(comment) or (NOT_ALONG if paragraph.left_out else "")
        return {
            "name": comment.name,
            "author": comment.author or comment.initials,
            "at": comment.at,
            "html": markdown.to_html(comment.markdown[: 2 * LIMIT]),
            "quotation": text[start:end] if is_quoted else "",
            "start": start if is_quoted else None,
            "end": end if is_quoted else None,
            "is_reply": bool(comment.parent),
            "is_resolved": comment.resolved,
            "is_out": comment.left_out,
            "hindrance": self.said(hindrance) if hindrance else "",
        }

    def facts(self) -> dict[str, Any]:
        """What is said of the whole draft."""
        kept = [each for each in self.paragraphs if not each.left_out]
        places = sorted(self.noted)
        return {
            "recognised": len(self.paragraphs),
            "issued": len(kept),
            "left_out": len(self.paragraphs) - len(kept),
            "comments": sum(len(each.comments) for each in self.paragraphs),
            "brought": sum(len(file_comments.brought_of(each)) for each in kept),
            "changes": sum(each.before is not None for each in self.paragraphs),
            "declined": sum(each.declined for each in self.paragraphs),
            "undo": self.can_undo,
            "warnings": [said for said in self.preview.note.splitlines() if said],
            "places": [{"position": n + 1, "sentences": self.noted[n]} for n in places[:MOST_LISTED]],
            "more_places": max(len(places) - MOST_LISTED, 0),
        }


def _brief(paragraph: DraftParagraph, text: str) -> str:
    shown = " ".join((text or markdown.to_text(paragraph.before or "")).split())
    return shown if len(shown) <= BRIEF else f"{shown[:BRIEF].rstrip()}…"


def changed(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> tuple[int, int, int]:
    """How many rows at the beginning are the same in both, and where the rest that differs ends in each."""
    first = 0
    while first < min(len(old), len(new)) and _same(old[first], new[first]):
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and _same(old[-1 - last], new[-1 - last]):
        last += 1
    return first, len(old) - last, len(new) - last


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one | {"position": 0, "is_picked": False} == other | {"position": 0, "is_picked": False}
