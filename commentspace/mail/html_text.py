"""HTML of a message to plain text: blocks become lines, quotations get `>` before each line.

The tokenizer is our own, because every step of it moves on and none looks back: the standard library's parser
takes quadratic time on unclosed comments and tags in the versions that are still about (CVE-2025-6069).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

DEEPEST_QUOTE = 20
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
TAG_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,30}")
START = re.compile(r"\bstart=[\"']?([1-9]\d{0,5})")
TAG_END = re.compile(r">|=[ \t\r\n\f]*[\"']")
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "pre"))
LISTS = frozenset({"ul", "ol"})
LINES = frozenset(("div", "li", "tr", "hr", "dt", "dd", "section", "article", "header", "footer", "center", "address"))
CELLS = frozenset({"td", "th"})
UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}


@dataclass(frozen=True, slots=True)
class _Token:
    """Text, or the name of a tag, with a slash before it where it closes, and what follows the name."""

    text: str = ""
    tag: str = ""
    attributes: str = ""


@dataclass(slots=True)
class _Page:
    """The lines written so far."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quotes: int = 0
    preformatted: int = 0
    lists: list[int] = field(default_factory=list)
    """The number of the last item of each list that is open, the innermost last; -1 where items have no numbers."""

    def write(self, text: str) -> None:
        if self.preformatted:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self.end_line()
                self.line.append(other)
        else:
            self.line.append(text)

    def end_line(self) -> None:
        text = "".join(self.line)
        text = text.rstrip() if self.preformatted else SPACES.sub(" ", text).strip()
        marks = ">" * min(self.quotes, DEEPEST_QUOTE)
        self.lines.append(f"{marks} {text}".rstrip() if marks else text)
        self.line.clear()

    def end_block(self) -> None:
        """End the line that is being written, if there is one."""
        if "".join(self.line).strip():
            self.end_line()
        else:
            self.line.clear()

    def skip_line(self) -> None:
        """End the line, and leave one blank line after it."""
        self.end_block()
        if self.lines and self.lines[-1].strip("> "):
            self.end_line()

    def quote(self, by: int) -> None:
        self.skip_line()
        self.quotes = max(0, self.quotes + by)

    def begin_list(self, token: _Token) -> None:
        self.skip_line()
        start = START.search(token.attributes)
        self.lists.append(int(start[1]) - 1 if start else 0 if token.tag == "ol" else -1)

    def end_list(self) -> None:
        self.skip_line()
        del self.lists[-1:]

    def item(self) -> None:
        self.end_block()
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.line.append(f"{self.lists[-1]}. ")
        else:
            self.line.append("- ")


def plain_from(source: str) -> str:
    """The words of an HTML text in lines. Every element that is a block begins a line; `blockquote` is a quotation."""
    page = _Page()
    for token in _tokens(source):
        name = token.tag.lstrip("/")
        closes = token.tag.startswith("/")
        if token.text:
            page.write(token.text)
        elif name == "blockquote":
            page.quote(-1 if closes else 1)
        elif name == "br":
            page.end_line()
        elif token.tag in LISTS:
            page.begin_list(token)
        elif name in LISTS:
            page.end_list()
        elif token.tag == "li":
            page.item()
        elif name in PARAGRAPHS:
            page.skip_line()
            if name == "pre":
                page.preformatted = max(0, page.preformatted + (-1 if closes else 1))
        elif name in LINES:
            page.end_block()
        elif name in CELLS:
            page.line.append(" ")
    page.end_block()
    return "\n".join(page.lines).strip("\n")


def _tokens(source: str) -> Iterator[_Token]:
    """Text and tags in order. A comment or tag that is never closed is handed on as the text that it may be."""
    at = 0
    while at < len(source):
        begin = source.find("<", at)
        if begin < 0:
            break
        if begin > at:
            yield _Token(text=html.unescape(source[at:begin]))
        name = TAG_NAME.match(source, begin + 1)
        if name is None and source[begin + 1 : begin + 2] not in ("!", "?"):
            yield _Token(text="<")
            at = begin + 1
            continue
        end = _end_of_tag(source, begin, name)
        if end < 0:
            at = begin
            break
        if name is not None:
            yield _Token(tag=name[0].lower(), attributes=source[name.end() : end])
        at = end
    if at < len(source):
        yield _Token(text=html.unescape(source[at:]))


def _end_of_tag(source: str, begin: int, name: re.Match[str] | None) -> int:
    """The offset after the tag, comment or unseen element that begins here; -1 where it does not end."""
    if name is None:
        close = "-->" if source.startswith("<!--", begin) else ">"
        found = source.find(close, begin + 1)
        return found + len(close) if found >= 0 else -1
    end = _after_attributes(source, name.end())
    unseen = UNSEEN.get(name[0].lower())
    if end < 0 or unseen is None:
        return end
    closing = unseen.search(source, end)
    return closing.start() if closing else -1


def _after_attributes(source: str, at: int) -> int:
    """The offset after the `>` of a tag; one inside a quoted value does not count, unless the quote is never closed."""
    while found := TAG_END.search(source, at):
        if found[0] == ">":
            return found.end()
        close = source.find(found[0][-1], found.end())
        at = close + 1 if close >= 0 else found.end()
    return -1
