"""Two states of a text side by side: which paragraph answers to which, in which order they are read, what differs."""

from commentspace.text.comparing.laying import laid
from commentspace.text.comparing.matching import Descent, matched
from commentspace.text.comparing.rows import CHANGES, Match, Move, Passage, Row
from commentspace.text.comparing.saying import BREAK, Said, said

__all__ = ["BREAK", "CHANGES", "Descent", "Match", "Move", "Passage", "Row", "Said", "laid", "matched", "said"]
