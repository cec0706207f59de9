"""What is compared, and what it comes to: passages, matches of passages, and rows in the order of reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Relation = Literal["same", "renumbered", "restyled", "edited", "split", "merged", "regrouped", "deleted", "new"]
"""What became of the paragraphs of a match, but for where they stand. `restyled`: the same words in another form, such
as a heading that became a paragraph. `regrouped`: several became several others."""

CHANGES: Final = ("edited", "moved", "new", "deleted", "split", "merged", "restyled", "renumbered")
"""What a reader may ask for by name, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it stood in one revision, in one language version."""

    uid: str
    position: int
    kind: str
    level: int
    label: str
    text: str
    markdown: str
    html: str
    language: str

    @property
    def form(self) -> tuple[str, int, str]:
        """What it is, apart from its label and where it stands."""
        return self.kind, self.level, self.markdown


@dataclass(frozen=True, slots=True)
class Match:
    """Old passages and what they have become, each side in its order; one side may be empty.

    `through` names every paragraph through which the one came to the other, those in between included.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    through: frozenset[str] = frozenset()

    @property
    def relation(self) -> Relation:
        """What became of it; a change of where it stands is not told here."""
        if not self.old or not self.new:
            return "new" if self.new else "deleted"
        if len(self.old) > 1 or len(self.new) > 1:
            return "split" if len(self.old) == 1 else "merged" if len(self.new) == 1 else "regrouped"
        before, after = self.old[0], self.new[0]
        if before.text != after.text:
            return "edited"
        if before.form != after.form:
            return "restyled"
        return "same" if before.label == after.label else "renumbered"

    @property
    def is_reworded(self) -> bool:
        """Whether its words have to be compared."""
        return self.relation in ("edited", "split", "merged", "regrouped")


@dataclass(frozen=True, slots=True)
class Move:
    """Words [start, end) of one side of a row that stand in another row on the other side."""

    start: int
    end: int
    number: int
    """Counts such moves; both of its ends have the same."""
    other: str
    """The name of the row at its other end."""


@dataclass(frozen=True, slots=True)
class Row:
    """A match at the place where it is read. A moved one has two rows: where it stood, and where it stands."""

    match: Match
    has_moved: bool = False
    is_left: bool = False
    """This is where it stood."""
    gone: tuple[Move, ...] = ()
    """Sentences of the old side that stand in other rows now."""
    come: tuple[Move, ...] = ()
    """Sentences of the new side that stood in other rows."""

    @property
    def name(self) -> str:
        """The row's name in its comparison."""
        if self.is_left:
            return f"left-{self.match.old[0].uid}"
        return name_of(self.match)

    @property
    def other(self) -> str:
        """Where the other row of a moved match is."""
        return name_of(self.match) if self.is_left else f"left-{self.match.old[0].uid}"

    @property
    def changes(self) -> tuple[str, ...]:
        """Every word of `CHANGES` that says something of it; none where it is the same."""
        if self.is_left:
            return ("moved",)
        relation = self.match.relation
        said: Sequence[str] = ("split", "merged") if relation == "regrouped" else (relation,)
        found = [each for each in said if each != "same"]
        if self.has_moved or self.gone or self.come:
            found.append("moved")
        return tuple(found)

    @property
    def is_quiet(self) -> bool:
        """Whether a reader who looks for changes may pass over it: it is the same, or has another number."""
        return set(self.changes) <= {"renumbered"}


def name_of(match: Match) -> str:
    """The name of the row where a match is read: that of its first passage."""
    return f"r-{(match.new or match.old)[0].uid}"
