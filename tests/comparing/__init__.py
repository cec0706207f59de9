"""Two revisions side by side: what answers to what, what differs, and the file with tracked changes."""
