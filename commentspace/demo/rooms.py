"""Delegations of the demo, and what their experts wrote in the rooms that only they see."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.demo import places
from commentspace.demo.acts import Step
from commentspace.demo.discussion import HERE
from commentspace.demo.filling import Filling
from commentspace.demo.spans import minutes
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import writing
from commentspace.domain.delegations import governing
from commentspace.domain.delegations.governing import Plan
from commentspace.domain.postings import Posting
from commentspace.domain.tables import Membership
from commentspace.text.quotation import Quotation


def told() -> list[dict[str, Any]]:
    """The delegations, as their file tells them."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / "discussions" / "rooms.toml").read_text("utf-8"))["delegation"]
    return found


def all_rooms() -> Iterator[Step]:
    """The delegations, with what was written in their rooms."""
    for table in told():
        yield Step(minutes(table["ago"]), _make, (table,))
        kept: dict[str, str] = {}
        for note in table["note"]:
            yield Step(minutes(note["ago"]), _write, (note, kept))


def _make(filling: Filling, ago: int, table: Mapping[str, Any]) -> None:
    """A delegation that speaks as one, with its focal point and its experts."""
    who = filling.caller(table["by"])
    uid = filling.do(ago, governing.make, who, filling.space_id, Plan.of(table["name"], speaks_as_one=True))
    for key in (table["focal"], *table["experts"]):
        member = filling.database.read_here(_member, filling.people[key], filling.space_id)
        part = "focal" if key == table["focal"] else "expert"
        filling.do(ago, governing.seat, who, uid, member, part)


def _member(session: Session, person_id: int, space_id: int) -> str:
    mine = col(Membership.person_id) == person_id, col(Membership.space_id) == space_id
    uid: str = session.execute(select(col(Membership.uid)).where(*mine)).scalar_one()
    return uid


def _write(filling: Filling, ago: int, note: Mapping[str, Any], kept: dict[str, str]) -> None:
    """A contribution on a paragraph, or an answer to one."""
    who, words = filling.caller(note["author"]), note.get("quotation", "")
    quotation = Quotation(words, "", "", -1, -1) if words else None
    posting = Posting(Body.of(note["body"]), f"demo-room-{note['key']}", quotation)
    if "answers" in note:
        made = filling.do(ago, writing.answer, who, kept[note["answers"]], posting)
    else:
        at = places.find(filling.drafts[note["symbol"]], note["paragraph"])
        made = filling.do(ago, writing.keep, who, filling.paragraphs[note["symbol"]][at], posting, "room")
    kept[note["key"]] = made.uid
