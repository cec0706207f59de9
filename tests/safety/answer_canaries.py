"""Words in answers that are not for everybody: proposals, what writers say, texts and notes of moderators."""

from typing import NamedTuple

from commentspace.domain.dispositions import assigning, confirming, satisfying, texts
from commentspace.domain.dispositions.texts import Text
from tests.dispositions import acts
from tests.small_draft import SECOND
from tests.world import World


class Planted(NamedTuple):
    """A word, where it stands, who besides moderators may hear it, and whether some page says it."""

    word: str
    where: str
    also: frozenset[str] = frozenset()
    is_shown: bool = True


def plant(world: World) -> list[Planted]:
    """One in each of them."""
    return [*_proposed(world), *_given(world), *_prepared(world)]


def _proposed(world: World) -> list[Planted]:
    """An answer that waits, and one that was declined."""
    waiting, declined = (world.post("wei", SECOND, f"Which {what}?") for what in ("shore", "delta"))
    acts.confirms(world)
    uid = acts.answer(world, waiting, "rejected", reason="canary-decided-proposed")
    other = acts.answer(world, declined, "rejected", reason="canary-decided-declined")
    world.write(confirming.decline, world.caller("nadia"), other, "canary-decided-refusal")
    acts.confirms(world, confirmed=False)
    words = ("canary-decided-proposed", "canary-decided-declined", "canary-decided-refusal", uid)
    return [Planted(word, "a proposed answer") for word in words]


def _given(world: World) -> list[Planted]:
    """What a writer says to their answer; the answer to a comment that was held back afterwards."""
    answered, held = (world.post("olga", SECOND, f"Which {what}?") for what in ("marsh", "lagoon"))
    given = acts.answer(world, answered, "noted", reason="Seen.")
    world.write(satisfying.say, world.caller("olga"), given, False, "canary-decided-word")
    acts.answer(world, held, "noted", reason="canary-decided-of-held")
    world.hold(held)
    theirs = frozenset({"olga"})
    return [
        Planted("canary-decided-word", "what a writer says to an answer", theirs),
        Planted("canary-decided-of-held", "the answer to a held comment", theirs),
    ]


def _prepared(world: World) -> list[Planted]:
    """A standard text, and a note to who is to answer."""
    text = Text.of("canary-text-title", "", "canary-text-body")
    world.write(texts.keep, world.caller("lars"), world.space_id, text)
    comment = world.post("wei", SECOND, "Which estuary?")
    to = next(iter(world.read(assigning.assignees, world.space_id))).uid
    steps = assigning.steps(world.caller("lars"), world.document, [comment], to, note="canary-assignment-note")
    world.database.carry_out_here(steps)
    prepared = [Planted(word, "a standard text") for word in ("canary-text-title", "canary-text-body")]
    return [*prepared, Planted("canary-assignment-note", "an assignment", is_shown=False)]
