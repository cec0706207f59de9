"""The writer of a comment says whether its answer satisfies them, to the moderators alone."""

import pytest

from commentspace.domain.dispositions import satisfying
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.dispositions.acts import answer, confirms
from tests.world import World


def _say(world: World, disposition: str, is_satisfied: bool, word: str = "", *, by: str = "ama", **more: object) -> str:
    return world.write(satisfying.say, world.caller(by), disposition, is_satisfied, word, **more)


def _heard(world: World, key: str, comment: str) -> tuple[bool | None, str]:
    seen = world.seen(key, comment).disposition
    assert seen is not None
    return seen.is_satisfied, seen.word


def test_the_writer_and_moderators_read_it_and_nobody_else(world: World) -> None:
    comment = world.post("ama")
    _say(world, answer(world, comment, "rejected"), False, "The coast is left out.")
    for reader in ("ama", "lars"):
        assert _heard(world, reader, comment) == (False, "The coast is left out.")
    for reader in ("wei", "priya"):
        assert _heard(world, reader, comment) == (None, "")
    assert world.rows("SELECT count(*) FROM notice WHERE audience = 'all' AND seq = (SELECT max(seq) FROM event)") == [
        (0,)
    ]


def test_the_last_word_counts(world: World) -> None:
    comment = world.post("ama")
    given = answer(world, comment, "rejected")
    first = _say(world, given, False, "Why?")
    assert _say(world, given, False, "Why?") == first
    _say(world, given, True)
    assert _heard(world, "lars", comment) == (True, "")
    assert world.rows("SELECT count(*) FROM satisfaction") == [(2,)]


def test_nobody_else_speaks_for_the_writer(world: World) -> None:
    given = answer(world, world.post("ama"))
    for other in ("wei", "lars"):
        with pytest.raises(NotAllowed, match="Only the writer"):
            _say(world, given, True, by=other)
    with pytest.raises(NotFound):
        _say(world, given, True, by="julian")


def test_an_answer_that_is_not_in_force_any_more_is_not_spoken_to(world: World) -> None:
    comment = world.post("ama")
    older = answer(world, comment, "rejected")
    answer(world, comment, "noted")
    with pytest.raises(Conflict, match="not in force any more"):
        _say(world, older, True)
    assert _heard(world, "lars", comment) == (None, "")


def test_a_proposed_answer_is_none_yet(world: World) -> None:
    confirms(world)
    with pytest.raises(NotFound):
        _say(world, answer(world, world.post("ama")), True)
