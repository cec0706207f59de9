"""A draft's file as its revision has it: tracked changes carried out, and without the comments that stand in it.

What the page does not show, the file does not tell either: the comments that were brought from the file are written
anew with all others, and those that were not brought stay with whoever has the file.
"""

from collections.abc import Callable

from lxml import etree

from commentspace.formats.word.names import w

Merged = dict[etree._Element, etree._Element]

_COMMENTS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")))
_UNWRAPPED = tuple(map(w, ("ins", "moveTo")))
_REMOVED = tuple(map(w, ("del", "moveFrom")))
_MARKERS = (
    *(f"{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    *(f"{kind}Change" for kind in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "numbering", "tblGrid", "tblPrEx")),
    *("cellIns", "cellMerge"),
)
_MARKS = tuple(map(w, _MARKERS))
_OF_PARAGRAPHS = {w("rPr"), w("trPr"), w("ctrlPr")}


def clean(root: etree._Element) -> Merged:
    """Carry out the tracked changes of a part and take its comments out, in place.

    Paragraphs whose end was taken out are one with the next; it is said which went into which.
    """
    merged = accept(root, lambda change: True)
    for mark in list(root.iter(*_COMMENTS)):
        run = mark.getparent()
        _remove(mark)
        if run is not None and run.tag == w("r") and all(each.tag == w("rPr") for each in run):
            _remove(run)
    return merged


def accept(root: etree._Element, chosen: Callable[[etree._Element], bool]) -> Merged:
    """Carry out the tracked changes that are chosen, and forget what marks them."""
    _accept_rows(root, chosen)
    ended = _ended_paragraphs(root, chosen)
    for change in [each for each in root.iter(*_REMOVED) if chosen(each)]:
        _remove(change)
    for change in [each for each in root.iter(*_UNWRAPPED) if chosen(each)]:
        unwrap(change)
    for mark in [each for each in root.iter(*_MARKS) if chosen(each)]:
        _remove(mark)
    return _joined(ended)


def unwrap(change: etree._Element) -> None:
    """Leave what is in an element in its place."""
    for child in list(change):
        change.addprevious(child)
    _remove(change)


def _accept_rows(root: etree._Element, chosen: Callable[[etree._Element], bool]) -> None:
    for properties in list(root.iter(w("trPr"))):
        gone = properties.find(w("del"))
        row = properties.getparent()
        if gone is not None and chosen(gone) and row is not None:
            _remove(row)
    for gone in [each for each in root.iter(w("cellDel")) if chosen(each)]:
        cell = next(gone.iterancestors(w("tc")), None)
        if cell is not None:
            _remove(cell)


def _ended_paragraphs(root: etree._Element, chosen: Callable[[etree._Element], bool]) -> list[etree._Element]:
    """The paragraphs whose mark was taken out or moved away."""
    found = []
    for name in _REMOVED:
        for change in root.iter(name):
            look = change.getparent()
            properties = look.getparent() if look is not None and look.tag == w("rPr") else None
            holder = properties.getparent() if properties is not None and properties.tag == w("pPr") else None
            if holder is not None and chosen(change):
                found.append(holder)
    return found


def _joined(ended: list[etree._Element]) -> Merged:
    """Put what is left in each of these paragraphs before what is in the next; the last of a cell or a text stays."""
    merged: Merged = {}
    wanted = set(ended)
    for holder in reversed(list(dict.fromkeys(ended))):
        following = holder.getnext()
        while following is not None and following.tag not in {w("p"), w("tbl"), w("sectPr")}:
            following = following.getnext()
        if following is None or following.tag != w("p"):
            continue
        place = 0 if following.find(w("pPr")) is None else 1
        for child in reversed([each for each in holder if each.tag != w("pPr")]):
            following.insert(place, child)
        merged[holder] = following
        _remove(holder)
    return {holder: _survivor(merged, holder) for holder in merged if holder in wanted}


def _survivor(merged: Merged, holder: etree._Element) -> etree._Element:
    while holder in merged:
        holder = merged[holder]
    return holder


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
