"""In what two comments that are alike differ, so that a reader sees it at once."""

from dataclasses import dataclass
from functools import cached_property

from commentspace.text import differences, search
from commentspace.text.differences import Run
from commentspace.text.likeness import opposites, turning
from commentspace.text.likeness.pieces import Piece
from commentspace.text.likeness.reading import Draft, read


@dataclass(frozen=True)
class Why:
    """What the second comment has of the first ("kept"), not of it ("out"), and besides it ("in")."""

    text: tuple[Run, ...]
    proposal: tuple[Run, ...]
    """The same of the wordings that they propose."""
    is_opposed: bool
    """Whether they ask for the opposite, as far as single words tell."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words among those that differ which can turn what is asked for into its opposite."""
        changed = [run for run in (*self.text, *self.proposal) if run.kind != "kept"]
        return tuple(sorted({word for run in changed for word in opposites.turning(search.fold(run.text))}))


def why(one: Piece, other: Piece) -> Why:
    """In what the second differs from the first."""
    told = [read(each, Draft()) for each in (one, other)]
    return Why(
        tuple(differences.runs(one.text, other.text)),
        tuple(differences.runs(one.proposal, other.proposal)),
        turning.is_turned(told[0], told[1]),
    )
