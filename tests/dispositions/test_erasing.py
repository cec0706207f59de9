"""When somebody is erased, what was decided stays without them."""

from commentspace.demo.cast import member
from commentspace.domain import erasing, my_data, record
from commentspace.domain.dispositions import assigning, satisfying
from commentspace.domain.my_data import SECTIONS
from tests.dispositions.acts import answer, history
from tests.safety.erased import holding
from tests.world import World


def _erase(world: World, key: str) -> None:
    steps = erasing.erase(world.caller(key), member(key).address, world.clock.now)
    world.database.carry_out_here(steps)


def test_the_words_of_an_erased_writer_and_their_name_go_from_the_answers(world: World) -> None:
    comment = world.post("ama")
    given = answer(world, comment, "rejected", reason="Dear {name}, **no**.")
    world.write(satisfying.say, world.caller("ama"), given, False, "Unheard-of word.")
    _erase(world, "ama")
    assert holding(world.database, ("Unheard-of word", "Ama Boateng")) == []
    past = history(world, "lars", comment)[0]
    assert (past.view.outcome, past.view.reason) == ("rejected", "Dear —, **no**.")
    assert past.view.is_satisfied is False
    assert world.read(record.check, world.space_id)[1] == []


def test_the_answers_of_an_erased_moderator_stand_and_nothing_waits_for_them(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment, by="nadia", reason="As agreed.")
    to = next(each for each in world.read(assigning.assignees, world.space_id) if each.name == "نادية كرم")
    steps = assigning.steps(world.caller("lars"), world.document, [comment], to.uid, note="For Nadia.")
    world.database.carry_out_here(steps)
    _erase(world, "nadia")
    seen = world.seen("lars", comment)
    assert seen.disposition is not None
    assert (seen.disposition.reason, seen.disposition.by) == ("As agreed.", "—")
    assert seen.assigned_to == ""
    assert holding(world.database, ("For Nadia.", "نادية")) == []


def test_everybody_takes_their_own_words_and_answers_along(world: World) -> None:
    given = answer(world, world.post("ama"), "rejected", reason="Out of reach.")
    world.write(satisfying.say, world.caller("ama"), given, False, "Why?")

    def of(key: str, name: str) -> list[dict[str, object]]:
        section = next(each for each in SECTIONS if each.name == name)
        return world.read(my_data.batch, world.caller(key), section, 0)[0]

    assert [row["word"] for row in of("ama", "what_i_said_to_answers")] == ["Why?"]
    assert [row["reason"] for row in of("ama", "answers_to_my_comments")] == ["Out of reach."]
    assert [row["reason"] for row in of("lars", "answers_i_gave_to_comments")] == ["Out of reach."]


def test_a_short_name_is_not_cut_out_of_other_words(world: World) -> None:
    world.execute("UPDATE person SET name = 'Li' WHERE id = :id", id=world.person("ama"))
    comment = world.post("ama")
    answer(world, comment, "rejected", reason="Dear {name}, the Limits stand.")
    _erase(world, "ama")
    assert history(world, "lars", comment)[0].view.reason == "Dear —, the Limits stand."
