"""Paragraphs of a Word file that is made from nothing: styles, labels that hang, runs in the look of their words."""

from collections.abc import Sequence
from typing import Protocol

from lxml import etree

from commentspace.domain.exported import ExportedParagraph
from commentspace.formats.word.names import w
from commentspace.formats.word_out.elements import element, under, words
from commentspace.formats.word_out.languages import Look
from commentspace.formats.word_out.walking import Stretch

DEEPEST = 9
_HANGING = 720  # twentieths of a point


class OfAKind(Protocol):
    """What a paragraph is, and how deep it stands."""

    @property
    def kind(self) -> str:
        """As of a wording."""

    @property
    def level(self) -> int:
        """As of a wording."""


def style_of(paragraph: OfAKind) -> str:
    """The style that lets Word list a heading; none for all else."""
    return f"Heading{min(max(paragraph.level, 1), DEEPEST)}" if paragraph.kind == "heading" else ""


def holder_of(style: str, look: Look) -> etree._Element:
    """A paragraph of a style, with its direction."""
    holder = element("p")
    properties = under(holder, "pPr")
    if style:
        under(properties, "pStyle", val=style)
    if look.is_rtl:
        under(properties, "bidi")
    if not len(properties):
        holder.remove(properties)
    return holder


def label(
    holder: etree._Element, paragraph: ExportedParagraph, look: Look, size: str, *, is_hanging: bool = True
) -> int:
    """The label before the words, hanging; how many elements it takes."""
    if is_hanging:
        hang(holder, paragraph)
    return len(words(run(holder, Stretch(paragraph.label), look, size), paragraph.label + "\t"))


def hang(holder: etree._Element, paragraph: OfAKind) -> None:
    """Let a label and a tab stand before the lines of a paragraph."""
    properties = holder.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        holder.insert(0, properties)
    depth = paragraph.level + 1 if paragraph.kind == "item" else 1
    left = _HANGING * min(depth, DEEPEST)
    tabs = element("tabs")
    under(tabs, "tab", val="left", pos=str(left))
    bidi = properties.find(w("bidi"))
    if bidi is None:
        properties.append(tabs)
    else:
        bidi.addprevious(tabs)
    under(properties, "ind", left=str(left), hanging=str(_HANGING))


def say(holder: etree._Element, stretches: Sequence[Stretch], look: Look, size: str = "") -> None:
    """Put words into a paragraph, a run for each look."""
    for stretch in stretches:
        if stretch.text:
            words(run(holder, stretch, look, size), stretch.text)


def run(holder: etree._Element, stretch: Stretch, look: Look, size: str) -> etree._Element:
    """A new last run of a paragraph, in the look of its words."""
    made = under(holder, "r")
    properties = under(made, "rPr")
    if stretch.code:
        under(properties, "rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New")
    for name, is_so in (("b", stretch.bold), ("i", stretch.italic)):
        if is_so:
            under(properties, name)
            under(properties, f"{name}Cs")
    if size:
        under(properties, "sz", val=size)
        under(properties, "szCs", val=size)
    if look.is_rtl:
        under(properties, "rtl")
    under(properties, "lang", **look.languages)
    return made
