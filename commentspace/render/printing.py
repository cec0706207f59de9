"""A document with its comments as a PDF: a title page, contents, the text, comments beside it or in an annex."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import bidirectional

from jinja2 import Environment
from markupsafe import Markup, escape

from commentspace import places
from commentspace.domain.drafts import Kind
from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph
from commentspace.errors import marked
from commentspace.formats import pdf_out
from commentspace.formats.options import Made, Options
from commentspace.render import margins
from commentspace.render.environment import environment, interface
from commentspace.render.margins import Beside, Margin, Thread
from commentspace.render.marking import marked_html
from commentspace.text import differences, markdown
from commentspace.text.languages import direction

DEEPEST: Final = 3
"""The last level of headings that stands in the contents."""
MISSING: Final = marked("No font of this server has these letters, so they are missing in the PDF: %(letters)s")

_BLOCK = re.compile(r"<(p|ul|ol|pre|blockquote|table|hr)\b")
_BAR = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(
    r'<img\b[^>]*?src="[^"]*?(?P<shown>[a-z0-9]{16})"[^>]*>|!\[(?P<alt>[^\]]*)\]\(picture:(?P<named>[a-z0-9]{16})\)'
)
_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on paper."""

    comment: ExportedComment
    html: Markup
    difference: str
    is_answer: bool
    direction: str
    place_direction: str
    """Those of what it says itself, and of what it quotes and proposes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph on paper, with what stands beside it and what the annex has of it."""

    paragraph: ExportedParagraph
    direction: str
    html: Markup
    is_block: bool
    cells: tuple[Markup, ...]
    beside: tuple[Remark, ...]
    later: int
    annexed: tuple[tuple[Remark, ...], ...]


def write(exported: Exported, options: Options) -> Made:
    """The PDF; letters for which there is no font are said."""
    given = {kind.uid: (kind.type, kind.content) for kind in exported.pictures}
    made = pdf_out.printed(page(exported, options), _style(), given)
    notes = [(MISSING, {"letters": " ".join(made.missing)[:200]})] if made.missing.strip() else []
    return Made(made.content, tuple(notes))


def page(exported: Exported, options: Options) -> str:
    """The document as one page of HTML, to be laid out on paper."""
    rows = list(_rows(exported, options))
    template = _templates().get_template("print/document.html")
    return template.render(
        interface(options.language)
        | {
            "zone": options.zone,
            "document": exported,
            "document_direction": direction(exported.language),
            "direction_of": direction_of,
            "reader": options.reader,
            "place": _place(exported, options),
            "rows": rows,
            "contents": [row for row in rows if _is_in_contents(row.paragraph)],
            "annex": [row for row in rows if row.annexed],
            "shown": len(exported.comments),
        }
    )


@cache
def _templates() -> Environment:
    return environment(places.templates())


@cache
def _style() -> str:
    return (places.templates() / "print" / "document.css").read_text("utf-8")


def _place(exported: Exported, options: Options) -> str:
    return options.place if options.with_comments and not options.empty and exported.comments else "none"


def _is_in_contents(paragraph: ExportedParagraph) -> bool:
    return paragraph.kind == Kind.HEADING and paragraph.level <= DEEPEST and not paragraph.is_gone


def _rows(exported: Exported, options: Options) -> Iterator[Row]:
    place, margin = _place(exported, options), Margin()
    threads = margins.threads_of(exported) if place != "none" else {}
    pictures = {picture.uid for picture in exported.pictures}
    for paragraph in exported.shown:
        mine = threads.get(paragraph.uid, [])
        beside = margin.beside(paragraph, mine) if place == "margin" else Beside((), sum(map(_size, mine)))
        yield _row(paragraph, mine, beside, pictures)


def _size(thread: Thread) -> int:
    return len(thread.comments)


def _row(paragraph: ExportedParagraph, threads: Sequence[Thread], beside: Beside, pictures: set[str]) -> Row:
    about = [comment for thread in threads for comment in thread.comments if comment.status == "shown"]
    quoted = [(each.start, each.end) for each in about if each.start is not None and each.end is not None]
    html = _with_pictures(marked_html(paragraph.html, quoted), pictures)
    later = margins.annexed(threads, beside)
    return Row(
        paragraph,
        direction(paragraph.language),
        html,
        _BLOCK.search(html) is not None,
        tuple(_cells(paragraph, pictures)),
        tuple(_remark(comment, paragraph) for comment in beside.here),
        beside.later,
        tuple(tuple(_remark(comment, paragraph) for comment in thread.comments) for thread in later),
    )


def _cells(paragraph: ExportedParagraph, pictures: set[str]) -> Iterator[Markup]:
    """The cells of a row of a table; none for what is none."""
    if paragraph.kind == Kind.ROW and _BAR.search(paragraph.markdown):
        for cell in _BAR.split(paragraph.markdown):
            yield _with_pictures(markdown.paragraph_html(cell.strip().replace("\\|", "|")), pictures)


def _remark(comment: ExportedComment, paragraph: ExportedParagraph) -> Remark:
    shown = comment.status != "withdrawn"
    difference = ""
    if shown and comment.proposal is not None:
        difference = differences.to_html(differences.runs(_words(comment, paragraph).strip(), comment.proposal))
    html = Markup(comment.html if shown else "")  # noqa: S704  # sanitised when it was stored
    directions = direction_of(comment.markdown), direction(paragraph.language)
    return Remark(comment, html, difference, comment.parent is not None, *directions)


def _words(comment: ExportedComment, paragraph: ExportedParagraph) -> str:
    """The words that its proposal was written for."""
    return comment.base or comment.exact or paragraph.text


def direction_of(text: str) -> str:
    """Which way a text is written, by its first letter that tells (Unicode Annex 9, rule P2)."""
    strong = (bidirectional(each) for each in text)
    first = next((each for each in strong if each in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _with_pictures(html: str, pictures: set[str]) -> Markup:
    """With the pictures that there are, each by its name; of others only what they show is said."""

    def put(match: re.Match[str]) -> str:
        name = match["shown"] or match["named"]
        alt = match["alt"] or next(iter(_ALT.findall(match[0])), "")
        return f'<img src="{pdf_out.PICTURE}{name}" alt="{alt or " "}">' if name in pictures else str(escape(alt))

    return Markup(_PICTURE.sub(put, html))  # noqa: S704  # sanitised when it was stored
