"""Word files as other programs write them, with parts missing and elements where nobody expects them."""

import pytest

from commentspace.errors import Invalid
from commentspace.formats.word.reading import read
from tests.word.building import p, r, word_file
from tests.word_body.word_drafts import about, comment, note_reference, only, shown, word


def test_a_file_of_nothing_but_text_is_read() -> None:
    assert [paragraph.markdown for paragraph in read(word_file(p("Text.")), None).paragraphs] == ["Text."]


@pytest.mark.parametrize("body", ["", p(), p(inside=r("  ")), "<w:tbl/>", "<w:sectPr/>"])
def test_a_file_with_nothing_in_it_is_refused_with_a_sentence(body: str) -> None:
    with pytest.raises(Invalid, match="nothing in this file"):
        read(word_file(body), None)


def test_references_to_what_is_not_there_do_no_harm() -> None:
    body = p(
        inside=r("a", '<w:rStyle w:val="None"/>') + note_reference(5) + about(7, r("b")), style="None", num=9, level=3
    )
    link = f'<w:hyperlink r:id="rId99">{r("c")}</w:hyperlink>'
    blip = '<w:drawing><wp:inline><pic:pic><a:blip r:embed="x"/></pic:pic></wp:inline></w:drawing>'
    draft = word(body + p(inside=link + r("", inside=blip)))
    assert shown(draft) == ["p a[1]b", "p c"]


def test_bookmarks_and_ranges_may_cross() -> None:
    inside = (
        '<w:bookmarkStart w:id="1" w:name="a"/>'
        + '<w:commentRangeStart w:id="0"/>'
        + r("one ")
        + '<w:bookmarkStart w:id="2" w:name="b"/><w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="1"/>'
        + r("two ")
        + '<w:commentRangeEnd w:id="0"/>'
        + r("three")
        + '<w:commentRangeEnd w:id="1"/><w:bookmarkEnd w:id="2"/>'
    )
    draft = word(p(inside=inside), parts={"comments": comment(0, "x") + comment(1, "y")})
    assert [(each.start, each.end) for each in draft.paragraphs[0].comments] == [(0, 7), (4, 13)]


def test_ranges_that_never_end_or_begin_are_about_the_paragraph() -> None:
    inside = '<w:commentRangeStart w:id="0"/>' + r("one") + '<w:commentRangeEnd w:id="1"/>'
    draft = word(p("a") + p(inside=inside), parts={"comments": comment(0, "x") + comment(1, "y")})
    assert [(each.start, each.end) for each in draft.paragraphs[1].comments] == [(None, None)] * 2


def test_runs_without_a_paragraph_around_their_text_are_read() -> None:
    assert only(p(inside=r("a", inside=r("b")) + "<w:dir><w:bdo>" + r("c") + "</w:bdo></w:dir>")) == "abc"


def test_a_paragraph_within_a_paragraph_loses_no_text() -> None:
    assert "inner" in only(p(inside=r("outer ") + p("inner")))


def test_text_of_other_files_that_is_only_named_is_said_to_be_left_out() -> None:
    draft = word(p("a") + '<w:altChunk r:id="rId5"/>' + p("b"))
    assert shown(draft) == ["p a", "p b"]
    assert draft.warnings == ('No. 2: text from another file that stands before this is left out ("b").',)


def test_line_ends_within_a_text_are_spaces() -> None:
    assert only(p(inside='<w:r><w:t xml:space="preserve">one\ntwo</w:t></w:r>')) == "one two"


def test_nested_as_deep_as_xml_may_be_it_is_read() -> None:
    deep = r("text")
    for _ in range(200):
        deep = f"<w:smartTag>{deep}</w:smartTag>"
    assert only(p(inside=deep)) == "text"
    tables = p("text")
    for _ in range(40):
        tables = f"<w:tbl><w:tr><w:tc>{tables}</w:tc></w:tr></w:tbl>"
    assert only(tables) == "text"


def test_a_very_long_paragraph_is_shown_as_it_stands() -> None:
    (paragraph,) = word(p("[a*b] " * 20_000)).paragraphs
    assert paragraph.markdown == ("[a*b] " * 20_000).strip()


def test_a_position_that_no_standard_knows_raises_nothing() -> None:
    assert only(p(inside=r("m") + r("2", '<w:vertAlign w:val="sideways"/>'))) == "m2"


def test_hostile_text_stays_text() -> None:
    assert only(p("<script>alert(1)</script>")) == "\\<script>alert(1)</script>"
    link = {"rId7": "javascript:alert(1)"}
    assert only(p(inside=f'<w:hyperlink r:id="rId7">{r("click")}</w:hyperlink>'), links=link) == "click"
