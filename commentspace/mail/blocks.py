"""The blocks of a letter, each printed in the text part and in the HTML part with the same words.

Everything that is printed stands in a block, and what is mailed is kept: answers are aligned with it
(`mail/sent.py`). A block that can be answered begins with a marker, such as `[¶12]` or `[#7]`.
"""

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from commentspace.domain.outbox import BlockKind, BlockRow
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.render.environment import BIDI_CONTROLS, bdi
from commentspace.text.normal import normal

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LONGEST_LABEL = 12
LONGEST_WORDING = 2_000
"""Characters of a paragraph that are mailed; the link leads to the rest."""

Style = Literal["title", "heading", "plain", "quiet", "code", "body", "paragraph", "comment"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A block as it is printed: `text` without its marker, `html` safe. `link` is where the marker leads."""

    text: str
    html: Markup
    style: Style = "plain"
    kind: BlockKind = "words"
    marker: str = ""
    link: str = ""
    language: str = ""
    row: BlockRow | None = None

    @property
    def plain(self) -> str:
        """The block in the text part."""
        return f"{self.marker} {self.text}".strip()

    @property
    def size(self) -> int:
        """Octets in both parts, without what the mail's encoding adds."""
        return len(self.plain.encode()) + len(self.html.encode()) + len(self.link)

    def kept(self) -> BlockRow:
        """What is kept of it, for answers."""
        return self.row or BlockRow(self.kind, self.marker, self.text, normal(self.text))


def isolated(name: str) -> str:
    """A name in plain text that keeps its own direction, as `bdi` does in HTML (Unicode Annex 9)."""
    return f"{FIRST_STRONG_ISOLATE}{name.translate(BIDI_CONTROLS)}{POP_ISOLATE}"


def words(sentence: str, style: Style = "plain", **names: object) -> Printed:
    """Words of ours, with names of others in them."""
    if not names:
        return Printed(sentence, _lines(sentence), style)
    said = {name: isolated(value) if isinstance(value, str) else value for name, value in names.items()}
    shown = {name: bdi(value) if isinstance(value, str) else value for name, value in names.items()}
    return Printed(sentence % said, _lines(sentence) % shown, style)


def link(sentence: str, address: str, style: Style = "plain") -> Printed:
    """Words of ours that lead somewhere."""
    html = Markup('<a href="{}">{}</a>').format(address, _lines(sentence))
    return Printed(f"{sentence}\n{address}", html, style)


def body(text: str, html: str, style: Style = "body") -> Printed:
    """What somebody wrote: `html` is rendered and sanitised."""
    return Printed(text, Markup(html), style)  # noqa: S704  # sanitised when it was written (text/markdown.py)


def typed(text: str) -> Printed:
    """What somebody wrote, shown as it was typed."""
    return Printed(text, _lines(text), "body")


def _lines(text: str) -> Markup:
    return Markup("<br>\n").join(escape(line) for line in text.split("\n"))


def _in(language: str) -> Markup:
    return Markup(' lang="{}"').format(language) if language else Markup()


@dataclass(slots=True)
class Markers:
    """The markers of one letter, each of them once."""

    _used: set[str] = field(default_factory=set)

    def of_paragraph(self, paragraph: ParagraphView) -> str:
        """By its label, as it is printed in the draft; by its position where it has none."""
        label = paragraph.label.rstrip(".．、 ").replace("[", "").replace("]", "")
        return self._once(f"¶{label}" if 0 < len(label) <= LONGEST_LABEL else f"§{paragraph.position + 1}")

    def of_comment(self, comment: CommentView) -> str:
        """By its number in the document."""
        return self._once(f"#{comment.number}")

    def _once(self, wanted: str) -> str:
        marker, times = wanted, 1
        while marker in self._used:
            times += 1
            marker = f"{wanted}·{times}"
        self._used.add(marker)
        return f"[{marker}]"


def paragraph(view: ParagraphView, marker: str, address: str, revision_id: int) -> Printed:
    """A paragraph of a draft, under which a comment may be written."""
    whole = len(view.text) <= LONGEST_WORDING
    shown = view.text if whole else f"{view.text[:LONGEST_WORDING].rstrip()} …"
    text = f"{shown}\n{address}"
    row = BlockRow("paragraph", marker, text, normal(text), view.id, None, view.wording_id, revision_id)
    html = Markup(view.html) if whole else escape(shown)  # noqa: S704  # sanitised when the draft was issued
    return Printed(text, html, "paragraph", "paragraph", marker, address, view.language, row)


def comment(view: CommentView, head: Printed, marker: str, address: str, at: BlockRow) -> Printed:
    """A comment, under which an answer may be written; `head` says whose it is, `at` is the row of its paragraph."""
    text = "\n".join(part for part in (head.text, view.body, address) if part)
    row = BlockRow("comment", marker, text, normal(text), at.paragraph_id, view.id, at.wording_id, at.revision_id)
    shown = Markup(view.html)  # noqa: S704  # sanitised when it was posted
    said = Markup('\n<div dir="auto"{}>{}</div>').format(_in(view.language), shown) if shown else Markup()
    html = Markup("{}{}").format(head.html, said)
    return Printed(text, html, "comment", "comment", marker, address, view.language, row)
