"""Words in what is not submitted: drafts, and the sealed room of a delegation; moderators and owners hear none."""

from typing import NamedTuple

from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.contributions import changing, writing
from commentspace.domain.edits import Particulars
from tests.delegating import contribute, delegation, keep
from tests.small_draft import SECOND
from tests.world import World


class Planted(NamedTuple):
    """A word, where it stands, and who alone may hear it."""

    word: str
    where: str
    may: frozenset[str]


AUTHOR = frozenset({"ama"})
SEATED = frozenset({"olga", "wei"})


def plant(world: World) -> list[Planted]:
    """A draft in two states, and a contribution that is answered and edited by the focal point."""
    draft = keep(world, "ama", "canary-draft-first", SECOND)
    more = Particulars("substantive", Proposal.of("canary-draft-wording"))
    world.write(changing.edit, world.caller("ama"), draft, Body.of("canary-draft-second"), more, based_on=1)
    delegation(world, "Canary delegation", focal="wei", experts=["olga"], as_one=False)
    said = contribute(world, "olga", "canary-room-first", SECOND)
    body = Body.of("canary-room-second")
    world.write(changing.edit, world.caller("wei"), said, body, Particulars("substantive"), based_on=1)
    answer = world.write(writing.answer, world.caller("wei"), said, world.posting("canary-room-answer")).uid
    dropped = contribute(world, "olga", "canary-room-dropped", SECOND)
    world.write(changing.drop, world.caller("wei"), dropped, "canary-room-reason")
    own = ("canary-draft-first", "canary-draft-second", "canary-draft-wording", draft)
    seated = ("first", "second", "answer", "dropped", "reason")
    return [
        *(Planted(word, "a draft", AUTHOR) for word in own),
        *(Planted(f"canary-room-{word}", "the room of a delegation", SEATED) for word in seated),
        *(Planted(word, "the room of a delegation", SEATED) for word in (said, answer, dropped)),
    ]
