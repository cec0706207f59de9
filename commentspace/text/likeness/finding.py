"""Groups of comments that are alike, and the comments that are likest to one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from commentspace.text.likeness import near, similar, turning
from commentspace.text.likeness.near import Copies, Text
from commentspace.text.likeness.pieces import Degree, Group, Likeness, Piece
from commentspace.text.likeness.reading import Draft, Told, read
from commentspace.text.likeness.similar import Alike

NOT_SAME = 0.999
"""How alike a copy is at most that has other words than the middle of its group."""


def groups(pieces: Iterable[Piece], drafts: Mapping[int, str] | None = None) -> list[Group]:
    """The comments that are alike: sets of copies (SAME or NEAR), and those that ask for the same (SIMILAR).

    A comment is in at most one set of copies and in at most one SIMILAR group, which has the whole set in it. The
    order of the pieces changes nothing. `drafts` has the words of each paragraph: what comments quote of it makes
    them no copies of each other. The cost grows with the words of all comments, not with the pairs of comments.
    """
    found = near.copies(near.same(_told(pieces, drafts or {})))
    alike = similar.alike(similar.senses(found))
    made = [*_of_copies(found), *_of_alike(alike)]
    return sorted(made, key=lambda group: (-len(group.keys), -group.degree, group.keys))


def likest(
    piece: Piece, pieces: Iterable[Piece], most: int = 5, drafts: Mapping[int, str] | None = None
) -> list[Likeness]:
    """The comments that are likest to one, the likest first; those that ask for the opposite say so.

    Other than in groups, a comment is compared with every other one: one that is in no group may have some that are
    rather like it.
    """
    told = _told([piece, *(each for each in pieces if each.key != piece.key)], drafts or {})
    texts = near.same(told)
    own = next(text for text in texts if any(each is told[0] for each in text.all))
    senses = {id(each.copies.middle): each for each in similar.senses([Copies(text) for text in texts])}
    found = []
    for text in texts:
        likeness = _compared(own, text, similar.cosine(senses[id(own)].weights, senses[id(text)].weights))
        if likeness is not None:
            found += [likeness._replace(key=each.piece.key) for each in text.all if each.piece.key != piece.key]
    return sorted(found, key=lambda each: (-each.degree, -each.alike, each.key))[:most]


def _told(pieces: Iterable[Piece], drafts: Mapping[int, str]) -> list[Told]:
    known, none = {paragraph: Draft(text) for paragraph, text in drafts.items()}, Draft()
    return [read(piece, known.get(piece.paragraph, none)) for piece in sorted(pieces, key=lambda each: each.key)]


def _compared(one: Text, other: Text, cosine: float) -> Likeness | None:
    """How alike two texts are; None where they are not."""
    if one is other:
        return Likeness(0, Degree.SAME, 1.0)
    if alike := near.alikeness(one, other):
        return Likeness(0, Degree.NEAR, alike)
    if cosine < similar.needed(one.told, other.told):
        return None
    return Likeness(0, Degree.SIMILAR, cosine, turning.is_turned(one.told, other.told))


def _of_copies(found: Sequence[Copies]) -> Iterator[Group]:
    for copies in found:
        members = [*_members(copies)]
        if len(members) > 1:
            yield _group(Degree.NEAR if copies.others else Degree.SAME, members)


def _of_alike(found: Sequence[Alike]) -> Iterator[Group]:
    for alike in found:
        if alike.others:
            members = [*_members(alike.middle.copies)]
            for sense, score in alike.others:
                members += [(key, min(score, own, NOT_SAME)) for key, own in _members(sense.copies)]
            yield _group(Degree.SIMILAR, members)


def _members(copies: Copies) -> Iterator[tuple[int, float]]:
    yield from ((each.piece.key, 1.0) for each in copies.middle.all)
    for text, alike in copies.others:
        yield from ((each.piece.key, min(alike, NOT_SAME)) for each in text.all)


def _group(degree: Degree, members: Sequence[tuple[int, float]]) -> Group:
    """The middle first: of comments with the same words the one with the lowest key."""
    middle = min(key for key, alike in members if alike == 1.0)
    ranked = sorted(members, key=lambda member: (member[0] != middle, -member[1], member[0]))
    return Group(degree, tuple(key for key, _ in ranked), tuple(round(alike, 3) for _, alike in ranked))
