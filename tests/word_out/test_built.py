"""A Word file that is made from nothing looks as the draft does, and its comments say what people have said."""

import re
import struct
import zlib
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from lxml import etree

from commentspace.domain.exported import ExportedComment, ExportedPicture
from commentspace.formats.options import Options
from commentspace.formats.word.names import w, w15
from commentspace.formats.word.reading import read as read_draft
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.word.building import zipped
from tests.word_out.made import comment, exported, known, paragraph
from tests.word_out.odd_source import odd_source
from tests.word_out.opened import entries, part

PARAGRAPHS = [
    paragraph(0, "Introduction", kind="heading", label="I.", level=2),
    paragraph(1, "The Parties **should** act *now*.", label="1."),
    paragraph(2, "A | b \\| c | d", kind="row"),
    paragraph(3, "e | f", kind="row"),
    paragraph(4, "ينبغي للأطراف.", language="ar", label="2."),
    paragraph(5, "缔约方应当保护。", language="zh", label="3."),
]
TEXT = PARAGRAPHS[1]


def file(*comments: ExportedComment, language: str = "en") -> bytes:
    """The document with these comments."""
    return write(exported(PARAGRAPHS, comments), Options(language=language))


def balloons(data: bytes) -> list[str]:
    """What the comments say, a line for each paragraph."""
    return ["\n".join("".join(map(str, p.itertext())) for p in each) for each in part(data, "word/comments.xml")]


def test_headings_tables_and_labels_are_those_of_the_draft() -> None:
    opened = docx.Document(BytesIO(file()))
    heading, first = opened.paragraphs[1:3]
    assert (heading.style.name, heading.text) == ("Heading 2", "I.\tIntroduction")  # type: ignore[union-attr]  # it has one
    assert first.text == "1.\tThe Parties should act now."
    assert [(run.text, run.bold) for run in first.runs if run.bold] == [("should", True)]
    [table] = opened.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A", "b | c", "d"], ["e", "f", ""]]


def test_direction_and_language_are_those_of_each_paragraph() -> None:
    holders = {"".join(t.text or "" for t in each.iter(w("t"))): each for each in part(file()).iter(w("p"))}
    arabic, chinese = holders["2.ينبغي للأطراف."], holders["3.缔约方应当保护。"]
    assert arabic.find(f"{w('pPr')}/{w('bidi')}") is not None
    assert all(run.find(f"{w('rPr')}/{w('rtl')}") is not None for run in arabic.iter(w("r")))
    assert {each.get(w("eastAsia")) for each in chinese.iter(w("lang"))} == {"zh-CN"}


def test_a_draft_comes_out_as_it_went_in() -> None:
    draft = read_draft(file(), None)
    assert draft.title == "Protected areas"
    assert [(each.label, each.markdown) for each in draft.paragraphs][:2] == [
        ("I.", "Introduction"),
        ("1.", "The Parties **should** act *now*."),
    ]


def test_a_balloon_says_number_kind_and_what_was_written() -> None:
    said = comment(7, TEXT, "Why *now*?\n\n1. one\n2. two\n\n> quoted", kind="question")
    assert balloons(file(said)) == ["#7 · question\nWhy now?\n1. one\n2. two\nquoted"]
    assert balloons(file(said, language="fr"))[0].startswith("#7 · question")
    assert balloons(file(replace(said, kind="editorial"), language="zh"))[0].startswith("#7 · 文字\n")


def test_the_number_is_a_link_to_the_comment_and_only_safe_links_are_kept() -> None:
    data = file(comment(7, TEXT, "[a](https://a.example.org) [b](javascript:alert(1))"))
    relations = entries(data)["word/_rels/comments.xml.rels"].decode()
    assert 'Target="https://review.example.org/c/caaaaaaaaaaaaaah"' in relations
    assert 'Target="https://a.example.org"' in relations
    assert "javascript" not in relations


def test_a_file_names_whom_its_own_file_named() -> None:
    said = replace(comment(1, TEXT, "Mine."), said_by="Chipo Moyo", said_for="Zimbabwe")
    [remark] = part(file(said), "word/comments.xml")
    assert (remark.get(w("author")), remark.get(w("initials"))) == ("Chipo Moyo (Zimbabwe)", "CMZ")


def test_a_withdrawn_comment_is_there_only_where_others_answer_it() -> None:
    gone = replace(comment(1, TEXT, ""), status="withdrawn")
    lonely = replace(comment(3, TEXT, ""), status="withdrawn")
    data = file(gone, comment(2, TEXT, "I do not agree.", answers=gone), lonely)
    assert balloons(data) == ["#1 · substantive\nThis comment was withdrawn.", "#2 · substantive\nI do not agree."]
    extended = part(data, "word/commentsExtended.xml")
    assert [each.get(w15("done")) for each in extended] == ["1", "1"]
    assert extended[1].get(w15("paraIdParent")) == extended[0].get(w15("paraId"))


def test_without_comments_the_file_has_no_parts_for_them() -> None:
    document = exported(PARAGRAPHS, [comment(1, TEXT, "Mine.")])
    for options in (Options(with_comments=False), Options(empty=True)):
        data = write(document, options)
        assert not [name for name in entries(data) if "comments" in name]
        assert read(data, known(document)).rows == ()


def test_text_that_xml_cannot_hold_does_not_stop_a_file() -> None:
    odd = replace(TEXT, text="a\ufffeb", html="a\ufffeb", markdown="a\ufffeb")
    said = replace(comment(1, odd, "x"), author="A\x01B", html="<p>c\uffffd</p>")
    assert balloons(write(exported([odd], [said]), Options())) == ["#1 · substantive\nc\ufffdd"]


def test_pictures_are_drawn_and_broken_ones_left_out() -> None:
    shown = paragraph(0, "See ![a map](picture:abcdefgh23456722) and ![none](picture:abcdefgh23456733).")
    document = replace(
        exported([shown]),
        pictures=(
            ExportedPicture("abcdefgh23456722", "image/png", _png(), 40, 20),
            ExportedPicture("abcdefgh23456733", "image/png", b"no picture", 40, 20),
        ),
    )
    data = write(document, Options())
    assert len(list(part(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"))) == 1
    assert read(data, known(document)).rows == ()


def test_a_strict_file_stays_strict() -> None:
    strict = _strict(odd_source())
    source = read_draft(strict, None)
    paragraphs = [
        paragraph(at, each.markdown, label=each.label, kind=each.kind, source=each.source)
        for at, each in enumerate(source.paragraphs)
        if not each.left_out
    ]
    document = exported(paragraphs, [comment(1, paragraphs[1], "Mine.", words="should")], source=strict)
    data = write(document, Options())
    root = etree.fromstring(entries(data)["word/document.xml"])
    assert root.tag.startswith("{http://purl.oclc.org/ooxml/wordprocessingml/main}")
    assert [row.verdict for row in read(data, known(document)).rows] == ["known"]


@pytest.mark.parametrize("source", [b"PK\x03\x04 no zip", b"# Markdown", b"PK"])
def test_a_source_that_is_no_word_file_is_not_needed(source: bytes) -> None:
    document = replace(exported(PARAGRAPHS, [comment(1, TEXT, "Mine.")]), source=source)
    assert [row.verdict for row in read(write(document, Options()), known(document)).rows] == ["known"]


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" + b"\xff" * 6))
        + chunk(b"IEND", b"")
    )


def _strict(data: bytes) -> bytes:
    kinds = rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/"
    return zipped(
        {name: re.sub(kinds, rb"http://purl.oclc.org/ooxml/\1/", content) for name, content in entries(data).items()}
    )
