"""The demo's draft that has come through several revisions: issued, discussed, and issued again, each in its time.

Its texts and comments are in `revised/`. Mistakes in these files are ours, so they are ValueErrors and KeyErrors.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from commentspace.demo import acts, answers, places
from commentspace.demo.acts import Step
from commentspace.demo.discussion import Act, Comment, Discussion, Review, read_comments
from commentspace.demo.filling import Filling
from commentspace.demo.spans import minutes
from commentspace.domain import discussion as discussions
from commentspace.domain import documents, issuing, preview_states, previews, reviews
from commentspace.domain.access import Caller
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.domain.review_windows import Window
from commentspace.domain.revisions import drafts, issue
from commentspace.domain.rounds import Rules
from commentspace.formats import reading

HERE: Final = Path(__file__).resolve().parent / "revised"


@dataclass(frozen=True, slots=True)
class Round:
    """A revision with its review: its text, when it was issued by whom, and whose proposals were taken over where."""

    file: str
    issued: Act
    about: str
    opened_ago: int
    closed: Act | None
    closes_in: int
    taken: Mapping[str, Sequence[str]]
    report_for: str = "moderators"


@dataclass(frozen=True, slots=True)
class Revised:
    """A document with its rounds, and everything that was said in them."""

    folder: Path
    symbol: str
    title: str
    language: str
    rounds: Sequence[Round]
    comments: Sequence[Comment]

    def draft(self, number: int) -> list[DraftParagraph]:
        """The paragraphs of a revision, as they are read from its file."""
        name = self.rounds[number].file
        found = reading.read((self.folder / name).read_bytes(), name, self.language)
        return [each for each in found.paragraphs if not each.left_out]


def all_revised() -> list[Revised]:
    """All such documents of the demo."""
    return [_revised(folder) for folder in sorted(HERE.iterdir()) if folder.is_dir()]


def _revised(folder: Path) -> Revised:
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    rounds = [_round(table) for table in about["revision"]]
    comments = read_comments([folder / "comments.toml"])
    return Revised(folder, about["symbol"], about["title"], about["language"], rounds, comments)


def _round(table: Mapping[str, Any]) -> Round:
    closed = Act(minutes(table["closed"]), table["by"], table["reason"]) if "closed" in table else None
    return Round(
        table["file"],
        Act(minutes(table["ago"]), table["by"], ""),
        table.get("about", ""),
        minutes(table["opened"]),
        closed,
        minutes(table["closes_in"]) if "closes_in" in table else 0,
        {each["paragraph"]: each["comments"] for each in table.get("taken", ())},
        table.get("report_for", "moderators"),
    )


def of_revised(revised: Revised) -> Iterator[Step]:
    """Everything that happened to such a document."""
    for number, each in enumerate(revised.rounds):
        yield Step(each.issued.minutes_ago, _first if number == 0 else _next, (revised, number))
        yield Step(each.opened_ago, _open, (revised, each))
        if each.closed:
            yield Step(each.closed.minutes_ago, _close, (revised, each.closed))
    yield from acts.of_comments(_as_discussion(revised))
    yield from answers.of_file(revised.symbol, revised.folder / "answers.toml")


def _as_discussion(revised: Revised) -> Discussion:
    review = Review(revised.rounds[0].issued, 0)
    comments = tuple(revised.comments)
    return Discussion(revised.symbol, revised.title, "en", revised.rounds[0].file, review, comments)


def _first(filling: Filling, ago: int, revised: Revised, number: int) -> None:
    who = filling.caller(revised.rounds[number].issued.by)
    heading, paragraphs = Heading.of(revised.symbol, revised.title, revised.language), revised.draft(number)
    revision_id = filling.do(ago, issuing.begin, who, filling.space_id, heading)
    for start, batch in issuing.batches(issuing.worded(paragraphs)):
        filling.do(ago, issuing.place, revision_id, start, batch)
    filling.documents[revised.symbol] = filling.do(ago, issuing.finish, who, revision_id, filling.space_id)
    _know(filling, revised, paragraphs)


def _next(filling: Filling, ago: int, revised: Revised, number: int) -> None:
    """The draft is brought, aligned and issued by the program's own steps."""
    each, paragraphs = revised.rounds[number], revised.draft(number)
    who = filling.caller(each.issued.by)
    for name, keys in each.taken.items():
        at = places.find(paragraphs, name)
        paragraphs[at] = replace(paragraphs[at], taken=tuple(filling.comments[revised.symbol, key] for key in keys))
    uid = filling.do(ago, _begin, who, filling.documents[revised.symbol], Ready(_kept(paragraphs)), each.about)
    mark = filling.database.read_here(previews.find, who, uid).mark
    filling.database.carry_out_here(issue.steps(who, uid, mark))
    _know(filling, revised, paragraphs)


def _kept(paragraphs: Sequence[DraftParagraph]) -> str:
    return preview_states.written(preview_states.State(tuple(previews.keyed(paragraphs))))


def _begin(session: Session, who: Caller, document: str, ready: Ready, about: str, *, now: Any) -> str:
    then, heading, space_id = drafts.follows(session, who, document, about)
    return previews.bring(session, who, space_id, heading, ready, Origin("", ""), then, now=now)


def _know(filling: Filling, revised: Revised, paragraphs: list[DraftParagraph]) -> None:
    """What later comments name is found in the text as it stands now."""
    filling.drafts[revised.symbol] = paragraphs
    filling.paragraphs[revised.symbol] = filling.database.read_here(_standing, filling.documents[revised.symbol])


def _standing(session: Session, document: str) -> list[str]:
    found, _ = documents.find(session, Caller(is_operator=True), document)
    return [each.uid for each in discussions.paragraphs(session, found.revision_id)]


def _open(filling: Filling, ago: int, revised: Revised, each: Round) -> None:
    ends = filling.now + timedelta(minutes=max(each.closes_in, 24 * 60))
    who, document = filling.caller(each.issued.by), filling.documents[revised.symbol]
    filling.do(ago, reviews.open, who, document, Window(None, ends), rules=Rules(report_for=each.report_for))


def _close(filling: Filling, ago: int, revised: Revised, closed: Act) -> None:
    filling.do(ago, reviews.close, filling.caller(closed.by), filling.documents[revised.symbol], closed.reason)
