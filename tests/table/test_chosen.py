"""What an act is about is what was looked at, or nothing is done."""

import pytest

from commentspace.domain import documents
from commentspace.domain.table import progress
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.chosen import Chosen
from commentspace.errors import Conflict
from tests.small_draft import FIRST, SECOND
from tests.table.asking import answer, looked
from tests.table.test_rows import alike
from tests.world import World

ALL = Chosen(Asked(answer="lacks"), everything=True)


def test_all_that_match_are_meant_and_told_about(world: World) -> None:
    one, two = world.post("ama", FIRST), world.post("ama", SECOND)
    three = world.post("wei", SECOND)
    reply = world.reply("wei", one)
    answer(world, three, outcome="noted")
    found = looked(world, ALL)
    assert (found.uids, found.lacking, found.writers) == ([one, two], 2, 1)
    picked = looked(world, Chosen(Asked(kind="editorial"), (three, reply, "nothing")))
    assert (set(picked.uids), picked.outcomes, picked.unwanting) == ({three, reply}, {"noted": 1}, 1)


def test_what_has_changed_since_the_look_stops_the_act(world: World) -> None:
    one = world.post("ama", FIRST)
    mark = looked(world, ALL).mark
    assert looked(world, ALL, mark).uids == [one]
    world.post("wei", SECOND)
    with pytest.raises(Conflict) as refused:
        looked(world, ALL, mark)
    assert (refused.value.details["before"], refused.value.details["now"]) == ("1", 2)


def test_an_answer_of_somebody_else_since_the_look_stops_the_act(world: World) -> None:
    one = Chosen(Asked(), (world.post("ama", FIRST),))
    mark = looked(world, one).mark
    answer(world, *one.uids)
    with pytest.raises(Conflict):
        looked(world, one, mark)


def test_a_comment_that_was_edited_since_the_look_stops_the_act(world: World) -> None:
    comment = world.post("ama", FIRST)
    mark = looked(world, ALL).mark
    world.edit("ama", comment, "The opposite.")
    with pytest.raises(Conflict):
        looked(world, ALL, mark)


def test_nothing_chosen_is_said(world: World) -> None:
    with pytest.raises(Conflict):
        looked(world, Chosen(Asked()), looked(world, Chosen(Asked())).mark)


def test_progress_counts_comments_and_distinct_ones(world: World) -> None:
    made = [world.post("ama", FIRST, f"Says {n}.") for n in range(4)]
    world.reply("wei", made[0])
    world.withdraw("ama", world.post("ama", SECOND))
    world.hold(world.post("ama", SECOND))
    alike(world, tuple(made[:3]))
    answer(world, made[0], made[3])
    document, who = world.read(documents.find, world.caller("lars"), world.document)
    done = world.read(progress.of, who, document)
    assert (done.comments, done.answered, done.lacking) == (4, 2, 2)
    assert (done.distinct, done.distinct_lacking) == (2, 1)
    work = world.read(progress.work, who, document)
    assert [(answers, waiting) for _, answers, waiting in work.people] == [(2, 0)]
    assert work.moments == [world.clock.now] * 2
