"""Markdown as people write it, to HTML that is safe to show, and to the plain text of what is shown.

CommonMark without raw HTML, with tables and bare links. markdown-it renders, nh3 then lets through only what is
listed here: two walls, each of which should hold alone.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

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


PICTURE = "picture:"
"""How the address of a picture of ours begins, in the wordings of a draft and nowhere else."""
_OURS = re.compile(r"picture:([a-z0-9]{1,40})", re.IGNORECASE)
_SHOWN_AT = re.compile(r"/pictures/[a-z0-9]{1,40}", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="([^"]*)"')
_NO_TAGS = str.maketrans("<>", "‹›")
"""In the words for a picture: tags are found by their brackets (`controls.without_tags`)."""


def is_kept(tag: str, attribute: str, value: str) -> str | None:
    """An attribute of a wording: pictures are ours alone, and links lead to the web and mail."""
    if attribute == "src":
        return value if _SHOWN_AT.fullmatch(value) else None
    if attribute in ("width", "height"):
        return value if value.isdecimal() and value.isascii() else None
    if attribute == "href":
        return value if links.is_allowed(value) else None
    return value


WORDING_TAGS = frozenset([*_TAGS.split(), "img"])
WORDING_ATTRIBUTES: Mapping[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "ol": {"start"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
}
_WORDING_CLEANER = nh3.Cleaner(
    tags=WORDING_TAGS,
    attributes=WORDING_ATTRIBUTES,
    clean_content_tags={"script", "style"},
    link_rel="nofollow noopener noreferrer",
    url_schemes=links.SCHEMES,
    url_relative="pass_through",  # `is_kept` lets through the relative addresses of pictures alone
    attribute_filter=is_kept,
)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return links.is_allowed(url)


class _WordingMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return links.is_allowed(url) or _OURS.fullmatch(url) is not None


def to_html(markdown: str) -> str:
    """A comment as HTML: blocks, links of the web and mail only, nothing loaded from elsewhere.

    Images become links to them, headings become strong paragraphs (the page's outline is the document's), a link that
    is not allowed stays as it was typed, and controls that turn the direction of text are shown.
    What is too costly to render (`is_costly`) is shown as it was typed.
    """
    markdown = clean(markdown)
    rendered = _as_typed(markdown) if is_costly(markdown) else _PARSER.render(markdown)
    return controls.shown(_CLEANER.clean(rendered)).strip()


Sizes = Mapping[str, tuple[int, int]]
"""Width and height of pictures in CSS pixels, by the name that the Markdown calls them."""


def paragraph_html(markdown: str, sizes: Sizes | None = None) -> str:
    """A wording as HTML: inline where it is one paragraph, so that it fits a heading or a cell, else blocks.

    Here, and not in comments, `![alt](picture:NAME)` shows the picture at /pictures/NAME.
    """
    rendered = _with_pictures(markdown, sizes or {}) if PICTURE in markdown.lower() else to_html(markdown)
    is_one = rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1
    return rendered.removeprefix("<p>").removesuffix("</p>") if is_one else rendered


def _with_pictures(markdown: str, sizes: Sizes) -> str:
    markdown = clean(markdown)
    if is_costly(markdown):
        return to_html(markdown)
    rendered = _WORDING_PARSER.render(markdown, {"sizes": sizes})
    return controls.shown(_WORDING_CLEANER.clean(rendered)).strip()


def without_pictures(rendered: str) -> str:
    """The HTML of a wording with the words for each picture in its place, for where none can be shown."""
    return _IMAGE.sub(lambda image: _words_for(image[0]), rendered) if "<img" in rendered else rendered


def _words_for(image: str) -> str:
    found = _ALT.search(image)
    return f"[{found[1]}]" if found and found[1] else "[…]"


def to_text(markdown: str) -> str:
    """The plain text of what `paragraph_html` shows; anchors count its code points.

    By definition it is the concatenation of the text nodes of that HTML in document order: what `textContent`
    of an element with this and nothing else in it gives. So a soft line break is "\\n"; blocks, list items and
    cells have a "\\n" between them; a shown control is its number ("U+202E"); an image is its link's words, and a
    picture of the draft has none.
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
        if _OURS.fullmatch(address):
            yield child
            continue
        described = _RENDERER.renderInlineAsText(child.children, state.md.options, state.env)
        words = Token("text", "", 0, content=described.strip() or address)
        if inside_link:
            yield words
        else:
            yield from (Token("link_open", "a", 1, attrs={"href": address}), words, Token("link_close", "a", -1))


def _picture(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """A picture of the draft: with its size, so that the page keeps its place, and fetched when one comes near."""
    token = tokens[at]
    name = str(token.attrs["src"])[len(PICTURE) :]
    described = self.renderInlineAsText(token.children, options, env).strip()
    width, height = env.get("sizes", {}).get(name, (0, 0))
    size = f' width="{width}" height="{height}"' if width and height else ""
    words = html.escape(described.translate(_NO_TAGS))
    return f'<img src="/pictures/{html.escape(name)}" alt="{words}"{size} loading="lazy" decoding="async" />'


def _parser(kind: type[MarkdownIt] = _Markdown) -> MarkdownIt:
    parser = kind("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.after("text", "bare_link", links.bare)
    parser.core.ruler.push("plain_headings", _plain_headings)
    parser.core.ruler.push("linked_images", _linked_images)
    return parser


_PARSER = _parser()
_WORDING_PARSER = _parser(_WordingMarkdown)
_WORDING_PARSER.add_render_rule("image", _picture)
