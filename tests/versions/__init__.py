"""Language versions side by side: aligned, added, read, changed."""
