"""Which comments are alike: the same, near-identical (campaigns, copied positions), or similar in what they ask for.

Nothing is merged: groups are suggested, a person decides. docs/decisions/0023-likeness.md says what counts as alike.
"""

from commentspace.text.likeness.differing import Why, why
from commentspace.text.likeness.finding import groups, likest
from commentspace.text.likeness.pieces import Degree, Group, Likeness, Piece

__all__ = ["Degree", "Group", "Likeness", "Piece", "Why", "groups", "likest", "why"]
