"""One answer of every kind, in the world in which there is one of everything."""

from commentspace.domain.dispositions import assigning, reopening, satisfying, texts
from commentspace.domain.dispositions.texts import Text
from tests.dispositions import acts
from tests.small_draft import SECOND
from tests.world import World


def fill(world: World, first: str) -> None:
    """Answers in force, superseded, taken back and proposed; an unsatisfied writer; an assignment; a standard text."""
    lars = world.caller("lars")
    text = Text.of("Thanks <you>", "noted", "We thank {name}.")
    chosen = world.write(texts.keep, lars, world.space_id, text)
    given = acts.answer(world, first, "noted", reason=text.text, text=chosen)
    world.write(satisfying.say, world.caller("ama"), given, False, "The sea is <left> out.")
    second = world.post("olga", SECOND, "The <same> again.")
    acts.answer(world, second, "rejected", reason="It is *told* elsewhere.")
    acts.answer(world, second, "duplicate", by="nadia", duplicate_of=first)
    third = world.post("olga", SECOND, "One <more> word.")
    acts.answer(world, third, "deferred", by="nadia")
    world.write(reopening.reopen, lars, third, "It was <not> the time.")
    acts.confirms(world)
    acts.answer(world, third, "partly", reason="The <half> of it.")
    acts.confirms(world, confirmed=False)
    uid = world.read(assigning.assignees, world.space_id)[0].uid
    world.database.carry_out_here(assigning.steps(lars, world.document, [third], uid, note="Please <look>."))
