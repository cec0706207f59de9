"""How people take part beside commenting, one of each kind: for the world in which there is one of everything."""

from commentspace.domain import appeals, conducts, endorsing, for_senders
from commentspace.domain.bodies import Body
from commentspace.domain.file_kinds import File
from commentspace.domain.for_senders import Sending
from tests.small_draft import FIRST, SECOND
from tests.world import World


def fill(world: World, other_space: int) -> None:
    """Endorsements given and taken back, appeals that wait and were decided, filings, and a code of conduct."""
    supported = world.post("olga", FIRST, "Let us say <so>.")
    for key in ("ama", "wei", "lars"):
        world.write(endorsing.endorse, world.caller(key), supported)
    world.write(endorsing.take_back, world.caller("wei"), supported)
    for decided in (None, True, False):
        held = world.post("ama", SECOND, "It is <rude>.")
        world.hold(held, "It <is>.")
        uid = world.write(appeals.appeal, world.caller("ama"), held, "It is <not>.")
        if decided is not None:
            world.write(appeals.decide, world.caller("nadia"), uid, "So <be> it.", is_upheld=decided)
    _file(world)
    nadia = world.caller("nadia")
    for number, text in enumerate(("Be <b>kind</b>.", "", "Be *kind*.")):
        seen = number if text == "" else 0
        world.database.write_here(conducts.write, nadia, other_space, Body.perhaps(text), seen=seen, space=other_space)


def _file(world: World) -> None:
    """From somebody who is no member, with a scan; from a member."""
    [(person,)] = world.rows("SELECT uid FROM person WHERE id = :id", id=world.person("wei"))
    scan = File("<scan>.pdf", "application/pdf", b"%PDF-1.7")
    senders = ({"name": "Halima <Idrissi>", "organisation": "The <Ministry>"}, {"member_uid": str(person)})
    for said in senders:
        sending = Sending.of("telephone", world.clock.now, [scan], **said, note="A <note>")
        posting, paragraph = world.posting("Which <water>?"), world.paragraphs[FIRST].uid
        world.database.carry_out_here(for_senders.steps(world.caller("lars"), paragraph, posting, sending))
