"""Safe HTML as stretches of text in one look, and as the blocks that they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

_LOOKS = {"strong": "bold", "em": "italic", "code": "code"}
_BLOCKS = frozenset(["p", "li", "blockquote", "pre", "tr", "ul", "ol", "table", "hr"])
DEEPEST = 8
"""Deeper lists and quotations are indented as this."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in one look; a line break is "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text: its mark ("•", "2."), how deep it stands, and its words."""

    mark: str = ""
    depth: int = 0
    is_quote: bool = False
    stretches: list[Stretch] = field(default_factory=list)


def stretches(html: str) -> list[Stretch]:
    """All text nodes in order: put together they are the plain text that anchors count (`text.markdown.to_text`).

    A line break that stands in the source only, and is shown as a space, is a space.
    """
    walker = _Walker()
    walker.feed(html)
    walker.close()
    return walker.found


def blocks(html: str) -> list[Block]:
    """The paragraphs of a comment; lists, quotations and tables as lines with marks."""
    walker = _Blocks()
    walker.feed(html)
    walker.close()
    return [block for block in map(_trimmed, walker.blocks) if block.stretches]


def plain(html: str) -> str:
    """The text of the blocks with their marks, a line each."""
    lines = (" ".join([block.mark, "".join(each.text for each in block.stretches)]) for block in blocks(html))
    return "\n".join(line.strip() for line in lines)


class _Walker(HTMLParser):
    """Follows the looks of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Stretch] = []
        self._open = {"strong": 0, "em": 0, "code": 0, "pre": 0}
        self._hrefs: list[str] = []
        self._breaks = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self._open:
            self._open[tag] += 1
        if tag == "a":
            self._hrefs.append(dict(attributes).get("href") or "")
        if tag == "br":
            self._breaks = True

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open[tag] = max(0, self._open[tag] - 1)
        if tag == "a" and self._hrefs:
            self._hrefs.pop()

    def handle_data(self, data: str) -> None:
        if not self._open["pre"]:
            head = "\n" if self._breaks and data.startswith("\n") else ""
            data = head + data[len(head) :].replace("\n", " ")
        self._breaks = False
        self.found.append(self._stretch(data))

    def _stretch(self, text: str) -> Stretch:
        look = {name: bool(self._open[tag]) for tag, name in _LOOKS.items()}
        return Stretch(text, **look, href=self._hrefs[-1] if self._hrefs else "")


class _Blocks(_Walker):
    """Puts the stretches into blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._lists: list[int | None] = []
        self._quotes = 0
        self._mark = ""
        self._begins = True
        self._cells = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attributes)
        if tag in _BLOCKS:
            self._begins = True
        if tag in {"ul", "ol"}:
            start = dict(attributes).get("start") or "1"
            self._lists.append(int(start) if tag == "ol" and start.isdecimal() else 1 if tag == "ol" else None)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "li":
            self._mark = self._next_mark()
        elif tag == "tr":
            self._cells = 0
        elif tag in {"td", "th"}:
            self._cells += 1
            if self._cells > 1:
                self.handle_data(" | ")
        elif tag == "hr":
            self._put(Stretch("* * *"))

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag in _BLOCKS:
            self._begins = True
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        if self._begins and not data.strip():
            return
        super().handle_data(data)
        self._put(self.found.pop())

    def _put(self, stretch: Stretch) -> None:
        if self._begins:
            depth = min(DEEPEST, len(self._lists) + self._quotes)
            self.blocks.append(Block(self._mark, depth, bool(self._quotes), []))
            self._begins, self._mark = False, ""
        self.blocks[-1].stretches.append(stretch)

    def _next_mark(self) -> str:
        if not self._lists or (number := self._lists[-1]) is None:
            return "•"
        self._lists[-1] = number + 1
        return f"{number}."


def _trimmed(block: Block) -> Block:
    """Without the white space at its ends."""
    kept = list(_stripped(block.stretches))
    return replace(block, stretches=[each for each in kept if each.text])


def _stripped(found: list[Stretch]) -> Iterator[Stretch]:
    said = [at for at, each in enumerate(found) if each.text.strip()]
    for at, each in enumerate(found):
        if not said or not said[0] <= at <= said[-1]:
            continue
        text = each.text.lstrip() if at == said[0] else each.text
        yield replace(each, text=text.rstrip() if at == said[-1] else text)
