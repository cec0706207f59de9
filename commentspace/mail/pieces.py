"""A reply cut into pieces of new text, each with what was quoted above it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from commentspace.mail import signatures
from commentspace.mail.lines import Line, is_rule
from commentspace.mail.quoting import Copy, Quoting
from commentspace.mail.sent import Letter


@dataclass(frozen=True, slots=True)
class Above:
    """What was quoted above a piece of new text.

    `last` is the index of the block quoted last, `passed` how many answerable blocks were quoted so far; `lost`
    tells that something was quoted since `last`, and as deep (`depth`), which stands nowhere in the letter.
    """

    anything: bool = False
    last: int | None = None
    passed: int = 0
    lost: bool = False
    depth: int = 0


@dataclass(slots=True)
class Piece:
    """Neighbouring lines of new text, by index and content.

    `typed` is the block whose marker the writer typed before the text; `inserted` tells that the text was
    typed into a quotation; `is_last` that nothing is quoted after it; `copy` is a
    changed copy of a paragraph above the text.
    """

    above: Above
    typed: int | None = None
    inserted: bool = False
    is_last: bool = False
    copy: Copy | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)

    def words(self) -> list[tuple[int, str]]:
        """The lines without the signature, and without blank lines and rules at either end."""
        contents = [content for _, content in self.lines]
        end, begin = signatures.begins_at(contents), signatures.ends_at(contents)
        while begin < end and _says_nothing(self.lines[begin][1]):
            begin += 1
        while end > begin and _says_nothing(self.lines[end - 1][1]):
            end -= 1
        return self.lines[begin:end]


def pieces(found: Quoting, letter: Letter | None) -> Iterator[Piece]:
    """The new text in pieces: quotations part them, and so does a marker that the writer typed before a line."""
    above, passed = Above(), set[int]()
    piece: Piece | None = None
    copied = {index: copy for copy in found.copies.values() for index in copy.lines}
    end = max((index for index in found.quoted if not found.lines[index].is_blank), default=-1)
    for index, line in enumerate(found.lines):
        if index in copied:
            if index in found.copies:
                if piece:
                    yield piece
                passed.add(copied[index].block)
                above = Above(True, copied[index].block, len(passed))
                piece = Piece(above, copied[index].block, copy=copied[index])
        elif index not in found.quoted and index not in found.introducing:
            typed, content = letter.typed(line.content) if letter else (None, line.content)
            if piece and (typed is not None or (not piece.copy and (index in found.inserted) != piece.inserted)):
                yield piece
                piece = None
            piece = piece or Piece(above, typed, index in found.inserted, is_last=index > end)
            piece.lines.append((index, content))
        elif not line.is_blank:
            if piece and piece.copy and not line.words:
                continue  # the address of the paragraph
            if piece:
                yield piece
            above = _after(above, index, line, found, letter, passed)
            piece = None
            if (place := found.places.get(index)) and place.typed_behind:
                piece = Piece(above, inserted=bool(line.depth), is_last=index >= end)
                piece.lines.append((index, place.typed_behind))
    if piece:
        yield piece


def _after(above: Above, index: int, line: Line, found: Quoting, letter: Letter | None, passed: set[int]) -> Above:
    """What stands above the text that follows this quoted or introducing line; `passed` is added to."""
    block = found.places[index].block if index in found.places else None
    if block is None and letter is not None and index in found.quoted:
        block = letter.marked(line.content, letter.starts[above.last] if above.last is not None else 0)
    if block is None or letter is None:
        lost = above.lost or (index in found.quoted and bool(line.words) and line.depth >= above.depth)
        return Above(True, above.last, len(passed), lost, above.depth)
    if letter.blocks[block].is_answerable:
        passed.add(block)
    return Above(True, block, len(passed), depth=line.depth)


def _says_nothing(content: str) -> bool:
    return not content.strip() or is_rule(content)
