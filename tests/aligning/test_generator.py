"""The truth of the generator is true."""

from dataclasses import replace

import pytest

from commentspace.text.alignment import Relation, is_partition
from tests.aligning.generator import LANGUAGES, edited
from tests.aligning.rates import HEAVY, NOTHING

RUNS = [(seed, language) for seed in range(4) for language in LANGUAGES]


@pytest.mark.parametrize(("seed", "language"), RUNS)
def test_every_character_is_the_one_it_came_from(seed: int, language: str) -> None:
    truth = edited(seed, language, 120, HEAVY)
    for piece, origin in zip(truth.new, truth.origin, strict=True):
        assert len(piece.text) == len(origin)
        for character, place in zip(piece.text, origin, strict=True):
            assert place is None or truth.old[place[0]].text[place[1]] == character


@pytest.mark.parametrize(("seed", "language"), RUNS)
def test_each_paragraph_has_one_fate_and_some_of_its_words(seed: int, language: str) -> None:
    truth = edited(seed, language, 120, HEAVY)
    assert is_partition(truth.links, len(truth.old), len(truth.new))
    for link in truth.links:
        came = {place[0] for at in link.new for place in truth.origin[at] if place}
        assert came.issuperset(link.old) or not link.new


def test_the_same_seed_is_the_same_draft() -> None:
    one, other = edited(5, "zh", 50, HEAVY), edited(5, "zh", 50, HEAVY)
    assert (one.old, one.new, one.links) == (other.old, other.new, other.links)


def test_nothing_done_is_nothing_changed() -> None:
    truth = edited(3, "ar", 80, NOTHING)
    assert truth.old == truth.new
    assert {link.relation for link in truth.links} == {Relation.UNCHANGED}


@pytest.mark.parametrize(
    ("rate", "relation"),
    [
        ("split", Relation.SPLIT),
        ("merged", Relation.MERGED),
        ("paragraph_new", Relation.NEW),
        ("paragraph_deleted", Relation.DELETED),
        ("reworded", Relation.EDITED),
    ],
)
def test_each_rate_does_what_it_says(rate: str, relation: Relation) -> None:
    truth = edited(2, "en", 150, replace(NOTHING, **{rate: 0.2}))
    assert relation in {link.relation for link in truth.links}


def test_what_cannot_be_told_is_rare() -> None:
    shares = [len(edited(seed, "en", 200).undecidable_old) / 200 for seed in range(6)]
    assert sum(shares) / 6 < 0.02
