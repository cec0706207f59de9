"""Markdown files: their own headings, lists, tables and notes become those of the draft."""

from commentspace.domain.drafts import Draft
from commentspace.formats import drafting, front_matter, markdown_blocks
from commentspace.text.normal import clean


def read(text: str, language: str) -> Draft:
    r"""The draft in a Markdown file (CommonMark, tables, `[^1]:` notes).

    Lists keep the markers they have in the file as labels; a table row is one paragraph, its cells parted by " | ";
    labels that are typed in the text ("(a) ...", "12\. ...") are recognised as in plain text. Links by reference are
    written out, because each paragraph has to stand alone.
    """
    matter, body = front_matter.take(clean(text))
    return drafting.draft([*matter, *markdown_blocks.pieces(body)], language, str)
