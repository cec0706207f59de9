"""What editors do to a draft: to its order, its sentences and its words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from tests.aligning.composing import Composer, Made
from tests.aligning.rates import Rates
from tests.aligning.words import Words
from tests.aligning.written import Written, new

LEAST_KEPT = 0.4
"""An edit that would leave less than this part of a paragraph is not made: it would be another paragraph."""
SHORT, SHORT_KEPT = 20, 0.6
"""Of what has fewer characters, more has to stay."""
_SENTENCE = re.compile(r"[^.。؟]+(?:[.。؟]|\Z)\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass
class Item:
    """A paragraph of the new text; `of` are the old ones that it was.

    `was` is how long it was before its words were edited, `least` how much of it the least of the old ones gave.
    """

    made: Made
    written: Written
    of: tuple[int, ...] = ()
    is_moved: bool = False
    is_other: bool = False
    """What told it from its look-alikes has been changed."""

    def __post_init__(self) -> None:
        self.was = len(self.written)
        self.least = min((self.written.kept(of) for of in self.of), default=0)

    def is_beyond(self, text: str) -> bool:
        """Whether of a few words so little is left that nobody finds them again elsewhere."""
        return len(text) < SHORT and sum(self.written.kept(of) for of in self.of) < 0.8 * max(
            len(text), len(self.written)
        )

    def put(self, written: Written) -> bool:
        """Take this text, where enough of the old one stays and it is not empty; whether it was taken."""
        kept = [written.kept(of) for of in self.of]
        too_little = (SHORT_KEPT if self.was < SHORT else LEAST_KEPT) * max(self.was, len(written))
        if not written.text.strip() or (kept and (sum(kept) < too_little or min(kept) < LEAST_KEPT * self.least)):
            return False
        self.written = written
        return True


def restructured(items: list[Item], composer: Composer, rates: Rates) -> list[Item]:
    """With paragraphs taken out, put in, moved, split and merged."""
    chance = composer.chance
    items = [item for item in items if chance.random() >= rates.paragraph_deleted]
    for _ in range(round(rates.run_moved * len(items) / 100)):
        _move(items, chance, chance.randint(2, 6))
    for _ in range(round(rates.paragraph_moved * len(items))):
        _move(items, chance, 1)
    return _joined(_put_in(items, composer, rates), composer.words, chance, rates)


def _move(items: list[Item], chance: Random, size: int) -> None:
    """A run goes elsewhere, past more text than it has itself."""
    if len(items) < 6 * size:
        return
    start = chance.randrange(len(items) - size)
    run = items[start : start + size]
    rest = items[:start] + items[start + size :]
    to = chance.randrange(len(rest))
    passed = rest[min(to, start) : max(to, start)]
    if sum(len(item.written) for item in passed) < 2 * sum(len(item.written) for item in run) or _has_moved(
        passed, run
    ):
        return
    for item in run:
        item.is_moved = True
    items[:] = rest[:to] + run + rest[to:]


def _has_moved(passed: list[Item], run: list[Item]) -> bool:
    return any(item.is_moved for item in run) or 2 * sum(item.is_moved for item in passed) > len(passed)


def _put_in(items: list[Item], composer: Composer, rates: Rates) -> list[Item]:
    """With new paragraphs, and those in two or three that were one."""
    found: list[Item] = []
    for item in items:
        found += _parts(item, composer.words, composer.chance) if composer.chance.random() < rates.split else [item]
        if composer.chance.random() < rates.paragraph_new:
            found += _new(composer)
    return found


def _new(composer: Composer) -> list[Item]:
    kind = composer.chance.random()
    if kind < 0.08:
        made = [Made(composer.chance.choice(composer.words.boilerplate))]
    elif kind < 0.14:
        made = list(composer.look_alikes())[:2]
    elif kind < 0.25:
        made = list(composer.items())
    else:
        made = [composer.plain()]
    return [Item(each, new(each.text)) for each in made]


def _parts(item: Item, words: Words, chance: Random) -> list[Item]:
    bounds = sentences(item.written.text)
    if not item.made.is_plain or len(bounds) < 2:
        return [item]
    cuts = sorted(chance.sample(range(1, len(bounds)), min(len(bounds) - 1, chance.choice((1, 1, 1, 2)))))
    places = [0, *(bounds[cut][0] for cut in cuts), len(item.written)]
    parts = []
    for start, end in pairwise(places):
        part = item.written.cut(start, end).stripped()
        parts.append(Item(item.made, part, item.of, item.is_moved))
    return parts


def _joined(items: list[Item], words: Words, chance: Random, rates: Rates) -> list[Item]:
    """With some neighbours merged into one."""
    count: dict[tuple[int, ...], int] = {}
    for item in items:
        count[item.of] = count.get(item.of, 0) + 1
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last and _can_join(last, item, count) and chance.random() < rates.merged:
            link = chance.choice(words.connecting)
            joined = last.written + (words.space + link if link else "") + words.space + item.written
            found[-1] = Item(last.made, joined, last.of + item.of, last.is_moved)
        else:
            found.append(item)
    return found


def _can_join(last: Item, item: Item, count: dict[tuple[int, ...], int]) -> bool:
    are_whole = len(last.of) == len(item.of) == 1 and count[last.of] == count[item.of] == 1
    return are_whole and last.made.is_plain and item.made.is_plain and last.is_moved == item.is_moved


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends."""
    return [found.span() for found in _SENTENCE.finditer(text)]


def move_sentences(items: list[Item], words: Words, chance: Random, rates: Rates) -> None:
    """Some sentences go to another paragraph, at its end or between two of its own."""
    plain = [item for item in items if item.made.is_plain and len(item.of) == 1]
    for item in plain:
        bounds = sentences(item.written.text)
        if len(bounds) < 2 or chance.random() >= rates.sentence_moved:
            continue
        start, end = chance.choice(bounds)
        to = chance.choice(plain)
        if to is item or end - start > min(len(item.written) / 2, len(to.written) * 0.8):
            continue
        sentence = item.written.cut(start, end).stripped()
        if item.put(item.written.replaced(start, end, "").stripped()):
            place = chance.choice([*(bound[0] for bound in sentences(to.written.text)), len(to.written)])
            _put_sentence(to, place, sentence, words)


def _put_sentence(item: Item, place: int, sentence: Written | str, words: Words) -> bool:
    before, after = item.written.cut(0, place), item.written.cut(place, len(item.written))
    sentence = sentence if isinstance(sentence, Written) else new(sentence)
    return item.put((before.stripped() + words.space + sentence + words.space + after.stripped()).stripped())


def edit_words(item: Item, words: Words, chance: Random, rates: Rates) -> None:
    """Typing errors, words replaced, put in and taken out, clauses worded anew, sentences added and taken out."""
    if not item.of:
        return
    if item.made.alike is not None and chance.random() < rates.look_alike_changed:
        _change_slot(item, words, chance)
    edits: tuple[tuple[float, Callable[[Item, Words, Random], object]], ...] = (
        (rates.typo, _typo),
        (rates.word, _replace_word),
        (rates.inserted, _insert_clause),
        (rates.deleted, _delete_words),
        (rates.reworded, _reword),
        (rates.sentence_deleted, _delete_sentence),
        (rates.sentence_added, _add_sentence),
    )
    for rate, edit in edits:
        while chance.random() < rate:
            edit(item, words, chance)


def _change_slot(item: Item, words: Words, chance: Random) -> None:
    pattern = item.made.pattern
    name = pattern[pattern.index("{") + 1 : pattern.index("}")]
    by = chance.choice(words.places[name])
    at = item.written.text.find(item.made.slot)
    if at >= 0 and by != item.made.slot and item.put(item.written.replaced(at, at + len(item.made.slot), by)):
        item.is_other = True
        item.made = replace(item.made, slot=by)


def _places(item: Item, words: Words, least: int = 1) -> list[tuple[int, int]]:
    """Where words stand that may be edited: not what tells look-alikes apart, not numbers of articles."""
    text, slot = item.written.text, item.made.slot
    kept = text.find(slot) if slot else -1
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if words.space == "":
            found += [(at, at + 2) for at in range(start, end - 1, 2)]
        else:
            found.append((start, end))
    if item.made.is_article:
        found = found[1:] if words.space else []
    return [(a, b) for a, b in found if b - a >= least and (kept < 0 or b <= kept or a >= kept + len(slot))]


def _last(item: Item, places: list[tuple[int, int]], first: int, more: int) -> int:
    """So many places further, but not past what tells look-alikes apart."""
    slot = item.written.text.find(item.made.slot) if item.made.slot else -1
    last = min(len(places) - 1, first + more)
    while last > first and places[first][0] < slot < places[last][1]:
        last -= 1
    return last


def _typo(item: Item, words: Words, chance: Random) -> None:
    if places := _places(item, words, 4 if words.space else 2):
        start, end = chance.choice(places)
        at = chance.randrange(start, end - 1)
        text = item.written.text
        by = chance.choice((text[at + 1] + text[at], chance.choice(words.letters) + text[at + 1], text[at]))
        item.put(item.written.replaced(at, at + 2, by))


def _replace_word(item: Item, words: Words, chance: Random) -> None:
    if places := _places(item, words):
        item.put(item.written.replaced(*chance.choice(places), chance.choice(words.words)))


def _insert_clause(item: Item, words: Words, chance: Random) -> None:
    if places := _places(item, words):
        clause = (
            words.filled(chance.choice(words.clauses), chance) if chance.random() < 0.6 else chance.choice(words.words)
        )
        clause = clause[:1].lower() + clause[1:]
        at = chance.choice(places)[0]
        item.put(item.written.replaced(at, at, clause + words.space))


def _delete_words(item: Item, words: Words, chance: Random) -> None:
    if places := _places(item, words):
        first = chance.randrange(len(places))
        last = _last(item, places, first, chance.randrange(4))
        if item.put(item.written.replaced(places[first][0], places[last][1], "").stripped()):
            _close_gap(item, places[first][0])


def _close_gap(item: Item, at: int) -> None:
    """Of two spaces that meet, one is taken out."""
    if item.written.text[max(at - 1, 0) : at + 1] == "  ":
        item.put(item.written.replaced(at, at + 1, ""))


def _reword(item: Item, words: Words, chance: Random) -> None:
    places = _places(item, words)
    if len(places) > 3:
        first = chance.randrange(len(places) - 2)
        last = _last(item, places, first, chance.randint(2, 8))
        clause = words.filled(chance.choice(words.clauses), chance)
        item.put(item.written.replaced(places[first][0], places[last][1], clause[:1].lower() + clause[1:]))


def _delete_sentence(item: Item, words: Words, chance: Random) -> None:
    bounds = sentences(item.written.text)
    if item.made.is_plain and len(bounds) > 1:
        item.put(item.written.replaced(*chance.choice(bounds), "").stripped())


def _add_sentence(item: Item, words: Words, chance: Random) -> None:
    if item.made.is_plain:
        bounds = sentences(item.written.text)
        _put_sentence(
            item, chance.choice([*(bound[0] for bound in bounds), len(item.written)]), words.sentence(chance), words
        )
