"""What a moderator should look at before a draft is issued: labels that stand twice, numbers that jump.

None of it is an error: drafts repeat and restart their labels, and no label is an identity.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.errors import marked
from commentspace.formats import labels
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label, Reading

_MOST = 100
_FIRST_WORDS = 40
_COUNTED = {Kind.HEADING: 0, Kind.PARAGRAPH: 1, Kind.ITEM: 2}

TWICE = marked('No. %(position)d: the label "%(label)s" stands twice ("%(words)s").')
JUMP = marked('No. %(position)d: the numbering jumps from "%(before)s" to "%(label)s" ("%(words)s").')
AGAIN = marked('No. %(position)d: the numbering starts again with "%(label)s" ("%(words)s").')
BACK = marked('No. %(position)d: the numbering goes back from "%(before)s" to "%(label)s" ("%(words)s").')
MORE = marked("More such places: %(count)d.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the catalogues with its details; `position` counts the draft's paragraphs from 1."""

    sentence: str
    details: dict[str, object]

    @property
    def position(self) -> int:
        """The paragraph it is about."""
        return int(str(self.details["position"]))

    def said(self) -> str:
        """The sentence in English."""
        return self.sentence % self.details


@dataclass(slots=True)
class _Count:
    """How far one series of labels has come."""

    last: Reading
    printed: str
    may_begin: bool = False  # a heading has come since, under which numbers begin again
    met: set[Reading] = field(default_factory=set)


def sentences(paragraphs: Sequence[DraftParagraph]) -> tuple[str, ...]:
    """The findings as English sentences, at most a hundred and how many more there are."""
    found = [finding.said() for finding in findings(paragraphs)]
    more = [MORE % {"count": len(found) - _MOST}] if len(found) > _MOST else []
    return (*found[:_MOST], *more)


def findings(paragraphs: Sequence[DraftParagraph]) -> Iterator[Finding]:
    """What is noticeable about the labels of a draft, in its order; what is left out does not count."""
    counts: dict[tuple[int, int, str], _Count] = {}
    for position, paragraph in enumerate(paragraphs, 1):
        if paragraph.left_out or paragraph.kind not in _COUNTED:
            continue
        _forget_what_ended(counts, paragraph)
        found = labels.read(f"{paragraph.label} x") if paragraph.label else None
        if found and found[0].form not in {Form.BULLET, Form.MARK, Form.NOTE, Form.BRACKET}:
            yield from _compared(counts, position, paragraph, found[0])


def _forget_what_ended(counts: dict[tuple[int, int, str], _Count], paragraph: DraftParagraph) -> None:
    """Items end with the paragraph they belong to, and inner levels with the outer; numbered paragraphs run on."""
    rank = _COUNTED[paragraph.kind]
    for key in list(counts):
        is_inner = key[:2] > (rank, paragraph.level) and key[0] == rank
        is_item = key[0] == _COUNTED[Kind.ITEM] and rank < key[0]
        if is_inner or is_item:
            del counts[key]
        elif paragraph.kind is Kind.HEADING:
            counts[key].may_begin = key[0] == _COUNTED[Kind.PARAGRAPH]


def _compared(
    counts: dict[tuple[int, int, str], _Count], position: int, paragraph: DraftParagraph, label: Label
) -> Iterator[Finding]:
    place = (_COUNTED[paragraph.kind], paragraph.level)
    count, reading = _series(counts, place, label)
    if count is None:
        counts[(*place, reading.style)] = _Count(reading, paragraph.label, met={reading})
        return
    if sentence := _sentence(count, reading, paragraph.kind):
        words = paragraph.markdown[:_FIRST_WORDS]
        details = {"position": position, "label": paragraph.label, "before": count.printed, "words": words}
        yield Finding(sentence, details)
    if reading.begins():
        count.met.clear()
    count.last, count.printed, count.may_begin = reading, paragraph.label, False
    count.met.add(reading)


def _series(
    counts: dict[tuple[int, int, str], _Count], place: tuple[int, int], label: Label
) -> tuple[_Count | None, Reading]:
    """The series that the label goes on with, else the one of its first reading that has one."""
    known = [(counts[key], reading) for reading in label.readings if (key := (*place, reading.style)) in counts]
    for count, reading in known:
        if reading.follows(count.last):
            return count, reading
    begun = next((reading for reading in label.readings if reading.begins()), label.readings[0])
    return known[0] if known else (None, begun)


def _sentence(count: _Count, reading: Reading, kind: Kind) -> str | None:
    last = count.last
    if reading.follows(last) or (reading.begins() and (count.may_begin or reading.above != last.above)):
        return None
    if reading in count.met and not (reading.begins() and reading != last and kind is not Kind.ITEM):
        return TWICE
    if reading.begins():
        return AGAIN
    return JUMP if _place(reading) > _place(last) else BACK


def _place(reading: Reading) -> list[int]:
    return [*(int(level) for level in reading.above.split(".") if level), reading.ordinal]
