"""Word files in a few words, and what is read of them in short lines."""

from collections.abc import Mapping

from commentspace.domain.drafts import Draft, DraftParagraph, FileComment, Kind
from commentspace.formats.word.reading import read
from commentspace.text.markdown import to_text
from tests.word.building import p, r, style, word_file

STYLES = (
    style("Normal", is_default=True)
    + style("Title", name="Title", run="<w:b/>")
    + style("Heading1", name="heading 1", paragraph='<w:outlineLvl w:val="0"/>', run="<w:b/>")
    + style("Heading2", name="heading 2", paragraph='<w:outlineLvl w:val="1"/>', run="<w:b/>")
    + style("TOC1", name="toc 1")
    + style("ListBullet2", name="List Bullet 2")
    + style("Link", kind="character", run="<w:i/>")
)
LETTERS = {Kind.HEADING: "h", Kind.PARAGRAPH: "p", Kind.ITEM: "i", Kind.ROW: "row", Kind.NOTE: "note"}


def word(
    body: str,
    *,
    numbering: str = "",
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
    language: str | None = "en",
) -> Draft:
    """The draft in a Word file with this body."""
    return read(word_file(body, styles=STYLES, numbering=numbering, parts=parts, links=links, files=files), language)


def shown(draft: Draft) -> list[str]:
    """A line a paragraph: "h1 [I.] Introduction", "- contents: Introduction 3"."""
    return [_line(paragraph) for paragraph in draft.paragraphs]


def only(body: str, *, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None) -> str:
    """The Markdown of the one paragraph in a file with this body."""
    (paragraph,) = word(body, parts=parts, links=links).paragraphs
    return paragraph.markdown


def of_runs(*runs: str) -> str:
    """The Markdown of a paragraph of these runs."""
    return only(p(inside="".join(runs)))


def inserted(inside: str, author: str = "Ana") -> str:
    """What a tracked change has inserted."""
    return f'<w:ins w:id="90" w:author="{author}" w:date="2026-03-01T10:00:00Z">{inside}</w:ins>'


def deleted(text: str, author: str = "Ben") -> str:
    """Words that a tracked change has deleted."""
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="91" w:author="{author}" w:date="2026-03-01T10:00:00Z">{run}</w:del>'


def field(code: str, result: str | None) -> str:
    """A field with its instruction and its result."""
    kinds = ["begin", "separate", "end"]
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    instruction = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return begin + instruction + (f"{separate}{result}" if result is not None else "") + end


def about(name: object, inside: str) -> str:
    """Runs that a comment is about."""
    return (
        f'<w:commentRangeStart w:id="{name}"/>{inside}<w:commentRangeEnd w:id="{name}"/>'
        f'<w:r><w:commentReference w:id="{name}"/></w:r>'
    )


def comment(
    name: object, text: str, *, author: str = "Ana Lopez", date: str = "2026-03-01T10:20:30Z", mark: str = ""
) -> str:
    """A comment in the part of the comments; `mark` is its paragraph's id in the newer parts."""
    own = f' w14:paraId="{mark}"' if mark else ""
    body = p(text).replace("<w:p>", f"<w:p{own}>", 1)
    return f'<w:comment w:id="{name}" w:author="{author}" w:initials="AL" w:date="{date}">{body}</w:comment>'


def quoted(paragraph: DraftParagraph, comment_: FileComment) -> str:
    """The words that a comment is about, of the paragraph's plain text."""
    return to_text(paragraph.markdown)[comment_.start : comment_.end]


def note_reference(name: object, kind: str = "footnote") -> str:
    """A run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def note(name: object, inside: str, kind: str = "footnote") -> str:
    """A note in the part of the notes."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{name}">{p(inside=mark + r(" " + inside))}</w:{kind}>'


def _line(paragraph: DraftParagraph) -> str:
    if paragraph.left_out:
        return f"- {paragraph.left_out}: {paragraph.markdown}"
    level = paragraph.level if paragraph.kind in {Kind.HEADING, Kind.ITEM} else ""
    label = f"[{paragraph.label}] " if paragraph.label else ""
    return f"{LETTERS[paragraph.kind]}{level} {label}{paragraph.markdown}"
