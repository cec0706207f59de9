"""What becomes of paragraphs that a moderator edits, moves, splits, merges, takes out and puts in."""

import pytest

from commentspace.text.aligning import align
from commentspace.text.alignment import Doubt, Link, Piece, Relation, is_partition

WATER = "Each Party shall monitor the quality of the water in its wetlands at least twice a year."
FISH = "The secretariat keeps a register of fish stocks, which is open to everybody free of charge."
COSTS = "The costs of the monitoring stations are borne by the States on whose territory they stand."
REPORT = "Reports are handed in by the end of March. They are published in all official languages."
ENTRY = "This Protocol enters into force ninety days after the twentieth instrument of ratification."
TEXTS = (WATER, FISH, COSTS, REPORT, ENTRY)


def pieces(*texts: str) -> list[Piece]:
    return [Piece(text, f"{number}.") for number, text in enumerate(texts, start=1)]


def became(links: list[Link]) -> dict[tuple[int, ...], tuple[int, ...]]:
    return {link.old: link.new for link in links if link.old}


def of_new(links: list[Link], at: int) -> Link:
    return next(link for link in links if at in link.new)


def test_a_paragraph_put_in_renumbers_the_others_and_takes_no_identity() -> None:
    old = pieces(*TEXTS)
    new = pieces(WATER, "No Party may discharge waste into the sea.", *TEXTS[1:])
    links = align(old, new)
    assert became(links) == {(0,): (0,), (1,): (2,), (2,): (3,), (3,): (4,), (4,): (5,)}
    assert of_new(links, 1).relation is Relation.NEW
    assert [link.relation for link in links if link.old] == [Relation.UNCHANGED, *[Relation.RENUMBERED] * 4]
    assert not any(link.has_moved or link.doubt for link in links)


def test_edited_words_keep_their_paragraph() -> None:
    new = pieces(WATER, FISH.replace("fish stocks", "all stocks of fish and mussels"), COSTS, REPORT, ENTRY)
    link = of_new(align(pieces(*TEXTS), new), 1)
    assert (link.old, link.relation, link.doubt) == ((1,), Relation.EDITED, Doubt.NONE)


def test_the_smaller_part_is_what_has_moved() -> None:
    links = align(pieces(*TEXTS), pieces(ENTRY, WATER, FISH, COSTS, REPORT))
    assert [link.new for link in links if link.has_moved] == [(0,)]
    assert of_new(links, 0).old == (4,)


def test_a_paragraph_that_was_moved_and_edited_is_found() -> None:
    edited = FISH.replace("free of charge", "at no cost")
    link = of_new(align(pieces(*TEXTS), pieces(WATER, COSTS, REPORT, ENTRY, edited)), 4)
    assert (link.old, link.relation, link.has_moved) == ((1,), Relation.EDITED, True)


def test_of_a_split_the_part_with_most_of_the_words_is_the_heir() -> None:
    whole = f"{REPORT} {COSTS} {WATER} Beyond that, nothing more is asked for."
    old, new = pieces(FISH, whole, ENTRY), pieces(FISH, REPORT, f"{COSTS} {WATER}", ENTRY)
    link = of_new(align(old, new), 1)
    assert (link.old, link.new, link.relation, link.heir) == ((1,), (1, 2), Relation.SPLIT, 1)
    assert link.kept == (1, 2)


def test_a_paragraph_may_be_split_in_three() -> None:
    old, new = pieces(FISH, f"{WATER} {COSTS} {REPORT}", ENTRY), pieces(FISH, WATER, COSTS, REPORT, ENTRY)
    assert became(align(old, new))[1,] == (1, 2, 3)


def test_paragraphs_are_merged_with_a_connecting_word() -> None:
    old = pieces(*TEXTS)
    new = pieces(WATER, f"{FISH} Furthermore, {COSTS[0].lower()}{COSTS[1:]}", REPORT, ENTRY)
    link = of_new(align(old, new), 1)
    assert (link.old, link.relation) == ((1, 2), Relation.MERGED)


def test_boilerplate_goes_with_its_neighbours() -> None:
    blank = "[To be completed]"
    old = pieces(WATER, blank, FISH, COSTS, blank, ENTRY)
    links = align(old, pieces(WATER, FISH, COSTS, blank, ENTRY))
    assert became(links) == {(0,): (0,), (1,): (), (2,): (1,), (3,): (2,), (4,): (3,), (5,): (4,)}


def test_numbers_of_articles_pull_no_identities_along() -> None:
    def article(number: int, *texts: str) -> list[Piece]:
        return [Piece(f"Article {number}", kind="heading"), *map(Piece, texts)]

    old = [*article(1, WATER), *article(2, FISH), *article(3, COSTS)]
    new = [*article(1, WATER), *article(2, ENTRY, REPORT), *article(3, FISH), *article(4, COSTS)]
    assert became(align(old, new)) == {(0,): (0,), (1,): (1,), (2,): (5,), (3,): (6,), (4,): (7,), (5,): (8,)}


def test_which_of_look_alikes_was_taken_out_is_told_by_the_word_that_differs() -> None:
    old = [f"The Government of {name} reserves its position." for name in ("France", "Kenya", "Japan", "Peru")]
    new = [old[0], old[2].replace("position", "position on costs"), old[3]]
    links = align(pieces(WATER, *old, FISH), pieces(WATER, *new, FISH))
    assert became(links) == {(0,): (0,), (1,): (1,), (2,): (), (3,): (2,), (4,): (3,), (5,): (4,)}


def dues(*names: str) -> list[str]:
    return [f"The contribution of {name} to the trust fund shall be paid in full by March." for name in names]


def test_of_a_family_what_has_the_name_is_the_one_though_another_is_more_alike() -> None:
    edited = "The contribution of Kenya shall, as the host State has agreed, be paid by the end of March."
    old, new = pieces(WATER, *dues("Japan", "Kenya", "Ghana"), FISH), [WATER, *dues("Japan"), edited]
    links = align(old, pieces(*new, *dues("Norway", "Ghana"), FISH))
    assert became(links)[2,] == (2,)
    assert became(links)[3,] == (4,)


def test_a_name_that_became_another_far_from_its_family_is_doubtful() -> None:
    old = pieces(WATER, *dues("Japan"), FISH, COSTS, REPORT, *dues("Ghana"))
    new = pieces(WATER, FISH, COSTS, REPORT, ENTRY, *dues("Norway", "Ghana"))
    moved = [link for link in align(old, new) if link.old == (1,)]
    assert [bool(link.doubt) for link in moved] == [True]


def test_a_name_that_became_another_in_its_place_is_not_doubtful() -> None:
    old, new = pieces(WATER, *dues("Japan", "Kenya", "Ghana"), FISH), dues("Japan", "Norway", "Ghana")
    links = align(old, pieces(WATER, *new, FISH))
    assert became(links)[2,] == (2,)
    assert not any(link.doubt for link in links)


def test_what_moved_and_was_half_rewritten_is_not_called_taken_out_in_silence() -> None:
    rewritten = "The costs of all stations, unless the Committee decides otherwise, are borne by the same States."
    links = align(pieces(COSTS, *TEXTS[:2], *TEXTS[3:]), pieces(*TEXTS[:2], *TEXTS[3:], rewritten))
    (link,) = [link for link in links if link.old == (0,)]
    assert link.new == (4,) or link.doubt


def test_which_of_identical_neighbours_was_taken_out_is_doubtful() -> None:
    links = align(pieces(WATER, "Reserved.", "Reserved.", FISH), pieces(WATER, "Reserved.", FISH))
    doubts = {link.old: link.doubt for link in links}
    assert doubts[0,] == doubts[3,] == Doubt.NONE
    assert all(doubts[at,] for at in (1, 2))


@pytest.mark.parametrize(
    ("old", "new", "true"),
    [
        (
            (
                "各缔约方应当每年监测湿地的水质。",
                "秘书处保存鱼类种群登记册，免费向公众开放。",
                "监测站的费用由所在国承担。",
            ),
            (
                "监测站的全部费用由所在国承担。",
                "各缔约方应当每年两次监测湿地的水质。",
                "秘书处保存鱼类和贝类登记册，向公众开放。",
            ),
            {(0,): (1,), (1,): (2,), (2,): (0,)},
        ),
        (
            ("ترصد الأطراف جودة المياه في أراضيها الرطبة كل سنة.", "تحتفظ الأمانة بسجل للأرصدة السمكية متاح للجميع."),
            (
                "تحتفظ الأمانة بسجل محدث للأرصدة السمكية متاح للجميع.",
                "مقدمة",
                "ترصد الأطراف جودة المياه في أراضيها كل سنة.",
            ),
            {(0,): (2,), (1,): (0,)},
        ),
    ],
)
def test_chinese_and_arabic_are_aligned_as_english_is(
    old: tuple[str, ...], new: tuple[str, ...], true: dict[tuple[int, ...], tuple[int, ...]]
) -> None:
    assert became(align(pieces(*old), pieces(*new))) == true


def test_what_was_taken_out_stands_after_what_stood_before_it() -> None:
    links = align(pieces(REPORT, WATER, FISH, COSTS), pieces(WATER, COSTS, ENTRY))
    assert [(link.old, link.new) for link in links] == [
        ((0,), ()), ((1,), (0,)), ((2,), ()), ((3,), (1,)), ((), (2,)),
    ]  # fmt: skip


def test_what_a_person_said_is_obeyed_and_never_doubtful() -> None:
    links = align(pieces(*TEXTS), pieces(*TEXTS), {0: [4], 1: [], 2: [0, 2]})
    said = [(link.old, link.new, link.relation) for link in links if link.is_given]
    assert said == [
        ((4,), (0,), Relation.EDITED), ((), (1,), Relation.NEW), ((0, 2), (2,), Relation.MERGED),
    ]  # fmt: skip
    assert not any(link.doubt for link in links if link.is_given)
    assert is_partition(links, 5, 5)


def test_what_stands_between_pairs_that_were_said_is_not_taken_for_what_stands_elsewhere() -> None:
    old = pieces("The Parties shall meet every year in May.", *TEXTS)
    new = pieces(*TEXTS, "The Council shall decide every year on fees.")
    links = align(old, new, {at: [at + 1] for at in range(len(TEXTS))})
    assert of_new(links, 5).relation is Relation.NEW
    assert next(link for link in links if link.old == (0,)).relation is Relation.DELETED


def test_two_paragraphs_that_were_said_to_come_from_one_are_a_split() -> None:
    link = of_new(align(pieces(WATER, FISH), pieces(FISH, WATER, COSTS), {1: [0], 2: [0]}), 1)
    assert (link.old, link.new, link.relation, link.is_given) == ((0,), (1, 2), Relation.SPLIT, True)
