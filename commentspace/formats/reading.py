"""A file becomes a draft: the one entrance for all formats."""

from collections.abc import Callable
from dataclasses import replace

from commentspace.domain.drafts import Draft
from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats import decoding, html, kinds, markdown, office, pdf, plain
from commentspace.formats.kinds import Kind
from commentspace.text.languages import guess

LARGEST = 25 * 1024 * 1024
MOST_LINES = 200_000
_MEBIBYTE = 1024 * 1024


def read(data: bytes, filename: str, language: str | None = None) -> Draft:
    """The draft in a file; `language` is a BCP 47 tag, or None to take the file's own or guess by script.

    It works as long as the file takes: a door asks `formats.apart.read`, which bounds time and memory.

    Raises Invalid (field "file"), with a sentence that says what to do, for a file that is of another format,
    empty, too large, broken, locked, no text, or in an encoding that the language does not explain.
    """
    return read_as(*prepared(data, filename), language or None)


def prepared(data: bytes, filename: str) -> tuple[Kind, bytes]:
    """The kind and the bytes to read: of what only LibreOffice reads, the Word file that it makes of it."""
    if len(data) > LARGEST:
        raise TooLong(
            marked("The file has more than %(most)d MiB. Send it in parts, or without its pictures."),
            field="file",
            most=LARGEST // _MEBIBYTE,
        )
    kind = kinds.of(data, filename)
    if kind is Kind.OFFICE:
        return Kind.WORD, office.to_word(data, kinds.extension(data))
    return kind, data


def read_as(kind: Kind, data: bytes, language: str | None) -> Draft:
    """The draft in bytes of this kind."""
    return _READERS[kind](data, language)


def text_of(data: bytes, filename: str, language: str | None) -> str:
    """The text of a file that is nothing but text, which can be corrected and read again; "" of all others."""
    is_text = kinds.of(data, filename) in (Kind.MARKDOWN, Kind.TEXT)
    return decoding.decode(data, language)[0] if is_text else ""


def _word(data: bytes, language: str | None) -> Draft:
    from commentspace.formats.word import reading as word  # noqa: PLC0415  # only who reads Word files waits for it

    return word.read(data, language)


def _text(reader: Callable[[str, str], Draft]) -> Callable[[bytes, str | None], Draft]:
    def read_text(data: bytes, language: str | None) -> Draft:
        text, encoding = decoding.decode(data, language)
        if text.count("\n") > MOST_LINES:
            raise TooLong(
                marked("The file has more than %(most)d lines. Send it in parts."), field="file", most=MOST_LINES
            )
        if not text.strip():
            raise Invalid(
                marked("There is nothing in this file. Choose the file that has the draft in it."), field="file"
            )
        draft = reader(text, language or guess(text))
        return draft if encoding.startswith("utf") else _with_warning(draft, encoding)

    return read_text


def _with_warning(draft: Draft, encoding: str) -> Draft:
    sentence = f"The file is not in UTF-8; it was read as {encoding}. Look at some words with accents or other letters."
    return replace(draft, warnings=(sentence, *draft.warnings))


_READERS: dict[Kind, Callable[[bytes, str | None], Draft]] = {
    Kind.WORD: _word,
    Kind.HTML: html.read,
    Kind.PDF: pdf.read,
    Kind.MARKDOWN: _text(markdown.read),
    Kind.TEXT: _text(plain.read),
}
