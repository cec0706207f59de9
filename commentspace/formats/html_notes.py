"""Footnotes of a page: a link to the note, and in the note a link back to it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from commentspace.formats.html_inline import words

_BRACKETS = re.compile(r"^[\[(]\s*|\s*[\])]$")
_MARK = re.compile(r"[0-9]{1,4}|[*†‡§¶]{1,4}/?|[a-z]{1,2}|[ivxl]{1,7}|[0-9]{1,4}/")
"""A link with more words than these is one of a contents list, whose headings may lead back to it as well."""
_MOST_LEADING = 20
"""Links that are looked at, of those that lead to one place."""
_BLOCKS = frozenset(["li", "p", "div", "aside", "dd", "td", "section"])


@dataclass(slots=True)
class Notes:
    """The marks of links to notes, the links back, and the marks of the elements that hold a note."""

    references: dict[etree._Element, str] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)
    bodies: dict[etree._Element, str] = field(default_factory=dict)


def find(root: etree._Element) -> Notes:
    """The notes of a page by links that lead to each other, as pandoc, Word, LibreOffice and Google Docs write them."""
    notes = Notes()
    named = _named(root)
    leading: dict[str, list[etree._Element]] = {}
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    for link in links:
        leading.setdefault(link.get("href", "")[1:], []).append(link)
    for link in links:
        target = named.get(link.get("href", "")[1:])
        mark = _mark(link)
        if target is None or not mark or link in notes.backs:
            continue
        backs = [each for name in _names(link) for each in leading.get(name, ())[:_MOST_LEADING]]
        back = next((each for each in backs if _is_in(each, target)), None)
        if back is not None and back is not link:
            notes.references[link] = mark
            notes.backs.add(back)
            notes.bodies.setdefault(_block(target), mark)
    return notes


def _named(root: etree._Element) -> dict[str, etree._Element]:
    """Elements by their id or name, the first of each."""
    named: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for attribute in ("id", "name"):
            if name := element.get(attribute):
                named.setdefault(name, element)
    return named


def _names(link: etree._Element) -> list[str]:
    """What a link itself is called, or the element close around it, or an empty one in it."""
    near = [link, *link, *([link.getparent()] if link.getparent() is not None else [])]
    return [name for each in near for name in (each.get("id"), each.get("name")) if name]


def _is_in(link: etree._Element, target: etree._Element) -> bool:
    return link is target or target in link.iterancestors() or link.getparent() is target.getparent()


def _mark(link: etree._Element) -> str:
    text = _BRACKETS.sub("", words(link).strip())
    return text if _MARK.fullmatch(text) else ""


def _block(element: etree._Element) -> etree._Element:
    """The element that is the note: the block that the target is, or stands in."""
    while element.tag not in _BLOCKS:
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            break
        element = parent
    parent = element.getparent()
    if element.tag == "p" and parent is not None and parent.tag in ("li", "div", "aside") and len(parent) == 1:
        return parent
    return element
