"""Plain text files: drafts typed by hand, exported by a word processor, or taken out of a PDF."""

from commentspace.domain.drafts import Draft
from commentspace.formats import blocks, drafting, escaping


def read(text: str, language: str) -> Draft:
    """The draft in a plain text file: nothing of the file is lost, what is no part of the draft is left out."""
    return drafting.draft(blocks.pieces(text), language, escaping.literal)
