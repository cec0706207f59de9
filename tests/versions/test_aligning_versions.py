"""Versions are set beside each other without a dictionary; what cannot be told is said to be doubtful."""

from pathlib import Path

import pytest

from commentspace.demo import versions as demo
from commentspace.formats import reading
from commentspace.text.aligning_versions import align_versions
from commentspace.text.alignment import Doubt, Piece, Relation, is_partition
from commentspace.text.markdown import to_text
from commentspace.text.version_evidence import ordinals
from tests.versions.generating import pair

DRAFTS = Path(demo.__file__).parent / "drafts"


@pytest.mark.parametrize("language", ["zh", "ar"])
def test_nearly_all_are_right_and_nearly_nothing_is_wrong_in_silence(language: str) -> None:
    right = silent = number = doubtful = 0
    for seed in range(900, 904):
        made = pair(seed, 80, language)
        links = align_versions(made.old, made.new)
        assert is_partition(links, len(made.old), len(made.new))
        found = {old: link for link in links for old in link.old}
        for old, truth in enumerate(made.beside):
            number += 1
            is_right = found[old].new == truth
            right += is_right
            doubtful += bool(found[old].doubt)
            silent += not is_right and not found[old].doubt
    assert right / number > 0.98
    assert silent / number < 0.01
    assert doubtful / number < 0.08


def test_versions_that_have_the_same_paragraphs_are_aligned_without_a_doubt() -> None:
    made = pair(7, 120, "ar", lacking=0, more=0, parted=0)
    links = align_versions(made.old, made.new)
    assert [(link.old, link.new) for link in links] == [((at,), (at,)) for at in range(120)]
    assert sum(bool(link.doubt) for link in links) < 4


@pytest.mark.parametrize(
    ("one", "other"),
    [("12.", "十二、"), ("12.", "١٢ -"), ("(c)", "（三）"), ("II.", "二、"), ("II.", "ثانيا -"), ("(a)", "(أ)")],
)
def test_labels_mean_the_same_in_other_numerals(one: str, other: str) -> None:
    assert ordinals(one) & ordinals(other)


def test_two_beside_one_are_joined_and_what_belongs_to_none_is_said_to_be_so() -> None:
    old = [
        Piece("Purpose", "I.", "heading"),
        Piece("Ramsar lists 2400 sites of importance. Each of them is reviewed every 6 years by 3 experts.", "1."),
        Piece("The secretariat reports to the conference in 2030 on what was found.", "2."),
    ]
    new = [
        Piece("宗旨", "一、", "heading"),
        Piece("拉姆萨尔名录列有2400处重要湿地。", "1."),
        Piece("每一处均由3名专家每6年审查一次。"),
        Piece("秘书处应在2030年向大会报告所发现的情况。", "2."),
    ]
    links = align_versions(old, new)
    assert [(link.old, link.new) for link in links] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]
    assert links[1].relation == Relation.SPLIT
    lacking = [link for link in align_versions(old, [new[0], new[3]]) if not link.new]
    assert [(link.old, link.doubt) for link in lacking] == [((1,), Doubt.LOST)]


@pytest.mark.parametrize("language", ["zh", "ar"])
def test_the_first_chapters_of_the_demo_stand_beside_their_originals(language: str) -> None:
    """Truth: the versions have the paragraphs of the original up to where they end, one for one."""
    old, new = _pieces("wet-2-4.en.md", "en"), _pieces(demo.VERSIONS[language], language)
    links = align_versions(old, new)
    assert [(link.old, link.new) for link in links if link.new] == [((at,), (at,)) for at in range(len(new))]


def _pieces(name: str, language: str) -> list[Piece]:
    folder = DRAFTS if language == "en" else DRAFTS.parent / "translations"
    draft = reading.read((folder / name).read_bytes(), name, language)
    kept = [each for each in draft.paragraphs if not each.left_out]
    return [Piece(to_text(each.markdown), each.label, each.kind.value, each.level) for each in kept]
