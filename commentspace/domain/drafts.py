"""A draft as it was recognised in a file: values only, before anything is issued."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

KEY = 8
"""Characters of the key of a paragraph within its preview."""


class Kind(StrEnum):
    """What a paragraph is in its draft."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment that stands in the file itself, at a paragraph of its text or at words in it.

    `name` and `parent` are what the file calls it and the comment that it answers ("" for none). `start` and `end`
    count code points of the paragraph's plain text (`text.markdown.to_text` of its Markdown); both None where it is
    about the whole paragraph. `at` is UTC, or None where the file does not say. One that is `left_out` stays in the
    preview and is not brought along.
    """

    name: str
    author: str
    markdown: str
    at: datetime | None = None
    start: int | None = None
    end: int | None = None
    parent: str = ""
    resolved: bool = False
    initials: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a draft: Markdown refers to it as `![alt](picture:NAME)`. Width and height in CSS pixels, or 0."""

    name: str
    type: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One recognised paragraph.

    `level` counts from 1: the rank of a heading, the nesting of an item; other kinds have 1.
    `label` is what is printed before the text ("19.", "(a)", "II."), or empty; it is not in `markdown`.
    `left_out` says why the paragraph is not offered for comments ("contents", "furniture", "deleted"), or is empty;
    what is left out stays in the draft, so that a preview can show it and take it in again.
    `language` is a BCP 47 tag where it differs from the draft's. `source` says where it stands in the file, in words
    that only the file's reader and writer understand; several places are parted by spaces.
    `before` is the Markdown as it was before the file's tracked changes, by `changed_by`, None without any; in
    `markdown` they are carried out. Where they are `declined` in the preview, it is the other way round.
    `key` names it within its preview, whatever stands before it. `paragraph` is the outside name of the issued
    paragraph that it is known to come from, and `taken` are those of the comments whose proposals were taken into it.
    """

    kind: Kind
    markdown: str
    label: str = ""
    level: int = 1
    left_out: str = ""
    language: str = ""
    source: str = ""
    before: str | None = None
    changed_by: str = ""
    declined: bool = False
    comments: tuple[FileComment, ...] = ()
    key: str = field(default="", compare=False)
    paragraph: str = ""
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft in one language (a BCP 47 tag such as "zh"), in reading order."""

    language: str
    paragraphs: tuple[DraftParagraph, ...]
    title: str = ""
    warnings: tuple[str, ...] = field(default=())
    pictures: tuple[Picture, ...] = ()
