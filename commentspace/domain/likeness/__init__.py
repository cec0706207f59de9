"""Which comments of a document are alike: found in a child process, kept, and what moderators said to it."""

from commentspace.domain.likeness.counting import Counts, counts
from commentspace.domain.likeness.reading import In, groups_of

__all__ = ["Counts", "In", "counts", "groups_of"]
