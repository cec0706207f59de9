"""Words marked in a paragraph's HTML, by where they stand in its plain text."""

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,32};|[^<&]+|[<&]")


def marked_html(html: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The HTML with `<mark>` around these stretches of code points of its text; no tag is cut in two by it."""
    spans = _joined(ranges)
    return "".join(_marked(html, spans)) if spans else html


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch put together."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(each for each in ranges if each[0] < each[1]):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _marked(html: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    at, waiting = 0, spans
    for match in _TOKEN.finditer(html):
        token = match[0]
        if token.startswith("<") and len(token) > 1:
            yield token
            continue
        length = 1 if token.startswith("&") else len(token)
        waiting = [span for span in waiting if span[1] > at]
        yield from _pieces(token, at, at + length, waiting)
        at += length


def _pieces(token: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """A stretch of text cut where marks begin and end; a character reference is one letter and never cut."""
    done = start
    for low, high in spans:
        if low >= end:
            break
        if token.startswith("&"):
            yield f"<mark>{token}</mark>"
            return
        begin, done_before = max(low, start), done
        done = min(high, end)
        yield token[done_before - start : begin - start]
        yield f"<mark>{token[begin - start : done - start]}</mark>"
    yield token if token.startswith("&") else token[done - start :]
