"""A file becomes a draft: the one entrance for all formats."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from commentspace.domain.drafts import Draft
from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats import decoding, markdown, plain
from commentspace.text.languages import guess

LARGEST = 25 * 1024 * 1024
MOST_LINES = 200_000
_MEBIBYTE = 1024 * 1024

_READERS: dict[str, Callable[[str, str], Draft]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": plain.read,
}
EXTENSIONS = tuple(_READERS)

_OTHERS = {b"PK\x03\x04": "Word, LibreOffice or zip", b"%PDF-": "PDF", b"\xd0\xcf\x11\xe0": "Word", b"{\\rtf": "RTF"}


def read(data: bytes, filename: str, language: str | None = None) -> Draft:
    """The draft in a file, by the extension of its name; `language` is a BCP 47 tag, or None to guess by script.

    Raises Invalid (field "file"), with a sentence that says what to do, for a file that is of another format,
    empty, too large, no text, or in an encoding that the language does not explain.
    """
    reader = _READERS.get(PurePath(filename).suffix.lower())
    if reader is None:
        raise Invalid(
            marked("Drafts are taken as %(formats)s. Save the file in one of these formats and send it again."),
            field="file",
            formats=", ".join(EXTENSIONS),
        )
    if len(data) > LARGEST:
        raise TooLong(
            marked("The file has more than %(most)d MiB. Send it in parts, or without its pictures."),
            field="file",
            most=LARGEST // _MEBIBYTE,
        )
    _refuse_other_formats(data)
    text, encoding = decoding.decode(data, language)
    if text.count("\n") > MOST_LINES:
        raise TooLong(marked("The file has more than %(most)d lines. Send it in parts."), field="file", most=MOST_LINES)
    if not text.strip():
        raise Invalid(marked("There is nothing in this file. Choose the file that has the draft in it."), field="file")
    draft = reader(text, language or guess(text))
    return draft if encoding.startswith("utf") else _with_warning(draft, encoding)


def _refuse_other_formats(data: bytes) -> None:
    for start, name in _OTHERS.items():
        if data.startswith(start):
            raise Invalid(
                marked("In spite of its name this is a %(format)s file. Save it as text in UTF-8 and send it again."),
                field="file",
                format=name,
            )


def _with_warning(draft: Draft, encoding: str) -> Draft:
    sentence = f"The file is not in UTF-8; it was read as {encoding}. Look at some words with accents or other letters."
    return replace(draft, warnings=(sentence, *draft.warnings))
