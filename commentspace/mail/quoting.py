"""Which lines of a reply are quoted, and where in the letter they stand.

Programs quote in two ways. Some put `>` before each line: then what has no mark is new. Others (Outlook, QQ,
Notes) put nothing: then what does not stand in the letter is new. Which way it was is told by which of the two
finds more of the letter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commentspace.mail import fallback
from commentspace.mail.alignment import Place, Walk
from commentspace.mail.attribution import LetterFacts, header_blocks, introductions
from commentspace.mail.lines import Line, lines, weight, with_bars
from commentspace.mail.sent import Letter

LEAST_WRAPPED = 60
LOOK_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Quoting:
    """The lines of a reply, by index: which are quoted, where they stand, and what introduces them.

    `inserted` have a quotation mark, but stand between two lines that follow each other in the letter: somebody
    typed there, and the program took it for quoted.
    """

    lines: Sequence[Line]
    quoted: frozenset[int]
    introducing: frozenset[int]
    places: Mapping[int, Place] = field(default_factory=dict)
    inserted: frozenset[int] = frozenset()


def quoting(plain: str, letter: Letter | None, facts: LetterFacts) -> Quoting:
    """How a reply quotes this letter; without one, by the marks and introductions alone."""
    if letter is None:
        found = lines(plain)
        quoted, introducing = fallback.left_out(found)
        return Quoting(found, frozenset(quoted), frozenset(introducing))
    bare_lines = lines(plain)
    found, places = _by_marks(bare_lines, letter)
    headers = [index for block in header_blocks(bare_lines, facts) for index in block]
    bare_places = _by_words(bare_lines, letter, headers)
    unmarked = {index: place for index, place in bare_places.items() if not bare_lines[index].depth}
    inserted: frozenset[int] = frozenset()
    if _length(unmarked.values()) > _length(places.values()):
        found, places = bare_lines, bare_places
    else:
        inserted = _inserted(found, places, letter)
    quoted = places.keys() | {index for index, line in enumerate(found) if line.depth} - inserted
    introducing = set(headers)
    for span in introductions(found, quoted | introducing, facts):
        introducing.update(span)
    return Quoting(found, frozenset(quoted), frozenset(introducing), places, inserted)


def _by_marks(found: list[Line], letter: Letter) -> tuple[list[Line], dict[int, Place]]:
    """The places of the lines that have a mark before them; `|` counts as one where it finds more."""
    ways = [found]
    if any(line.content.lstrip().startswith("|") for line in found):
        ways.append(with_bars(found))
    walked = [(way, _along_marks(way, letter)) for way in ways]
    return max(walked, key=lambda each: _length(each[1].values()))


def _along_marks(found: Sequence[Line], letter: Letter) -> dict[int, Place]:
    walk = Walk(letter)
    places: dict[int, Place] = {}
    for index, line in enumerate(found):
        if line.depth:
            place = walk.quoted(line)
        else:
            may_be_wrapped = index - 1 in places and _overflows(found[index - 1].raw, line.raw)
            place = walk.going_on(line) if may_be_wrapped else None
        if place:
            places[index] = place
    return places


def _overflows(line: str, after: str) -> bool:
    """Whether the first word of the next line would have made this one long."""
    word = next(iter(after.split(maxsplit=1)), "")
    return weight(line) + weight(word) >= LEAST_WRAPPED


def _by_words(found: Sequence[Line], letter: Letter, headers: Sequence[int]) -> dict[int, Place]:
    """The places of all lines that stand in the letter, whether marked or not.

    What stands above our header block was put there by hand: there a line counts as quoted only with its marker.
    """
    begin = headers[0] if headers else 0
    above, below = Walk(letter), Walk(letter)
    places: dict[int, Place] = {}
    skipped = frozenset(headers)
    for index, line in enumerate(found):
        if index in skipped:
            continue
        walk = above if index < begin else below
        place = None
        if line.depth:
            place = walk.quoted(line)
        elif walk is below or letter.marked(line.content) is not None or index - 1 in places:
            ahead = found[index + 1 : index + 1 + LOOK_AHEAD]
            place = walk.bare(line, ahead, follows=index - 1 in places)
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
            if before is not None and places[before].end == places[index].start and places[index].whole:
                inserted += [each for each in waiting if found[each].depth == line.depth == found[before].depth]
            before, waiting = index, []
        elif line.words and letter.marked(line.content) is None:
            waiting.append(index)
    return frozenset(inserted)


def _length(places: Iterable[Place]) -> int:
    return sum(place.end - place.start for place in places)
