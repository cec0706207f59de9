"""From a paragraph's source back into its Word file: which elements give which code points of its text."""

from commentspace.formats.word.blocks import Block
from commentspace.formats.word.names import w
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.package import Package
from commentspace.formats.word.texts import Bit, Text
from commentspace.formats.word.walking import Walk


class Places:
    """The texts of a file by the sources of its paragraphs ("p12", "p12 p13", "fn:3").

    A text is that of the whole `w:p`s: a label that is typed stands at its beginning, which a draft's paragraph does
    not have in its own text. The elements of its spans are those of `package.part(package.main)`, or of the part
    that holds the notes: what is done to them is done to the package's trees.
    """

    def __init__(self, package: Package):
        self._opened = Opened(package)
        body = self._opened.root.find(w("body"))
        blocks = [] if body is None else Walk(self._opened, package.main).blocks(body)
        self._blocks = {id(block): block for block in blocks if block.sources}
        self._at = {source: number for number, block in self._blocks.items() for source in block.sources}

    def text(self, source: str) -> Text | None:
        """The text of a source, tracked changes carried out, or None where the file has no such place.

        Of sources that a draft has joined, the texts stand one after the other, with a space between them.
        """
        numbers = dict.fromkeys(self._at[part] for part in source.split() if part in self._at)
        found = [self._blocks[number] for number in numbers]
        if len(found) <= 1:
            return found[0].text() if found else None
        whole = Block([])
        for block in found:
            whole.add(block, [Bit(" ")])
        return whole.text()

    def sources(self) -> list[str]:
        """The sources of the file's paragraphs and rows, in reading order."""
        return [" ".join(block.sources) for block in self._blocks.values()]
