"""A document as one HTML file that works off line: read it, comment in it, and send the comments back.

Nothing is fetched: style, scripts and pictures stand in the file, and its policy lets nothing else run. Comments
written in it come back as `formats/packet_back.py` reads them.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup, escape
from rjsmin import jsmin

from commentspace import places
from commentspace.domain.drafts import Kind
from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph
from commentspace.formats import packet_back, progress
from commentspace.formats.options import Options
from commentspace.render import margins
from commentspace.render.environment import environment, interface
from commentspace.render.marking import marked_html
from commentspace.text import differences, markdown
from commentspace.text.languages import direction

STYLES: Final = ("css/reset.css", "css/base.css", "css/components/difference.css", "packet/packet.css")
SCRIPTS: Final = (
    "js/points.js",
    "js/plural.js",
    "packet/store.js",
    "packet/difference.js",
    "packet/note.js",
    "packet/editor.js",
    "packet/picking.js",
    "packet/sending.js",
    "packet/search.js",
    "packet/packet.js",
)
"""In the order in which they are joined to one module: each uses only what stands before it, or is called later."""
LONGEST_LABEL: Final = 12
"""Longer labels are no marks in letters."""

_IMPORT = re.compile(r"^import .*;$", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BAR = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r'<img\b[^>]*?src="/pictures/([a-z0-9]{1,40})"[^>]*>')
_SIZE = re.compile(r' (?:alt|width|height)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Said:
    """A comment in the packet; its difference is HTML, or empty."""

    comment: ExportedComment
    html: Markup
    difference: str
    answers: ExportedComment | None
    """What it answers, where that is not the comment that began the thread."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its threads. `wording` tells whether its text has changed, `mark` is its name in letters."""

    paragraph: ExportedParagraph
    direction: str
    html: Markup
    cells: tuple[Markup, ...]
    wording: str
    mark: str
    threads: tuple[tuple[Said, ...], ...]

    @property
    def count(self) -> int:
        """How many comments are shown beside it."""
        return sum(map(len, self.threads))


def write(exported: Exported, options: Options) -> bytes:
    """The file, with the comments that the Exported has; its words are in `options.language`."""
    style, script = _style(), _script()
    rows = list(_rows(exported, options))
    progress.tell("writing")
    values = {
        "zone": options.zone,
        "document": exported,
        "document_direction": direction(exported.language),
        "reader": options.reader,
        "rows": rows,
        "outline": [row.paragraph for row in rows if row.paragraph.kind == Kind.HEADING],
        "shown": sum(row.count for row in rows),
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "form": packet_back.FORM,
    }
    written = _templates().get_template("packet/document.html").render(interface(options.language) | values)
    return written.encode()


def policy(style: str, script: str) -> str:
    """What may run and be shown: this style, this script, and pictures that stand in the file."""
    allowed = f"script-src {_hash(script)}; style-src {_hash(style)}; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _templates() -> Environment:
    return environment(places.templates())


@cache
def _style() -> Markup:
    """All style sheets, without what is for who reads them here."""
    text = "\n".join((places.static() / name).read_text("utf-8") for name in STYLES)
    return Markup(_COMMENT.sub("", text).replace("\r", ""))  # noqa: S704  # files of ours


@cache
def _script() -> Markup:
    """All scripts as one module."""
    texts = ((places.static() / name).read_text("utf-8") for name in SCRIPTS)
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)
    return Markup(jsmin(joined).replace("\r", ""))  # noqa: S704  # files of ours


def _rows(exported: Exported, options: Options) -> Iterator[Row]:
    threads = margins.threads_of(exported) if options.with_comments and not options.empty else {}
    pictures = {
        each.uid: f"data:{each.type};base64,{base64.b64encode(each.content).decode()}" for each in exported.pictures
    }
    marks: set[str] = set()
    for number, paragraph in enumerate(exported.shown):
        if number % 100 == 0:
            progress.tell("paragraphs", number, len(exported.paragraphs))
        yield _row(paragraph, threads.get(paragraph.uid, []), pictures, marks)


def _row(
    paragraph: ExportedParagraph, threads: Sequence[margins.Thread], pictures: dict[str, str], marks: set[str]
) -> Row:
    about = [comment for thread in threads for comment in thread.comments if comment.status == "shown"]
    quoted = [(each.start, each.end) for each in about if each.start is not None and each.end is not None]
    return Row(
        paragraph,
        direction(paragraph.language),
        _with_pictures(marked_html(paragraph.html, quoted), pictures),
        tuple(_cells(paragraph, pictures)),
        packet_back.wording(paragraph.text),
        _mark(paragraph, marks),
        tuple(tuple(_thread(thread, paragraph)) for thread in threads),
    )


def _mark(paragraph: ExportedParagraph, marks: set[str]) -> str:
    """How letters call it (`mail/blocks.py`): by its label, by its position where it has none; each of them once."""
    label = paragraph.label.rstrip(".．、 ").replace("[", "").replace("]", "")
    wanted = f"¶{label}" if 0 < len(label) <= LONGEST_LABEL else f"§{paragraph.position + 1}"
    mark, times = wanted, 1
    while mark in marks:
        times += 1
        mark = f"{wanted}·{times}"
    marks.add(mark)
    return mark


def _cells(paragraph: ExportedParagraph, pictures: dict[str, str]) -> Iterator[Markup]:
    """The cells of a row of a table; none where they would not say the paragraph's text with its bars."""
    if paragraph.kind != Kind.ROW or not _BAR.search(paragraph.markdown):
        return
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(paragraph.markdown)]
    if " | ".join(map(markdown.to_text, cells)) == paragraph.text:
        for cell in cells:
            yield _with_pictures(markdown.paragraph_html(cell), pictures)


def _thread(thread: margins.Thread, paragraph: ExportedParagraph) -> Iterator[Said]:
    named = {comment.uid: comment for comment in thread.comments}
    for comment in thread.comments:
        shown, difference = comment.status != "withdrawn", ""
        if shown and comment.proposal is not None:
            words = comment.base or (paragraph.text if comment.exact is None else comment.exact)
            difference = differences.to_html(differences.runs(words, comment.proposal))
        html = Markup(comment.html if shown else "")  # noqa: S704  # sanitised when it was stored
        above = named.get(comment.parent or "") if comment.parent != comment.thread else None
        yield Said(comment, html, difference, above)


def _with_pictures(html: str, pictures: dict[str, str]) -> Markup:
    """With the pictures in the text itself; of one that is not there only its words are left."""

    def put(match: re.Match[str]) -> str:
        said = "".join(_SIZE.findall(match[0]))
        if match[1] in pictures:
            return f'<img src="{escape(pictures[match[1]])}"{said}>'
        return markdown.without_pictures(match[0])

    return Markup(_PICTURE.sub(put, html))  # noqa: S704  # sanitised when it was stored
