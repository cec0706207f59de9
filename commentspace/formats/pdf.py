"""PDF files, read as the plain text that they show. Much is lost: they hold places of letters, not paragraphs."""

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats import pdf_lines, plain
from commentspace.text.languages import guess
from commentspace.text.normal import clean, normal

MOST_PAGES = 3_000
LONGEST = 20_000_000
"""Characters of the whole text."""
_FEWEST_LETTERS = 20
_MOST_BOOKMARKS = 5_000
_DEEPEST = 9
_BROKEN = (
    *(PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError, zlib.error),
)
_LOSSY = marked(
    "A PDF does not say what its paragraphs are: they were recognised by the places of the words on the page. "
    "Look at each, above all where there are columns, tables and notes, or bring the file that the PDF was made of."
)
_SOFT = re.compile("(?<=\\w)[\u00ad\u2010] ?\n(?=\\w)")
_HYPHEN = re.compile(r"(\w{1,40})-\n(\w{1,40})")
_WORD = re.compile(r"\w+")


def read(data: bytes, language: str | None) -> Draft:
    """The draft in a PDF, as plain text is read; its bookmarks tell headings. What shows no text is refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell words of the file
    try:
        reader = _opened(data)
        pages = list(_pages(reader))
        bookmarks = _bookmarks(reader)
    except DependencyError as locked:
        raise _locked() from locked
    except _BROKEN as broken:
        raise Invalid(
            marked("This PDF is damaged. Save it again in the program that made it, or send the draft as .docx."),
            field="file",
        ) from broken
    text = whole_words("\f".join(map(clean, pages)))
    if sum(map(str.isalnum, text)) < _FEWEST_LETTERS:
        raise Invalid(
            marked(
                "There is no text in this PDF; it may hold pictures of pages. "
                "Send the file that it was made of, or have its text recognised first."
            ),
            field="file",
        )
    draft = plain.read(_parted(text, bookmarks), language or guess(text))
    paragraphs = tuple(_raised(paragraph, bookmarks) for paragraph in draft.paragraphs)
    return replace(draft, paragraphs=paragraphs, warnings=(_LOSSY, *draft.warnings))


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked()
    return reader


def _locked() -> Invalid:
    return Invalid(
        marked("This PDF is protected by a password. Save it without the password and send it again."), field="file"
    )


def _pages(reader: PdfReader) -> Iterator[str]:
    """The text of each page, with a blank line where the lines stand wider apart."""
    length = 0
    for number, page in enumerate(reader.pages):
        text = pdf_lines.text(page)
        length += len(text)
        if number >= MOST_PAGES or length > LONGEST:
            raise TooLong(
                marked("This PDF has more than %(most)d pages, or very full ones. Send it in parts."),
                field="file",
                most=MOST_PAGES,
            )
        yield text


def whole_words(text: str) -> str:
    """The text without the hyphens that only the ends of lines have made: soft ones, and those of words known whole."""
    text = _SOFT.sub("", text).replace("\u00ad", "")
    if "-\n" not in text:
        return text
    known = {word.casefold() for word in _WORD.findall(text)}

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return f"{whole}\n" if whole.casefold() in known else match[0]

    return _HYPHEN.sub(joined, text)


def _bookmarks(reader: PdfReader) -> dict[str, int]:
    """The words of each bookmark, and how deep it stands; none where they cannot be read."""
    found: dict[str, int] = {}
    try:
        open_: list[tuple[int, object]] = [(0, reader.outline)]
        while open_ and len(found) < _MOST_BOOKMARKS:
            level, entry = open_.pop()
            if isinstance(entry, list):
                open_ += [(level + 1, each) for each in reversed(entry)]
            elif title := getattr(entry, "title", None):
                found.setdefault(normal(str(title)), min(max(level, 1), _DEEPEST))
    except _BROKEN:
        pass  # the text is there without them
    return found


def _parted(text: str, bookmarks: dict[str, int]) -> str:
    """The text with a blank line before and after each line that a bookmark names."""
    if not bookmarks:
        return text
    lines = (f"\n{line}\n" if line.strip() and normal(line) in bookmarks else line for line in text.split("\n"))
    return "\n".join(lines)


def _raised(paragraph: DraftParagraph, bookmarks: dict[str, int]) -> DraftParagraph:
    """The paragraph as a heading, where a bookmark has its words."""
    if paragraph.left_out or not bookmarks:
        return paragraph
    level = bookmarks.get(normal(f"{paragraph.label} {paragraph.markdown}")) or bookmarks.get(
        normal(paragraph.markdown)
    )
    return replace(paragraph, kind=Kind.HEADING, level=level) if level else paragraph
