"""The HTML of a paragraph with what has changed in it marked, by where that stands in its plain text."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_SEAM = re.compile(r'</(?:ins|del)><(?:ins|del)(?: class="moved")?>(?!<bdi class="unseen">)')
"""Between two pieces of one mark: whatever goes on says nothing anew."""
_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,32};|[^<&]+|[<&]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A change: the words [start, end) of the text, or where they are the same, `text` that is put in there.

    `tag` is "ins" or "del"; `said` is what a screen reader says before the words, `sign` stands after them.
    """

    start: int
    end: int
    tag: str
    said: str
    name: str = ""
    """A class of its own."""
    sign: str = ""
    text: str = ""

    def opens(self, *, is_first: bool) -> str:
        """The tag, with what is said of it where it begins."""
        name = f' class="{self.name}"' if self.name else ""
        return f"<{self.tag}{name}>" + (f'<bdi class="unseen">[{escape(self.said)} </bdi>' if is_first else "")

    def closes(self, *, is_last: bool) -> str:
        """The end of it."""
        sign = f"<sup>{escape(self.sign)}</sup>" if self.sign else ""
        return (f'{sign}<bdi class="unseen">] </bdi>' if is_last else "") + f"</{self.tag}>"


def woven(stored: str, marks: Sequence[Mark]) -> Markup:
    """The stored HTML with the marks, which are in order and do not overlap; no tag is cut in two by them."""
    tokens = [each[0] for each in _TOKEN.finditer(stored)]
    size = sum(map(_length, tokens))
    if not size and not marks:
        return Markup(stored)  # noqa: S704  # it was made safe when it was stored
    weaver = _Weaver(marks, size)
    parts = [*(part for token in tokens for part in weaver.token(token)), *weaver.rest()]
    return Markup(_SEAM.sub("", "".join(parts)))  # noqa: S704  # as above; what is put in is escaped


def _length(token: str) -> int:
    if token.startswith("<") and len(token) > 1:
        return 0
    return len(html.unescape(token)) if token.startswith("&") else len(token)


class _Weaver:
    """Goes through the tokens of an HTML text with the marks that are still to come."""

    def __init__(self, marks: Sequence[Mark], size: int):
        self._waiting, self._at, self._size = list(marks), 0, size

    def token(self, token: str) -> Iterator[str]:
        """A tag as it is, words with their marks."""
        size = _length(token)
        if not size:
            yield token
            return
        start, end = self._at, self._at + size
        done = 0
        while self._waiting and self._waiting[0].start < end:
            mark = self._waiting[0]
            low, high = max(mark.start, start) - start, min(mark.end, end) - start
            yield token[done:low] if size == len(token) else ""
            if mark.start == mark.end:
                yield _put(mark)
                done = low
            else:
                words = token[low:high] if size == len(token) else token
                yield mark.opens(is_first=mark.start >= start) + words + mark.closes(is_last=mark.end <= end)
                done = high
            if mark.end > end:
                break
            self._waiting.pop(0)
        yield token[done:] if size == len(token) else ("" if done else token)
        self._at = end
        if end == self._size:
            yield from self.rest()

    def rest(self) -> Iterator[str]:
        """What is put in after all words."""
        yield from map(_put, self._waiting)
        self._waiting = []


def _put(mark: Mark) -> str:
    words = str(escape(mark.text)).replace("\n", "<br>")
    return mark.opens(is_first=True) + words + mark.closes(is_last=True)
