"""HTML in tokens: text and tags.

The tokenizer is our own, because every step of it moves on and none looks back: the standard library's parser
takes quadratic time on unclosed comments and tags in the versions that are still about (CVE-2025-6069).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,30}")
TAG_END = re.compile(r">|=[ \t\r\n\f]*[\"']")
UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}


@dataclass(frozen=True, slots=True)
class Token:
    """Text, or the name of a tag, with a slash before it where it closes, and what follows the name."""

    text: str = ""
    tag: str = ""
    attributes: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Text and tags in order. A comment or tag that is never closed is handed on as the text that it may be."""
    at = 0
    while at < len(source):
        begin = source.find("<", at)
        if begin < 0:
            break
        if begin > at:
            yield Token(text=html.unescape(source[at:begin]))
        name = TAG_NAME.match(source, begin + 1)
        if name is None and source[begin + 1 : begin + 2] not in ("!", "?"):
            yield Token(text="<")
            at = begin + 1
            continue
        end = _end_of_tag(source, begin, name)
        if end < 0:
            at = begin
            break
        if name is not None:
            yield Token(tag=name[0].lower(), attributes=source[name.end() : end])
        at = end
    if at < len(source):
        yield Token(text=html.unescape(source[at:]))


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
