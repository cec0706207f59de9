"""How often what is said to be alike is alike: on generated comments, and on pairs judged by hand."""

from commentspace.text.likeness import groups
from tests.likeness.judged import judged, told
from tests.likeness.tally import tally


def test_generated_comments_are_found_as_often_as_is_promised() -> None:
    count = tally((3, 14))
    assert count.precision("near") >= 0.99
    assert count.recall("near") >= 0.95
    assert count.precision("similar") >= 0.85
    assert count.recall("similar") >= 0.7


def test_pairs_are_found_as_they_were_judged_by_hand() -> None:
    for on_one_paragraph in (False, True):
        pairs = judged(on_one_paragraph=on_one_paragraph)
        found = told(pairs, groups([piece for pair in pairs for piece in (pair.one, pair.other)]))
        wrong = [pair for pair in pairs if found[pair.one.key] != pair.judged]
        assert len(pairs) >= 60
        assert len(wrong) <= 3, wrong
