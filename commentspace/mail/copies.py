"""Copies of paragraphs in a reply that no program quoted whole: pasted, or worded in another way.

Exact matching places the lines (`alignment`); here whole passages are looked at. A changed copy is taken for a proposed
wording where its place is certain: it carries the marker, or stands where the paragraph stood, or shares most of its
words with this paragraph and no other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from commentspace.mail import lost_letters
from commentspace.mail.alignment import SAYS_ENOUGH, Place
from commentspace.mail.likely_blocks import LikelyBlocks
from commentspace.mail.lines import LINK, Line, weight, without_struck
from commentspace.mail.passages import Passage, passages
from commentspace.mail.quoting import Copy, Quoting
from commentspace.mail.rewording import Compared, Kind, common, compared, joined, said_in
from commentspace.mail.sent import MARKER, Block, Letter
from commentspace.text.normal import normal
from commentspace.text.segments import units

MOST_LINES = 40
MOST_STRUCK = 24
"""Letters that may be struck out at the end of a line; who leaves out lines leaves out more."""
CUT_BY_US = " …"


class Told(NamedTuple):
    """What a passage, or the part of it in these lines, is a copy of."""

    block: int
    lines: Sequence[int]
    text: str
    compared: Compared


def with_copies(found: Quoting, letter: Letter) -> Quoting:
    """The same with the copies that no line alone could tell."""
    places, quoted, copies = dict(found.places), set(found.quoted), dict[int, Copy]()
    first = min(found.quoted, default=len(found.lines))
    likely, damaged = LikelyBlocks(found, letter), -1
    for passage in passages(found, letter):
        if (block := _damaged(passage, found, letter, likely.around(passage, damaged))) is not None:
            damaged, end = block, letter.end_of(block)
            places |= {index: Place(end, end, block) for index in passage.lines if index not in places}
            quoted.update(passage.lines)
            continue
        if (told := _told(passage, found, letter, likely)) is None:
            continue
        if told.compared.kind in (Kind.REWORDED, Kind.PARTLY):
            copies[told.lines[0]] = _copy(told, passage, letter)
        elif passage.depth or passage.marked is not None or told.lines[-1] < first:
            end = letter.end_of(told.block)
            places |= {index: Place(end, end, told.block) for index in told.lines if index not in places}
            quoted.update(told.lines)
    taken = {index for copy in copies.values() for index in copy.lines}
    return replace(
        found, places=places, quoted=frozenset(quoted - taken), copies=copies, inserted=found.inserted - taken
    )


def _copy(told: Told, passage: Passage, letter: Letter) -> Copy:
    sent = letter.blocks[told.block].wording
    if told.compared.kind is Kind.REWORDED and not sent.endswith(CUT_BY_US):
        return Copy(told.block, told.lines, told.compared.wording)
    doubtful = told.compared.kind is Kind.PARTLY and passage.depth > 0
    return Copy(told.block, told.lines, "", told.text, doubtful)


def _told(passage: Passage, found: Quoting, letter: Letter, likely: LikelyBlocks) -> Told | None:
    """What a passage is a copy of; None for one that is quoted whole, and for what is no copy."""
    whole = all(_is_quoted_whole(found.places.get(index)) for index in passage.lines)
    if whole and not _is_shortened(passage, found):
        return None
    for block, least in likely.of(passage):
        lines = _of_block(passage, block, found, letter)
        if not lines or _is_covered(lines, block, found.places, letter):
            continue
        wording, text = letter.blocks[block].wording, _text(lines, found.lines, letter.blocks[block])
        outcome = compared(wording, text)
        if outcome.kind is Kind.CUT and weight(normal(text)) < SAYS_ENOUGH:
            continue
        if passage.marked is None and outcome.kind is Kind.REWORDED and normal(wording) in normal(text):
            continue
        is_told = outcome.kind in (Kind.SAME, Kind.CUT) or letter.blocks[block].kind == "paragraph"
        if is_told and outcome.kind is not Kind.OTHER and (outcome.share >= least or outcome.kind is Kind.CUT):
            return Told(block, lines, text, outcome)
    return None


def _is_shortened(passage: Passage, found: Quoting) -> bool:
    """Whether a few words between two lines are missing: too few to have been left out."""
    places = [found.places[index] for index in passage.lines if found.places[index].holds_words]
    return any(one.block == other.block and 0 < other.start - one.end <= MOST_STRUCK for one, other in pairwise(places))


def _is_quoted_whole(place: Place | None) -> bool:
    return place is not None and place.whole and not place.typed_behind


def _damaged(passage: Passage, found: Quoting, letter: Letter, blocks: Sequence[int]) -> int | None:
    """The block that a passage quotes with letters lost."""
    if all(_is_quoted_whole(found.places.get(index)) for index in passage.lines):
        return None
    text = LINK.sub("", "".join(found.lines[index].content for index in passage.lines))
    return next((block for block in blocks if lost_letters.stands_in(text, letter.blocks[block])), None)


def _of_block(passage: Passage, block: int, found: Quoting, letter: Letter) -> Sequence[int]:
    """The lines of a passage from the block's beginning to its end: what stands behind it was typed there."""
    lines = list(passage.lines)
    begins, end = letter.beginnings(block), letter.end_of(block)
    for at, index in enumerate(lines):
        place = found.places.get(index)
        if place and place.holds_words and place.start in begins:
            lines = lines[at:]
            break
    for at, index in enumerate(lines):
        place = found.places.get(index)
        if place and place.whole and place.end == end and place.holds_words:
            return lines[: at + 1]
    return lines if found.lines[lines[-1]].depth else _without_answer(lines, found, letter.blocks[block])


def _without_answer(lines: Sequence[int], found: Quoting, block: Block) -> Sequence[int]:
    """The lines up to the last of which most words are the block's: what follows is an answer to it."""
    if len(lines) > MOST_LINES or len(lines) == 1:
        return lines
    sent, said = units(block.wording)[1], [units(found.lines[index].content)[1] for index in lines]
    alike = [0, *(common(sent, list(chain.from_iterable(said[:stop]))) for stop in range(1, len(said) + 1))]
    own = [0 < said_in(words) <= 2 * (alike[at + 1] - alike[at]) for at, words in enumerate(said)]
    return lines[: max((at + 1 for at, is_own in enumerate(own) if is_own), default=1)]


def _is_covered(lines: Sequence[int], block: int, places: Mapping[int, Place], letter: Letter) -> bool:
    """Whether the block's words stand in these lines without a gap: then what is between them was typed there."""
    at, *_ = letter.beginnings(block)
    for index in lines:
        if (place := places.get(index)) and place.holds_words:
            if not place.whole or place.start not in (at, letter.beginnings(block)[1]):
                return False
            at = place.end
    return at == letter.end_of(block)


def _text(lines: Sequence[int], found: Sequence[Line], block: Block) -> str:
    """The words of these lines without the block's marker, address and label."""
    contents = [without_struck(found[index].content) for index in lines]
    if begins := MARKER.match(contents[0].lstrip()):
        contents[0] = contents[0].lstrip()[begins.end() :]
    text = joined([LINK.sub(lambda link: link[0] if link[0] in block.wording else "", each) for each in contents])
    label = re.match(re.escape(block.marker[2:-1].partition("·")[0]) + r"[.):、）-]?\s+", text)
    return text[label.end() :] if label and block.marker and not block.wording.startswith(label[0].strip()) else text
