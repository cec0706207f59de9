"""Comments go into the file that the draft was read from, and leave the rest of it as it is."""

from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree

from commentspace.domain.exported import Exported, ExportedParagraph
from commentspace.formats.options import Options
from commentspace.formats.word.names import w, w14
from commentspace.formats.word.reading import read as read_draft
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.word.building import word_file
from tests.word_out.made import comment, drafted, known, with_comments
from tests.word_out.odd_source import odd_source
from tests.word_out.opened import entries, part

SOURCE = odd_source()


@pytest.fixture(scope="module")
def document() -> Exported:
    """The odd file with comments at all its odd places."""
    bare = drafted(SOURCE)
    by = {each.text.split()[0]: each for each in reversed(bare.paragraphs)}
    said = [
        comment(1, by["The"], "Why?", words="should", proposal="shall"),
        comment(2, by["The"], "Within a link.", words="thirty per", proposal="forty per", author="Bo Li"),
        comment(3, by["Date:"], "About all of it."),
        comment(4, by["Date:"], "Into a control.", words="article five and a chosen", proposal="articles and chosen"),
        comment(5, by["A"], "In a note.", words="footnote", proposal="foot note"),
        comment(6, by["Tab"], "Over lines.", words="two spaces\nline", proposal="2 spaces\nline"),
        comment(7, by["First"], "Over a joint.", words="half and second", proposal="half or second"),
        comment(8, by["Target"], "In a cell.", words="Year", proposal="Years"),
    ]
    answer = comment(9, by["The"], "Because.", answers=said[0], author="Bo Li")
    return with_comments(bare, [*said, answer])


@pytest.fixture(scope="module")
def written(document: Exported) -> bytes:
    """The file that goes out."""
    return write(document, Options())


def test_parts_that_are_not_touched_stay_byte_for_byte(written: bytes) -> None:
    before, after = entries(SOURCE), entries(written)
    for name in ("word/styles.xml", "word/numbering.xml", "word/footnotes.xml"):
        assert after[name] == before[name]
    assert set(before) <= set(after)


def test_words_and_numbers_are_those_of_the_draft(document: Exported, written: bytes) -> None:
    rejected = write(with_comments(document, []), Options())
    draft = [each for each in read_draft(rejected, None).paragraphs if not each.left_out]
    assert [(each.label, each.markdown, each.source) for each in draft] == [
        (
            each.label,
            each.markdown,
            each.source.replace("p4 p5", "p4")
            .replace("p6 p7", "p5 p6")
            .replace("p8", "p7")
            .replace("p9", "p8")
            .replace("p10", "p9"),
        )
        for each in document.paragraphs
    ]
    assert written != rejected


def test_nothing_of_the_file_is_told_that_the_page_does_not_show(written: bytes) -> None:
    for name, content in entries(written).items():
        for secret in (b"Secret Editor", b"Not told", b"never"):
            assert secret not in content, name


def test_comments_stand_at_their_words_whatever_is_around_them(written: bytes) -> None:
    root = part(written)
    assert [_words(root, name) for name in _names(written, "#1", "#2", "#4", "#6", "#7", "#8")] == [
        "should" + "shall",
        "thirty" + "forty" + " per",
        "article five and a chosen",
        "two2 spaces\nline",
        "half andor second",
        "YearYears",
    ]


def test_proposals_are_tracked_by_writer_and_time(written: bytes) -> None:
    root = part(written)
    tracked = [(each.get(w("author")), "".join(map(str, each.itertext()))) for each in root.iter(w("ins"))]
    assert ("Ana Silva", "shall") in tracked
    assert ("Bo Li", "forty") in tracked
    assert {each.get(w("date")) for each in root.iter(w("ins"), w("del")) if each.get(w("author")) == "Bo Li"} == {
        "2026-11-20T09:32:00Z"
    }
    assert not any("articles" in words for _, words in tracked)  # the words of a field are computed


def test_what_cannot_be_tracked_is_said_in_the_comment(written: bytes) -> None:
    said = "".join(map(str, part(written, "word/comments.xml").itertext()))
    assert "Proposed wording:articles and chosen(Not marked in the text" in said
    assert "On the words: footnote" in said


def test_the_file_is_in_the_order_and_with_the_numbers_that_word_wants(written: bytes) -> None:
    root, comments = part(written), part(written, "word/comments.xml")
    extended = part(written, "word/commentsExtended.xml")
    names = [each.get(w("id")) for each in comments]
    assert len(set(names)) == len(names) == 9
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert Counter(each.get(w("id")) for each in root.iter(w(kind))) == Counter(names)
    identities = [each[-1].get(w14("paraId"), "") for each in comments]
    assert len(set(identities)) == 9
    assert all(0 < int(each, 16) < 0x8000_0000 for each in identities)
    assert [next(iter(each.attrib.values())) for each in extended] == identities
    tracked = [each.get(w("id")) for each in root.iter(w("ins"), w("del"), w("bookmarkStart"))]
    assert len(set(tracked)) == len(tracked)
    for holder in root.iter(w("p")):
        assert all(each.tag != w("pPr") for each in list(holder)[1:])
    for change in root.iter(w("del")):
        assert not list(change.iter(w("t")))


def test_a_comment_on_a_paragraph_that_the_file_has_not_is_told_at_the_one_before(document: Exported) -> None:
    made = _part_of(document.paragraphs[-1], "Typed in later.", "new")
    made = replace(made, source="")
    said = [comment(1, made, "Who typed this?")]
    more = with_comments(_with_paragraphs(document, [*document.paragraphs, made]), said)
    out = write(more, Options())
    assert "On the words: Typed in later.Who typed this?" in "".join(
        map(str, part(out, "word/comments.xml").itertext())
    )
    assert [row.verdict for row in read(out, known(more)).rows] == ["known"]


def test_the_untouched_file_holds_nothing_new(document: Exported, written: bytes) -> None:
    came_back = read(written, known(document))
    assert [row for row in came_back.rows if row.verdict != "known"] == []
    assert {row.comment for row in came_back.rows} == {each.uid for each in document.comments}
    assert came_back.warnings == ()


def test_a_split_and_a_joined_paragraph_keep_their_comments_and_come_back(document: Exported) -> None:
    whole, *others = [each for each in document.paragraphs if each.source == "p3"]
    assert not others
    first, second = _part_of(whole, "Report", "s1"), _part_of(whole, "every year.", "s2")
    tail = [each for each in document.paragraphs if each.source in {"p9", "p10"}]
    joined = _joined(tail[0], tail[1])
    kept = [each for each in document.paragraphs if each not in (whole, *tail)]
    said = [comment(1, second, "Which?", words="year"), comment(2, joined, "Both.", words="halves, of")]
    mended = with_comments(_with_paragraphs(document, [*kept[:3], first, second, *kept[3:], joined]), said)
    out = write(mended, Options())
    root = part(out)
    assert _words(root, "0") == "year"
    assert _words(root, "1") == "halves,"
    came_back = read(out, known(mended))
    assert [row for row in came_back.rows if row.verdict != "known"] == []


def _part_of(paragraph: ExportedParagraph, text: str, uid: str) -> ExportedParagraph:
    return replace(paragraph, uid=f"{uid:a>16}"[-16:].replace("1", "b"), text=text, markdown=text, html=text)


def _joined(one: ExportedParagraph, other: ExportedParagraph) -> ExportedParagraph:
    return replace(
        one,
        text=f"{one.text} {other.text}",
        markdown=f"{one.markdown} {other.markdown}",
        html=f"{one.html} {other.html}",
        source=f"{one.source} {other.source}",
    )


def _with_paragraphs(document: Exported, paragraphs: list[ExportedParagraph]) -> Exported:
    return replace(document, paragraphs=tuple(replace(each, position=at) for at, each in enumerate(paragraphs)))


def _names(data: bytes, *numbers: str) -> list[str]:
    """What the file calls the comments of these numbers."""
    said = {
        "".join(map(str, each.itertext())).split(" ")[0]: each.get(w("id"), "")
        for each in part(data, "word/comments.xml")
    }
    return [said[number] for number in numbers]


def _words(root: etree._Element, name: str) -> str:
    """The words within the range of a comment."""
    words, is_inside = "", False
    for each in root.iter():
        if each.tag in {w("commentRangeStart"), w("commentRangeEnd")} and each.get(w("id")) == name:
            is_inside = each.tag == w("commentRangeStart")
        elif is_inside and each.tag in {w("t"), w("delText")}:
            words += each.text or ""
        elif is_inside and each.tag == w("br"):
            words += "\n"
    return words


def test_a_row_of_empty_cells_that_comes_back_is_no_proposal_to_delete_it() -> None:
    cells = "<w:tc><w:p/></w:tc>" * 2
    words = "<w:p><w:r><w:t>The Parties shall meet.</w:t></w:r></w:p>"
    document = drafted(word_file(f"{words}<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert read(write(document, Options()), known(document)).rows == ()
