"""The comments of a Word file: who wrote them and when, what they say, and which words they are about."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate

from lxml import etree

from commentspace.domain.drafts import FileComment, Kind
from commentspace.formats.word.lines import Mark
from commentspace.formats.word.names import w, w14, w15, w16cex, w16cid
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.texts import Text
from commentspace.formats.word.walking import Walk
from commentspace.formats.word.wording import markdown

_ID = w("id")
_FIRST_YEAR = 1980  # programs that know no date write one of long ago
_ON = frozenset({"1", "true", "on"})
GOES_ON = "(In the file this comment goes on over the next paragraph.)"
GOES_ON_FAR = "(In the file this comment goes on over the next {count} paragraphs.)"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that comments can be at: its text, and where in it each of its bits as they were read begins."""

    kind: Kind
    text: Text
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]

    def offset(self, at: int) -> int:
        """The place in the plain text where the bit of this number begins."""
        return self.offsets[at] if at < len(self.offsets) else len(self.text.plain)


def placed(opened: Opened, places: Sequence[Place]) -> dict[int, tuple[FileComment, ...]]:
    """The comments of the file by the number of the paragraph that they are at; none is left out.

    One over several paragraphs is at the first of them, up to its end; a reply is where the comment is that it
    answers; one that nothing refers to is about the first paragraph.
    """
    every = {comment.name: comment for comment in _comments(opened)}
    if not every or not places:
        return {}
    ranges, tops = _ranges(places), _tops(every)
    found: dict[int, list[FileComment]] = {}
    put: dict[str, tuple[int, int | None, int | None]] = {}
    for name, comment in every.items():
        number, start, end, more = ranges.get(name) or ranges.get(name.partition("#")[0]) or (0, None, None, 0)
        top = tops[name]
        if top != name and (top in put or top not in ranges) and (of_top := put.get(top)):
            number, start, end = of_top
            more = 0
        put[name] = (number, start, end)
        found.setdefault(number, []).append(replace(comment, start=start, end=end, markdown=_said(comment, more)))
    return {number: tuple(comments) for number, comments in found.items()}


def _said(comment: FileComment, more: int) -> str:
    if not more:
        return comment.markdown
    line = GOES_ON if more == 1 else GOES_ON_FAR.format(count=more)
    return f"{comment.markdown}\n\n{line}".strip()


def _tops(every: Mapping[str, FileComment]) -> dict[str, str]:
    """Of each comment the one that its thread begins with."""
    tops: dict[str, str] = {}
    for name in every:
        way: list[str] = []
        on_the_way: set[str] = set()
        while name in every and name not in tops and name not in on_the_way and every[name].parent in every:
            way.append(name)
            on_the_way.add(name)
            name = every[name].parent  # noqa: PLW2901  # up to the beginning
        tops |= dict.fromkeys([*way, name], tops.get(name, name))
    return tops


def _ranges(places: Sequence[Place]) -> dict[str, tuple[int, int | None, int | None, int]]:
    """By comment: its paragraph, the words in it (None for all), and over how many paragraphs more it goes on."""
    begins: dict[str, tuple[int, int]] = {}
    ends: dict[str, tuple[int, int]] = {}
    referred: dict[str, int] = {}
    for number, place in enumerate(places):
        for mark in place.marks:
            if mark.kind == "reference":
                referred.setdefault(mark.comment, number)
            else:
                (begins if mark.kind == "start" else ends).setdefault(mark.comment, (number, place.offset(mark.at)))
    texts = [place.kind is not Kind.NOTE and bool(place.text.plain) for place in places]
    counts = [0, *accumulate(texts)]
    found: dict[str, tuple[int, int | None, int | None, int]] = {}
    for comment in {**begins, **ends, **dict.fromkeys(referred, (0, 0))}:
        begin, end = begins.get(comment), ends.get(comment)
        if begin is None or end is None or end < begin:
            at = referred.get(comment, (begin or end or (0, 0))[0])
            found[comment] = (at, None, None, 0)
        else:
            found[comment] = _first_words(places, counts, begin, end)
    return found


def _first_words(
    places: Sequence[Place], counts: Sequence[int], begin: tuple[int, int], end: tuple[int, int]
) -> tuple[int, int | None, int | None, int]:
    """The first words of a range; `counts` says how many texts there are before each paragraph."""
    number, start = begin
    stop = end[1] if end[0] == number else len(places[number].text.plain)
    start, stop = _trimmed(places[number], start, stop)
    if start >= stop and counts[end[0] + 1] > counts[number + 1]:  # it begins at the very end of a paragraph
        number = bisect_left(counts, counts[number + 1] + 1) - 1
        start, stop = _trimmed(places[number], 0, end[1] if end[0] == number else len(places[number].text.plain))
    if start >= stop:
        return begin[0], None, None, 0
    more = counts[end[0]] - counts[min(number + 1, end[0])]
    if end[0] > number and _reaches(places[end[0]], end[1]):
        more += 1
    return number, start, stop, more


def _trimmed(place: Place, start: int, stop: int) -> tuple[int, int]:
    plain = place.text.plain
    while start < stop and plain[start].isspace():
        start += 1
    while start < stop and plain[stop - 1].isspace():
        stop -= 1
    return start, stop


def _reaches(place: Place, end: int) -> bool:
    """Whether a range that ends here is over words of this paragraph."""
    return bool(place.text.plain[:end].strip())


def _comments(opened: Opened) -> Iterator[FileComment]:
    part = opened.package.related(opened.package.main, "comments")
    root = opened.package.part(part) if part else None
    if part is None or root is None:
        return
    threads, times = _threads(opened), _times(opened)
    elements = list(root.iterchildren(w("comment")))
    names = _names(elements)
    by_paragraph = {key: name for each, name in zip(elements, names, strict=True) if (key := _paragraph_id(each))}
    for element, name in zip(elements, names, strict=True):
        thread = threads.get(_paragraph_id(element))
        said = times.get(_paragraph_id(element), "") or element.get(w("date"), "")
        parent = by_paragraph.get(thread.get(w15("paraIdParent"), "").upper(), "") if thread is not None else ""
        yield FileComment(
            name=name,
            author=" ".join(element.get(w("author"), "").split()),
            markdown=_body(opened, part, element),
            at=moment(said),
            parent=parent if parent != name else "",
            resolved=thread is not None and thread.get(w15("done"), "0").lower() in _ON,
            initials=" ".join(element.get(w("initials"), "").split()),
        )


def _names(elements: Sequence[etree._Element]) -> list[str]:
    """The ids of the comments; one that comes again gets a number after it."""
    met: dict[str, int] = {}
    names = []
    for element in elements:
        own = element.get(_ID, "")
        met[own] = met.get(own, 0) + 1
        names.append(own if met[own] == 1 else f"{own}#{met[own]}")
    return names


def _body(opened: Opened, part: str, element: etree._Element) -> str:
    texts = (block.text() for block in Walk(opened, part).blocks(element))
    return "\n\n".join(said for text in texts if (said := markdown(text)))


def _paragraph_id(element: etree._Element) -> str:
    """The id by which the newer parts name a comment: that of its last paragraph."""
    last = next(element.iterchildren(w("p"), reversed=True), None)
    return "" if last is None else last.get(w14("paraId"), "").upper()


def _threads(opened: Opened) -> dict[str, etree._Element]:
    entries = _entries(opened, "commentsExtended", w15("commentEx"))
    return {entry.get(w15("paraId"), "").upper(): entry for entry in entries if entry.get(w15("paraId"))}


def _times(opened: Opened) -> dict[str, str]:
    """The times in UTC by the id of the comment's last paragraph."""
    said = {
        entry.get(w16cex("durableId"), "").upper(): entry.get(w16cex("dateUtc"), "")
        for entry in _entries(opened, "commentsExtensible", w16cex("commentExtensible"))
    }
    return {
        entry.get(w16cid("paraId"), "").upper(): said.get(entry.get(w16cid("durableId"), "").upper(), "")
        for entry in _entries(opened, "commentsIds", w16cid("commentId"))
    }


def _entries(opened: Opened, suffix: str, tag: str) -> Iterator[etree._Element]:
    part = opened.package.related(opened.package.main, suffix)
    root = opened.package.part(part) if part else None
    return iter(()) if root is None else root.iter(tag)


def moment(said: str) -> datetime | None:
    """The time that a file says, in UTC; None for none, or one before there were such files.

    Word writes its `w:date` in the author's own time without saying which; it is taken as UTC. Newer files say the
    time in UTC besides (`dateUtc`, MS-DOCX 2.5.5), and that is what is read where it is there.
    """
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        found = found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return found if found.year >= _FIRST_YEAR else None


def place(kind: Kind, text: Text, marks: Sequence[Mark], taken: Sequence[int], count: int) -> Place:
    """The place of a paragraph: `taken` are the numbers of the bits, of `count`, that its spans have come from."""
    offsets: list[int] = []
    index = 0
    for number in range(count + 1):
        while index < len(taken) and taken[index] < number:
            index += 1
        offsets.append(text.spans[index].start if index < len(taken) else len(text.plain))
    return Place(kind, text, tuple(marks), tuple(offsets))
