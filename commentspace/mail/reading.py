"""What is new in a reply, and where it belongs: the reply is aligned with the blocks of the letter that it answers.

Nothing is dropped: what is judged to be quotation, introduction or signature is handed back as `left_out`, and
what cannot be placed for certain is marked as doubtful.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.mail.attribution import LetterFacts
from commentspace.mail.copies import with_copies
from commentspace.mail.lines import tidy
from commentspace.mail.pieces import Piece, pieces
from commentspace.mail.renderings import best
from commentspace.mail.sent import Block, Letter

__all__ = ["Answers", "Block", "LetterFacts", "Segment", "find_answers"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of new text; `index` counts from 0 within its message.

    `target` is the block under which it was written: a paragraph, or a comment whose thread it joins. Where there
    is none the text is `general`: about what the letter was about. `doubtful` says that the writer should be asked.
    `proposal` is a wording for the paragraph, where a copy of it was changed; then the text may be empty.
    """

    index: int
    text: str
    target: Block | None
    general: bool
    doubtful: bool
    proposal: str = ""

    @property
    def written(self) -> str:
        """All that the writer said here: the wording that is proposed, and the text."""
        return "\n\n".join(part for part in (self.proposal, self.text) if part)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found in a reply; `left_out` are the other lines, as they came."""

    segments: tuple[Segment, ...]
    left_out: str


def find_answers(plain: str, blocks: Sequence[Block], facts: LetterFacts, rich: str = "") -> Answers:
    """The new text in a reply to the letter of these blocks; without blocks, in a message that answers none of ours.

    `plain` and `rich` are the texts as `message.parse` gives them. Takes linear time.
    """
    letter = Letter(blocks) if blocks else None
    rendering = best(plain, rich, letter, facts)
    found = rendering.found
    found = with_copies(found, letter) if letter else found
    kept: set[int] = set()
    segments: list[Segment] = []
    answered = False
    for piece in pieces(found, letter):
        words = piece.words()
        if words or piece.copy:
            under = _under(piece, letter, answered=answered) if letter else GENERAL
            answered = answered or under.block is not None
            kept.update(index for index, _ in words)
            text = tidy([content for _, content in words])
            if piece.copy:
                kept.update(piece.copy.lines)
                text = f"{piece.copy.text}\n\n{text}".strip()
            proposal = piece.copy.wording if piece.copy else ""
            segments.append(Segment(len(segments), text, under.block, under.block is None, under.doubtful, proposal))
    out = (line.raw for index, line in enumerate(found.lines) if index not in kept or index in found.quoted)
    return Answers(tuple(segments), "\n".join((*out, rendering.passed_over)).strip("\n"))


@dataclass(frozen=True, slots=True)
class _Under:
    """The block under which a piece was written; None is for what the letter was about."""

    block: Block | None = None
    doubtful: bool = False


GENERAL = _Under()
UNKNOWN = _Under(doubtful=True)


def _under(piece: Piece, letter: Letter, *, answered: bool) -> _Under:
    """Where a piece belongs. `answered` tells that something before it was written under a block."""
    above = piece.above
    if piece.typed is not None:
        return _Under(letter.blocks[piece.typed], doubtful=piece.copy.doubtful if piece.copy else piece.inserted)
    if not above.anything:
        return GENERAL
    if above.last is None or (piece.is_last and above.lost and letter.is_about_several):
        return UNKNOWN if letter.is_about_several else GENERAL
    if not letter.blocks[above.last].is_answerable:
        return _under_words_of_ours(above.last, letter)
    if piece.is_last and above.last == letter.answerable[-1] and above.passed > 1 and not answered:
        return UNKNOWN if letter.is_about_several else _Under(letter.blocks[above.last])
    return _Under(letter.blocks[above.last], doubtful=above.lost or piece.inserted)


def _under_words_of_ours(last: int, letter: Letter) -> _Under:
    """Where a piece belongs that stands under a greeting, a heading or the words at the end."""
    if not letter.answerable or last < letter.answerable[0]:
        return GENERAL
    if letter.is_about_several or last < letter.answerable[-1]:
        return UNKNOWN
    return _Under(letter.blocks[letter.answerable[-1]])
