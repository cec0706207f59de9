"""Which paragraph of a text has become which of its next state."""

from collections.abc import Mapping, Sequence

from commentspace.text.aligning import filling, linking, moving, ordering, parting
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.reading import Reader
from commentspace.text.alignment import Link, Piece

__all__ = ["align"]


def align(
    old: Sequence[Piece], new: Sequence[Piece], given: Mapping[int, Sequence[int]] | None = None
) -> list[Link]:
    """The alignment of two texts, ordered by the new text, what was taken out after what stood before it.

    `given` is what a person has said: for a new paragraph the old ones that it comes from, none where it is new.
    """
    reader = Reader()
    found = Found(reader.read(old), reader.read(new))
    backbone = ordering.exact(found)
    ordering.similar(found, backbone)
    moving.moved(found)
    parting.parted(found)
    filling.filled(found)
    return linking.ordered(linking.links(found, old, new))
