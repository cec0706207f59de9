"""Where comments stand in later revisions: carried, settled, proved."""
