"""What is kept of how somebody took part: it is in their data, and it goes when they are erased."""

import json

from commentspace.demo.cast import member
from commentspace.domain import appeals, conducts, endorsing, erasing, for_senders, my_data
from commentspace.domain.bodies import Body
from commentspace.domain.for_senders import Sending
from commentspace.domain.my_data import SECTIONS
from tests.small_draft import FIRST
from tests.world import World


def take_part(world: World) -> dict[str, str]:
    """Ama agrees, endorses and appeals; Lars decides, and files for somebody who is no member and for Ama."""
    ama, lars, space = world.caller("ama"), world.caller("lars"), world.space_id
    world.write(conducts.write, world.caller("fang"), space, Body.of("Be kind."), seen=0)
    world.write(conducts.agree, ama, space, 1)
    supported, held = world.post("lars"), world.post("ama")
    world.write(endorsing.endorse, ama, supported)
    world.hold(held, by="nadia")
    appeal = world.write(appeals.appeal, ama, held, "It names an office.")
    world.write(appeals.decide, lars, appeal, "It does not.", is_upheld=True)
    [(person,)] = world.rows("SELECT uid FROM person WHERE id = :id", id=world.person("ama"))
    filed = {}
    for name, said in (("stranger", {"name": "Halima Idrissi"}), ("own", {"member_uid": person})):
        sending = Sending.of("fax", world.clock.now, **said, note=f"Letter of {name}")
        posting, paragraph = world.posting(f"Words of {name}."), world.paragraphs[FIRST].uid
        filed[name] = world.database.carry_out_here(for_senders.steps(lars, paragraph, posting, sending)).uid
    return filed


def data(world: World, key: str) -> str:
    def all_of_it(session: object) -> str:
        rows = [my_data.batch(session, world.caller(key), section, 0)[0] for section in SECTIONS]  # type: ignore[arg-type]  # a session
        return json.dumps(rows, default=str, ensure_ascii=False)

    return str(world.read(all_of_it))


def erase(world: World, key: str) -> None:
    world.database.carry_out_here(erasing.erase(world.caller(key), member(key).address, world.clock.now))


def test_my_data_holds_how_one_took_part(world: World) -> None:
    take_part(world)
    ama, lars = data(world, "ama"), data(world, "lars")
    for words in ("It names an office.", "It does not.", "Words of own.", '"channel": "fax"'):
        assert words in ama
    for words in ("It does not.", "Halima Idrissi", "Letter of own", "Letter of stranger"):
        assert words in lars
    assert "It names an office." not in lars, "what others said is theirs"


def test_when_a_member_is_erased_their_part_goes_and_the_decision_stays(world: World) -> None:
    filed = take_part(world)
    erase(world, "ama")
    assert world.rows("SELECT text, answer, is_upheld FROM appeal") in ([("", "", 1)], [("", "", True)])
    assert world.rows("SELECT count(*) FROM endorsement WHERE withdrawn_at IS NULL OR on_behalf_of <> ''") == [(0,)]
    assert world.rows("SELECT count(*) FROM agreement") == [(0,)]
    assert world.seen("lars", filed["own"]).body == ""
    assert world.seen("lars", filed["stranger"]).body == "Words of stranger."


def test_when_a_moderator_is_erased_what_they_filed_for_others_stays_theirs(world: World) -> None:
    filed = take_part(world)
    erase(world, "lars")
    stranger, own = (world.seen("nadia", filed[name]) for name in ("stranger", "own"))
    assert (stranger.body, stranger.said_by, stranger.filed_note) == ("Words of stranger.", "Halima Idrissi", "")
    assert (own.body, own.author, own.filed_note) == ("Words of own.", member("ama").name, "")
    assert not stranger.is_erased
    assert member("lars").name not in repr((stranger, own))
    assert world.rows("SELECT answer FROM appeal") == [("",)]
