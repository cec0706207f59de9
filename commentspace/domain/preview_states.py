"""The paragraphs of a preview as JSON, with the steps that lead back to what they were before the last edits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from commentspace.domain.drafts import DraftParagraph, FileComment, Kind

STEPS = 30
"""Edits that can be taken back."""
LARGEST = 16 * 1024 * 1024
"""Characters of the steps together; the oldest go first, and the last edit can always be taken back."""

Rows = list[dict[str, Any]]
_OF_PARAGRAPH = tuple(field.name for field in fields(DraftParagraph) if field.name != "comments")
_OF_COMMENT = tuple(field.name for field in fields(FileComment))
_PLAIN = DraftParagraph(Kind.PARAGRAPH, "")


@dataclass(frozen=True, slots=True)
class State:
    """What a preview's column holds: the paragraphs, and the steps back, oldest first, as JSON texts."""

    paragraphs: tuple[DraftParagraph, ...]
    steps: tuple[str, ...] = ()

    def then(self, paragraphs: Sequence[DraftParagraph]) -> "State":
        """The state after an edit, from which a step leads back to this one; this one where nothing has changed."""
        after = tuple(paragraphs)
        if after == self.paragraphs:
            return self
        step = json.dumps(_back(after, self.paragraphs), ensure_ascii=False)
        steps = [*self.steps, step][-STEPS:]
        while len(steps) > 1 and sum(map(len, steps)) > LARGEST:
            del steps[0]
        return State(after, tuple(steps))

    def undone(self) -> "State":
        """The state before the last edit; this one where no step is known."""
        if not self.steps:
            return self
        rows = _gone_back(_rows(self.paragraphs), json.loads(self.steps[-1]))
        return State(tuple(map(_paragraph, rows)), self.steps[:-1])


def written(state: State) -> str:
    """The state as JSON."""
    return json.dumps({"now": _rows(state.paragraphs), "before": list(state.steps)}, ensure_ascii=False)


def read(kept: str) -> State:
    """The state from JSON."""
    held = json.loads(kept)
    if isinstance(held, list):  # as previews were kept before edits could be taken back
        held = {"now": held, "before": []}
    return State(tuple(map(_paragraph, held["now"])), tuple(held["before"]))


def _rows(paragraphs: Sequence[DraftParagraph]) -> Rows:
    """Each paragraph as a mapping, without what is as it usually is."""
    return [_row(paragraph) for paragraph in paragraphs]


def _row(paragraph: DraftParagraph) -> dict[str, Any]:
    row = {
        name: value
        for name in _OF_PARAGRAPH
        if (value := getattr(paragraph, name)) != getattr(_PLAIN, name) or name in ("kind", "markdown")
    }
    if paragraph.comments:
        row["comments"] = [_comment(comment) for comment in paragraph.comments]
    return row


def _comment(comment: FileComment) -> dict[str, Any]:
    row = {name: getattr(comment, name) for name in _OF_COMMENT}
    return row | {"at": comment.at.isoformat() if comment.at else None}


def _paragraph(row: Mapping[str, Any]) -> DraftParagraph:
    comments = tuple(FileComment(**{**each, "at": _moment(each["at"])}) for each in row.get("comments", ()))
    taken = tuple(row.get("taken", ()))
    return DraftParagraph(**{**row, "kind": Kind(row["kind"]), "comments": comments, "taken": taken})


def _moment(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None


def _back(now: Sequence[DraftParagraph], old: Sequence[DraftParagraph]) -> dict[str, Any]:
    """How to come from `now` to `old`: a row put elsewhere, single rows where as many were there, or what differs."""
    if len(now) == len(old):
        if moved := _moved(now, old):
            return {"from": moved[0], "put": moved[1]}
        pairs = enumerate(zip(now, old, strict=True))
        return {"rows": [[n, _less(_row(mine), _row(theirs))] for n, (mine, theirs) in pairs if mine != theirs]}
    shorter, start, end = min(len(now), len(old)), 0, 0
    while start < shorter and now[start] == old[start]:
        start += 1
    while end < shorter - start and now[-1 - end] == old[-1 - end]:
        end += 1
    return {"from": start, "to": len(now) - end, "run": _rows(old[start : len(old) - end])}


def _moved(now: Sequence[DraftParagraph], old: Sequence[DraftParagraph]) -> tuple[int, int] | None:
    """The one row that stands elsewhere in `old`: its place in `now`, and that in `old`; None where it is not so."""
    different = [n for n, (mine, theirs) in enumerate(zip(now, old, strict=True)) if mine != theirs]
    if len(different) < 3:
        return None
    first, last = different[0], different[-1]
    if now[first] == old[last] and now[first + 1 : last + 1] == old[first:last]:
        return first, last
    if now[last] == old[first] and now[first:last] == old[first + 1 : last + 1]:
        return last, first
    return None


def _less(now: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be put into the row, None for what has to go out of it."""
    return {name: old.get(name) for name in {**now, **old} if now.get(name) != old.get(name)}


def _gone_back(now: Rows, step: Mapping[str, Any]) -> Rows:
    if "run" in step:
        return [*now[: step["from"]], *step["run"], *now[step["to"] :]]
    rows = list(now)
    if "put" in step:
        rows.insert(step["put"], rows.pop(step["from"]))
        return rows
    for n, put in step["rows"]:
        rows[n] = {name: value for name, value in {**rows[n], **put}.items() if value is not None}
    return rows
