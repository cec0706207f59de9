"""The lines of a page of a PDF, in the order in which they are read; those from right to left too."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from statistics import median
from typing import Any

from pypdf import PageObject

_RIGHT_TO_LEFT = re.compile("[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]")
_DIGITS = "[\u0660-\u0669\u06f0-\u06f9]{1,20}"
_ARABIC_DIGITS = re.compile(f"{_DIGITS}(?:[.,\u066b\u066c/]{_DIGITS}){{0,5}}")
_ARTICLE_FIRST, _ARTICLE_LAST = re.compile("(?<!\\w)ال\\w{2}"), re.compile("\\w{2}لا(?!\\w)")
_MARKS = " ()[]«»<>.,:;،؛-–/"
_FEWEST = 3
_WIDE_GAP = 1.35
"""Of the usual distance between lines: what is wider parts paragraphs."""
_NEAR = 0.5


@dataclass(slots=True)
class _Line:
    """The parts of a line as they come, each with the place where it was drawn."""

    parts: list[tuple[str, float]] = field(default_factory=list)
    height: float | None = None
    size: float = 0.0


def text(page: PageObject) -> str:
    """The text of a page, a blank line between paragraphs where distances show them."""
    lines = _lines(page)
    heights = [line.height for line in lines if line.height is not None]
    gaps = [abs(above - below) for above, below in pairwise(heights)]
    usual = median([gap for gap in gaps if gap > _NEAR] or [0.0])
    written: list[str] = []
    before: float | None = None
    for line in lines:
        if before is not None and line.height is not None and usual and abs(before - line.height) > usual * _WIDE_GAP:
            written.append("")
        written.append(ordered(line.parts))
        before = line.height if line.height is not None else before
    return turned("\n".join(written))


def _lines(page: PageObject) -> list[_Line]:
    lines = [_Line()]

    def visit(said: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        for number, part in enumerate(said.split("\n")):
            if number:
                lines.append(_Line())
            if part:
                line = lines[-1]
                line.parts.append((part, cm[0] * tm[4] + cm[2] * tm[5] + cm[4]))
                if line.height is None and part.strip():
                    line.height, line.size = cm[1] * tm[4] + cm[3] * tm[5] + cm[5], size

    page.extract_text(visitor_text=visit)
    return [line for line in lines if any(part.strip() for part, _ in line.parts)]


def ordered(parts: list[tuple[str, float]]) -> str:
    """The words of a line as they are read.

    pypdf turns each stretch of Arabic or Hebrew round, as their letters are drawn from the left; but it leaves the
    stretches of a line in the order in which they were drawn.
    """
    line = "".join(part for part, _ in parts)
    if not _is_right_to_left(line):
        return _simple(line)
    drawn = [(place, [part for part, _ in group]) for place, group in groupby(parts, lambda part: part[1])]
    drawn.sort(key=lambda group: -group[0])
    read = [_read(stretches) for _, stretches in drawn]
    return _simple("".join(chain.from_iterable(_foreign_from_left(run) for run in _runs(read))))


def _runs(parts: list[str]) -> list[list[str]]:
    return [list(group) for _, group in groupby(parts, _is_foreign)]


def _foreign_from_left(run: list[str]) -> list[str]:
    """Parts of a line from the right to the left; foreign words and numbers among them from the left again."""
    worded = [index for index, part in enumerate(run) if any(map(str.isalnum, part))]
    if not worded or not _is_foreign(run[0]):
        return run
    first, end = worded[0], worded[-1] + 1
    return [*run[:first], *reversed(run[first:end]), *run[end:]]


def _read(stretches: list[str]) -> str:
    """What was drawn at one go, as it is read: the last stretch first."""
    runs = ["".join(group) for _, group in groupby(stretches, _is_foreign)]
    if len(runs) == 1 and _is_foreign(runs[0]):
        return runs[0]
    return "".join(_with_digits(run) if not _is_foreign(run) else _marks_turned(run) for run in reversed(runs))


def _is_foreign(stretch: str) -> bool:
    return _RIGHT_TO_LEFT.search(stretch) is None and not _ARABIC_DIGITS.search(stretch)


def _marks_turned(run: str) -> str:
    """Numbers or foreign words within Arabic: the marks and spaces around them change sides, they themselves stay."""
    bare = run.rstrip(_MARKS)
    core = bare.lstrip(_MARKS)
    return run[len(bare) :][::-1] + core + bare[: len(bare) - len(core)][::-1]


def _with_digits(run: str) -> str:
    """Numbers in Arabic digits go from the left even within Arabic, but were turned with it."""
    return _ARABIC_DIGITS.sub(lambda digits: digits[0][::-1], run)


def _simple(line: str) -> str:
    """The letters themselves in place of the forms in which they are drawn (Unicode, Arabic Presentation Forms)."""
    return _PRESENTED.sub(lambda form: unicodedata.normalize("NFKC", form[0]), line)


def _is_right_to_left(line: str) -> bool:
    return 2 * len(_RIGHT_TO_LEFT.findall(line)) > len(_LETTER.findall(line))


def turned(page: str) -> str:
    """The page, its Arabic turned round where the file had it the right way already: the article tells."""
    if len(_ARTICLE_LAST.findall(page)) < max(_FEWEST, 2 * len(_ARTICLE_FIRST.findall(page))):
        return page
    return "\n".join(reversed_line(line) if _is_right_to_left(line) else line for line in page.split("\n"))


def reversed_line(line: str) -> str:
    runs: Iterable[str] = re.findall(
        r"[A-Za-z0-9\u0660-\u0669]{1,40}(?:[ .,/-]?[A-Za-z0-9\u0660-\u0669]{1,40}){0,9}|.", line
    )
    return "".join(reversed(list(runs)))
