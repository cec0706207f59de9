r"""Other words put into Markdown, while the marks around the words that stay are kept.

Where a text is changed is known as places of the plain text that a reader sees; where these stand in the Markdown is
found by looking for each shown character in order. Every change is then rendered and read again: what does not show
exactly the wanted text is not done.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from commentspace.text.differences import runs
from commentspace.text.markdown import is_costly, to_text

_UNITS = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])          # a mark that is shown
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<unseen>!\[[^\]]*\]\(picture:[^)]*\)   # a picture of ours, which shows no words
        | \]\([^\s()]*(?:\s+"[^"]*")?\))        # where a link leads
    | .""",
    re.DOTALL | re.VERBOSE,
)
_MARKS = re.compile(r"([\\`*_\[\]<>&#~|!])")
_ASCII_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def rewritten(markdown: str, text: str) -> str | None:
    """Markdown that shows `text` in place of what this shows, with its marks where words stay.

    None where marks stand in the way, so that a person has to write it.
    """
    shown = to_text(markdown)
    if is_costly(markdown):
        return None
    for start, end, put in reversed(_changes(shown, text)):
        wanted = (shown[:start] + put + shown[end:]).strip()
        ways = _ways(markdown, shown, start, end, put)
        found = next((way for way in ways if to_text(way).strip() == wanted), None)
        if found is None:
            return None
        markdown, shown = found, to_text(found)
    return markdown


def _changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """What is put in place of which characters of `before`, in order."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for run in runs(before, after):
        if run.kind == "kept":
            at += len(run.text)
        elif run.kind == "out":
            found.append((at, at + len(run.text), ""))
            at += len(run.text)
        elif found and found[-1][1] == at:
            found[-1] = (found[-1][0], at, found[-1][2] + run.text)
        else:
            found.append((at, at, run.text))
    return found


class _Unit(NamedTuple):
    """A character of Markdown as it is written, from `start` up to `end`, and what is seen of it."""

    start: int
    end: int
    seen: str


def _units(markdown: str) -> list[_Unit]:
    found = []
    for each in _UNITS.finditer(markdown):
        seen = each["escaped"] or each[0]
        if each["entity"]:
            seen = html.unescape(each[0])
        found.append(_Unit(each.start(), each.end(), "" if each["unseen"] else seen))
    return found


def _places(units: Sequence[_Unit], shown: str) -> list[int]:
    """For each shown character the unit that shows it, -1 where none is found."""
    places = [-1] * len(shown)
    for step in LCSseq.opcodes([unit.seen for unit in units], list(shown)):
        if step.tag == "equal":
            places[step.dest_start : step.dest_end] = range(step.src_start, step.src_end)
    return places


def _ways(markdown: str, shown: str, start: int, end: int, put: str) -> Iterator[str]:
    """Candidates for the Markdown in which these characters give way to others, the best first."""
    units = _units(markdown)
    places = _places(units, shown)
    if -1 in places[max(start - 1, 0) : end + 1]:
        return
    spans = _insertions if start == end else _replacements
    for spelled in dict.fromkeys((put, _MARKS.sub(r"\\\1", put), _ASCII_MARKS.sub(r"\\\1", put))):
        for first, last, words in spans(markdown, units, places, start, end, spelled):
            yield markdown[:first] + words + markdown[last:]


Span = tuple[int, int, str]
"""From where to where of the Markdown, and what stands there then."""


def _insertions(
    markdown: str, units: Sequence[_Unit], places: Sequence[int], start: int, end: int, put: str
) -> Iterator[Span]:
    """Outside of the marks that stand there first, then between and inside of them."""
    before = places[start - 1] + 1 if start else 0
    after = places[start] if start < len(places) else len(units)
    cuts = [units[before - 1].end if before else 0, *(unit.end for unit in units[before:after])]
    for cut in reversed(cuts) if start == len(places) or not put[:1].isalnum() else cuts:
        yield cut, cut, put


def _replacements(
    markdown: str, units: Sequence[_Unit], places: Sequence[int], start: int, end: int, put: str
) -> Iterator[Span]:
    """With the marks inside of the words on one side or the other, then without them, then without those around."""
    here, there = places[start], places[end - 1]
    first, last = units[here].start, units[there].end
    seen = set(places[start:end])
    inner = "".join(
        markdown[unit.start : unit.end] for at, unit in enumerate(units[here : there + 1], here) if at not in seen
    )
    words, space = put.rstrip(), put[len(put.rstrip()) :]
    for said in dict.fromkeys((put + inner, words + inner + space, inner + put, put)):
        yield first, last, said
    left = units[places[start - 1]].end if start else 0
    right = units[places[end]].start if end < len(places) else len(markdown)
    for span in ((left, right), (left, last), (first, right)):
        yield *span, put
