"""What counts as alike: copies, short comments, opposites, quotations; no chains; no order."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.text.likeness import Degree, Group, Piece, groups, likest, why
from tests.likeness.written import written

CAMPAIGN = (
    "The fishers of our coast have used these waters since before there were maps. "
    "A rule that closes the creeks in spring takes away half of what we live from. "
    "Let those who fish from small boats go out in these months too."
)
CHINESE = (
    "远在有地图之前，我们沿海的渔民就在用这片水域。"
    "春天封闭小港的规定夺走了我们一半的生计。请让小船渔民在这几个月也能出海。"
)
ARABIC = (
    "استخدم صيادو ساحلنا هذه المياه قبل أن تكون هناك خرائط. والقاعدة التي تغلق الخلجان في الربيع تأخذ نصف ما نعيش منه. "
    "فليخرج أصحاب القوارب الصغيرة في هذه الأشهر أيضا."
)


def found(*texts: str, paragraphs: tuple[int, ...] = (), degree: Degree = Degree.NEAR) -> set[frozenset[int]]:
    """The groups of at least this degree, of comments numbered from 1."""
    places = paragraphs or (1,) * len(texts)
    pieces = [Piece(n, text, "", "", place) for n, (text, place) in enumerate(zip(texts, places, strict=True), start=1)]
    return {frozenset(each.keys) for each in groups(pieces) if each.degree >= degree}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (CAMPAIGN, CAMPAIGN.upper()),
        (CAMPAIGN, f"Dear colleagues,\n\n{CAMPAIGN}\n\nBest regards,\nthe fishers' union"),
        (CAMPAIGN, CAMPAIGN.replace(". ", " …\n")),
        (CHINESE, f"尊敬的秘书处：\n{CHINESE.replace('，', ',')}\n此致\n敬礼"),
        (ARABIC, ARABIC.replace("ساحلنا", "ســاحِلِنا").replace("أن", "ان")),
        ("Delete.", "delete!"),
    ],
)
def test_the_same_words_are_the_same_whatever_their_case_signs_greetings_or_signatures(text: str, other: str) -> None:
    [group] = groups([Piece(1, text, paragraph=1), Piece(2, other, paragraph=1)])
    assert (group.degree, group.alike) == (Degree.SAME, (1.0, 1.0))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (CAMPAIGN, CAMPAIGN.replace("our coast", "the delta").replace("half", "two thirds")),
        (CAMPAIGN, CAMPAIGN + " We are forty families, and nobody has asked us."),
        (CHINESE, CHINESE.replace("沿海", "三角洲") + "我们是四十户人家。"),
        (ARABIC, ARABIC.replace("ساحلنا", "الدلتا") + " نحن أربعون أسرة."),
    ],
)
def test_a_copy_with_a_name_changed_or_a_sentence_added_is_near_on_any_paragraph(text: str, other: str) -> None:
    assert found(text, other, paragraphs=(1, 2)) == {frozenset({1, 2})}


@pytest.mark.parametrize("text", ["Delete.", "Agree", "同意。", "نوافق", "This paragraph repeats the one above it."])
def test_short_comments_are_alike_on_one_paragraph_alone(text: str) -> None:
    assert found(text, text, text, paragraphs=(1, 2, 1), degree=Degree.SIMILAR) == {frozenset({1, 3})}


def test_short_comments_on_other_words_of_a_paragraph_are_not_alike() -> None:
    pieces = [
        Piece(n, "Delete.", "", "en", 1, place) for n, place in enumerate(("five years", "and birds", "five years"))
    ]
    assert [each.keys for each in groups(pieces)] == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (CAMPAIGN, CAMPAIGN.replace("Let those", "Do not let those")),
        (CAMPAIGN + " Delete the paragraph.", CAMPAIGN + " Keep the paragraph."),
        (CAMPAIGN + " The Parties shall report.", CAMPAIGN + " The Parties may report."),
        (CHINESE, CHINESE.replace("请让", "请不要让")),
        (ARABIC, ARABIC.replace("فليخرج", "لا يخرج")),
        ("We propose to delete the target of 2030.", "We propose to retain the target of 2030."),
        ("Replace “2030” by “2035”.", "Replace “2030” by “2040”."),
        ("删除“2030年”。", "保留“2030年”。"),
    ],
)
def test_opposites_and_short_ones_with_another_number_are_never_near(text: str, other: str) -> None:
    assert found(text, other) == set()


def test_another_proposed_wording_is_another_comment() -> None:
    pieces = [Piece(n, CAMPAIGN, wording, "en", 1) for n, wording in enumerate(("may", "shall", "May"))]
    assert [each.keys for each in groups(pieces) if each.degree > Degree.SIMILAR] == [(0, 2)]


def test_comments_that_quote_the_same_words_are_no_copies() -> None:
    draft = (
        "Restored sites should be monitored for at least five years, using indicators of water quality, vegetation and "
        "birds, and the results should be published in a form that everybody can read."
    )
    said = (
        "Who pays for that in a poor country, and who would check the figures that are sent in?",
        "Dragonflies react sooner than plants do and cost next to nothing to count in summer.",
    )
    pieces = [Piece(n, f"{draft} {text}", "", "en", 1) for n, text in enumerate(said)]
    assert groups(pieces, {1: draft}) == []


def test_the_same_demand_in_other_words_is_similar() -> None:
    texts = (
        "Annual reports are too much for small offices; every second year would do.",
        "Reporting each year overburdens small offices. Could reports be due only every second year?",
    )
    assert found(*texts, degree=Degree.SIMILAR) == {frozenset({1, 2})}
    assert found(*texts) == set()


def similar(language: str, draft: str, *texts: str) -> set[frozenset[int]]:
    """The groups of comments on a paragraph with these words."""
    pieces = [Piece(n, text, "", language, 1) for n, text in enumerate(texts, start=1)]
    return {frozenset(each.keys) for each in groups(pieces, {1: draft})}


def test_comments_on_the_same_quoted_words_that_ask_for_the_same_are_similar() -> None:
    draft = "缔约方应酌情恢复退化的湿地，并制定国家恢复目标。"
    texts = ("请删去“酌情”，它给逃避义务留了后门。", "句中有“酌情”，谁也不受约束，应删掉。")
    assert similar("zh", draft, *texts, "“酌情”应当保留，这样比较灵活。") == {frozenset({1, 2})}


def test_comments_that_share_a_name_and_words_of_the_paragraph_are_not_alike() -> None:
    draft = "Parties should endeavour, where appropriate, to restore degraded wetlands and to set national targets."
    texts = (
        "To restore degraded wetlands: our figures from the northern lakes will follow.",
        "Degraded wetlands: nobody from the northern lakes was heard before this was written.",
    )
    assert similar("en", draft, *texts) == set()


def test_a_word_in_common_and_one_like_can_make_no_comments_alike() -> None:
    texts = (
        "Is there a source for any? On a coast that sinks, a wall can be what is left.",
        "With this condition I can do without a source.",
    )
    assert similar("en", "They protect the coast at less cost than any wall.", *texts) == set()


def steps(number: int) -> list[str]:
    """A row of texts, each near the next one, the last without a word of the first."""
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(40 + 8 * number)]
    return [" ".join(words[8 * n : 8 * n + 40]) for n in range(number)]


def test_groups_do_not_chain() -> None:
    texts = steps(12)
    pieces = {n: Piece(n, text, "", "en", 1) for n, text in enumerate(texts)}
    made = groups(pieces.values())
    near = [each for each in made if each.degree is Degree.NEAR]
    assert near, "neighbours are alike"
    copies = {key for each in near for key in each.keys[1:]}
    middles = pieces.keys() - copies
    for each in made:
        middle, others = each.keys[0], [key for key in each.keys if key in middles or each.degree is Degree.NEAR]
        shared = [{*texts[key].split()} & {*texts[middle].split()} for key in others]
        least = 20 if each.degree is Degree.NEAR else 4
        assert all(len(words) >= least for words in shared), "of 40 words so many are those of the middle"
        assert not {0, 11} <= {*each.keys}


def told(found: list[Group]) -> list[tuple[Degree, tuple[int, ...]]]:
    return [(each.degree, each.keys) for each in found]


@settings(max_examples=5, deadline=None)
@given(st.integers(1, 50), st.randoms())
def test_the_order_of_the_comments_changes_nothing(seed: int, chance: Random) -> None:
    truth = written(seed, copies=4)
    pieces = truth.pieces[:150]
    first = groups(pieces, truth.drafts)
    chance.shuffle(pieces)
    assert groups(pieces, truth.drafts) == first


def test_a_comment_is_in_one_near_and_one_similar_group_and_the_near_one_lies_in_the_similar_one() -> None:
    truth = written(7)
    near: dict[int, tuple[int, ...]] = {}
    similar: dict[int, tuple[int, ...]] = {}
    for each in groups(truth.pieces, truth.drafts):
        into = similar if each.degree is Degree.SIMILAR else near
        assert not into.keys() & {*each.keys}
        assert len(each.keys) > 1
        into.update(dict.fromkeys(each.keys, each.keys))
    assert near
    assert similar
    assert all({*near[key]} <= {*similar[key]} for key in near.keys() & similar.keys())


def test_what_differs_is_told_and_what_may_turn_it_round() -> None:
    said = why(Piece(1, "The Parties shall report."), Piece(2, "The Parties shall not report yearly."))
    assert [(run.kind, run.text.strip()) for run in said.text if run.kind != "kept"] == [
        ("in", "not"),
        ("in", "yearly"),
    ]
    assert (said.is_opposed, said.words) == (True, ("not",))


def test_the_likest_comments_come_first_and_opposites_say_so() -> None:
    texts = (CAMPAIGN, CAMPAIGN + " We are forty families.", CAMPAIGN.replace("Let those", "Do not let those"), "Typo.")
    pieces = [Piece(n, text, "", "en", 1) for n, text in enumerate(texts)]
    assert [(each.key, each.degree, each.is_opposed) for each in likest(pieces[0], pieces)] == [
        (1, Degree.NEAR, False),
        (2, Degree.SIMILAR, True),
    ]


@pytest.mark.parametrize(
    "text", ["", "?", "👍", "… – …", "\u0640\u0640", "a" * 20_000, "不" * 5_000, "> \n>\n", "Dear all,\nThanks!"]
)
def test_any_text_can_be_looked_at(text: str) -> None:
    groups([Piece(1, text), Piece(2, text), Piece(3, CAMPAIGN, text)], {0: text})
