"""HTML of a message to plain text: blocks become lines, quotations get `>` before each line.

Words struck through stand between `~~`, and what a program says is a signature stands under `-- `.
"""

import re
from dataclasses import dataclass, field

from commentspace.mail.html_tokens import Token, tokens

DEEPEST_QUOTE = 20
DELIMITER = "-- "
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
START = re.compile(r"\bstart=[\"']?([1-9]\d{0,5})")
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "pre"))
LISTS = frozenset({"ul", "ol"})
LINES = frozenset(("div", "li", "tr", "hr", "dt", "dd", "section", "article", "header", "footer", "center", "address"))
CELLS = frozenset({"td", "th"})
STRUCK = frozenset({"s", "strike", "del"})
STRIKING = STRUCK | {"span", "font"}
LINE_THROUGH = "line-through"
STRIKE = "~~"
# Classes and ids that programs give to signatures: those of Gmail, Outlook, Apple, NetEase, Samsung, Zoho and others.
SIGNATURE = re.compile(r"\b(?:class|id)=[\"']?[^\"'>]{0,80}(?:signature|-sgn\b)", re.IGNORECASE)
NO_SIGNATURE = re.compile(r"signature[-_](?:prefix|separator|delimiter)|lineBreakAtBeginning", re.IGNORECASE)


@dataclass(slots=True)
class _Signature:
    """An element that its program calls a signature: its name, and how many of that name are open in it."""

    name: str
    depth: int = 1
    is_begun: bool = False

    def passed(self, token: Token) -> bool:
        """Whether it is over with this tag."""
        self.depth += (token.tag == self.name) - (token.tag == f"/{self.name}")
        return self.depth <= 0


@dataclass(slots=True)
class _Page:
    """The lines written so far."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quotes: int = 0
    preformatted: int = 0
    lists: list[int] = field(default_factory=list)
    """The number of the last item of each list that is open, the innermost last; -1 where items have no numbers."""
    styled: list[bool] = field(default_factory=list)
    """Of each element that is open and may strike its words through, whether it does."""
    signature: "_Signature | None" = None

    def write(self, text: str) -> None:
        if self.signature and not self.signature.is_begun and text.strip():
            self.begin_signature(self.signature)
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

    def begin_signature(self, signature: "_Signature") -> None:
        """Draw the line above a signature, unless it is drawn already, or nothing was written before it."""
        signature.is_begun = True
        self.end_block()
        if any(line and line[0] != ">" for line in self.lines) and self.lines[-1] != DELIMITER:
            self.lines.append(DELIMITER)

    def style(self, token: Token, *, closes: bool) -> None:
        """Note whether an element strikes its words through, and draw the marks around them."""
        if not closes:
            self.styled.append(token.tag in STRUCK or LINE_THROUGH in token.attributes)
        if self.styled and (self.styled.pop() if closes else self.styled[-1]):
            self.line.append(STRIKE)

    def begin_list(self, token: Token) -> None:
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
    for token in tokens(source):
        name = token.tag.lstrip("/")
        closes = token.tag.startswith("/")
        if token.tag:
            _mind_signature(page, token)
        if token.text:
            page.write(token.text)
        elif name == "blockquote":
            page.quote(-1 if closes else 1)
        elif name == "br":
            page.end_line()
        elif name in LISTS:
            page.end_list() if closes else page.begin_list(token)
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
        elif name in STRIKING:
            page.style(token, closes=closes)
    page.end_block()
    return "\n".join(page.lines).strip("\n")


def _mind_signature(page: _Page, token: Token) -> None:
    """Begin or end an element that its program calls a signature."""
    if page.signature:
        page.signature = None if page.signature.passed(token) else page.signature
    elif SIGNATURE.search(token.attributes) and not NO_SIGNATURE.search(token.attributes):
        page.signature = _Signature(token.tag)
