"""Word files out, and back again."""
