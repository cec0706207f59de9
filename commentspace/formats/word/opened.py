"""A Word file that is being read: its parts, styles and numbers, and what is collected from it on the way."""

from lxml import etree

from commentspace.formats.word import fields
from commentspace.formats.word.drawings import Pictures
from commentspace.formats.word.names import w
from commentspace.formats.word.note_marks import NoteMarks
from commentspace.formats.word.numbering import Numbers
from commentspace.formats.word.package import Package
from commentspace.formats.word.styles import Styles


class Opened:
    """What all readers of one file share."""

    def __init__(self, package: Package):
        self.package = package
        self.styles = Styles(package)
        self.numbers = Numbers(package, self.styles)
        self.pictures = Pictures(package)
        self.notes = NoteMarks(package)
        self._never_ended: dict[str, set[etree._Element]] = {}
        self._indices: dict[etree._Element, int] = {}

    @property
    def root(self) -> etree._Element:
        """The root of the main part."""
        root = self.package.part(self.package.main)
        if root is None:
            raise LookupError(self.package.main)
        return root

    def index(self, p: etree._Element) -> int:
        """The place of a `w:p` among all of the main part, in the order of the file."""
        if not self._indices:
            self._indices = {each: number for number, each in enumerate(self.root.iter(w("p")))}
        return self._indices[p]

    def never_ended(self, part: str) -> set[etree._Element]:
        """Where in a part fields begin that never end."""
        if part not in self._never_ended:
            root = self.package.part(part)
            self._never_ended[part] = set() if root is None else fields.never_ended(root)
        return self._never_ended[part]
