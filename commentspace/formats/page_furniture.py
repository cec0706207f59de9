"""Lines that belong to the page and not to the draft: page numbers, running heads, symbols, rules."""

import re
from collections import Counter
from collections.abc import Sequence

from commentspace.formats.lines import Line
from commentspace.formats.sentences import is_ended

_LONGEST = 80
_OFTEN = 3  # a head or foot that stands on so many pages is a running one
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_PAGE_NUMBERS = re.compile(
    rf"[-–—]\s?{_DIGIT}{{1,4}}\s?[-–—]"
    rf"|(?:page|p\.|pag\.|pág\.|página|стр\.|страница|صفحة|الصفحة)\s?{_DIGIT}{{1,4}}"
    rf"(?:\s?(?:of|/|de|sur|из|من)\s?{_DIGIT}{{1,4}})?"
    rf"|第\s?{_DIGIT}{{1,4}}\s?[页頁](?:[，,]?\s?共\s?{_DIGIT}{{1,4}}\s?[页頁])?"
    r"|/\s?(?:\.{3}|…){1,2}|(?:\.{3}|…){1,2}/[0-9]{0,4}",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"(?=.{0,100}[0-9])[A-Z][A-Z0-9.\-]{0,15}(?:/[A-Z0-9][A-Za-z0-9.\-]{0,15}){2,8}\*{0,3}")
_SHORTEST_RULE = 3
_DIGITS = re.compile(r"\d{1,9}")


def is_symbol(text: str) -> bool:
    """Whether a line is a document's symbol and nothing else: "UNEP/CBD/SBSTTA/10/11"."""
    return _SYMBOL.fullmatch(text[: 2 * _LONGEST]) is not None


def is_page_line(text: str) -> bool:
    """Whether a line is a page number, a sign that the text goes on overleaf, a symbol or a rule."""
    if len(text) > _LONGEST:
        return _is_rule(text)
    return _PAGE_NUMBERS.fullmatch(text) is not None or is_symbol(text) or _is_rule(text)


def running(lines: Sequence[Line]) -> set[int]:
    """Which lines, by index, are the same first or last words of many pages, or a number alone at a page's edge."""
    edges = _edges(lines)
    seen = Counter(_pattern(lines[index]) for index in edges)
    often = {pattern for pattern, count in seen.items() if count >= _OFTEN}
    return {
        index
        for index in edges
        if lines[index].text.isdecimal() or (_pattern(lines[index]) in often and _can_run(lines[index].text))
    }


def _can_run(text: str) -> bool:
    return len(text) <= _LONGEST and not is_ended(text)


def _edges(lines: Sequence[Line]) -> list[int]:
    """The first two and last two lines of each page, in a file that has pages."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text:
            pages.setdefault(line.page, []).append(index)
    if len(pages) == 1:
        return []
    return [index for page in pages.values() for index in sorted({*page[:2], *page[-2:]})]


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", line.text[: _LONGEST + 1])


def _is_rule(text: str) -> bool:
    return len(text) >= _SHORTEST_RULE and not text.strip("_-=*–— ")
