"""Promises about files: read by their extension, or refused with a sentence that says what to do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.errors import Invalid, TooLong
from commentspace.formats.reading import LARGEST, MOST_LINES, read
from commentspace.text.normal import clean


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.b.txt", "folder/a.md", "a.markdown", "a.Md"])
def test_files_are_read_by_their_extension(name: str) -> None:
    assert read(b"1. Text of one.\n", name, "en").paragraphs[0].label == "1."


@pytest.mark.parametrize("name", ["a.xyz", "a.pages", "a", "", "txt", "a.txt.exe"])
def test_other_formats_are_refused_with_those_that_are_taken(name: str) -> None:
    with pytest.raises(Invalid, match=re.escape(".docx, .odt, .rtf, .doc, .html, .pdf, .md, .txt")) as caught:
        read(b"text", name, "en")
    assert caught.value.field == "file"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n\x0c", "\ufeff \u3000".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="nothing in this file") as caught:
        read(data, "a.txt", "en")
    assert caught.value.field == "file"


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLong, match="25 MiB") as caught:
        read(b"a" * (LARGEST + 1), "a.txt", "en")
    assert caught.value.field == "file"


def test_a_file_with_too_many_lines_is_refused() -> None:
    with pytest.raises(TooLong, match=str(MOST_LINES)):
        read(b"a\n" * (MOST_LINES + 1), "a.md", "en")


def test_the_language_is_what_was_said_or_a_guess() -> None:
    assert read(b"Le texte.\n", "a.txt", "fr").language == "fr"
    assert read("缔约方大会。\n".encode(), "a.txt").language == "zh"
    assert read("Конференция.\n".encode(), "a.md", None).language == "ru"


def test_an_older_encoding_is_warned_of() -> None:
    draft = read("Конференция Сторон постановляет.\n".encode("windows-1251"), "a.txt", "ru")
    assert draft.paragraphs[0].markdown == "Конференция Сторон постановляет."
    assert "windows-1251" in draft.warnings[0]


PARTS = [
    *[
        "1. One is here.",
        "2. Two",
        "(a) item;",
        "(i) inner",
        "- bullet",
        "I. Heading",
        "A. Inner",
        "12.",
        "§ 5 x",
        "一、总则",
    ],
    *[
        "（一）目的；",
        "第一条 范围",
        "أولا - مقدمة",
        "١- نص",
        "а) текст",
        "* note*",
        "1/ See",
        "¹ sup",
        "[1] ref [1]",
        "word*",
    ],
    *["Contents", "目录", "One.....1", "Two ... 2", "Three\t3", "Page 3", "- 4 -", "/...", "A/RES/70/1", "_____", "12"],
    *["Distr.", "GENERAL", "ORIGINAL: ENGLISH", "3 March 2025", "Note by the Secretary", "lower case words", "，and"],
    *[
        "Executive summary",
        "**bold** words",
        "a_b_ *c* `d` [e](http://f) & <g>",
        "\\* \\",
        "    indented",
        "\f",
        "",
        "",
        "",
    ],
]
files = st.lists(st.sampled_from(PARTS), max_size=25).map("\n".join)


@given(files)
def test_nothing_of_a_plain_text_file_is_lost_or_doubled(text: str) -> None:
    """Each character that is no white space is once in a label, a wording or the title; bullets before labels apart."""
    draft = read((text + "\nend").encode(), "a.txt", "en")
    wordings = [f"{paragraph.label}\n{unescaped(paragraph.markdown)}" for paragraph in draft.paragraphs]
    assert characters("\n".join([draft.title, *wordings])) == characters(clean(text + "\nend"))


@given(files)
def test_reading_a_file_again_gives_the_same_draft(text: str) -> None:
    data = (text + "\nend").encode()
    assert read(data, "a.txt", "en") == read(data.replace(b"\n", b"\r\n"), "a.txt", "en")


def characters(text: str) -> list[str]:
    return sorted("".join(text.replace("**", "").split()))


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
