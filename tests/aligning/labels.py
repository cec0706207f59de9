"""The numbers that a draft prints, counted anew for every state of it."""

from typing import NamedTuple

from tests.aligning.composing import Made, Style
from tests.aligning.words import Words


class Printed(NamedTuple):
    """A paragraph's label and its text; where its text has a number, the place of it and what it is now."""

    label: str
    text: str
    replaced: tuple[int, int] = (0, 0)
    number: str = ""


def printed(draft: list[Made], style: Style, words: Words) -> list[Printed]:
    """Label and text of each paragraph."""
    found, section, number, letter = [], 0, 0, 0
    for at, made in enumerate(draft):
        label = ""
        if made.kind == "heading":
            is_first = style.heading != 1 or made.is_article
            section += is_first
            number = number if style.is_continuous else 0
            if style.heading == 0:
                label = words.article.replace("{n}", str(section))
        elif made.kind == "item":
            letter = letter + 1 if at and draft[at - 1].kind == "item" else 1
            label = f"({chr(96 + (letter - 1) % 26 + 1)})"
        elif made.kind == "paragraph":
            number += 1
            label = f"{number}."
        found.append(_put(made, label if style.has_labels or made.kind == "heading" else "", section, words))
    return found


def _put(made: Made, label: str, section: int, words: Words) -> Printed:
    if not made.is_article:
        return Printed(label, made.text)
    before = words.article.index("{n}")
    end = before
    while made.text[end : end + 1].isdigit():
        end += 1
    number = str(section)
    if end == before:
        return Printed(label, made.text)
    return Printed(label, made.text[:before] + number + made.text[end:], (before, end), number)
