"""Markdown as people write it, to HTML that is safe to show, and to the plain text of what is shown.

CommonMark without raw HTML, with tables and bare links. markdown-it renders, nh3 then lets through only what is
listed here: two walls, each of which should hold alone.
"""

import html
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from commentspace.text import controls, links
from commentspace.text.normal import clean

# What takes markdown-it longest: each bracket, line and cell costs some ten microseconds or more.
LONGEST = 40_000
MOST_BRACKETS = 1_000
MOST_LINES = 2_000
MOST_CELLS = 10_000

_RENDERER = RendererHTML()
_TAGS = "a blockquote br code em hr li ol p pre strong table tbody td th thead tr ul"
_CLEANER = nh3.Cleaner(
    tags=frozenset(_TAGS.split()),
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    clean_content_tags={"script", "style"},
    link_rel="nofollow noopener noreferrer",
    url_schemes=links.SCHEMES,
    url_relative="deny",
)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return links.is_allowed(url)


def to_html(markdown: str) -> str:
    """A comment as HTML: blocks, links of the web and mail only, nothing loaded from elsewhere.

    Images become links to them, headings become strong paragraphs (the page's outline is the document's), a link that
    is not allowed stays as it was typed, and controls that turn the direction of text are shown.
    What is too costly to render (`is_costly`) is shown as it was typed.
    """
    markdown = clean(markdown)
    rendered = _as_typed(markdown) if is_costly(markdown) else _PARSER.render(markdown)
    return controls.shown(_CLEANER.clean(rendered)).strip()


def paragraph_html(markdown: str) -> str:
    """A wording as HTML: inline where it is one paragraph, so that it fits a heading or a cell, else blocks."""
    rendered = to_html(markdown)
    is_one = rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1
    return rendered.removeprefix("<p>").removesuffix("</p>") if is_one else rendered


def to_text(markdown: str) -> str:
    """The plain text of what `paragraph_html` shows; anchors count its code points.

    By definition it is the concatenation of the text nodes of that HTML in document order: what `textContent`
    of an element with this and nothing else in it gives. So a soft line break is "\\n"; blocks, list items and
    cells have a "\\n" between them; a shown control is its number ("U+202E"); an image is its link's words.
    """
    return html.unescape(controls.without_tags(paragraph_html(markdown)))


def is_costly(markdown: str) -> bool:
    """Whether rendering could take much longer than that of any text that people write.

    It bounds the length, the brackets, the lines, and the cells of a table, whose rows are all as long as the longest.
    """
    if len(markdown) > LONGEST or markdown.count("[") > MOST_BRACKETS:
        return True
    lines = markdown.splitlines()
    return len(lines) > MOST_LINES or len(lines) * max((line.count("|") for line in lines), default=0) > MOST_CELLS


def _as_typed(text: str) -> str:
    lines = html.escape(text.strip(), quote=False).split("\n")
    return "<p>" + "<br />\n".join(lines) + "</p>"


def _plain_headings(state: StateCore) -> None:
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open" and token.children is not None:
            strong = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
            token.children = [strong[0], *token.children, strong[1]]
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"


def _linked_images(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(child.type == "image" for child in token.children):
            token.children = list(_with_links(state, token.children))


def _with_links(state: StateCore, children: list[Token]) -> Iterator[Token]:
    inside_link = 0
    for child in children:
        inside_link += child.nesting if child.tag == "a" else 0
        if child.type != "image":
            yield child
            continue
        address = str(child.attrs["src"])
        described = _RENDERER.renderInlineAsText(child.children, state.md.options, state.env)
        words = Token("text", "", 0, content=described.strip() or address)
        if inside_link:
            yield words
        else:
            yield from (Token("link_open", "a", 1, attrs={"href": address}), words, Token("link_close", "a", -1))


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.after("text", "bare_link", links.bare)
    parser.core.ruler.push("plain_headings", _plain_headings)
    parser.core.ruler.push("linked_images", _linked_images)
    return parser


_PARSER = _parser()
