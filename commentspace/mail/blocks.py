"""The blocks of a letter, each printed in the text part and in the HTML part with the same words.

Everything that is printed stands in a block, and what is mailed is kept: answers are aligned with it
(`mail/sent.py`). A block that can be answered begins with a marker, such as `[¶12]` or `[#7]`.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from markupsafe import Markup, escape

from commentspace.domain import mailed_drafts
from commentspace.domain.outbox import BlockKind, BlockRow
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.render.environment import bdi, visible_controls
from commentspace.text.controls import without_tags
from commentspace.text.markdown import without_pictures
from commentspace.text.normal import normal

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
BREAK = Markup("<br>\n")
LONGEST_LABEL = 12
LONGEST_WORDING = 2_000
"""Characters of a paragraph that are mailed; the link leads to the rest."""

Style = Literal[
    "title",
    "heading",
    "plain",
    "quiet",
    "code",
    "body",
    "paragraph",
    "comment",
    "before",
    "part",
    "text",
    "item",
    "note",
]
"""How a block looks: "before" is for what was said before; "part", "text", "item" and "note" are of a whole draft."""
OF_DRAFT: Mapping[str, Style] = {"heading": "part", "item": "item", "note": "note"}


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

    @property
    def direction(self) -> str:
        """Of a paragraph of a draft that of its words, which need not be the letter's; else that of the letter: ""."""
        return first_strong(self.text) if self.kind == "paragraph" else ""

    def kept(self) -> BlockRow:
        """What is kept of it, for answers."""
        return self.row or BlockRow(self.kind, self.marker, self.text, normal(self.text))


def first_strong(text: str) -> str:
    """The direction of the first letter that has one, as `dir="auto"` finds it (Unicode Annex 9, P2)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def isolated(name: str) -> str:
    """A name in plain text that keeps its own direction, as `bdi` does in HTML (Unicode Annex 9)."""
    return f"{FIRST_STRONG_ISOLATE}{visible_controls(name)}{POP_ISOLATE}"


def words(sentence: str, style: Style = "plain", **names: object) -> Printed:
    """Words of ours, with names of others in them."""
    if not names:
        return Printed(sentence, _lines(sentence), style)
    said = {name: isolated(value) if isinstance(value, str) else value for name, value in names.items()}
    shown = {name: bdi(value) if isinstance(value, str) else value for name, value in names.items()}
    return Printed(sentence % said, _lines(sentence) % shown, style)


def link(sentence: str, address: str, style: Style = "plain") -> Printed:
    """Words of ours that lead somewhere; of several lines the first is the link."""
    first, *more = _lines(sentence.rstrip(":： ")).split(BREAK, 1)
    linked = Markup(f'<a href="{escape(address)}">{first}</a>')  # noqa: S704  # both are escaped
    return Printed(f"{sentence}\n{address}", BREAK.join([linked, *more]), style)


def mailto(sentence: str, address: str, style: Style = "plain") -> Printed:
    """Words of ours, and an address to write to."""
    html = Markup('{}<br>\n<a href="mailto:{}">{}</a>').format(_lines(sentence), address, address)
    return Printed(f"{sentence}\n{address}", html, style)


def body(text: str, html: str, style: Style = "body") -> Printed:
    """What somebody wrote: `html` is rendered and sanitised. It runs its own way; what it stands in, the letter's."""
    shown = _each_its_way(html)
    return Printed(text, shown if style == "body" else Markup('<div dir="auto">{}</div>').format(shown), style)


def typed(text: str) -> Printed:
    """What somebody wrote, shown as it was typed."""
    return Printed(text, _lines(text), "body")


def _lines(text: str) -> Markup:
    return BREAK.join(escape(line) for line in text.split("\n"))


def _each_its_way(html: str) -> Markup:
    """What somebody wrote, sanitised then (text/markdown.py); of several paragraphs each runs in its own direction."""
    shown = html.replace("<p>", '<p dir="auto">') if html.count("<p>") > 1 else html
    return Markup(shown)  # noqa: S704  # sanitised when it was written


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
    shown, html = _shown(view, LONGEST_WORDING)
    return _placed(view, marker, address, revision_id, f"{shown}\n{address}", html)


def of_draft(view: ParagraphView, marker: str, address: str, revision_id: int, tally: str) -> Printed:
    """The same in a letter that brings the whole draft; `tally` says how many comments there are, and leads to them."""
    shown, html = _shown(view, mailed_drafts.LONGEST)
    if tally or shown != view.text:
        shown = "\n".join(each for each in (shown, tally, address) if each)
    if tally:
        html += Markup('<br>\n<a href="{}" style="font-size:13px">{}</a>').format(address, bdi(tally))
    return _placed(view, marker, address, revision_id, shown, html, OF_DRAFT.get(view.kind, "text"))


def _shown(view: ParagraphView, most: int) -> tuple[str, Markup]:
    """The words of a paragraph, as text and in HTML; a long one is cut, and its link leads to the rest."""
    if len(view.text) <= most:
        html = without_pictures(view.html)
        text = view.text if html == view.html else unescape(without_tags(html))
        return text, Markup(html)  # noqa: S704  # sanitised when the draft was issued
    shown = f"{view.text[:most].rstrip()} …"
    return shown, escape(shown)


def _placed(
    view: ParagraphView,
    marker: str,
    address: str,
    revision_id: int,
    text: str,
    html: Markup,
    style: Style = "paragraph",
) -> Printed:
    row = BlockRow("paragraph", marker, text, normal(text), view.id, None, view.wording_id, revision_id)
    return Printed(text, html, style, "paragraph", marker, address, view.language, row)


def comment(
    view: CommentView, head: Printed, marker: str, address: str, at: BlockRow, style: Style = "comment"
) -> Printed:
    """A comment, under which an answer may be written; `head` says whose it is, `at` is the row of its paragraph."""
    text = "\n".join(part for part in (head.text, view.body, address) if part)
    row = BlockRow("comment", marker, text, normal(text), at.paragraph_id, view.id, at.wording_id, at.revision_id)
    shown = _each_its_way(view.html)
    said = Markup('\n<div dir="auto"{}>{}</div>').format(_in(view.language), shown) if shown else Markup()
    html = Markup("{}{}").format(head.html, said)
    return Printed(text, html, style, "comment", marker, address, view.language, row)
