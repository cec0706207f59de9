"""The marks of notes: numbers in square brackets, counted through the file as its settings say."""

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.number_words import in_words
from commentspace.formats.word.package import Package

_VAL = w("val")
_USUAL = {"fn": "decimal", "en": "lowerRoman"}
_NAMES = {"fn": "footnotePr", "en": "endnotePr"}


class NoteMarks:
    """Counts the notes of a file. Numbers that begin again on each page are counted through, as pages are not known."""

    def __init__(self, package: Package):
        self._formats = dict(_USUAL)
        self._reached = {"fn": 0, "en": 0}
        name = package.related(package.main, "settings")
        for part in (name, package.main):
            root = package.part(part) if part else None
            for kind, tag in _NAMES.items():
                own = None if root is None else next(root.iter(w(tag)), None)
                if own is not None:
                    self._take(kind, own)

    def _take(self, kind: str, own: etree._Element) -> None:
        how, first = own.find(w("numFmt")), own.find(w("numStart"))
        if how is not None:
            self._formats[kind] = how.get(_VAL, self._formats[kind])
        number = "" if first is None else first.get(_VAL, "")
        if number.isdecimal() and len(number) < 6:
            self._reached[kind] = int(number) - 1

    def next_mark(self, kind: str, *, is_deleted: bool) -> str:
        """The mark of the next note of a kind ("fn", "en"); one that is deleted does not count."""
        number = self._reached[kind] + 1
        if not is_deleted:
            self._reached[kind] = number
        return f"[{in_words(number, self._formats[kind])}]"
