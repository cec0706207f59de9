"""How the demo's comments were answered, what their writers said to it, and how rounds were finished."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from commentspace.demo.acts import Step
from commentspace.demo.filling import Filling
from commentspace.demo.spans import minutes
from commentspace.domain import documents, finishing_review, rounds
from commentspace.domain.access import Caller
from commentspace.domain.dispositions import answering, satisfying
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.finishing_review import Signing
from commentspace.domain.tables import Review


def of_file(symbol: str, path: Path) -> Iterator[Step]:
    """What a file of answers says of the document with this symbol."""
    told = tomllib.loads(path.read_text("utf-8"))
    for table in told["answer"]:
        answered: list[str] = []
        yield Step(minutes(table["ago"]), _answer, (symbol, table, answered))
        if "satisfied" in table:
            yield Step(minutes(table["said_ago"]), _say, (symbol, table, answered))
    for table in told.get("finish", ()):
        yield Step(minutes(table["ago"]), _finish, (symbol, table))


def _answer(filling: Filling, ago: int, symbol: str, table: Mapping[str, Any], answered: list[str]) -> None:
    comment = filling.comments[symbol, table["comment"]]
    given = Answering(table["outcome"], Reason.of(table["reason"]))
    answered.append(filling.do(ago, answering.answer, filling.caller(table["by"]), comment, given))


def _say(filling: Filling, ago: int, symbol: str, table: Mapping[str, Any], answered: list[str]) -> None:
    writer = filling.caller(table.get("writer", table["comment"].rpartition("-")[2]))
    filling.do(ago, satisfying.say, writer, answered[0], table["satisfied"] == "yes", table.get("word", ""))


def _finish(filling: Filling, ago: int, symbol: str, table: Mapping[str, Any]) -> None:
    who, filling.clock[0] = filling.caller(table["by"]), filling.now - timedelta(minutes=ago)
    read = filling.database.read_here
    uid, mark = read(_round, who, filling.documents[symbol], table["round"], filling.clock[0])
    signing = Signing(mark, table.get("signature", ""), table.get("statement", ""))
    filling.database.carry_out_here(finishing_review.finish(who, uid, signing))


def _round(session: Session, who: Caller, document_uid: str, number: int, now: datetime) -> tuple[str, str]:
    """The name of a round, and the mark of what is left open in it."""
    document, here = documents.find(session, who, document_uid)
    [found] = [each for each in rounds.of_document(session, here, document.id, now) if each.number == number]
    review = session.get_one(Review, found.id)
    return review.uid, finishing_review.ending(session, here, document, review, now).mark
