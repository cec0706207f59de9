"""How often what is said to be alike is alike: on generated comments, and on pairs judged by hand."""

from commentspace.text.likeness import Degree, groups
from tests.likeness.judged import judged, told
from tests.likeness.tally import tally


def test_generated_comments_are_found_as_often_as_is_promised() -> None:
    count = tally((3, 14))
    assert count.precision("near") >= 0.99
    assert count.recall("near") >= 0.95
    assert count.precision("similar") >= 0.9
    assert count.recall("similar") >= 0.8


def test_pairs_are_found_as_they_were_judged_by_hand() -> None:
    for on_one_paragraph in (False, True):
        pairs = judged(on_one_paragraph=on_one_paragraph)
        found = told(pairs, groups([piece for pair in pairs for piece in (pair.one, pair.other)]))
        wrong = [pair for pair in pairs if found[pair.one.key] != pair.judged]
        assert len(pairs) >= 60
        assert len(wrong) <= 4, wrong


def test_of_pairs_that_words_tell_badly_most_are_found_as_they_were_judged_and_none_is_called_a_copy() -> None:
    pairs = judged("judged_hard")
    found = told(pairs, groups([piece for pair in pairs for piece in (pair.one, pair.other)]))
    assert len([pair for pair in pairs if found[pair.one.key] == pair.judged]) >= 18
    assert {found[pair.one.key] for pair in pairs} <= {None, Degree.SIMILAR}
