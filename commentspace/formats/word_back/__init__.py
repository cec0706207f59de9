"""Word back: a Word file of ours in which somebody has written, read for what is new in it."""
