"""Two revisions of a text that follow each other, as they are stored, and the links between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Lineage, Paragraph, PlacedWording, Placement, Revision, Wording
from commentspace.text.alignment import Doubt, Link, Relation

RESTORED = "restored"
"""The relation of a paragraph that had been taken out, and stands in the text again."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A paragraph as it stands in a revision, in one language version."""

    id: int
    uid: str
    position: int
    depth: int
    parent_id: int | None
    source: str
    relation: str
    has_moved: bool
    doubt: str
    is_gone: bool
    wording_id: int
    kind: str
    level: int
    label: str
    markdown: str
    text: str
    hash: str
    language: str
    is_borrowed: bool
    is_behind: bool


def of_revision(session: Session, revision_id: int, version: str) -> list[Stood]:
    """The paragraphs of a revision in a version, in order, with those that were taken out."""
    placement = ("position", "depth", "parent_id", "source", "relation", "has_moved", "doubt", "is_gone")
    wording = ("kind", "level", "label", "markdown", "text", "hash", "language")
    columns: Sequence[Any] = [
        *(col(Paragraph.id), col(Paragraph.uid)),
        *(col(getattr(Placement, name)) for name in placement),
        col(Wording.id),
        *(col(getattr(Wording, name)) for name in wording),
        *(col(PlacedWording.is_borrowed), col(PlacedWording.is_behind)),
    ]
    rows = session.execute(
        select(*columns)
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision_id, col(PlacedWording.language) == version)
        .order_by(col(Placement.position))
    )
    return [Stood(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Descent:
    """A paragraph that came from another by a split or a merge."""

    from_id: int
    to_id: int
    kind: str


def descents(session: Session, revision_id: int) -> list[Descent]:
    """The splits and merges of a revision."""
    rows = session.execute(
        select(col(Lineage.from_id), col(Lineage.to_id), col(Lineage.kind))
        .where(col(Lineage.revision_id) == revision_id)
        .order_by(col(Lineage.id))
    )
    return [Descent(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Pair:
    """A revision and the one before it in one version. Links count the places of `old` and of `standing`."""

    revision_id: int
    old: Sequence[Stood]
    new: Sequence[Stood]
    links: Sequence[Link]

    @property
    def standing(self) -> list[Stood]:
        """The paragraphs of the newer text, without those that were taken out."""
        return [each for each in self.new if not each.is_gone]


def pair(session: Session, base_id: int, revision_id: int, version: str) -> Pair:
    """A revision and its base, with the links as they were issued."""
    old, new = (of_revision(session, each, version) for each in (base_id, revision_id))
    return Pair(revision_id, old, new, links_between(old, new, descents(session, revision_id)))


def links_between(old: Sequence[Stood], new: Sequence[Stood], found: Sequence[Descent]) -> list[Link]:
    """The links that the placements and descents of a revision say."""
    before = {each.id: at for at, each in enumerate(old)}
    standing = [each for each in new if not each.is_gone]
    after = {each.id: at for at, each in enumerate(standing)}
    parts: dict[int, list[int]] = {}
    absorbed: dict[int, list[int]] = {}
    for each in found:
        if each.kind == Relation.SPLIT and each.to_id in after:
            parts.setdefault(each.from_id, []).append(after[each.to_id])
        elif each.kind == Relation.MERGED and each.from_id in before:
            absorbed.setdefault(each.to_id, []).append(before[each.from_id])
    is_part = {at for found in parts.values() for at in found}
    links = [_link(each, at, before, parts, absorbed) for at, each in enumerate(standing) if at not in is_part]
    said = {at for link in links for at in link.old}
    gone = {each.id: each.doubt for each in new if each.is_gone}
    links += [
        Link((at,), (), Relation.DELETED, doubt=Doubt(gone.get(each.id, "")))
        for at, each in enumerate(old)
        if at not in said
    ]
    return links


def _link(
    each: Stood, at: int, before: dict[int, int], parts: dict[int, list[int]], absorbed: dict[int, list[int]]
) -> Link:
    doubt = Doubt(each.doubt)
    mine = before.get(each.id)
    if mine is None:
        return Link((), (at,), Relation.NEW, doubt=doubt)
    if each.id in parts:
        whole = tuple(sorted([at, *parts[each.id]]))
        return Link((mine,), whole, Relation.SPLIT, each.has_moved, doubt=doubt, heir=whole.index(at))
    if each.id in absorbed:
        origins = tuple(sorted([mine, *absorbed[each.id]]))
        return Link(origins, (at,), Relation.MERGED, each.has_moved, doubt=doubt, heir=origins.index(mine))
    relation = Relation.UNCHANGED if each.relation in ("", RESTORED) else Relation(each.relation)
    return Link((mine,), (at,), relation, each.has_moved, doubt=doubt)


def base_of(session: Session, revision_id: int) -> int | None:
    """The revision before this one; None for the first."""
    mine = session.get_one(Revision, revision_id)
    found: int | None = session.execute(
        select(col(Revision.id))
        .where(
            col(Revision.document_id) == mine.document_id,
            col(Revision.number) < mine.number,
            col(Revision.seq).is_not(None),
        )
        .order_by(col(Revision.number).desc())
        .limit(1)
    ).scalar_one_or_none()
    return found
