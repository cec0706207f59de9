"""The comments on a document as an Atom feed (RFC 4287): the newest first, each with its text as it is shown."""

from datetime import datetime

from lxml import etree

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph
from commentspace.formats.json_export import stamp
from commentspace.formats.options import Options
from commentspace.render import attributed
from commentspace.render.environment import translations
from commentspace.text.normal import clean

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
MOST = 200
"""Entries: a reader asks again and again, and what is older it has seen."""

_XML = "{http://www.w3.org/XML/1998/namespace}"


def write(exported: Exported, options: Options) -> bytes:
    """The feed as a file; withdrawn comments, of which nothing is left to read, are not in it."""
    comments = [each for each in exported.comments if each.status != "withdrawn"]
    comments.sort(key=_changed_at, reverse=True)
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    feed.set(f"{_XML}lang", options.language)
    changed = max(map(_changed_at, comments), default=exported.issued_at)
    _add(feed, "id", f"{exported.address}/export.atom")
    _add(feed, "title", f"{exported.symbol} {exported.title}")
    _add(feed, "subtitle", exported.space_title)
    _add(feed, "updated", stamp(changed))
    _add(feed, "link", rel="self", type=TYPE, href=f"{exported.address}/export.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=exported.address)
    _add(feed, "generator", "commentspace")
    paragraphs = {each.uid: each for each in exported.shown}
    for comment in comments[:MOST]:
        _entry(feed, exported, comment, paragraphs.get(comment.paragraph), options.language)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entry(
    feed: etree._Element,
    exported: Exported,
    comment: ExportedComment,
    paragraph: ExportedParagraph | None,
    language: str,
) -> None:
    entry = etree.SubElement(feed, _of("entry"))
    home = exported.address.removesuffix(f"/d/{exported.uid}")
    address = f"{home}/c/{comment.uid}"
    place = paragraph.label or paragraph.text[:60] if paragraph else ""
    number = f"#{comment.number}" if comment.number else ""
    _add(entry, "id", address)
    _add(entry, "title", " · ".join(filter(None, (number, attributed.said(comment, language), place))))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "published", stamp(comment.posted_at))
    _add(entry, "updated", stamp(_changed_at(comment)))
    author = etree.SubElement(entry, _of("author"))
    _add(author, "name", clean(comment.author))
    _add(entry, "category", term=comment.kind)
    content = _add(entry, "content", _html(comment, language), type="html")
    if comment.language:
        content.set(f"{_XML}lang", comment.language)


def _html(comment: ExportedComment, language: str) -> str:
    """The quoted words, the text, and the wording that is proposed: HTML that is safe to show."""
    quoted = etree.Element("blockquote")
    quoted.text = clean(comment.quoted or "")
    parts = [etree.tostring(quoted, encoding="unicode", method="html") if comment.quoted else "", comment.html]
    if comment.proposal:
        said = etree.Element("p")
        proposed = translations(language).gettext("Proposed wording: %(wording)s")
        said.text = proposed % {"wording": clean(comment.proposal)}
        parts.append(etree.tostring(said, encoding="unicode", method="html"))
    return "".join(parts)


def _changed_at(comment: ExportedComment) -> datetime:
    return comment.edited_at or comment.posted_at


def _of(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(to: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(to, _of(name), attributes)
    made.text = clean(text) or None
    return made
