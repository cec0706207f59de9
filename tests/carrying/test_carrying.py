"""Promises about carried comments: on the right words, or honestly said to be gone or not to be told."""

import pytest

from commentspace.text.alignment import Doubt, Link, Relation
from commentspace.text.carrying import Carried, Carrier, Stand, Verdict

ONE = Link((0,), (0,), Relation.EDITED)
SPLIT = Link((0,), (0, 1), Relation.SPLIT, heir=1)
MERGED = Link((0, 1), (0,), Relation.MERGED)
LONG = "The operator shall publish the water levels of every reservoir each spring."


def carried(old: str, new: str, words: str, link: Link = ONE) -> str:
    """The verdict on words of one paragraph that became another, and the words where they stand then."""
    start = old.index(words)
    found = Carrier([old], [new], [link]).carry(Stand(0, start, start + len(words)))
    if found.start is None or found.end is None:
        return found.verdict
    return f"{found.verdict}: {new[found.start : found.end]}"


@pytest.mark.parametrize(
    ("old", "new", "words", "expected"),
    [
        ("Water flows.", "Water flows.", "flows", "exact: flows"),
        ("Water  flows.", "Water\nflows.", "Water  flows", "exact: Water\nflows"),
        ("Water flows here.", "Fresh water flows here.", "flows", "around: flows"),
        ("Water flows here.", "Water flows fast here.", "flows here", "inside: flows fast here"),
        ("Each State shall act.", "Each Party shall act.", "Each State", "inside: Each Party"),
        ("Each State shall act.", "Each Party shall act.", "State", "inside: Party"),
        ("We mesure it daily.", "We measure it daily.", "mesure", "inside: measure"),
        ("Water flows, slowly, here.", "Water flows here.", "slowly", "deleted"),
        ("恢复湿地，鱼会回来。", "恢复所有湿地，鱼会回来。", "湿地", "around: 湿地"),
        ("恢复湿地，鱼会回来。", "恢复河流，鱼会回来。", "湿地", "inside: 河流"),
        ("يجب حماية الماء.", "يجب دائما حماية الماء.", "حماية الماء", "around: حماية الماء"),
        ("ผมรักน้ำ", "ผมรักน้ำใส", "น้ำ", "around: น้ำ"),
        (
            "All waters shall be kept clean for the fish.",
            "The Council decides on lakes that shall perhaps be cleaned.",
            "shall",
            "inside: The Council decides on lakes that shall perhaps be cleaned",
        ),
        (f"{LONG} Fish are counted.", f"Fish are counted. {LONG}", "reservoir", "around: reservoir"),
        (
            f"Fish are counted daily by us. {LONG}",
            f"{LONG} Fish are counted daily by us.",
            "Fish are",
            "moved: Fish are",
        ),
        ("Fish. Fish.", "Fish.", "Fish", "ambiguous"),
    ],
)
def test_words_are_found_where_a_reader_finds_them(old: str, new: str, words: str, expected: str) -> None:
    assert carried(old, new, words) == expected


def test_half_a_word_stays_half_a_word() -> None:
    assert carried("The reservoirs flow.", "All the reservoirs flow.", "reser") == "around: reser"


def test_a_whole_paragraph_stands_on_what_has_its_identity() -> None:
    carrier = Carrier(["a b", "gone", "c d"], ["c d", "a", "b"], [
        Link((0,), (1, 2), Relation.SPLIT, heir=1),
        Link((1,), (), Relation.DELETED),
        Link((2,), (0,), Relation.RENUMBERED, has_moved=True),
    ])  # fmt: skip
    assert carrier.carry(Stand(0)) == Carried(2, None, None, Verdict.SPLIT)
    assert carrier.carry(Stand(1)) == Carried(None, None, None, Verdict.DELETED)
    assert carrier.carry(Stand(2)) == Carried(0, None, None, Verdict.MOVED, has_moved=True)


def test_a_renumbered_paragraph_is_exactly_the_same() -> None:
    link = Link((0,), (0,), Relation.RENUMBERED)
    assert Carrier(["Water."], ["Water."], [link]).carry(Stand(0)).verdict is Verdict.EXACT


def test_words_of_a_split_paragraph_stand_in_the_part_that_has_most_of_them() -> None:
    carrier = Carrier(["One two. Three four five."], ["One two.", "Three four five."], [SPLIT])
    assert carrier.carry(Stand(0, 0, 3)) == Carried(0, 0, 3, Verdict.SPLIT)
    assert carrier.carry(Stand(0, 4, 19)) == Carried(1, 0, 10, Verdict.SPLIT)


def test_a_merged_paragraph_is_commented_on_where_its_own_words_stand() -> None:
    carrier = Carrier(["One two.", "Three four."], ["One two. And three four."], [MERGED])
    assert carrier.carry(Stand(0)) == Carried(0, 0, 8, Verdict.MERGED)
    assert carrier.carry(Stand(1, 6, 10)) == Carried(0, 19, 23, Verdict.MERGED)


def test_a_doubtful_link_carries_nothing_until_a_person_has_said_so() -> None:
    link = Link((0,), (0,), Relation.EDITED, doubt=Doubt.ALIKE)
    assert Carrier(["Water."], ["Water."], [link]).carry(Stand(0, 0, 5)) == Carried(0, None, None, Verdict.AMBIGUOUS)
    told = Link((0,), (0,), Relation.EDITED, doubt=Doubt.ALIKE, is_given=True)
    assert Carrier(["Water."], ["Water."], [told]).carry(Stand(0, 0, 5)).verdict is Verdict.EXACT
    lost = Link((0,), (), Relation.DELETED, doubt=Doubt.LOST)
    assert Carrier(["Water."], [], [lost]).carry(Stand(0)) == Carried(None, None, None, Verdict.AMBIGUOUS)


def other(at: int) -> Link:
    return Link((at,), (at,), Relation.EDITED)


def test_a_sentence_that_was_moved_to_another_paragraph_takes_its_comments_along() -> None:
    carrier = Carrier(
        [f"Fish are counted. {LONG}", "Birds are fed in winter."],
        ["Fish are counted.", f"Birds are fed in winter. {LONG}"],
        [other(0), other(1)],
    )
    start = 18 + LONG.index("reservoir")
    there = 25 + LONG.index("reservoir")
    assert carrier.carry(Stand(0, start, start + 9)) == Carried(1, there, there + 9, Verdict.MOVED, has_moved=True)


def test_a_sentence_of_a_deleted_paragraph_is_found_where_it_stands_anew() -> None:
    carrier = Carrier([LONG, "Birds."], ["Birds.", f"New. {LONG}"], [
        Link((0,), (), Relation.DELETED),
        Link((1,), (0,), Relation.UNCHANGED),
        Link((), (1,), Relation.NEW),
    ])  # fmt: skip
    assert carrier.carry(Stand(0, 4, 12)) == Carried(1, 9, 17, Verdict.MOVED, has_moved=True)
    assert carrier.carry(Stand(0)).verdict is Verdict.DELETED


def test_words_that_another_paragraph_had_all_along_are_not_where_a_comment_goes() -> None:
    carrier = Carrier([f"Fish swim. {LONG}", LONG], ["Fish swim.", LONG], [other(0), other(1)])
    assert carrier.carry(Stand(0, 15, 23)) == Carried(0, None, None, Verdict.DELETED)


def test_a_sentence_with_look_alikes_is_not_guessed_to_have_moved() -> None:
    texts = [LONG.replace("operator", name) for name in ("operator", "owner", "Council")]
    carrier = Carrier([*texts, "Birds are fed."], [texts[1], f"Birds are fed. {texts[0]}", f"Anew: {texts[2]}"], [
        Link((0,), (), Relation.DELETED),
        Link((1,), (0,), Relation.UNCHANGED),
        Link((2,), (), Relation.DELETED),
        Link((3,), (1,), Relation.EDITED),
        Link((), (2,), Relation.NEW),
    ])  # fmt: skip
    assert carrier.carry(Stand(0, 4, 12)).verdict is Verdict.AMBIGUOUS
    assert carrier.carry(Stand(2, 4, 11)).verdict is Verdict.AMBIGUOUS


def test_a_sentence_that_stands_anew_twice_is_not_guessed_to_be_one_of_them() -> None:
    carrier = Carrier([LONG], [f"One. {LONG}", f"Two. {LONG}"], [
        Link((0,), (), Relation.DELETED),
        Link((), (0,), Relation.NEW),
        Link((), (1,), Relation.NEW),
    ])  # fmt: skip
    assert carrier.carry(Stand(0, 4, 12)).verdict is Verdict.AMBIGUOUS


def test_a_sentence_that_was_moved_and_edited_waits_for_a_person() -> None:
    edited = LONG.replace("every reservoir", "all reservoirs")
    carrier = Carrier(
        [f"Fish swim. {LONG}", "Birds sing."], ["Fish swim.", f"Birds sing. {edited}"], [other(0), other(1)]
    )
    assert carrier.carry(Stand(0, 15, 23)).verdict is Verdict.AMBIGUOUS


def test_a_new_sentence_beside_words_that_were_edited_is_no_part_of_them() -> None:
    old = "Fish are counted. When rivers rise, the gates are closed by the operator."
    new = (
        "Fish are counted. Birds are fed in winter by volunteers. If rivers rise, the gates are closed by the operator."
    )
    assert carried(old, new, old[18:]) == f"inside: {new[57:]}"
