"""The report of a review: who took part, what was decided, what changed, and what was left open."""
