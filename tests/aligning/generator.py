"""Drafts and their next revisions, edited as people edit, of which it is known what became of what.

    edited(7, "zh", 400)

`origin` says of each code point of each new paragraph where it came from, `links` what became of each paragraph.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from typing import NamedTuple

from commentspace.text.alignment import Link, Piece, Relation
from commentspace.text.normal import normal
from tests.aligning import labels
from tests.aligning.arabic import ARABIC
from tests.aligning.chinese import CHINESE
from tests.aligning.composing import Composer, Made, style
from tests.aligning.editing import Item, edit_words, move_sentences, restructured
from tests.aligning.english import ENGLISH
from tests.aligning.rates import LIGHT, Rates
from tests.aligning.words import Words
from tests.aligning.written import Origin, old

LANGUAGES: dict[str, Words] = {"en": ENGLISH, "zh": CHINESE, "ar": ARABIC}


@dataclass
class Edited:
    """Two states of a text and the truth about them."""

    old: list[Piece]
    new: list[Piece]
    links: list[Link]
    """A partition, by the new text; what was taken out is at the end."""
    undecidable_old: frozenset[int]
    undecidable_new: frozenset[int]
    items: list[Item] = field(repr=False, default_factory=list)

    def is_undecidable(self, link: Link) -> bool:
        """Whether nobody who has both texts alone could tell: identical neighbours of which one is gone."""
        return any(n in self.undecidable_old for n in link.old) or any(n in self.undecidable_new for n in link.new)

    def open_heirs(self, link: Link) -> frozenset[int]:
        """Of a split or a merge, the heirs that are as good as the one named: nearly as much stands in them."""
        shares = _shares(link, self.items)
        return frozenset(n for n, share in enumerate(shares) if share >= 0.9 * max(shares))

    @cached_property
    def origin(self) -> list[list[Origin]]:
        """For each code point of each new paragraph the old paragraph and the offset it came from, or None."""
        return [item.written.origin() for item in self.items]


class Truth(NamedTuple):
    """What became of what."""

    links: list[Link]
    undecidable_old: frozenset[int]
    undecidable_new: frozenset[int]


def edited(seed: int, language: str, paragraphs: int, rates: Rates = LIGHT) -> Edited:
    """A draft of about so many paragraphs and its next revision; the same for the same arguments."""
    chance = Random(f"{seed} {language}")  # noqa: S311  # the same draft each time
    words = LANGUAGES[language]
    composer = Composer(words, chance, style(chance), rates.look_alikes, rates.boilerplate)
    drafted = composer.draft(paragraphs)
    numbers = labels.printed(drafted, composer.style, words)
    before = [
        Piece(number.text, number.label, made.kind, made.level) for number, made in zip(numbers, drafted, strict=True)
    ]
    items = [
        Item(replace(made, text=piece.text), old(piece.text, at), (at,))
        for at, (made, piece) in enumerate(zip(drafted, before, strict=True))
    ]
    items = restructured(items, composer, rates)
    move_sentences(items, words, chance, rates)
    for item in items:
        edit_words(item, words, chance, rates)
    after = _renumbered(items, composer, words)
    truth = _truth(before, after, items, drafted)
    return Edited(before, after, *truth, items)


def _renumbered(items: list[Item], composer: Composer, words: Words) -> list[Piece]:
    """The new pieces, with the numbers of their new places."""
    made = [replace(item.made, text=item.written.text) for item in items]
    after = []
    for number, item in zip(labels.printed(made, composer.style, words), items, strict=True):
        if number.text != item.written.text:
            item.written = item.written.replaced(*number.replaced, number.number)
        after.append(Piece(item.written.text, number.label, item.made.kind, item.made.level))
    return after


def _truth(before: list[Piece], after: list[Piece], items: list[Item], drafted: list[Made]) -> Truth:
    parts: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        for of in item.of:
            parts.setdefault(of, []).append(at)
    links = []
    for at, item in enumerate(items):
        if len(item.of) == 1 and parts[item.of[0]][0] != at:
            continue  # a later part of a split
        there = tuple(parts[item.of[0]]) if len(item.of) == 1 else (at,)
        link = Link(item.of, there, _relation(before, after, item.of, there), any(items[n].is_moved for n in there))
        shares = _shares(link, items)
        links.append(replace(link, heir=shares.index(max(shares)) if shares else 0))
    links += [Link((at,), (), Relation.DELETED) for at in range(len(before)) if at not in parts]
    return Truth(links, *_undecidable(before, after, items, drafted, parts))


def _relation(before: list[Piece], after: list[Piece], of: tuple[int, ...], there: tuple[int, ...]) -> Relation:
    if not of:
        return Relation.NEW
    if len(of) > 1:
        return Relation.MERGED
    if len(there) > 1:
        return Relation.SPLIT
    if before[of[0]].text != after[there[0]].text:
        return Relation.EDITED
    return Relation.UNCHANGED if before[of[0]] == after[there[0]] else Relation.RENUMBERED


def _shares(link: Link, items: list[Item]) -> list[int]:
    """How much of the old stands in each side of a split, or how much of each old in a merge."""
    if len(link.new) > 1:
        return [items[n].written.kept(link.old[0]) for n in link.new]
    return [items[link.new[0]].written.kept(n) for n in link.old] if link.new else []


def _undecidable(
    before: list[Piece], after: list[Piece], items: list[Item], drafted: list[Made], parts: dict[int, list[int]]
) -> tuple[frozenset[int], frozenset[int]]:
    """What the two texts cannot tell: which of identical neighbours is gone or new, and who took whose place."""
    lost: set[int] = set()
    for run in [*_runs(before), *_clusters(drafted)]:
        is_cluster = drafted[run[0]].alike is not None
        if is_cluster and not any(items[n].is_other for at in run for n in parts.get(at, [])):
            continue
        if any(at not in parts or items[parts[at][0]].is_moved for at in run):
            lost.update(at for at in run if not is_cluster or at not in parts or items[parts[at][0]].is_other)
    copies = _copies(before)
    for item in items:
        if item.is_moved:
            lost.update(of for of in item.of if of in copies or item.is_beyond(before[of].text))
    fresh = {n for at in lost for n in parts.get(at, [])}
    _coincidences(before, after, items, parts, lost, fresh)
    for run in _runs(after):
        if any(not items[n].of for n in run) or any(n in fresh for n in run):
            fresh.update(run)
            lost.update(of for n in run for of in items[n].of)
    return frozenset(lost), frozenset(fresh)


def _coincidences(
    before: list[Piece],
    after: list[Piece],
    items: list[Item],
    parts: dict[int, list[int]],
    lost: set[int],
    fresh: set[int],
) -> None:
    """Of what was written new, what says what an old paragraph said that is gone or has been edited."""
    said = {normal(before[of].text): of for of in range(len(before)) if not _stays(before, after, parts, of)}
    for at, item in enumerate(items):
        if not item.of and (of := said.get(normal(after[at].text))) is not None:
            fresh.update([at, *parts.get(of, [])])
            lost.add(of)


def _stays(before: list[Piece], after: list[Piece], parts: dict[int, list[int]], of: int) -> bool:
    return [normal(after[at].text) for at in parts.get(of, [])] == [normal(before[of].text)]


def _runs(pieces: list[Piece]) -> Iterable[list[int]]:
    """Neighbours that say the same."""
    keys = [normal(piece.text) or piece.text for piece in pieces]
    start = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[start]:
            if at - start > 1:
                yield list(range(start, at))
            start = at


def _clusters(drafted: list[Made]) -> Iterable[list[int]]:
    found: dict[int, list[int]] = {}
    for at, made in enumerate(drafted):
        if made.alike is not None:
            found.setdefault(made.alike, []).append(at)
    return found.values()


def _copies(pieces: list[Piece]) -> set[int]:
    """Paragraphs that say what another one says."""
    found: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        said = re.sub(r"\d+", "#", piece.text) if piece.kind == "heading" else piece.text
        found.setdefault(normal(said), []).append(at)
    return {at for same in found.values() if len(same) > 1 for at in same}
