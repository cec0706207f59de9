"""Two paragraphs of a preview made one, and one made several: words, and the comments on them, stay what they were."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from commentspace.domain import names
from commentspace.domain.drafts import KEY, DraftParagraph, FileComment
from commentspace.errors import Invalid, marked
from commentspace.text.markdown import to_text
from commentspace.text.quotation import Quotation

_ASCII_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_LINES = re.compile(r"\s*\n\s*")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_WITHOUT_SPACES = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_PAIRS = ("***", "**", "*", "__", "_", "~~", "`")

CHANGED = marked(
    "The words are not the same as before, so nothing was divided. Put in empty lines only; "
    "words are corrected in the file, which you can then bring in again."
)
UNDIVIDED = marked("Put an empty line where the paragraph is to be divided.")
INSIDE = marked("There the paragraph cannot be divided, inside a link or other marks. Choose a place before or after.")


def escaped(text: str) -> str:
    """Markdown that shows this plain text, with every mark as it is."""
    return _ASCII_MARKS.sub(r"\\\1", _LINES.sub("\n", text.strip()))


@dataclass(frozen=True, slots=True)
class Glued:
    """One Markdown after the other: the whole, its text, and where in that the text of each begins.

    Below zero where white space that a text began with is gone.
    """

    markdown: str
    text: str
    starts: tuple[int, int]


def glued(one: str, other: str) -> Glued:
    """Join two texts in Markdown; what is shown afterwards is what each of them showed, with white space between.

    Where marks of the one would change what the other shows, both become plain text.
    """
    mine, theirs = to_text(one), to_text(other)
    between = _between(mine, theirs)
    ways = [(between, between), ("\n\n", "\n" if mine and theirs else "")]
    for put, shown in ways:
        whole = one.rstrip() + put + other.lstrip()
        if to_text(whole) == mine + shown + theirs:
            return Glued(whole, mine + shown + theirs, (0, len(mine + shown)))
    plain = (escaped(mine), escaped(theirs))
    whole = between.join(part for part in plain if part)
    text = to_text(whole)
    begins = len(text) - len(to_text(plain[1]))
    return Glued(whole, text, (-_lead(mine), begins - _lead(theirs)))


def _lead(text: str) -> int:
    """The white space that a text begins with, as that of a list does."""
    return len(text) - len(text.lstrip())


def _between(one: str, other: str) -> str:
    """A space, but not between two characters of a script that has none."""
    if one and other and _WITHOUT_SPACES.match(one[-1]) and _WITHOUT_SPACES.match(other[0]):
        return ""
    return " "


def joined(first: DraftParagraph, second: DraftParagraph) -> DraftParagraph:
    """Both as one, under the label and the key of the first; the label of the second goes into the text.

    It comes from all that each came from, and has the credits of both.
    """
    second = labelled_inside(second)
    whole = glued(first.markdown, second.markdown) if first.markdown and second.markdown else None
    if whole is None:
        kept = first if first.markdown else second
        comments = (*first.comments, *second.comments)
        markdown, text = kept.markdown, to_text(kept.markdown)
        moved = tuple(_within(comment, text) for comment in comments)
    else:
        markdown = whole.markdown
        parts = zip((first, second), whole.starts, strict=True)
        moved = tuple(moved for part, start in parts for moved in _moved(part, start, whole.text))
    return replace(
        first,
        markdown=markdown,
        source=" ".join(part for part in (first.source, second.source) if part),
        before=_joined_before(first, second),
        changed_by=", ".join(dict.fromkeys(by for by in (first.changed_by, second.changed_by) if by)),
        declined=first.declined or second.declined,
        comments=moved,
        paragraph=" ".join(dict.fromkeys([*first.paragraph.split(), *second.paragraph.split()])),
        taken=tuple(dict.fromkeys([*first.taken, *second.taken])),
    )


def _joined_before(first: DraftParagraph, second: DraftParagraph) -> str | None:
    if first.before is None and second.before is None:
        return None
    both = [part.markdown if part.before is None else part.before for part in (first, second)]
    return glued(*both).markdown if all(both) else "".join(both)


def _moved(part: DraftParagraph, start: int, whole: str) -> list[FileComment]:
    """The comments of a part that now begins at `start` of the whole text; those on all of it are on all its words."""
    text = to_text(part.markdown)
    return [_at(comment, *_range(comment, text), start, text, whole) for comment in part.comments]


def _range(comment: FileComment, text: str) -> tuple[int, int]:
    if comment.start is None or comment.end is None or not 0 <= comment.start < comment.end <= len(text):
        return _lead(text), len(text.rstrip())
    words = text[comment.start : comment.end]
    return comment.start + _lead(words), comment.start + len(words.rstrip())


def _at(comment: FileComment, start: int, end: int, by: int, text: str, whole: str) -> FileComment:
    if start < end and start + by >= 0 and whole[start + by : end + by] == text[start:end]:
        return replace(comment, start=start + by, end=end + by)
    return carried(comment, text, whole)


def _within(comment: FileComment, text: str) -> FileComment:
    is_there = comment.start is not None and comment.end is not None and 0 <= comment.start < comment.end <= len(text)
    return comment if is_there else replace(comment, start=None, end=None)


def carried(comment: FileComment, old: str, new: str) -> FileComment:
    """The comment on the same words of another text; on the whole paragraph where they cannot be told there."""
    nowhere = replace(comment, start=None, end=None)
    start, end = comment.start, comment.end
    if start is None or end is None or not 0 <= start < end <= len(old) or not old[start:end].strip():
        return nowhere
    found = Quotation.of(old, start, end).located_in(new)
    return replace(comment, start=found[0], end=found[1]) if found else nowhere


def labelled_inside(paragraph: DraftParagraph) -> DraftParagraph:
    """The same with its label as the first words of its text."""
    if not paragraph.label:
        return paragraph
    put, text = escaped(paragraph.label), to_text(paragraph.markdown)
    markdown = f"{put} {paragraph.markdown}".rstrip()
    whole = to_text(markdown)
    if whole != f"{paragraph.label} {text}".rstrip():
        markdown = f"{put} {escaped(text)}".rstrip()
        whole = to_text(markdown)
    by = len(whole) - len(text)
    comments = tuple(
        comment
        if comment.start is None or comment.end is None
        else _at(comment, comment.start, comment.end, by, text, whole)
        for comment in paragraph.comments
    )
    before = None if paragraph.before is None else f"{put} {paragraph.before}".rstrip()
    return replace(paragraph, label="", markdown=markdown, before=before, comments=comments)


def divided(paragraph: DraftParagraph, written: str) -> list[DraftParagraph]:
    """The paragraph as several: `written` is its Markdown with an empty line wherever another is to begin.

    All come from what it came from, with its credits; the first keeps its key. Invalid (field "text") where no such
    line is there, or where anything else was changed.
    """
    parts = pieces(written, paragraph.markdown)
    if _squeezed("".join(parts)) != _squeezed(paragraph.markdown):
        raise Invalid(CHANGED, field="text")
    if len(parts) < 2:
        raise Invalid(UNDIVIDED, field="text")
    text = to_text(paragraph.markdown)
    mended = _mended(parts, text)
    spans = _spans(mended, text)
    made = [
        replace(paragraph, markdown=piece, before=None, changed_by="", declined=False, comments=()) for piece in mended
    ]
    made[1:] = [replace(piece, label="", key=names.new()[:KEY]) for piece in made[1:]]
    for comment in paragraph.comments:
        n, moved = _placed(comment, spans, text)
        made[n] = replace(made[n], comments=(*made[n].comments, moved))
    return made


def pieces(written: str, markdown: str) -> list[str]:
    """The parts between the empty lines of `written`; where the paragraph has one line, those between its lines."""
    written = written.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = [piece.strip() for piece in _EMPTY_LINE.split(written) if piece.strip()]
    if len(found) == 1 and "\n" not in markdown.strip():
        found = [piece.strip() for piece in written.split("\n") if piece.strip()]
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _mended(pieces: Sequence[str], text: str) -> list[str]:
    """The pieces, each showing the words that it showed in the whole: marks that were cut are closed and opened."""
    if _shows(pieces, text):
        return list(pieces)
    for mark in _PAIRS:
        tried, is_open = [], False
        for piece in pieces:
            whole = mark + piece if is_open else piece
            is_open = whole.count(mark) % 2 == 1
            tried.append(whole + mark if is_open else whole)
        if _shows(tried, text):
            return tried
    raise Invalid(INSIDE, field="text")


def _shows(pieces: Sequence[str], text: str) -> bool:
    return _squeezed("".join(map(to_text, pieces))) == _squeezed(text)


def _spans(pieces: Sequence[str], text: str) -> list[tuple[int, int, str]]:
    """Where the words of each piece stand in the text of the whole; they stand there in order, but for white space."""
    found, at = [], 0
    for piece in pieces:
        shown = to_text(piece)
        while at < len(text) and text[at].isspace():
            at += 1
        start, left = at, len(_squeezed(shown))
        while left and at < len(text):
            left -= not text[at].isspace()
            at += 1
        found.append((start - _lead(shown), at, shown))  # a picture leaves a space at the start
    return found


def _placed(comment: FileComment, spans: Sequence[tuple[int, int, str]], text: str) -> tuple[int, FileComment]:
    """The piece in which the commented words begin, and the comment on those of them that stand there."""
    if comment.start is None or comment.end is None:
        return 0, comment
    n = next((n for n, (_, end, _) in enumerate(spans) if comment.start < end), len(spans) - 1)
    start, end, shown = spans[n]
    first, last = max(comment.start - start, 0), min(comment.end, end) - start
    if 0 <= first < last <= len(shown) and shown[first:last] == text[start + first : start + last]:
        return n, replace(comment, start=first, end=last)
    return n, replace(comment, start=None, end=None)
