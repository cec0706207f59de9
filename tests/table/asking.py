"""Asking the moderators' table in tests, and answering without a page."""

from typing import Any

from sqlmodel import Session

from commentspace.domain import documents
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.dispositions.many import Answered, steps
from commentspace.domain.table import chosen, counts, rows
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.chosen import Chosen, Look
from commentspace.domain.table.counts import Counts
from commentspace.domain.table.rows import Part, Window
from tests.world import World


def window(world: World, by: str | None = "lars", part: Part | None = None, **wanted: str) -> Window:
    """The rows that somebody is shown."""

    def read(session: Session) -> Window:
        document, who = documents.find(session, world.caller(by), world.document)
        return rows.window(session, who, document, Asked.of(wanted), world.clock.now, part)

    return world.read(read)


def uids(world: World, by: str = "lars", **wanted: str) -> list[str]:
    """The names of the comments in the rows."""
    return [line.comment.uid for line in window(world, by, None, **wanted).lines]


def counted(world: World, by: str | None = "lars", **wanted: str) -> Counts:
    """What there is to choose from."""

    def read(session: Session) -> Counts:
        document, who = documents.find(session, world.caller(by), world.document)
        return counts.of(session, who, document, Asked.of(wanted), world.clock.now)

    return world.read(read)


def looked(world: World, what: Chosen, mark: str | None = None) -> Look:
    """What an act is about; with a mark as the act itself asks."""

    def read(session: Session) -> Look:
        document, who = documents.find(session, world.caller("lars"), world.document)
        if mark is None:
            return chosen.look(session, who, document, what, world.clock.now)
        return chosen.meant(session, who, document, what, mark, world.clock.now)

    return world.read(read)


def answer(world: World, *comments: str, outcome: str = "accepted", reason: str = "", by: str = "lars") -> Answered:
    """Give these comments an answer."""
    said: Any = steps(world.caller(by), world.document, comments, Answering(outcome, Reason.of(reason)))
    done: Answered = world.database.carry_out_here(said)
    return done
