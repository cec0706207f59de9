"""Promises about merging: both changes stand, or nobody's is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.text.merging import Fit, Merge, merged, overlaps

BASE = "Each Party shall restore its wetlands by 2030."
WORDS = ["each", "Party", "shall", "restore", "the", "wetlands", "by", "2030", ".", "水", "湿地", "الماء", "\n\n"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BASE.replace("shall", "must"), BASE, Merge("Each Party must restore its wetlands by 2030.", Fit.SAME)),
        (
            BASE.replace("shall", "must"),
            BASE.replace("2030", "2035"),
            Merge("Each Party must restore its wetlands by 2035.", Fit.MERGED),
        ),
        (BASE.replace("shall", "must"), BASE.replace("shall", "must"), Merge(BASE.replace("shall", "must"), Fit.TAKEN)),
        (
            BASE.replace("shall", "must"),
            BASE.replace("shall", "must").replace("2030", "2035"),
            Merge("Each Party must restore its wetlands by 2035.", Fit.TAKEN),
        ),
        (
            BASE.replace("shall", "must"),
            BASE.replace("shall", "should"),
            Merge(BASE.replace("shall", "must"), Fit.COLLIDES),
        ),
        (
            BASE.replace("shall", "must"),
            BASE.replace("restore", "protect"),
            Merge(BASE.replace("shall", "must"), Fit.COLLIDES),
        ),
        (
            BASE.replace("its", "all its"),
            BASE.replace("its", "most of its"),
            Merge(BASE.replace("its", "all its"), Fit.COLLIDES),
        ),
        (BASE.replace("shall", "must"), "", Merge(BASE.replace("shall", "must"), Fit.COLLIDES)),
        (
            BASE + " It shall report.",
            BASE.replace("2030", "2035"),
            Merge("Each Party shall restore its wetlands by 2035. It shall report.", Fit.MERGED),
        ),
        (BASE + " It shall report.", BASE + " It may ask for help.", Merge(BASE + " It shall report.", Fit.COLLIDES)),
        (
            "**" + BASE + "**",
            BASE.replace("its", "all"),
            Merge("**Each Party shall restore all wetlands by 2030.**", Fit.MERGED),
        ),
    ],
)
def test_changes_are_merged_where_words_lie_between_them_and_collide_elsewhere(
    mine: str, theirs: str, expected: Merge
) -> None:
    assert merged(BASE, mine, theirs) == expected


def test_chinese_is_merged_by_characters() -> None:
    base = "各缔约方应恢复其湿地，鱼会回来。"
    assert merged(base, base.replace("应", "须"), base.replace("鱼会", "鱼将")) == Merge(
        "各缔约方须恢复其湿地，鱼将回来。", Fit.MERGED
    )


def test_white_space_alone_is_no_change_of_words_and_is_kept() -> None:
    assert merged("One two three.", "One 2 three.", "One  two\nthree.") == Merge("One  2 three.", Fit.SAME)
    assert merged("One two.", "Two  one.", "Two one.") == Merge("Two one.", Fit.TAKEN)


@settings(deadline=None)
@given(texts, texts)
def test_what_only_one_side_changed_is_taken_as_it_is(base: str, other: str) -> None:
    assert merged(base, other, base) == Merge(other, Fit.SAME)
    found = merged(base, base, other)
    assert found.text.split() == other.split()
    assert found.fit in ({Fit.SAME, Fit.TAKEN} if other.split() == base.split() else {Fit.TAKEN})


@settings(deadline=None)
@given(texts, texts, texts)
def test_a_merge_never_fails_and_a_collision_keeps_the_proposal(base: str, mine: str, theirs: str) -> None:
    found = merged(base, mine, theirs)
    if found.fit is Fit.COLLIDES:
        assert found.text == mine
    if found.fit is Fit.TAKEN:
        assert found.text.split() == theirs.split()


@settings(deadline=None)
@given(texts, texts, texts)
def test_two_proposals_overlap_whichever_is_asked_first(base: str, one: str, other: str) -> None:
    assert overlaps(base, one, other) == overlaps(base, other, one)
    if not overlaps(base, one, other):
        first, second = merged(base, one, other), merged(base, other, one)
        assert first.text.split() == second.text.split() or Fit.TAKEN in (first.fit, second.fit)


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=6, max_size=20, unique=True), st.data())
def test_changes_of_words_that_do_not_touch_are_always_merged(numbers: list[int], data: st.DataObject) -> None:
    base = [f"word{number}" for number in numbers]
    here = data.draw(st.integers(0, len(base) - 3))
    there = data.draw(st.integers(here + 2, len(base) - 1))
    mine, theirs, both = [*base], [*base], [*base]
    mine[here] = both[here] = "mine"
    theirs[there] = both[there] = "theirs"
    assert merged(" ".join(base), " ".join(mine), " ".join(theirs)) == Merge(" ".join(both), Fit.MERGED)
