"""Addresses of places in documents, the same in pages, answers to forms, and letters.

A long draft is shown in windows, so the place stands in the query, where the server reads it, and as the fragment.
"""

from collections.abc import Mapping
from urllib.parse import urlencode


def at(document: str, mark: str, **query: str) -> str:
    """A document opened at the element `mark`: "p-" or "c-" and the name of a paragraph or a comment."""
    return f"/d/{document}?{urlencode({'at': mark, **query})}#{mark}"


def comment(document: str, uid: str, **query: str) -> str:
    """A document opened at a comment."""
    return at(document, f"c-{uid}", **query)


def paragraph(document: str, uid: str) -> str:
    """The short address of a paragraph, for letters: it leads to the paragraph's place in its document."""
    return f"/d/{document}/p/{uid}"


def asked(path: str, *queries: Mapping[str, str]) -> str:
    """A path with a query put together from several; what is empty is left out."""
    together = {name: value for query in queries for name, value in query.items() if value}
    return f"{path}?{urlencode(together)}" if together else path
