"""Which lines of a reply are quoted, and where in the letter they stand.

Programs quote in two ways. Some put `>` before each line: then what has no mark is new. Others (Outlook, QQ,
Notes) put nothing: then what does not stand in the letter is new. Which way it was is told by which of the two
finds more of the letter.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commentspace.mail import fallback
from commentspace.mail.alignment import Place, Walk
from commentspace.mail.attribution import LetterFacts, header_blocks, introductions
from commentspace.mail.lines import BARRED, INITIALED, Line, lines, weight, with_marks
from commentspace.mail.sent import Letter

LEAST_WRAPPED = 60
LOOK_AHEAD = 8
LEAST_MARKED = 2


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that says something of its own: as `wording`, or as text where no whole wording can be made of it."""

    block: int
    lines: Sequence[int]
    wording: str
    text: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Quoting:
    """The lines of a reply, by index: which are quoted, where they stand, and what introduces them.

    `inserted` have a quotation mark, but stand between two lines that follow each other in the letter: somebody
    typed there, and the program took it for quoted. `copies` are by the index of their first line.
    """

    lines: Sequence[Line]
    quoted: frozenset[int]
    introducing: frozenset[int]
    places: Mapping[int, Place] = field(default_factory=dict)
    inserted: frozenset[int] = frozenset()
    copies: Mapping[int, Copy] = field(default_factory=dict)


def quoting(plain: str, letter: Letter | None, facts: LetterFacts) -> Quoting:
    """How a reply quotes this letter; without one, by the marks and introductions alone."""
    if letter is None:
        found = lines(plain)
        quoted, introducing = fallback.left_out(found)
        return Quoting(found, frozenset(quoted), frozenset(introducing))
    bare_lines = lines(plain)
    found, places = _by_marks(bare_lines, letter)
    blocks = (_without_letter(block, bare_lines, letter) for block in header_blocks(bare_lines, facts))
    headers = [index for block in blocks for index in block]
    bare_places = _by_words(bare_lines, letter, headers)
    unmarked = {index: place for index, place in bare_places.items() if not found[index].depth}
    inserted: frozenset[int] = frozenset()
    if _length(unmarked.values()) > _length(places.values()):
        found, places = bare_lines, bare_places
    else:
        inserted = _inserted(found, places, letter)
    quoted = places.keys() | {index for index, line in enumerate(found) if line.depth} - inserted
    introducing = set(headers)
    for span in introductions(found, quoted | introducing, facts):
        introducing.update(span)
    quoted |= _older(found, places, headers)
    if own := _own(found, places, introducing):
        found = [replace(line, depth=0, content=line.raw) if at in own else line for at, line in enumerate(found)]
        quoted -= own
    return Quoting(found, frozenset(quoted), frozenset(introducing), places, inserted)


def _older(found: Sequence[Line], places: Collection[int], headers: Collection[int]) -> frozenset[int]:
    """The lines of an older letter below ours: from the next header block on, where nothing of ours comes after it."""
    last = max(places, default=len(found))
    if not headers or min(headers) > last:
        return frozenset()
    start = next((block.start for block in header_blocks(found[last + 1 :], None)), None)
    return frozenset() if start is None else frozenset(range(last + 1 + start, len(found)))


def _own(found: Sequence[Line], places: Collection[int], introducing: Collection[int]) -> frozenset[int]:
    """The marked lines above the introduction of our letter: what the writer quotes from elsewhere."""
    first = min(introducing, default=0)
    if any(index < first for index in places):
        return frozenset()
    return frozenset(index for index in range(first) if found[index].depth and not found[index].is_blank)


def _without_letter(block: range, found: Sequence[Line], letter: Letter) -> range:
    """A header block without the first line of the letter, which may look like one more header."""
    for index in block[1:]:
        if found[index - 1].is_blank and found[index].words and letter.text.startswith(found[index].words):
            return range(block.start, index)
    return block


def _by_marks(found: list[Line], letter: Letter) -> tuple[list[Line], dict[int, Place]]:
    """The places of the lines that have a mark before them; bars and initials count as marks where they find more."""
    ways = [found]
    for pattern in (BARRED, INITIALED):
        if sum(pattern.match(line.raw) is not None for line in found) >= LEAST_MARKED:
            ways.append(with_marks(found, pattern))
    walked = [(way, _along_marks(way, letter)) for way in ways]
    return max(walked, key=lambda each: _length(each[1].values()))


def _along_marks(found: Sequence[Line], letter: Letter) -> dict[int, Place]:
    walk = Walk(letter, [line if line.depth else None for line in found])
    places: dict[int, Place] = {}
    for index, line in enumerate(found):
        walk.come_to(index)
        if line.depth:
            place = walk.quoted(line)
        else:
            may_be_wrapped = index and found[index - 1].depth and line.content.strip("<>").startswith("https://")
            may_be_wrapped = may_be_wrapped or (index - 1 in places and overflows(found[index - 1].raw, line.raw))
            place = walk.going_on(line) if may_be_wrapped else None
        if place:
            places[index] = place
    return places


def overflows(line: str, after: str) -> bool:
    """Whether the first word of the next line would have made this one long."""
    word = next(iter(after.split(maxsplit=1)), "")
    return weight(line) + weight(word) >= LEAST_WRAPPED


def _by_words(found: Sequence[Line], letter: Letter, headers: Sequence[int]) -> dict[int, Place]:
    """The places of all lines that stand in the letter, whether marked or not.

    What stands above our header block was put there by hand: there a line counts as quoted only with its marker.
    """
    begin = headers[0] if headers else 0
    above = Walk(letter, [line if index < begin else None for index, line in enumerate(found)])
    below = Walk(letter, [None if index < begin else line for index, line in enumerate(found)])
    places: dict[int, Place] = {}
    skipped = frozenset(headers)
    for index, line in enumerate(found):
        if index in skipped:
            continue
        walk = above if index < begin else below
        walk.come_to(index)
        place = None
        if line.depth:
            place = walk.quoted(line)
        elif walk is below or letter.marked(line.content) is not None or index - 1 in places:
            ahead = found[index + 1 : index + 1 + LOOK_AHEAD]
            is_text = index > 0 and not found[index - 1].is_blank and index - 1 not in skipped
            below_new = is_text and index - 1 not in places
            place = walk.bare(line, ahead, follows=index - 1 in places, below_new=below_new)
        if place:
            places[index] = place
    return places


def _inserted(found: Sequence[Line], places: Mapping[int, Place], letter: Letter) -> frozenset[int]:
    """The marked lines without a place between two that follow each other in the letter without a gap."""
    inserted: list[int] = []
    waiting: list[int] = []
    before: int | None = None
    for index, line in enumerate(found):
        if not line.depth:
            before, waiting = None, []
        elif index in places:
            goes_on = before is not None and places[before].end == places[index].start and places[index].whole
            # A link stands where the walk is: only behind the block's last word it says that nothing is missing.
            goes_on = goes_on and (places[index].holds_words or places[index].start in letter.starts)
            if goes_on and before is not None:
                inserted += [each for each in waiting if found[each].depth == line.depth == found[before].depth]
            before, waiting = index, []
        elif line.words and letter.marked(line.content) is None:
            waiting.append(index)
    return frozenset(inserted)


def _length(places: Iterable[Place]) -> int:
    return sum(place.end - place.start for place in places)
