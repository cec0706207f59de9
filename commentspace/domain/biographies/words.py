"""When some words came into a paragraph: traced back through the differences, across splits and merges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commentspace.domain.biographies.telling import Passage


@dataclass(frozen=True, slots=True)
class Came:
    """Some of the words that were asked for, and the passage with which they came in."""

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that were asked for, with where they stand last, and when each of them came."""

    exact: str
    passage: Passage
    start: int
    end: int
    came: Sequence[Came]


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A stretch of the asked words, where it stands in one paragraph of one revision."""

    paragraph_id: int
    start: int
    end: int
    at: int


def asked(
    passages: Sequence[Passage], paragraph_id: int, span: tuple[int, int] | None = None, quote: str = ""
) -> Asked | None:
    """The words at `span` of a paragraph as it stands last; with a quotation, in its last wording with that.

    None where there are no such words in any revision.
    """
    own = [each for each in passages if each.paragraph_id == paragraph_id and each.now is not None]
    for passage in reversed(own):
        found = _span(passage, span, quote)
        if found is not None:
            exact = passage.stood.text[slice(*found)]
            return Asked(exact, passage, *found, _came(passages, passage, *found))
        if not quote:
            break
    return None


def _span(passage: Passage, span: tuple[int, int] | None, quote: str) -> tuple[int, int] | None:
    """Where the words stand in this wording: at the span where it has them, else where the quotation is."""
    text = passage.stood.text
    if span is not None and 0 <= span[0] < span[1] <= len(text) and quote in ("", text[slice(*span)]):
        return span
    at = text.find(quote) if quote else -1
    return None if at < 0 else (at, at + len(quote))


def _came(passages: Sequence[Passage], last: Passage, start: int, end: int) -> list[Came]:
    words = last.stood.text[start:end]
    places = {(each.issued.number, each.paragraph_id): each for each in passages if each.now is not None}
    numbers = {number for number, _ in places if number <= last.issued.number}
    ahead, found = [_Fragment(last.paragraph_id, start, end, 0)], list[tuple[int, int, Passage]]()
    for number in sorted(numbers, reverse=True):
        older: list[_Fragment] = []
        for each in ahead:
            passage = places.get((number, each.paragraph_id))
            if passage is None:
                older.append(each)  # it was out of the text for a while
                continue
            for here in _back(passage, each):
                if isinstance(here, _Fragment):
                    older.append(here)
                else:
                    found.append(here)
        ahead = older
    return _together(words, found)


def _back(passage: Passage, each: _Fragment) -> Iterator[_Fragment | tuple[int, int, Passage]]:
    """Where a fragment stood before this passage; what came in with it as (where, how much, passage)."""
    if passage.joining is None:
        yield each.at, each.end - each.start, passage
        return
    for origin in passage.joining.origins(each.start, each.end):
        at = each.at + origin.at
        if origin.text is None:
            yield at, origin.length, passage
        else:
            paragraph = passage.before[origin.text].paragraph_id
            yield _Fragment(paragraph, origin.start, origin.start + origin.length, at)


def _together(words: str, found: Sequence[tuple[int, int, Passage]]) -> list[Came]:
    """The stretches in order; spaces and signs alone go with the words before them, or after them at the beginning."""
    came: list[Came] = []
    for at, length, passage in sorted(found, key=lambda each: each[0]):
        text = words[at : at + length]
        if came and (came[-1].passage is passage or not _is_word(text)):
            came[-1] = Came(came[-1].text + text, came[-1].passage)
        elif came and len(came) == 1 and not _is_word(came[0].text):
            came[0] = Came(came[0].text + text, passage)
        else:
            came.append(Came(text, passage))
    return came


def _is_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
