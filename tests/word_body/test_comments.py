"""Comments in a Word file: at the right words, by whom, when, in threads, resolved; none is lost."""

from datetime import UTC, datetime

import pytest

from commentspace.domain.drafts import Draft, FileComment
from commentspace.formats.word.comments import moment
from tests.word.building import p, r, table
from tests.word_body.word_drafts import about, comment, deleted, note, note_reference, quoted, word


def commented(body: str, *comments: str, **parts: str) -> list[tuple[int, str, FileComment]]:
    """Of each comment the number of its paragraph, the words it is about, and itself."""
    return _found(word(body, parts={"comments": "".join(comments), **parts}))


def test_a_comment_is_at_its_words_with_its_author_and_date() -> None:
    body = p("First.") + p(inside=r("The ") + about(0, r("peat lands", "<w:b/>")) + r(" are wet."))
    ((number, words, found),) = commented(body, comment(0, "Why?"))
    assert (number, words, found.author, found.initials, found.markdown) == (1, "peat lands", "Ana Lopez", "AL", "Why?")
    assert found.at == datetime(2026, 3, 1, 10, 20, 30, tzinfo=UTC)


def test_words_are_counted_after_a_typed_label_and_squeezed_spaces() -> None:
    body = p(inside=r("5.  The   ") + about(0, r(" fifth  ") + r("paragraph ")) + r("here is the long one."))
    ((_, words, _),) = commented(body, comment(0, "x"))
    assert words == "fifth paragraph"


def test_a_comment_without_a_range_is_about_the_paragraph() -> None:
    body = p(inside=r("Text.") + '<w:r><w:commentReference w:id="0"/></w:r>')
    ((number, _, found),) = commented(body, comment(0, "x"))
    assert (number, found.start, found.end) == (0, None, None)


def test_a_comment_on_deleted_words_is_about_the_paragraph() -> None:
    ((_, _, found),) = commented(p(inside=r("Text.") + about(0, deleted("gone"))), comment(0, "x"))
    assert (found.start, found.end) == (None, None)


def test_a_comment_over_several_paragraphs_is_at_the_first_and_says_so() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    body = p(inside=r("One ") + start + r("two.")) + p("Three.") + p(inside=r("Four.") + end + r(" Five."))
    ((number, words, found),) = commented(body, comment(0, "x"))
    assert (number, words) == (0, "two.")
    assert found.markdown == "x\n\n(In the file this comment goes on over the next 2 paragraphs.)"


def test_marks_between_paragraphs_and_in_empty_ones_are_those_of_the_next() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    ((number, words, found),) = commented(p("One.") + start + p("Two.") + end + p("Three."), comment(0, "x"))
    assert (number, words, found.markdown) == (1, "Two.", "x")
    ((number, words, _),) = commented(p("One.") + p(inside=start) + p(inside=r("Two.") + end), comment(0, "x"))
    assert (number, words) == (1, "Two.")


def test_a_comment_in_a_cell_is_at_its_words_in_the_row() -> None:
    body = table([p("one"), p(inside=about(0, r("two")) + r(" three"))])
    ((_, words, _),) = commented(body, comment(0, "x"))
    assert words == "two"


def test_a_comment_in_a_note_is_at_its_words_there() -> None:
    inner = note(1, "x").replace("</w:p>", about(0, r(" the note")) + "</w:p>")
    ((number, words, _),) = commented(p(inside=r("Text") + note_reference(1)), comment(0, "x"), footnotes=inner)
    assert (number, words) == (1, "the note")


def test_threads_and_what_is_resolved_come_from_the_newer_part() -> None:
    body = p(inside=about(0, r("Words") + about(1, r("")))) + p("Other.")
    extended = (
        '<w15:commentEx w15:paraId="0A000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/>'
    )
    comments = comment(0, "Why?", mark="0A000001"), comment(1, "So.", mark="0A000002", author="Ben")
    (first, answer) = commented(body, *comments, commentsExtended=extended)
    assert (first[2].resolved, first[2].parent) == (True, "")
    assert (answer[1], answer[2].resolved, answer[2].parent) == ("Words", False, "0")


def test_an_answer_that_nothing_refers_to_is_where_its_thread_is() -> None:
    extended = '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/>'
    comments = comment(0, "Why?", mark="0A000001"), comment(1, "So.", mark="0A000002")
    found = commented(p("One.") + p(inside=about(0, r("Words"))), *comments, commentsExtended=extended)
    assert [(number, words) for number, words, _ in found] == [(1, "Words"), (1, "Words")]


def test_a_time_in_utc_is_taken_before_that_of_the_author() -> None:
    parts = {
        "commentsIds": '<w16cid:commentId w16cid:paraId="0A000001" w16cid:durableId="11"/>',
        "commentsExtensible": '<w16cex:commentExtensible w16cex:durableId="11" w16cex:dateUtc="2026-03-01T08:20:30Z"/>',
    }
    ((_, _, found),) = commented(p(inside=about(0, r("x"))), comment(0, "x", mark="0A000001"), **parts)
    assert found.at == datetime(2026, 3, 1, 8, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00Z", "", "yesterday", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_is_none_is_none(said: str) -> None:
    assert moment(said) is None


def test_no_comment_is_lost_when_ids_repeat_or_nothing_refers_to_them() -> None:
    found = commented(p("First.") + p(inside=about(3, r("x"))), comment(3, "a"), comment(3, "b"), comment(9, "c"))
    assert {(comment_.markdown, comment_.name, number) for number, _, comment_ in found} == {
        ("a", "3", 1),
        ("b", "3#2", 1),
        ("c", "9", 0),
    }


def test_a_comment_at_the_title_keeps_the_title_among_the_paragraphs() -> None:
    draft = word(p(inside=about(0, r("The title")), style="Title") + p("Text."), parts={"comments": comment(0, "x")})
    assert draft.title == "The title"
    assert _found(draft)[0][:2] == (0, "The title")


def test_what_a_comment_says_is_markdown_that_shows_it() -> None:
    body = f'<w:comment w:id="0" w:author="A">{p(inside=r("*See* ") + r("this", "<w:b/>"))}{p("# 2")}</w:comment>'
    ((_, _, found),) = commented(p(inside=about(0, r("x"))), body)
    assert found.markdown == "\\*See\\* **this**\n\n\\# 2"


def _found(draft: Draft) -> list[tuple[int, str, FileComment]]:
    return [
        (number, quoted(paragraph, each), each)
        for number, paragraph in enumerate(draft.paragraphs)
        for each in paragraph.comments
    ]
