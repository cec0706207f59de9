"""The next revision: prepared, aligned, issued, and comments carried into it."""
