"""What is corrected in a preview conserves the words, and the comments stay on theirs, whatever is done."""

import string
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commentspace.domain import preview_edits
from commentspace.domain.drafts import DraftParagraph, FileComment, Kind
from commentspace.domain.preview_edits import Edited, Paragraphs
from commentspace.domain.preview_states import State, read, written
from commentspace.errors import Invalid
from commentspace.formats import labels
from commentspace.text.markdown import to_text

WORDS = st.sampled_from(
    [
        *("Water", "flows", "**deep enough**", "*slowly*", "`x * y`", "[here](https://example.org/a_b)", "2 * 3", "_"),
        *("湿地", "恢复。", "المياه", "¡agua!", "&amp;", "#", "1.", "(a)", "a*b", "|", "🐸", "![](picture:1)", "\\*"),
    ]
)
MARKDOWN = st.lists(WORDS, min_size=1, max_size=7).map(" ".join).filter(lambda text: bool(to_text(text).strip()))
LABELS = st.sampled_from(["", "1.", "(a)", "•", "第一条"])


@st.composite
def paragraphs_with_comments(draw: st.DrawFn) -> Paragraphs:
    made = []
    for at in range(draw(st.integers(1, 6))):
        text = to_text(markdown := draw(MARKDOWN))
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        end = draw(st.integers(start + 1, max(len(text), start + 1)))
        comment = FileComment(f"c{at}", "Lucía", "Why?", start=start, end=end)
        whole = FileComment(f"w{at}", "Lucía", "All of it.")
        out = draw(st.sampled_from(["", "", "", "furniture"]))
        label = draw(LABELS)
        made.append(
            DraftParagraph(Kind.PARAGRAPH, markdown, label, left_out=out, source=f"p{at}", comments=(comment, whole))
        )
    return tuple(made)


def words(paragraphs: Sequence[DraftParagraph]) -> str:
    """Every character but white space that the paragraphs show, labels included, left out or not."""
    return "".join("".join(f"{each.label}{to_text(each.markdown)}".split()) for each in paragraphs)


def quoted(paragraphs: Sequence[DraftParagraph]) -> dict[str, str | None]:
    """The words that each comment is about, white space aside; None for a whole paragraph."""
    found: dict[str, str | None] = {}
    for each in paragraphs:
        text = to_text(each.markdown)
        for comment in each.comments:
            about = None if comment.start is None else text[comment.start : comment.end]
            assert about is None or about != "", "an offset leads out of the text"
            found[comment.name] = None if about is None else "".join(about.split())
    return found


@given(paragraphs_with_comments(), st.sets(st.integers(0, 5), min_size=1))
def test_joining_loses_no_word_no_comment_and_no_place_in_the_file(found: Paragraphs, picked: set[int]) -> None:
    assume(any(n < len(found) for n in picked))
    try:
        edited = preview_edits.join(found, picked)
    except Invalid:
        return
    before, after = quoted(found), quoted(edited.paragraphs)
    assert sorted(words(edited.paragraphs)) == sorted(words(found))
    assert after.keys() == before.keys()
    said = [name for name in before if name.startswith("c") and before[name]]  # one on a space is about nothing there
    assert all(after[name] in (before[name], None) for name in said)
    places = " ".join(each.source for each in edited.paragraphs).split()
    assert sorted(places) == sorted(each.source for each in found)


@given(paragraphs_with_comments(), st.data())
def test_dividing_loses_no_word_and_no_comment(found: Paragraphs, data: st.DataObject) -> None:
    one = found[0]
    at = data.draw(st.integers(0, len(one.markdown)))
    try:
        edited = preview_edits.split(found, [0], f"{one.markdown[:at]}\n\n{one.markdown[at:]}")
    except Invalid:
        return
    assert words(edited.paragraphs) == words(found)
    assert quoted(edited.paragraphs).keys() == quoted(found).keys()
    about = quoted(edited.paragraphs)["c0"]
    assert about is None or (quoted(found)["c0"] or "").startswith(about), "what stands in the piece where it begins"


def test_a_comment_keeps_its_words_behind_a_picture_that_is_parted_from_them() -> None:
    about = FileComment("c0", "Lucía", "Why?", start=2, end=3)
    one = DraftParagraph(Kind.PARAGRAPH, "![](picture:1) Water", comments=(about,))
    edited = preview_edits.split((one,), [0], "![](picture:1) Wa\n\nter")
    assert quoted(edited.paragraphs)["c0"] == quoted((one,))["c0"] == "a"


@given(paragraphs_with_comments(), st.data())
def test_what_is_divided_and_joined_again_says_the_same(found: Paragraphs, data: st.DataObject) -> None:
    spaces = [at for at, mark in enumerate(found[0].markdown) if mark == " "]
    assume(spaces)
    at = data.draw(st.sampled_from(spaces))
    try:
        divided = preview_edits.split(found, [0], f"{found[0].markdown[:at]}\n\n{found[0].markdown[at:]}")
    except Invalid:
        return
    joined = preview_edits.join(divided.paragraphs, divided.picked).paragraphs
    assert words(joined) == words(found)


@given(paragraphs_with_comments())
def test_a_label_goes_into_the_text_with_the_comments_on_their_words(found: Paragraphs) -> None:
    edited = preview_edits.label_into_text(found, range(len(found)))
    assert words(edited.paragraphs) == words(found)
    before, after = quoted(found), quoted(edited.paragraphs)
    assert all(after[name] in (before[name], None) for name in before)
    assert not any(each.label for each in edited.paragraphs)


ACTS = st.sampled_from(["join", "out", "in", "deeper", "heading", "label-in", "before", "after", "comments", "split"])


def act(verb: str, found: Paragraphs, picked: Sequence[int]) -> Paragraphs:
    at = picked[0]
    acts = {
        "join": lambda: preview_edits.join(found, picked),
        "out": lambda: preview_edits.leave_out(found, picked),
        "in": lambda: preview_edits.take_in(found, picked),
        "deeper": lambda: preview_edits.deepen(found, picked, 1),
        "heading": lambda: preview_edits.make(found, picked, "heading", 3),
        "label-in": lambda: preview_edits.label_into_text(found, picked),
        "before": lambda: preview_edits.as_before(found, picked),
        "after": lambda: preview_edits.as_after(found, picked),
        "comments": lambda: Edited(preview_edits.leave_comments(found, None, out=True), ()),
        "split": lambda: preview_edits.split(found, [at], found[at].markdown.replace(" ", "\n\n", 1)),
    }
    return acts[verb]().paragraphs


@given(paragraphs_with_comments(), st.lists(st.tuples(ACTS, st.integers(0, 5)), min_size=1, max_size=25))
def test_each_of_many_edits_is_taken_back_and_kept_as_json_between(
    found: Paragraphs, wanted: list[tuple[str, int]]
) -> None:
    found = tuple(replace(each, before=f"{string.capwords('as it was')} {n}") for n, each in enumerate(found))
    states = [State(found)]
    for verb, at in wanted:
        state = read(written(states[-1]))
        assert state == states[-1]
        try:
            after = state.then(act(verb, state.paragraphs, [at % len(state.paragraphs)]))
        except Invalid:
            continue
        if after != state:
            states.append(after)
    state = states.pop()
    while states:
        state = read(written(state.undone()))
        assert state.paragraphs == states.pop().paragraphs
    assert state.steps == ()
    assert state.undone() == state


def paragraph(markdown: str, **more: str) -> DraftParagraph:
    return DraftParagraph(Kind.PARAGRAPH, markdown, **more)  # type: ignore[arg-type]  # the fields that are text


def test_one_alone_is_joined_with_the_next_over_what_the_printed_page_put_between() -> None:
    found = (paragraph("A sentence is broken"), paragraph("page 3", left_out="furniture"), paragraph("by a page."))
    edited = preview_edits.join(found, [0])
    assert [each.markdown for each in edited.paragraphs] == ["A sentence is broken by a page.", "page 3"]
    assert (edited.paragraphs[1].left_out, edited.picked) == ("furniture", (0,))
    with pytest.raises(Invalid, match="nothing after it"):
        preview_edits.join(found, [2])


def test_between_chinese_characters_joining_puts_no_space() -> None:
    edited = preview_edits.join((paragraph("恢复湿地"), paragraph("先要恢复水。")), [0])
    assert edited.paragraphs[0].markdown == "恢复湿地先要恢复水。"


def test_two_runs_that_are_picked_become_two_paragraphs() -> None:
    found = tuple(map(paragraph, "abcdef"))
    edited = preview_edits.join(found, [0, 1, 3, 4])
    assert [each.markdown for each in edited.paragraphs] == ["a b", "c", "d e", "f"]
    assert edited.picked == (0, 2)


def test_bold_words_that_are_divided_stay_bold_on_both_sides() -> None:
    edited = preview_edits.split((paragraph("It is **very deep** here."),), [0], "It is **very\n\ndeep** here.")
    assert [each.markdown for each in edited.paragraphs] == ["It is **very**", "**deep** here."]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Other words.", "not the same"),
        ("[a wo\n\nrd](https://example.org)", "inside"),
        ("[a word](https://example.org)", "empty line"),
    ],
)
def test_dividing_changes_no_word_and_no_link(typed: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        preview_edits.split((paragraph("[a word](https://example.org)"),), [0], typed)


def test_a_text_can_stay_as_it_was_before_the_tracked_changes_and_the_other_way_round() -> None:
    put_in = paragraph("", before="It was here.", left_out="deleted")
    taken_out = paragraph("It is new.", before="")
    changed = paragraph("It is red.", before="It is green.", changed_by="Pieter")
    before = preview_edits.as_before((put_in, taken_out, changed), range(3)).paragraphs
    assert [(each.markdown, each.left_out) for each in before] == [
        ("It was here.", ""),
        ("", "deleted"),
        ("It is green.", ""),
    ]
    assert preview_edits.as_before(before, range(3)).paragraphs == before
    assert preview_edits.as_after(before, range(3)).paragraphs == (put_in, taken_out, changed)
    assert preview_edits.take_in((put_in,), [0]).paragraphs[0].markdown == "It was here."


def test_levels_and_kinds_are_changed_for_all_that_are_picked() -> None:
    found = tuple(map(paragraph, "abc"))
    headings = preview_edits.make(found, [0, 2, 99], "heading", 2).paragraphs
    assert [(each.kind, each.level) for each in headings] == [("heading", 2), ("paragraph", 1), ("heading", 2)]
    items = preview_edits.deepen(preview_edits.deepen(found, [1], 1).paragraphs, [1], 1).paragraphs
    assert [(each.kind, each.level) for each in items][1] == ("item", 2)
    back = preview_edits.deepen(preview_edits.deepen(items, [1], -1).paragraphs, [1], -1).paragraphs
    assert back == found
    for kind, level in (("poem", 1), ("heading", 0), ("heading", 10)):
        with pytest.raises(Invalid):
            preview_edits.make(found, [0], kind, level)


def test_a_typed_label_comes_out_of_the_text_and_comments_keep_their_words() -> None:
    found = paragraph("(b) where the sea comes in;")
    found = replace(found, comments=(FileComment("1", "Lucía", "Which?", start=14, end=17),))

    def label(markdown: str) -> tuple[str, str] | None:
        read = labels.read(markdown)
        return (read[0].text, read[1]) if read else None

    edited = preview_edits.label_out_of_text((found,), [0], label).paragraphs[0]
    assert (edited.label, edited.markdown) == ("(b)", "where the sea comes in;")
    assert quoted((edited,)) == quoted((found,)) == {"1": "sea"}
    assert preview_edits.label_into_text((edited,), [0]).paragraphs[0] == replace(
        found, markdown=r"\(b\) where the sea comes in;"
    )


@pytest.mark.parametrize(("language", "is_known"), [("ar", True), ("", True), ("zh-Hant", True), ("klingon", False)])
def test_a_paragraph_may_be_in_another_language(language: str, is_known: bool) -> None:
    if is_known:
        assert preview_edits.speak((paragraph("a"),), [0], language).paragraphs[0].language == language
    else:
        with pytest.raises(Invalid, match="not a language"):
            preview_edits.speak((paragraph("a"),), [0], language)
