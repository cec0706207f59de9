"""A draft in a form that is easy to compare in tests."""

from textwrap import dedent

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.formats import reading

LETTERS = {Kind.HEADING: "h", Kind.PARAGRAPH: "p", Kind.ITEM: "i", Kind.ROW: "row", Kind.NOTE: "note"}


def txt(text: str, language: str = "en") -> Draft:
    """The draft in a plain text file with these lines."""
    return reading.read(dedent(text).encode(), "draft.txt", language)


def md(text: str, language: str = "en") -> Draft:
    """The draft in a Markdown file with these lines."""
    return reading.read(dedent(text).encode(), "draft.md", language)


def shown(draft: Draft) -> list[str]:
    """A line a paragraph: "h1 [I.] Introduction", "i2 [(a)] text", "- furniture: Distr."."""
    return [line(paragraph) for paragraph in draft.paragraphs]


def body(draft: Draft) -> list[str]:
    """The same without what is left out."""
    return [line(paragraph) for paragraph in draft.paragraphs if not paragraph.left_out]


def line(paragraph: DraftParagraph) -> str:
    """One paragraph in short; levels are shown where they can differ."""
    if paragraph.left_out:
        return f"- {paragraph.left_out}: {paragraph.markdown}"
    level = paragraph.level if paragraph.kind in {Kind.HEADING, Kind.ITEM} else ""
    label = f"[{paragraph.label}] " if paragraph.label else ""
    return f"{LETTERS[paragraph.kind]}{level} {label}{paragraph.markdown}"
