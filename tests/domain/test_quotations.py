"""Words that a comment quotes are found in the paragraph, counted in code points."""

import pytest

from commentspace.domain import comments
from commentspace.domain.bodies import Body
from commentspace.domain.postings import Posting
from commentspace.errors import Invalid
from commentspace.text.quotation import Quotation
from tests.small_draft import ARABIC, CHINESE, EMOJI, FIRST, TWICE
from tests.world import World


def post(world: World, paragraph: int, quotation: Quotation) -> str:
    posting = Posting(Body.of("These words."), "k" * 16, quotation)
    return world.write(comments.post, world.caller("ama"), world.paragraphs[paragraph].uid, posting).uid


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (FIRST, "flow of water"),
        (EMOJI, "🐸 come"),
        (EMOJI, "👩🏽‍🌾"),
        (EMOJI, "ọ̀sà"),
        (EMOJI, "in Yoruba"),
        (CHINESE, "🐟鱼和鸟"),
        (ARABIC, "بعودة المياه"),
    ],
)
def test_quoted_words_stand_at_their_code_points_in_every_script(world: World, paragraph: int, words: str) -> None:
    text = world.paragraphs[paragraph].text
    seen = world.seen("wei", world.post("ama", paragraph, quote=words))
    assert seen.quotation == words
    assert text[seen.start : seen.end] == words


def test_where_the_place_was_counted_otherwise_the_words_decide(world: World) -> None:
    text = world.paragraphs[EMOJI].text
    as_utf16 = text.index("Yoruba") + 6
    seen = world.seen("wei", post(world, EMOJI, Quotation("Yoruba", "", "", as_utf16, as_utf16 + 6)))
    assert text[seen.start : seen.end] == "Yoruba"


def test_of_words_that_stand_twice_the_surroundings_tell_which(world: World) -> None:
    text = world.paragraphs[TWICE].text
    second = text.rindex("measured")
    seen = world.seen("wei", post(world, TWICE, Quotation("measured", "before, and ", " again", -1, -1)))
    assert (seen.start, seen.end) == (second, second + len("measured"))


@pytest.mark.parametrize("words", ["flow of wine", "Flow of water"])
def test_words_that_are_not_there_are_refused_at_their_field(world: World, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        post(world, FIRST, Quotation(words, "", "", 0, len(words)))
    assert refused.value.field == "exact"
    assert world.views("lars") == []


def test_words_that_stand_twice_with_nothing_to_tell_them_apart_are_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        post(world, TWICE, Quotation("measured", "", "", -1, -1))
    assert refused.value.field == "exact"


def test_a_comment_without_words_stands_on_the_whole_paragraph(world: World) -> None:
    for quotation in (None, Quotation(" ", "", "", 0, 1)):
        posting = Posting(Body.of("All of it."), f"key-{quotation is None}", quotation)
        uid = world.write(comments.post, world.caller("ama"), world.paragraphs[FIRST].uid, posting).uid
        seen = world.seen("wei", uid)
        assert (seen.quotation, seen.start, seen.end) == (None, None, None)


def test_the_anchor_keeps_what_stands_around_the_words(world: World) -> None:
    world.post("ama", FIRST, quote="flow of water")
    [(prefix, suffix, verdict, first)] = world.rows("SELECT prefix, suffix, verdict, is_first FROM anchor")
    assert (prefix, suffix) == ("land lives by its water. Restoring the "[-32:], " comes before any planting.")
    assert (verdict, bool(first)) == ("exact", True)
