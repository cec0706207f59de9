"""Where the paragraphs of a document stand in the Word file into which its comments go."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from commentspace.domain.exported import Exported, ExportedComment
from commentspace.formats.word.names import w, w14
from commentspace.formats.word.places import Places
from commentspace.formats.word_out import naming
from commentspace.formats.word_out.building import Built, places_of
from commentspace.formats.word_out.cleaning import clean
from commentspace.formats.word_out.lines import Line, Piece
from commentspace.formats.word_out.parts import Parts
from commentspace.text.quotation import locate

_PARAGRAPH = re.compile(r"p\d+")
_REFERENCES = {"fn": "footnoteReference", "en": "endnoteReference"}
_PARTS_WITH_TEXT = ("footnotes", "endnotes", "header", "footer")


class NotOurs(Exception):
    """The paragraphs of the revision are not found in its file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: its line in the file, and the place in that at which its text begins, if it is there.

    `holder` is the "w:p" that it begins in. What has no line of its own `is_beside`: a note is at the mark that refers
    to it, a paragraph that the file has not at the one before it.
    """

    line: Line
    text: str
    offset: int | None
    holder: etree._Element
    is_beside: bool = False

    def span(self, comment: ExportedComment) -> tuple[int, int] | None:
        """The words of a comment in the line: those that it quotes, or those of the whole paragraph."""
        return self._words(comment) or self._whole()

    def has_words(self, comment: ExportedComment) -> bool:
        """Whether the words that it is about can be marked."""
        return self._words(comment) is not None if comment.exact else self.offset is not None

    def ends(self) -> tuple[etree._Element | None, etree._Element | None]:
        """The first and the last run of the paragraph in the "w:p" that it begins in."""
        whole = self._whole()
        pieces = self.line.within(*whole) if whole else []
        if not pieces:
            return None, None
        holder = self.line.holder(pieces[0])
        last = next(piece for piece in reversed(pieces) if self.line.holder(piece) is holder)
        return _in(holder, pieces[0].run), _in(holder, last.run)

    def _whole(self) -> tuple[int, int] | None:
        if self.offset is None:
            return (0, len(self.line.text)) if self.line.text else None
        return self.offset, self.offset + len(self.text)

    def _words(self, comment: ExportedComment) -> tuple[int, int] | None:
        if not comment.exact or comment.start is None or comment.end is None:
            return None
        if self.offset is not None and self.text[comment.start : comment.end] == comment.exact:
            return comment.start + self.offset, comment.end + self.offset
        return locate(self.line.text, comment.exact, comment.prefix, comment.suffix)


def in_source(parts: Parts, exported: Exported) -> dict[str, Place]:
    """The places in the file that the document came from, which is made clean of what the page does not show.

    Raises NotOurs where more than a tenth of the paragraphs are not found in it.
    """
    package = parts.package
    root = _root(parts)
    naming.forget(root)
    places = Places(package)
    holders, notes = list(root.iter(w("p"))), _references(root)
    found: dict[str, Place] = {}
    cursors: dict[str, int] = {}
    lines: dict[str, Line] = {}
    for paragraph in exported.paragraphs:
        place = _noted(notes, paragraph.source, paragraph.text)
        if place is None and paragraph.source:
            line = lines.get(paragraph.source) or _line(places, paragraph.source, holders)
            if line is None:
                continue
            lines[paragraph.source] = line
            at = line.text.find(paragraph.text, cursors.get(paragraph.source, 0)) if paragraph.text else -1
            cursors[paragraph.source] = max(at, 0) + len(paragraph.text)
            place = Place(line, paragraph.text, at if at >= 0 else None, line.holders[0])
        if place is not None:
            found[paragraph.uid] = place
    if len(found) * 10 < len(exported.paragraphs) * 9:
        raise NotOurs
    _cleaned(parts, root, found)
    return _all(exported, found, next(root.iter(w("p"))))


def _all(exported: Exported, found: Mapping[str, Place], first: etree._Element) -> dict[str, Place]:
    """The places with those of paragraphs that the file has not: whoever made them, comments on them are told."""
    places, before = {}, first
    for paragraph in exported.shown:
        place = found.get(paragraph.uid)
        if place is None:
            place = Place(Line("", [before], []), paragraph.text, None, before, is_beside=True)
        places[paragraph.uid], before = place, place.holder
    return places


def in_built(parts: Parts, exported: Exported, built: Built) -> dict[str, Place]:
    """The places in a file that was made from the paragraphs."""
    holders = list(_root(parts).iter(w("p")))
    found = {}
    for paragraph in exported.paragraphs:
        spots = built.spots[paragraph.uid]
        pieces = [Piece(*each) for each in places_of(spots, holders)]
        line = Line(paragraph.text, [holders[spot.number] for spot in spots], pieces)
        found[paragraph.uid] = Place(line, paragraph.text, 0, line.holders[0])
    return _all(exported, found, holders[0])


def identities(root: etree._Element) -> Iterator[int]:
    """The numbers that the paragraphs of a part have."""
    for holder in root.iter(w("p")):
        try:
            yield int(holder.get(w14("paraId"), ""), 16)
        except ValueError:
            continue


def first_free_identity(root: etree._Element) -> int:
    """A number above those of all that is tracked or marked in a part."""
    given = (
        each.get(w("id"), "") for each in root.iter(*map(w, ("ins", "del", "bookmarkStart", "moveFrom", "moveTo")))
    )
    return max((int(number) for number in given if number.isdecimal()), default=0) + 1


def _root(parts: Parts) -> etree._Element:
    root = parts.package.part(parts.package.main)
    if root is None:
        raise NotOurs
    return root


def _line(places: Places, source: str, holders: list[etree._Element]) -> Line | None:
    """The text of a place in the file as it is with all changes carried out."""
    plain, pieces = "", list[Piece]()
    for part in _parts(places, source):
        text = places.text(part)
        if text is None:
            return None
        at = len(plain) + 1 if plain else 0
        plain = f"{plain} {text.plain}" if plain else text.plain
        pieces += [
            Piece(span.bit.element, at + span.start, at + span.end)
            for span in text.spans
            if span.bit.element is not None
        ]
    numbers = [int(name[1:]) for name in source.split() if _PARAGRAPH.fullmatch(name)]
    standing = [holders[number] for number in numbers if number < len(holders)]
    return Line(plain, standing, pieces) if standing and plain else None


def _parts(places: Places, source: str) -> Iterator[str]:
    """The sources that were joined into one."""
    names = source.split()
    while names:
        taken = next((size for size in range(len(names), 0, -1) if places.text(" ".join(names[:size]))), 1)
        yield " ".join(names[:taken])
        del names[:taken]


def _references(root: etree._Element) -> dict[str, etree._Element]:
    """The marks that refer to notes, by what a draft calls these ("fn:3")."""
    found: dict[str, etree._Element] = {}
    for kind, name in _REFERENCES.items():
        for mark in root.iter(w(name)):
            found.setdefault(f"{kind}:{mark.get(w('id'))}", mark)
    return found


def _noted(notes: Mapping[str, etree._Element], source: str, text: str) -> Place | None:
    """The place of a note: where the text refers to it."""
    mark = notes.get(source.partition(" ")[0])
    holder = next(mark.iterancestors(w("p")), None) if mark is not None else None
    if mark is None or holder is None:
        return None
    return Place(Line("\ufffc", [holder], [Piece(mark, 0, 1)]), text, None, holder, is_beside=True)


def _cleaned(parts: Parts, root: etree._Element, found: dict[str, Place]) -> None:
    merged = clean(root)
    for uid, place in found.items():
        if place.holder in merged:
            found[uid] = replace(place, holder=merged[place.holder])
    main = parts.package.main
    for relation in parts.package.relations(main).values():
        if any(relation.is_of(kind) for kind in _PARTS_WITH_TEXT) and not relation.is_external:
            _clean_part(parts, relation.target)


def _clean_part(parts: Parts, name: str) -> None:
    """Notes, heads and feet: changed only where there is something to carry out."""
    root = parts.package.part(name)
    if root is None:
        return
    before = etree.tostring(root)
    clean(root)
    if etree.tostring(root) != before:
        parts.put(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _in(holder: etree._Element | None, run: etree._Element) -> etree._Element:
    """The child of a paragraph in which a run stands."""
    while holder is not None and (parent := run.getparent()) is not None and parent is not holder:
        run = parent
    return run
