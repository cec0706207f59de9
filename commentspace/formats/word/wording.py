"""The Markdown of a plain text and its spans: bold, italics, links and pictures, all else as it stands."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from commentspace.formats.word.escapes import escapes
from commentspace.formats.word.texts import Span, Text
from commentspace.text.links import is_allowed
from commentspace.text.markdown import is_costly, to_text

_MAYBE_COSTLY = 900  # nothing shorter is
_ALL_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ALT_SPECIAL = re.compile(r"([][\\*_`<>&!|~()])")
_ENTITY = re.compile(r"&(?=[#\w]{1,32};)")
_UNFIT = {ord(character): f"%{ord(character):02X}" for character in ' <>\\"\t\n\r'}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a plain text that looks the same; `place` tells apart what stands in different lines and cells."""

    start: int
    end: int
    is_bold: bool
    is_italic: bool
    link: str
    picture: str = ""
    is_bar: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it is bold or italic."""
        return self.is_bold or self.is_italic


def markdown(text: Text, *, bold: bool = True) -> str:
    """The wording whose plain text (`text.markdown.to_text`) is `text.plain`; without `bold`, nothing in it is bold."""
    plain = text.plain
    every = _stretches(text.spans, bold=bold)
    if len(plain) > _MAYBE_COSTLY and (is_costly(plain) or is_costly(_built(plain, every))):
        return plain  # it is shown as it was typed
    is_simple = not any(stretch.is_marked or stretch.link for stretch in every)
    for wanted in _from_rich_to_poor(every):
        built = _built(plain, wanted)
        if is_simple or to_text(built) == plain:
            return built
    pictures = "".join(stretch.picture for stretch in every)
    return _ALL_PUNCTUATION.sub(r"\\\1", plain).replace("\n", "\\\n") + pictures


def picture(alt: str, name: str) -> str:
    """The Markdown of a picture of the draft."""
    words = _ALT_SPECIAL.sub(r"\\\1", " ".join(alt.split()))
    return f"![{words}](picture:{name})"


def _from_rich_to_poor(every: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """All that can be said of the look of a text, then less and less of it."""
    yield list(every)
    for without in ("italic", "marks", "links"):
        yield [
            Stretch(
                each.start,
                each.end,
                each.is_bold and without == "italic",
                False,
                "" if without == "links" else each.link,
                each.picture,
                each.is_bar,
            )
            for each in every
        ]


def _stretches(spans: Sequence[Span], *, bold: bool) -> list[Stretch]:
    """The spans that look alike together."""
    every: list[Stretch] = []
    for span in spans:
        bit = span.bit
        if bit.picture:
            every.append(Stretch(span.start, span.start, False, False, "", bit.picture))
        if span.start == span.end:
            continue
        link = bit.link if bit.link and is_allowed(bit.link) else ""
        look = (bit.is_bold and bold, bit.is_italic, link, "", bit.is_bar)
        last = every[-1] if every else None
        if last and (last.is_bold, last.is_italic, last.link, last.picture, last.is_bar) == look:
            every[-1] = Stretch(last.start, span.end, *look)
        else:
            every.append(Stretch(span.start, span.end, *look))
    return every


def _built(plain: str, every: Sequence[Stretch]) -> str:
    marked = any(stretch.is_marked or stretch.link or stretch.picture for stretch in every)
    bars = {at for stretch in every if stretch.is_bar for at in range(stretch.start, stretch.end)}
    edges = {stretch.start for stretch in every} if marked else frozenset()
    closed = [(stretch.start, stretch.end) for stretch in every if stretch.link or stretch.is_marked]
    before = escapes(plain, edges=edges, closed=closed, bars=bars, is_row=bool(bars))

    def escaped(start: int, end: int) -> str:
        """The words between two places, each line break a hard one."""
        parts: list[str] = []
        for at in range(start, end):
            if at in before or plain[at] == "\n":
                parts.append("\\")
            parts.append(plain[at])
        return "".join(parts)

    if not marked:
        return escaped(0, len(plain)) if before or "\n" in plain else plain
    return "".join(_units(plain, every, escaped))


def _units(plain: str, every: Sequence[Stretch], escaped: Callable[[int, int], str]) -> Iterator[str]:
    """The Markdown of links, pictures and what stands between them, one after the other."""
    index = 0
    while index < len(every):
        first, end = every[index], index + 1
        if first.picture:
            yield first.picture
        elif first.is_bar:
            yield escaped(first.start, first.end)
        else:
            while end < len(every) and _belongs(every[end], first):
                end += 1
            words = "".join(_emphasised(plain, every[index:end], escaped))
            yield _linked(plain[first.start : every[end - 1].end], words, first.link) if first.link else words
        index = end


def _belongs(stretch: Stretch, first: Stretch) -> bool:
    return not stretch.picture and not stretch.is_bar and stretch.link == first.link


def _linked(plain: str, words: str, link: str) -> str:
    address = _ENTITY.sub("&amp;", link.strip().translate(_UNFIT))
    if plain == link and words == link and plain.isascii() and plain[-1].isalnum():
        return plain
    outer = plain.strip()
    if not outer or "\n" in plain:
        return words
    before, after = plain[: plain.index(outer)], plain[plain.index(outer) + len(outer) :]
    return f"{before}[{words.strip()}](<{address}>){after}"


def _emphasised(plain: str, every: Sequence[Stretch], escaped: Callable[[int, int], str]) -> Iterator[str]:
    """Words with stars around those that are bold or italic; stretches that touch are one, with the inner one in it."""
    index = 0
    while index < len(every):
        first, end = every[index], index + 1
        if not first.is_marked:
            yield escaped(first.start, first.end)
            index += 1
            continue
        while end < len(every) and every[end].is_marked:
            end += 1
        yield _group(plain, every[index:end], escaped)
        index = end


def _group(plain: str, group: Sequence[Stretch], escaped: Callable[[int, int], str]) -> str:
    start, end = group[0].start, group[-1].end
    is_bold, is_italic = all(each.is_bold for each in group), all(each.is_italic for each in group)
    if not is_bold and not is_italic:
        return "".join(
            _group(plain, [each], escaped) if number % 2 == 0 else escaped(each.start, each.end)
            for number, each in enumerate(group)
        )
    stars = "**" * is_bold + "*" * is_italic
    inner_start, inner_end = _fitting(plain, start, end)
    if inner_start >= inner_end:
        return escaped(start, end)
    inner: list[str] = []
    for each in group:
        is_inner = (each.is_bold and not is_bold) or (each.is_italic and not is_italic)
        its_start, its_end = max(each.start, inner_start), min(each.end, inner_end)
        fit = _fitting(plain, its_start, its_end)
        if is_inner and fit[0] < fit[1]:
            mark = "*" if is_bold else "**"
            words = escaped(*fit)
            inner.append(f"{escaped(its_start, fit[0])}{mark}{words}{mark}{escaped(fit[1], its_end)}")
        elif its_start < its_end:
            inner.append(escaped(its_start, its_end))
    return f"{escaped(start, inner_start)}{stars}{''.join(inner)}{stars}{escaped(inner_end, end)}"


def _fitting(plain: str, start: int, end: int) -> tuple[int, int]:
    """The largest part of a stretch around which stars are read as emphasis (CommonMark 0.31, 6.2)."""
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    if start < end and _is_mark(plain[start]) and not _is_edge(plain[start - 1 : start]):
        while start < end and (_is_mark(plain[start]) or plain[start].isspace()):
            start += 1
    if start < end and _is_mark(plain[end - 1]) and not _is_edge(plain[end : end + 1]):
        while start < end and (_is_mark(plain[end - 1]) or plain[end - 1].isspace()):
            end -= 1
    return start, end


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_edge(character: str) -> bool:
    return not character or character.isspace() or unicodedata.category(character)[0] == "P"
