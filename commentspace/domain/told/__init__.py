"""Letters that tell one person of what was decided about them or asked of them: each is intended with the act.

Whether its reader may see what it tells is asked again when it is written.
"""

from commentspace.domain.told.answering import answered, assigned, taken_back
from commentspace.domain.told.of_rounds import joined
from commentspace.domain.told.singly import appeal_decided, delegated, filed, held, late, unveiled

__all__ = [
    "answered",
    "appeal_decided",
    "assigned",
    "delegated",
    "filed",
    "held",
    "joined",
    "late",
    "taken_back",
    "unveiled",
]
