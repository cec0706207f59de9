"""What is true of every alignment, whatever the texts."""

import os
import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.text.aligning import align
from commentspace.text.alignment import Link, Piece, Relation, is_partition
from tests.aligning.generator import edited
from tests.aligning.rates import HEAVY

SOME = (
    "Reserved.",
    "Article 5",
    "Article 6",
    "",
    "* * *",
    "水质应当监测。",
    "The Parties shall meet once a year.",
    "n/a",
)
TEXTS = st.one_of(st.sampled_from(SOME), st.text(max_size=60))
PIECES = st.lists(
    st.builds(Piece, TEXTS, st.sampled_from(["", "1.", "2.", "(a)"]), st.sampled_from(["heading", "row", "paragraph"])),
    max_size=14,
)
GIVEN = st.dictionaries(st.integers(-1, 15), st.lists(st.integers(-1, 15), max_size=3), max_size=5)


@given(PIECES, PIECES, GIVEN)
@settings(max_examples=150, deadline=None)
def test_it_is_always_a_partition_and_always_the_same(
    old: list[Piece], new: list[Piece], said: dict[int, list[int]]
) -> None:
    links = align(old, new, said)
    assert is_partition(links, len(old), len(new))
    assert links == align(old, new, said)
    assert all(len(link.old) <= 1 or len(link.new) <= 1 for link in links)
    firsts = [link.new[0] for link in links if link.new]
    assert firsts == sorted(firsts)


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_a_text_against_itself_is_unchanged(text: list[Piece]) -> None:
    assert [link.relation for link in align(text, text)] == [Relation.UNCHANGED] * len(text)
    assert [(link.old, link.new) for link in align(text, list(text), {99: []})] == [
        ((n,), (n,)) for n in range(len(text))
    ]


@given(PIECES, PIECES, GIVEN)
@settings(max_examples=80, deadline=None)
def test_what_is_new_by_somebodys_word_is_new(old: list[Piece], new: list[Piece], said: dict[int, list[int]]) -> None:
    links = align(old, new, {at: [] for at in said})
    fresh = {link.new for link in links if link.is_given}
    assert fresh == {(at,) for at in said if 0 <= at < len(new)}


@given(st.integers(0, 40), st.sampled_from(["en", "zh", "ar"]))
@settings(max_examples=6, deadline=None)
def test_labels_change_no_identities(seed: int, language: str) -> None:
    truth = edited(seed, language, 60, HEAVY)
    labels = [piece.label for piece in truth.new]
    random.Random(seed).shuffle(labels)  # noqa: S311  # any order will do
    swapped = [piece._replace(label=label) for piece, label in zip(truth.new, labels, strict=True)]
    assert _identities(align(truth.old, swapped)) == _identities(align(truth.old, truth.new))


def _identities(links: list[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.old, link.new) for link in links]


def test_it_is_the_same_in_every_process() -> None:
    said = "import sys; from tests.aligning.test_properties import digest; sys.stdout.write(digest())"
    answers = {
        subprocess.run(
            [sys.executable, "-c", said],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def digest() -> str:
    """What the alignment of some generated revisions is."""
    drafts = [edited(seed, language, 150, HEAVY) for seed in (1, 3) for language in ("en", "zh")]
    return repr([align(draft.old, draft.new) for draft in drafts])
