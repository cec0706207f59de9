"""Where each paragraph of a draft stands, as the labels from the outermost heading down to its own.

The draft is known in reading order with what is printed before each paragraph. What stands within what is told by the
series of labels: what goes on with a series is beside its last, what begins one is within the last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from commentspace.domain.submitted import KnownParagraph
from commentspace.formats import labels
from commentspace.formats.labels import Label, Reading
from commentspace.formats.matrix import references
from commentspace.formats.matrix.references import Token
from commentspace.formats.vocabulary import NUMBERED

_NUMBERED_HEADING = re.compile(
    rf"(?:{'|'.join(NUMBERED)}|附件|附录|المرفق|Annexe|Anexo)\s*(?:[0-9]{{1,3}}|[IVXL]{{1,7}}|[A-Z]|[一二三四五六七八九十]{{1,3}})\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"annex|appendix|anexo|apéndice|приложение|附件|附录|المرفق", re.IGNORECASE)
_MOST_DEEP = 12


@dataclass(slots=True)
class Chain:
    """The steps to a paragraph: `own` are its own label's, `above` those of what it stands in.

    `heading` is the index of the heading that it stands under, or its own where it is one; -1 before the first.
    """

    above: tuple[Token, ...] = ()
    own: tuple[Token, ...] = ()
    heading: int = -1

    @property
    def steps(self) -> tuple[Token, ...]:
        """All of them, from the outermost in."""
        return self.above + self.own


@dataclass(slots=True)
class _Open:
    """A label that later ones may stand in or go on with, as what of its readings it was taken."""

    style: str
    reading: Reading | None
    tokens: tuple[Token, ...]


_Depth = tuple[int, str, Reading | None]


@dataclass(slots=True)
class _Walk:
    headings: list[_Open] = field(default_factory=list)
    items: list[_Open] = field(default_factory=list)
    heading: int = -1


def chains(paragraphs: Sequence[KnownParagraph]) -> list[Chain]:
    """The chain of each paragraph, in the order given."""
    walk = _Walk()
    coming = [*_coming(paragraphs)]
    return [_step(walk, index, paragraph, coming[index]) for index, paragraph in enumerate(paragraphs)]


def _coming(paragraphs: Sequence[KnownParagraph]) -> list[Label | None]:
    """For each paragraph the next label of an item or a numbered paragraph after it."""
    found: list[Label | None] = []
    last: Label | None = None
    for paragraph in reversed(paragraphs):
        found.append(last)
        if paragraph.kind in {"heading", "note"}:
            last = None
        elif said := paragraph.label.strip():
            last = _label(said) or last
    return found[::-1]


def _label(said: str) -> Label | None:
    found = labels.read(f"{said} x") if said else None
    return found[0] if found else None


def _step(walk: _Walk, index: int, paragraph: KnownParagraph, coming: Label | None) -> Chain:
    said = paragraph.label.strip()
    if paragraph.kind == "heading":
        return _heading(walk, index, paragraph)
    tokens = _tokens(said, "")
    if not tokens:
        return Chain(_all(walk.headings), (), walk.heading)
    if paragraph.kind == "note":
        noted = tuple(replace(each, unit="note") for each in tokens)
        return Chain(_all(walk.headings), noted, walk.heading)
    _enter(walk.items, said, "other", tokens, coming)
    return Chain(_all(walk.headings) + _all(walk.items[:-1]), tokens, walk.heading)


def _heading(walk: _Walk, index: int, paragraph: KnownParagraph) -> Chain:
    said = paragraph.label.strip()
    numbered = "" if said else _numbered(paragraph.text)
    whole = said or numbered
    is_annex = bool(_ANNEX.match(whole))
    tokens = _tokens(whole, "annex" if is_annex else "section")
    if is_annex:
        walk.headings.clear()
    walk.items.clear()
    _enter(walk.headings, "" if is_annex else whole, "annex" if is_annex else "plain", tokens)
    walk.heading = index
    return Chain(_all(walk.headings[:-1]), tokens, index)


def _numbered(text: str) -> str:
    match = _NUMBERED_HEADING.match(text)
    return match[0] if match else ""


def _tokens(said: str, of: str) -> tuple[Token, ...]:
    """The steps of a label; bullets have none."""
    if not any(each.isalnum() for each in said):
        return ()
    found = references.read(said, of or "paragraph").tokens
    return tuple(replace(each, unit=of) if of else each for each in found)


def _enter(
    stack: list[_Open], said: str, otherwise: str, tokens: tuple[Token, ...], coming: Label | None = None
) -> None:
    """Close what the new label does not stand in, and open it; `otherwise` is the style of what is no label."""
    depth, style, reading = _place(stack, _label(said), otherwise, coming)
    del stack[min(depth, _MOST_DEEP) :]
    stack.append(_Open(style, reading, tokens))


def _place(stack: Sequence[_Open], label: Label | None, otherwise: str, coming: Label | None) -> _Depth:
    """How deep a label stands, and as what: the next of a series, the first of a new one, or one of a style."""
    depths = {entry.style: depth for depth, entry in enumerate(stack)}
    if label is None:
        return depths.get(otherwise, len(stack)), otherwise, None
    likely: list[_Depth] = [
        (depth, reading.style, reading)
        for depth in reversed(range(len(stack)))
        for reading in label.readings
        if (before := stack[depth].reading) and (reading.follows(before) or reading == before)
    ]
    begun = [reading for reading in label.readings if reading.begins() and reading.style not in depths]
    likely += [(len(stack), reading.style, reading) for reading in begun]
    likely += [(depths[each.style], each.style, each) for each in label.readings if each.style in depths]
    likely.append((len(stack), label.readings[0].style, label.readings[0]))
    if len({style for _, style, _ in likely}) > 1 and coming is not None:
        return next((place for place in likely if place[2] and _goes_on(place[2], coming)), likely[0])
    return likely[0]


def _goes_on(reading: Reading, coming: Label) -> bool:
    """Whether the next label goes on with this reading: "(i)" before "(ii)" is a number, before "(j)" a letter."""
    return any(each.follows(reading) for each in coming.readings)


def _all(stack: Sequence[_Open]) -> tuple[Token, ...]:
    return tuple(token for entry in stack for token in entry.tokens)
