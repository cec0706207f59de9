"""The labels that our reader finds in a Word file made for tests."""

from collections.abc import Iterator

from lxml import etree

from commentspace.formats.word.alternatives import children
from commentspace.formats.word.names import w
from commentspace.formats.word.numbering import Numbers
from commentspace.formats.word.package import Package
from tests.word.case import number_in


def labels(data: bytes) -> dict[int, str | None]:
    """By line, what is printed before it: None for a paragraph without a number."""
    package = Package(data)
    numbers = Numbers(package)
    root = package.part(package.main)
    assert root is not None
    found: dict[int, str | None] = {}
    for p in paragraphs(root):
        label = numbers.of(p)
        place = number_in("".join(text.text or "" for text in p.iterchildren(w("r")) for text in text.iter(w("t"))))
        if place is None:
            place = number_in("".join(own_texts(p)))
        if place is not None:
            found[place] = None if label is None else label.text
    return found


def paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs, those of a text box after the one that holds it; of alternatives the one that is taken."""
    for child in children(element):
        if child.tag == w("p"):
            yield child
        yield from paragraphs(child)


def own_texts(element: etree._Element) -> Iterator[str]:
    """The texts of a paragraph without those of its text boxes."""
    for child in children(element):
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag != w("p"):
            yield from own_texts(child)
