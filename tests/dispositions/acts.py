"""Short ways to answer in the test world."""

from collections.abc import Sequence
from typing import Any

from commentspace.domain import comments
from commentspace.domain.dispositions import answering, confirming, histories, many
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.dispositions.histories import PastAnswer
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.tables import Comment
from tests.world import World


def answers(outcome: str, reason: str = "As the group agreed.", **more: Any) -> Answering:
    """What a form would say."""
    return Answering(outcome, Reason.of(reason), **more)


def answer(
    world: World, comment: str, outcome: str = "accepted", *, by: str = "lars", key: str = "", **more: Any
) -> str:
    """Answer a comment; returns the name of the disposition."""
    return world.write(answering.answer, world.caller(by), comment, answers(outcome, **more), key=key)


def answer_many(world: World, uids: Sequence[str], said: Answering, *, by: str = "lars", **more: Any) -> Answered:
    """Give several comments one answer."""
    return world.database.carry_out_here(many.steps(world.caller(by), world.document, uids, said, **more))


def confirm(world: World, disposition: str, *, by: str = "nadia") -> bool:
    """Confirm what was proposed."""
    return world.write(confirming.confirm, world.caller(by), disposition)


def confirms(world: World, *, confirmed: bool = True) -> None:
    """From now on answers in this space are confirmed by a second moderator, or not any more."""
    world.execute("UPDATE space SET confirms = :confirmed WHERE id = :id", id=world.space_id, confirmed=confirmed)


def history(world: World, key: str | None, comment: str) -> list[PastAnswer]:
    """The answers of a comment that somebody sees."""

    def found(session: Any) -> list[PastAnswer]:
        row: Comment = comments.find(session, world.caller(key), comment)
        return histories.of_comment(session, world.standing(key), row)

    return world.read(found)
