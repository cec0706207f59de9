"""The alignment of a draft with the revision before it, as it is kept, and what a moderator said of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from commentspace.domain.anchors.states import Stood
from commentspace.domain.bodies import fingerprint
from commentspace.domain.drafts import DraftParagraph
from commentspace.text.aligning import align
from commentspace.text.alignment import Doubt, Link, Piece, Relation
from commentspace.text.markdown import to_text


@dataclass(frozen=True, slots=True)
class Given:
    """What a moderator has said: for paragraphs of the draft, by their keys, the names of those they come from.

    One that comes from none is new; `gone` are names of those that were taken out and are in none.
    """

    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def read_given(kept: str) -> Given:
    """What was said, from JSON."""
    held = json.loads(kept or "{}")
    origins = {key: tuple(uids) for key, uids in held.get("from", {}).items()}
    return Given(origins, frozenset(held.get("gone", ())))


def written_given(given: Given) -> str:
    """What was said, as JSON."""
    return json.dumps({"from": {key: list(uids) for key, uids in given.origins.items()}, "gone": sorted(given.gone)})


def old_pieces(old: Sequence[Stood]) -> list[Piece]:
    """The paragraphs of a revision as they are compared."""
    return [Piece(each.text, each.label, each.kind, each.level) for each in old]


def new_pieces(paragraphs: Sequence[DraftParagraph]) -> list[Piece]:
    """The paragraphs of a draft as they are compared."""
    return [Piece(to_text(each.markdown), each.label, each.kind.value, each.level) for each in paragraphs]


def origins(old: Sequence[Stood], paragraphs: Sequence[DraftParagraph], given: Given) -> dict[int, tuple[int, ...]]:
    """For paragraphs of the draft whose origin is known, by a moderator or as they were edited here: its places.

    Each old place is in one group only, but that of a split, where each part has that one place alone.
    """
    places = {each.uid: at for at, each in enumerate(old)}
    found: dict[int, tuple[int, ...]] = {}
    for at, each in enumerate(paragraphs):
        known = said_of(each, given)
        if known is not None:
            found[at] = tuple(sorted({places[uid] for uid in known if uid in places and uid not in given.gone}))
    return _parted(found)


def said_of(paragraph: DraftParagraph, given: Given) -> tuple[str, ...] | None:
    """The names of those that a paragraph of the draft is known to come from; None where nothing is known."""
    known = given.origins.get(paragraph.key)
    if known is None and paragraph.paragraph:
        known = tuple(paragraph.paragraph.split())
    return known


def _parted(found: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """The same, an old place that stands alone somewhere, or in a group before, taken out of later groups."""
    taken = {places[0] for places in found.values() if len(places) == 1}
    parted: dict[int, tuple[int, ...]] = {}
    for at, places in found.items():
        parted[at] = places if len(places) < 2 else tuple(each for each in places if each not in taken)
        taken.update(parted[at])
    return parted


def made(old: Sequence[Stood], paragraphs: Sequence[DraftParagraph], given: Given) -> list[Link]:
    """The alignment of a revision's paragraphs, without those that are gone, with a draft's that are to be issued."""
    alone, split = _splits(origins(old, paragraphs, given))
    there = [at for at, each in enumerate(old) if each.uid not in given.gone]
    places = {at: n for n, at in enumerate(there)}
    asked = {at: tuple(places[each] for each in found) for at, found in alone.items()}
    links = align(old_pieces([old[at] for at in there]), new_pieces(paragraphs), asked)
    links = [replace(link, old=tuple(there[each] for each in link.old)) for link in links]
    links = _with_splits(links, split) if split else links
    return _with_gone(links, [at for at in range(len(old)) if at not in places])


def _with_gone(links: list[Link], gone: Sequence[int]) -> list[Link]:
    """With those that a person has said were taken out, each behind what stood before it."""
    for at in gone:
        before = max((n for n, link in enumerate(links) if link.old and max(link.old) < at), default=-1)
        links.insert(before + 1, Link((at,), (), Relation.DELETED, is_given=True))
    return links


def _splits(said: Mapping[int, tuple[int, ...]]) -> tuple[dict[int, tuple[int, ...]], dict[int, list[int]]]:
    """What was said with each old paragraph in one place only; and, by the first of several, all that it became."""
    single = sorted((places[0], at) for at, places in said.items() if len(places) == 1)
    alone, split = dict(said), {}
    for _, group in groupby(single, key=lambda pair: pair[0]):
        parts = sorted(at for _, at in group)
        if len(parts) > 1:
            split[parts[0]] = parts
            alone.update(dict.fromkeys(parts[1:], ()))
    return alone, split


def _with_splits(links: Sequence[Link], split: Mapping[int, list[int]]) -> list[Link]:
    others = {at for parts in split.values() for at in parts[1:]}
    found = []
    for link in links:
        if link.new and link.new[0] in split and link.old:
            parts = tuple(split[link.new[0]])
            found.append(replace(link, new=parts, relation=Relation.SPLIT, heir=0, doubt=Doubt.NONE, is_given=True))
        elif not (link.new and link.new[0] in others):
            found.append(link)
    return found


def mark(base_id: int, version: str, paragraphs: Sequence[DraftParagraph], given: str) -> str:
    """What stands for all that an alignment depends on."""
    said = [(each.kind.value, each.level, each.label, each.markdown, each.key, each.paragraph) for each in paragraphs]
    return fingerprint(str(base_id), version, given, *map(repr, said))


def written(links: Sequence[Link], of: str) -> str:
    """An alignment as JSON, with the mark of what it was made of."""
    rows = [
        [
            link.old,
            link.new,
            link.relation,
            link.has_moved,
            round(link.likeness, 4),
            link.doubt,
            link.heir,
            link.is_given,
        ]
        for link in links
    ]
    return json.dumps({"of": of, "links": rows})


def read(kept: str, of: str) -> list[Link] | None:
    """The alignment from JSON; None where it was made of something else."""
    held = json.loads(kept) if kept else {}
    if held.get("of") != of:
        return None
    return [
        Link(tuple(old), tuple(new), Relation(relation), moved, likeness, Doubt(doubt), heir, is_given)
        for old, new, relation, moved, likeness, doubt, heir, is_given in held["links"]
    ]
