"""Kept pieces: made once for what they show, one for each key, and never more than there is room for."""

from markupsafe import Markup

from commentspace.render.kept import Kept


class _Making:
    """Makes a piece of so many letters, and counts how often."""

    def __init__(self, letters: int = 10):
        self.letters, self.times = letters, 0

    def __call__(self) -> Markup:
        self.times += 1
        return Markup("x") * self.letters


def test_a_piece_is_made_once_for_the_same_views() -> None:
    kept, making = Kept(1_000), _Making()
    assert kept.get("row", ("a", "b"), making) == kept.get("row", ("a", "b"), making)
    assert making.times == 1


def test_a_piece_that_shows_something_else_takes_the_place_of_the_old_one() -> None:
    kept, making = Kept(1_000), _Making()
    for number in range(50):
        kept.get("row", tuple(range(number)), making)
    assert making.times == 50
    assert len(kept) == 1


def test_what_was_not_asked_for_longest_goes_when_there_is_no_room() -> None:
    kept, making = Kept(35), _Making()
    for key in ("one", "two", "three"):
        kept.get(key, 1, making)
    kept.get("one", 1, making)
    kept.get("four", 1, making)
    assert len(kept) == 3
    before = making.times
    kept.get("one", 1, making)
    assert making.times == before
    kept.get("two", 1, making)
    assert making.times == before + 1


def test_a_piece_larger_than_the_room_is_still_given() -> None:
    kept = Kept(5)
    assert len(kept.get("large", 1, _Making(100))) == 100
    assert len(kept) == 1
