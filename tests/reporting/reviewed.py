"""A review with comments of several kinds, and answers to some of them."""

from typing import Any

from commentspace.domain.dispositions.answering import Answering, Reason, answer
from commentspace.domain.reporting import gathering
from commentspace.domain.reporting.values import Report
from tests.small_draft import FIRST, SECOND
from tests.world import World


def decided(world: World, comment: str, outcome: str, reason: str = "So it was agreed.", by: str = "lars") -> str:
    """An answer of a moderator; returns its name."""
    return world.write(answer, world.caller(by), comment, Answering(outcome, Reason.of(reason)))


def reviewed(world: World) -> dict[str, str]:
    """Three comments with an answer, one without, a reply and a withdrawn one, by the names that tests call them."""
    found = {
        "taken": world.post("ama", FIRST, "Say when.", proposal="By 2030, the Parties", kind="editorial"),
        "refused": world.post("li", FIRST, "Strike it out."),
        "noted": world.post("wei", SECOND, "We welcome this.", kind="question"),
        "open": world.post("ama", SECOND, "Who pays for it?"),
        "gone": world.post("li", SECOND, "Never mind."),
    }
    world.reply("wei", found["open"], "Yes, who?")
    world.withdraw("li", found["gone"])
    decided(world, found["taken"], "accepted")
    decided(world, found["refused"], "rejected", "It was agreed in the first round.")
    decided(world, found["noted"], "noted", "")
    return found


def report(world: World, by: str | None = "lars", number: int | None = None, **more: Any) -> Report:
    """What this person is given."""
    return world.read(gathering.gather, world.caller(by), world.document, number, now=world.clock.now, **more)
