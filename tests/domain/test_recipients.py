"""A letter to a part of the members: who is in it, who sees it, and how it is sent to many."""

from datetime import datetime

import pytest
from sqlmodel import Session

from commentspace.demo.cast import CAST, member
from commentspace.domain import announcements, broadcasts, members, outbox, recipients, spaces
from commentspace.domain.announcements import Wording
from commentspace.domain.broadcasts import Broadcast
from commentspace.domain.member_lists import Entry
from commentspace.domain.recipients import EVERYBODY, Part
from commentspace.domain.tables import Suppression
from commentspace.errors import Invalid, NotAllowed, NotFound
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER, World

WORDS = Wording.of("To some of you", "Please read **this**.")


def readers(world: World, part: Part, by: str = "lars") -> set[str]:
    """The keys of those who would get the letter."""
    keys = {world.person(each.key): each.key for each in CAST}
    found = world.read(recipients.audience, world.caller(by), world.space_id, part)
    return {keys[each.person_id] for each in found.readers}


def announce(world: World, part: Part, key: str = "k" * 16) -> str:
    return world.write(announcements.announce, world.caller("lars"), world.space_id, WORDS, key, part=part)


def sees(world: World, key: str | None, uid: str) -> bool:
    try:
        world.read(announcements.find, world.caller(key), uid)
    except NotFound:
        return False
    return True


def test_those_who_have_commented_are_found_in_the_space_and_on_a_document(world: World) -> None:
    world.post("ama", FIRST)
    world.hold(world.post("wei", SECOND))
    world.withdraw("olga", world.post("olga", FIRST))
    assert readers(world, Part.of("commented")) == {"ama", "wei"}
    assert readers(world, Part.of("commented", world.document)) == {"ama", "wei"}


def test_those_who_have_not_yet_commented_are_all_the_others(world: World) -> None:
    world.post("ama", FIRST)
    silent = readers(world, Part.of("silent", world.document))
    assert silent == readers(world, EVERYBODY) - {"ama"}


def test_parties_and_roles_are_chosen_by_name(world: World) -> None:
    party = member("wei").on_behalf_of
    theirs = {each.key for each in CAST if each.on_behalf_of == party and each.key != OUTSIDER}
    assert readers(world, Part.of("parties", names=[party])) == theirs
    assert readers(world, Part.of("roles", names=["reader"])) == {
        each.key for each in CAST if each.role == "reader" and each.key != OUTSIDER
    }
    assert party in world.read(recipients.parties, world.standing("lars"))


def test_those_who_have_not_accepted_their_invitation_are_a_part(world: World) -> None:
    julian = member(OUTSIDER)
    entry = Entry.of(julian.name, julian.address, "", "", "participant", "en")
    world.write(members.add, world.caller("lars"), world.space_id, [entry])
    assert readers(world, Part.of("invited")) == {OUTSIDER}
    world.post(OUTSIDER)
    assert readers(world, Part.of("invited")) == set()


@pytest.mark.parametrize(
    ("who", "document", "names", "field"),
    [
        ("nobody", "", (), "who"),
        ("silent", "", (), "document"),
        ("parties", "", (), "who"),
        ("roles", "", ("king",), "who"),
    ],
)
def test_what_is_no_part_is_said_at_its_field(who: str, document: str, names: tuple[str, ...], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Part.of(who, document, names)
    assert refused.value.field == field


def test_a_document_of_another_space_is_none_of_this_one(world: World) -> None:
    other = world.database.write_here(spaces.make, world.caller("fang"), spaces.Plan.of("peat", "Peat"))
    with pytest.raises(Invalid) as refused:
        world.read(recipients.audience, world.caller("fang"), other, Part.of("commented", world.document))
    assert refused.value.field == "document"


def test_a_part_is_kept_as_it_was_chosen() -> None:
    for part in (EVERYBODY, Part.of("silent", "a" * 16), Part.of("parties", names=["Ghana", "中国"])):
        assert Part.read(part.kept) == part
    assert EVERYBODY.kept == "{}"


def test_only_those_for_whom_it_is_and_moderators_learn_of_a_letter_to_a_part(world: World) -> None:
    world.post("ama")
    world.write(members.choose_mail, world.caller("wei"), world.space_id, "new", announcements=False)
    world.post("wei")
    uid = announce(world, Part.of("commented"))
    assert all(sees(world, key, uid) for key in ("ama", "wei", "lars", "nadia", "fang"))
    world.change_space(is_open=True)
    for key in ("priya", "olga", OUTSIDER, None):
        assert not sees(world, key, uid)
        assert world.read(announcements.of_space, world.standing(key)) == []
    assert [due.person_id for due in world.database.write_here(outbox.lease, 100)] == [world.person("ama")]


def test_a_part_in_which_nobody_gets_letters_is_refused(world: World) -> None:
    with pytest.raises(Invalid, match="Choose another part"):
        announce(world, Part.of("commented"))


def test_who_has_no_address_that_takes_mail_is_named_apart(world: World) -> None:
    world.database.write_here(suppress, member("ama").address)
    found = world.read(recipients.audience, world.caller("lars"), world.space_id)
    assert [each.name for each in found.unreachable] == ["Ama Boateng"]
    assert "Ama Boateng" not in {each.name for each in found.readers}


def suppress(session: Session, address: str, *, now: datetime) -> None:
    """No letters go to this address."""
    session.add(Suppression(address=address, why="hard", at=now))


def broadcast(world: World, by: str = "lars", key: str = "k" * 16, part: Part = EVERYBODY) -> str:
    to = world.read(recipients.audience, world.caller("lars"), world.space_id, part)
    what = Broadcast(world.space_id, WORDS, part, key)
    return world.database.carry_out_here(broadcasts.send(world.caller(by), what, to))


def test_a_letter_sent_in_steps_goes_to_the_same_people_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcasts, "TOGETHER", 5)
    uid = broadcast(world)
    assert broadcast(world) == uid
    leased = world.database.write_here(outbox.lease, 100)
    assert len(leased) == len({due.person_id for due in leased}) == 12
    assert {due.thread for due in leased} == {f"a:{uid}"}
    assert world.read(announcements.find, world.caller("priya"), uid).recipients == 12


def test_nothing_of_a_sending_that_was_cut_off_is_seen_or_sent(world: World) -> None:
    to = world.read(recipients.audience, world.caller("lars"), world.space_id)
    steps = broadcasts.send(world.caller("lars"), Broadcast(world.space_id, WORDS, EVERYBODY, "k" * 16), to)
    for _ in range(2):
        step = next(steps)
        world.database.write_here(step.verb, *step.args)
    assert world.rows("SELECT count(*) FROM outbox") == [(12,)]
    assert world.read(announcements.of_space, world.standing("priya")) == []
    assert world.database.write_here(outbox.lease, 100) == []
    uid = broadcast(world)
    leased = world.database.write_here(outbox.lease, 100)
    assert {due.subjects["announcement"] for due in leased} == {uid}


def test_only_moderators_send_in_steps(world: World) -> None:
    with pytest.raises(NotAllowed):
        broadcast(world, by="ama")
    assert world.rows("SELECT count(*) FROM outbox") == [(0,)]
