"""Two writings of one thing (`mc:AlternateContent`, ISO/IEC 29500-3): one of them is taken."""

from collections.abc import Iterator

from lxml import etree

from commentspace.formats.word.names import NAMESPACES, mc

_UNDERSTOOD = frozenset(NAMESPACES.values())


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, with the taken branch of each alternative in its place."""
    for child in element:
        if child.tag == mc("AlternateContent"):
            branch = taken(child)
            if branch is not None:
                yield from children(branch)
        else:
            yield child


def taken(alternative: etree._Element) -> etree._Element | None:
    """The first choice whose namespaces are all understood here, or else the fallback, or None."""
    for choice in alternative.iterchildren(mc("Choice")):
        prefixes = choice.get("Requires", "").split()
        if all(choice.nsmap.get(prefix) in _UNDERSTOOD for prefix in prefixes):
            return choice
    return next(alternative.iterchildren(mc("Fallback")), None)
