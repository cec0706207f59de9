"""What was taken away and comes back as it was holds nothing new."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.domain.exported import Exported, ExportedComment
from commentspace.domain.submitted import Row, Submitted
from commentspace.formats.options import Options
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.word_out.chance import document as chance_document
from tests.word_out.made import known, with_comments


def new(submitted: Submitted) -> list[Row]:
    """The rows that somebody would have to post or decide."""
    return [row for row in submitted.rows if row.verdict not in {"known", "empty"}]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_file_that_comes_back_untouched_holds_nothing_new(chance: Random) -> None:
    document = chance_document(chance)
    came_back = read(write(document, Options()), known(document))
    assert new(came_back) == []
    assert sorted(row.comment for row in came_back.rows) == sorted(each.uid for each in document.comments)
    assert came_back.document == document.uid
    assert came_back.revision == document.revision_uid


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_comment_of_the_file_is_at_its_words_by_its_writer_at_its_time(chance: Random) -> None:
    document = chance_document(chance, ("paragraph", "item"))
    bare = with_comments(document, [replace(each, proposal=None) for each in document.comments])
    placed = read(write(bare, Options()), replace(known(bare), comments=())).rows
    assert len(placed) == len(bare.comments)
    shown = {(row.reviewer, row.at, row.candidates[0].paragraph, row.exact) for row in placed}
    assert shown == {(each.author, each.posted_at, each.paragraph, _marked(bare, each)) for each in bare.comments}


def _marked(document: Exported, said: ExportedComment) -> str:
    """The words that a comment is shown at; none for a whole paragraph. White space at their ends says nothing."""
    text = next(each.text for each in document.paragraphs if each.uid == said.paragraph)
    words = (said.exact or "").strip()
    return "" if words == text.strip() else words
