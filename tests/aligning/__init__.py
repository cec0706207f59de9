"""The alignment of two texts: its truth (a generator of edits), its tally, its properties, and real pairs."""
