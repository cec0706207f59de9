"""The story of a paragraph, told of the rows of its line: revision by revision, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from commentspace.domain.biographies.joining import Joining
from commentspace.domain.biographies.lines import Descent, Line
from commentspace.domain.biographies.placed import Issued, Neighbour, Placed
from commentspace.text.alignment import Relation
from commentspace.text.differences import to_html

RESTORED, FIRST, FORMATTED, TRANSLATED, GONE = "restored", "first", "formatted", "translated", "gone"
"""What became of a paragraph, beside `text.alignment.Relation`: "first" where the document began with it."""
WORDED = frozenset({FIRST, TRANSLATED, *map(str, (Relation.NEW, Relation.EDITED, Relation.SPLIT, Relation.MERGED))})
"""What brings a wording of its own."""


@dataclass(frozen=True)
class Passage:
    """What became of one paragraph of the line in one revision.

    `now` is None where it does not stand there any more; `heirs` then says which paragraph it was joined to.
    """

    issued: Issued
    paragraph_id: int
    change: str
    now: Placed | None
    before: tuple[Placed, ...] = ()
    """What it came from, in the order of the text before: itself, or several."""
    parts: tuple[Placed, ...] = ()
    """What that became, in order: itself, and the others into which it was split."""
    heirs: tuple[Placed, ...] = ()
    was_under: Neighbour | None = None
    is_under: Neighbour | None = None

    @property
    def place(self) -> str:
        """Its name on a page: the revision and the paragraph."""
        return f"r{self.issued.number}-{self.stood.uid}"

    @property
    def stood(self) -> Placed:
        """As it stands here, or as it stood last."""
        return self.now or self.before[-1]

    @property
    def has_moved(self) -> bool:
        """Whether it stands elsewhere among its neighbours."""
        return self.now is not None and bool(self.before) and self.now.has_moved

    @property
    def was(self) -> Placed | None:
        """The same paragraph in the revision before."""
        return next((each for each in self.before if each.paragraph_id == self.paragraph_id), None)

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing to tell of it but that it stood there."""
        return self.change == Relation.UNCHANGED and not self.has_moved

    @property
    def others_before(self) -> list[Placed]:
        """Other paragraphs that it came from."""
        return [each for each in self.before if each.paragraph_id != self.paragraph_id]

    @property
    def other_parts(self) -> list[Placed]:
        """Other paragraphs that came from the same one."""
        return [each for each in self.parts if each.paragraph_id != self.paragraph_id]

    @cached_property
    def joining(self) -> Joining | None:
        """What became of its words; None where there were none, or in another language."""
        if self.now is None or not self.before or any(each.language != self.now.language for each in self.before):
            return None
        part = next(at for at, each in enumerate(self.parts) if each.paragraph_id == self.paragraph_id)
        return Joining([each.text for each in self.before], [each.text for each in self.parts], part)

    @cached_property
    def difference(self) -> str | None:
        """Its words as a difference to those before, as HTML; None where nothing of them has changed."""
        if self.joining is None or self.change not in (Relation.EDITED, Relation.SPLIT, Relation.MERGED, RESTORED):
            return None
        found = self.joining.difference
        return to_html(found) if any(run.kind != "kept" for run in found) else None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a story is told of: the revisions and places, in order, and who stood above what was moved."""

    line: Line
    issued: Sequence[Issued]
    placed: Sequence[Placed]


def passages(rows: Rows) -> list[Passage]:
    """All passages of a line, in the order of revisions and places."""
    stands = {(each.number, each.paragraph_id): each for each in rows.placed}
    last: dict[int, Placed] = {}
    found: list[Passage] = []
    previous: Issued | None = None
    for issued in rows.issued:
        told = [
            passage
            for paragraph in rows.line.until
            if rows.line.tells(paragraph, issued.number)
            and (passage := _passage(rows.line, issued, previous, paragraph, stands, last))
        ]
        found += sorted(told, key=lambda each: each.stood.position)
        last |= {each.paragraph_id: each for each in rows.placed if each.number == issued.number}
        previous = issued
    return found


def _passage(
    line: Line,
    issued: Issued,
    previous: Issued | None,
    paragraph: int,
    stands: Mapping[tuple[int, int], Placed],
    last: Mapping[int, Placed],
) -> Passage | None:
    """What became of a paragraph in this revision; None where it did not stand there, nor in the one before."""
    now = stands.get((issued.number, paragraph))
    stood_before = previous is not None and (previous.number, paragraph) in stands
    here = [each for each in line.descents if each.number == issued.number]
    if now is None:
        return _gone(issued, last[paragraph], here, stands) if stood_before else None
    if previous is None:
        return Passage(issued, paragraph, FIRST, now, parts=(now,))
    origins = _origins(paragraph, here)
    before = [each for one in origins if (each := stands.get((previous.number, one)))]
    if not before:
        back = last.get(paragraph)
        change = RESTORED if back else Relation.NEW.value
        return Passage(issued, paragraph, change, now, (back,) if back else (), (now,))
    parts = [each for one in _parts(paragraph, here) if (each := stands.get((issued.number, one)))]
    before, parts = (sorted(some, key=lambda each: each.position) for some in (before, parts))
    return Passage(issued, paragraph, _change(now, before, parts), now, tuple(before), tuple(parts))


def _gone(issued: Issued, was: Placed, here: Sequence[Descent], stands: Mapping[tuple[int, int], Placed]) -> Passage:
    to = [each.to_id for each in here if each.from_id == was.paragraph_id and each.kind == Relation.MERGED]
    heirs = tuple(each for one in to if (each := stands.get((issued.number, one))))
    return Passage(issued, was.paragraph_id, GONE, None, (was,), heirs=heirs)


def _origins(paragraph: int, here: Sequence[Descent]) -> list[int]:
    """The paragraphs that one came from: itself with those joined to it, or the one that it was split from."""
    split = [each.from_id for each in here if each.to_id == paragraph and each.kind == Relation.SPLIT]
    merged = [each.from_id for each in here if each.to_id == paragraph and each.kind == Relation.MERGED]
    return split or [paragraph, *merged]


def _parts(paragraph: int, here: Sequence[Descent]) -> list[int]:
    """A paragraph with the others into which the same one was split."""
    source = next((each.from_id for each in here if each.to_id == paragraph and each.kind == Relation.SPLIT), paragraph)
    split = [each.to_id for each in here if each.from_id == source and each.kind == Relation.SPLIT]
    return list(dict.fromkeys([source, *split])) if split else [paragraph]


def _change(now: Placed, before: Sequence[Placed], parts: Sequence[Placed]) -> str:
    if len(parts) > 1:
        return Relation.SPLIT.value
    if len(before) > 1:
        return Relation.MERGED.value
    was = before[0]
    if was.language != now.language:
        return TRANSLATED
    if was.text != now.text:
        return Relation.EDITED.value
    if (was.label, was.kind, was.level) != (now.label, now.kind, now.level):
        return Relation.RENUMBERED.value
    return Relation.UNCHANGED.value if was.html == now.html else FORMATTED
