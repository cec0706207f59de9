"""Biographies: how a paragraph came to say what it says, and what became of a comment; computed when asked for."""
