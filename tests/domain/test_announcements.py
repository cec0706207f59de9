"""Writing to all: one letter a member, once, and kept in the space."""

import pytest

from commentspace.domain import announcements, outbox, recipients, spaces
from commentspace.domain.announcements import Wording
from commentspace.errors import Invalid, NotAllowed, NotFound
from tests.world import OPERATOR, OUTSIDER, World

MEETING = Wording.of(" The next \n meeting ", "We meet on **Monday**.")


def announce(world: World, by: str = "lars", key: str = "k" * 16) -> str:
    return world.write(announcements.announce, world.caller(by), world.space_id, MEETING, key)


def test_every_member_but_the_writer_gets_one_letter(world: World) -> None:
    shown = world.read(recipients.audience, world.caller("lars"), world.space_id).readers
    uid = announce(world)
    letters = world.database.write_here(outbox.lease, 100)
    assert {due.person_id for due in letters} == {each.person_id for each in shown}
    assert len(letters) == 12
    assert world.person("lars") not in {due.person_id for due in letters}
    assert {tuple(due.subjects.items()) for due in letters} == {(("announcement", uid),)}


def test_it_is_kept_for_the_members(world: World) -> None:
    uid = announce(world)
    found = world.read(announcements.find, world.caller("priya"), uid)
    assert (found.subject, found.body, found.by) == ("The next meeting", "We meet on **Monday**.", "Lars Nygård")
    assert (found.html, found.recipients) == ("<p>We meet on <strong>Monday</strong>.</p>", 12)
    assert world.read(announcements.of_space, world.standing("ama")) == [found]


def test_visitors_of_an_open_space_do_not_see_what_was_written_to_its_members(world: World) -> None:
    uid = announce(world)
    world.change_space(is_open=True)
    for key in (OUTSIDER, None):
        with pytest.raises(NotFound):
            world.read(announcements.find, world.caller(key), uid)
        assert world.read(announcements.of_space, world.standing(key)) == []


def test_the_same_form_writes_once(world: World) -> None:
    assert announce(world) == announce(world)
    assert len(world.database.write_here(outbox.lease, 100)) == 12
    assert announce(world, key="another-form") != announce(world)


@pytest.mark.parametrize("by", ["ama", "priya"])
def test_only_moderators_write_to_all(world: World, by: str) -> None:
    with pytest.raises(NotAllowed):
        announce(world, by)
    with pytest.raises(NotAllowed):
        world.read(recipients.audience, world.caller(by), world.space_id)


def test_where_nobody_else_is_a_member_nobody_is_written_to(world: World) -> None:
    alone = world.database.write_here(spaces.make, world.caller("fang"), spaces.Plan.of("peat", "Peat"))
    with pytest.raises(Invalid, match="no other members"):
        world.database.write_here(announcements.announce, world.caller("fang"), alone, MEETING, "k" * 16, space=alone)


def test_the_operator_sees_who_would_get_it(world: World) -> None:
    assert len(world.read(recipients.audience, OPERATOR, world.space_id).readers) == 13


@pytest.mark.parametrize(
    ("subject", "body", "field"), [("", "x", "subject"), ("x" * 201, "x", "subject"), ("x", " ", "body")]
)
def test_subject_and_body_are_checked_at_their_fields(subject: str, body: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Wording.of(subject, body)
    assert refused.value.field == field
