"""What the live door asks for many pages at once."""

from datetime import timedelta

from commentspace.domain import changes, listening, people, sessions
from tests.clock import START
from tests.small_draft import FIRST, SECOND
from tests.world import World


def test_a_cursor_is_a_point_in_the_record_for_whom_it_was_given_to(world: World) -> None:
    world.change_space(holds_new=True)
    world.clock.advance(minutes=1)
    world.post("ama")
    token, seq = world.read(changes.cursor, world.standing("lars"), world.document_id)
    found = world.read(listening.point, world.standing("lars"), world.document_id, token)
    assert found == listening.Point(seq, START + timedelta(minutes=1))
    assert world.read(listening.sequence, world.space_id) == seq
    for key, given in (("wei", token), ("lars", "a" * 16)):
        assert world.read(listening.point, world.standing(key), world.document_id, given) is None


def test_what_somebody_would_be_told_is_counted_by_what_they_may_know(world: World) -> None:
    before = world.read(listening.sequence, world.space_id)
    world.post("ama")
    world.change_space(holds_new=True)
    world.post("ama")
    told = {
        key: world.read(listening.notices_since, world.standing(key), world.document_id, before)
        for key in ("wei", "ama", "lars")
    }
    assert told == {"wei": 1, "ama": 2, "lars": 2}


def test_the_footing_changes_with_role_membership_and_openness(world: World) -> None:
    def of(key: str | None) -> object:
        return world.read(listening.footing, world.space_id).of(world.person(key) if key else None)

    ama, visitor = of("ama"), of(None)
    world.post("ama")
    assert (of("ama"), of(None)) == (ama, visitor)
    world.change_space(is_open=True)
    assert of("ama") != ama
    assert of(None) != visitor
    world.change_space(is_open=False)
    assert of("ama") == ama
    world.database.write_here(people.make_admin, "", "ama.boateng@example.net")
    assert of("ama") != ama


def test_sessions_that_were_ended_or_have_run_out_are_told_from_those_that_last(world: World) -> None:
    tokens = [world.database.write_here(sessions.begin, world.person("ama"), "a browser") for _ in range(2)]
    lasting, out = (known.login for token in tokens if (known := world.read(sessions.who, token, world.clock.now)))
    world.database.write_here(sessions.out, tokens[1])
    logins = [lasting, out, "a" * 16]
    assert world.read(listening.ended, logins, world.clock.now) == {out, "a" * 16}
    world.clock.advance(days=61)
    assert world.read(listening.ended, logins, world.clock.now) == set(logins)


def test_those_concerned_are_the_authors_of_what_was_touched_and_answered_and_of_what_is_held(world: World) -> None:
    world.post("olga", SECOND)
    comment = world.post("ama", FIRST)
    before = world.read(listening.sequence, world.space_id)
    world.reply("wei", comment)
    assert world.read(listening.concerned, world.document_id, before) == {world.person("wei"), world.person("ama")}
    world.hold(world.post("maryam"))
    now = world.read(listening.sequence, world.space_id)
    assert world.read(listening.concerned, world.document_id, now) == {world.person("maryam")}
