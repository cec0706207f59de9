"""Letters that gather, on both engines: each thing is in one letter, however acts and the post office interleave."""

import json
from collections.abc import Sequence

from commentspace.domain import members, outbox
from commentspace.domain.dispositions import answering, many
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.told.gathering import LONGEST, QUIET
from tests.small_draft import FIRST, SECOND
from tests.world import World


def wants_letters(world: World, *keys: str) -> None:
    for key in keys:
        world.write(members.choose_mail, world.caller(key), world.space_id, "off", at_once=True)


def answer(world: World, comment: str, outcome: str = "noted") -> str:
    said = Answering(outcome, Reason.of("We know."))
    return str(world.write(answering.answer, world.caller("lars"), comment, said))


def told(world: World) -> list[Sequence[str]]:
    """What each letter about answers is to tell."""
    rows = world.rows("SELECT subjects FROM outbox WHERE kind = 'answered' ORDER BY id")
    return [json.loads(subjects)["told"] for (subjects,) in rows]


def test_what_comes_before_the_letter_is_taken_in_hand_is_added_and_puts_it_off(world: World) -> None:
    wants_letters(world, "ama")
    first, second = world.post("ama", FIRST), world.post("ama", SECOND)
    begun = world.clock.now
    made = [answer(world, first)]
    world.clock.advance(minutes=4)
    made.append(answer(world, second))
    assert told(world) == [made]
    world.clock.advance(minutes=2)
    assert not world.read(outbox.is_waiting, world.clock.now)
    world.clock.advance(seconds=(begun + LONGEST - world.clock.now).total_seconds())
    assert world.read(outbox.is_waiting, world.clock.now)


def test_what_comes_after_it_was_taken_in_hand_begins_another(world: World) -> None:
    wants_letters(world, "ama")
    first, second = world.post("ama", FIRST), world.post("ama", SECOND)
    made = [answer(world, first)]
    world.clock.advance(seconds=QUIET.total_seconds())
    assert len(world.write(outbox.lease, 10)) == 1
    made.append(answer(world, second))
    assert told(world) == [[made[0]], [made[1]]]


def test_one_act_on_many_comments_is_one_letter_to_each_of_their_writers(world: World) -> None:
    keys = ("ama", "wei", "maryam")
    wants_letters(world, *keys)
    posted = [world.post(key, at, f"Text {at}.") for at in (FIRST, SECOND) for key in keys]
    said = Answering("noted", Reason.of("We know."))
    world.database.carry_out_here(many.steps(world.caller("lars"), world.document, posted, said, "a-batch"))
    assert [len(each) for each in told(world)] == [2, 2, 2]
    assert len({name for each in told(world) for name in each}) == len(posted)


def test_who_has_left_is_told_nothing(world: World) -> None:
    wants_letters(world, "ama")
    comment = world.post("ama")
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("ama"))
    world.write(members.end, world.caller("fang"), uid, space_id=world.space_id)
    answer(world, comment)
    assert told(world) == []
