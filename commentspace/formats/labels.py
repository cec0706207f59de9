"""Labels at the start of a line: "19.", "(a)", "II.", "一、", "（一）", "第一条", "١-", "(أ)", "а)", "•".

A label is what is printed, and what it could count. Which of its readings is meant, only its neighbours tell.
"""

import re
from dataclasses import dataclass

from commentspace.formats.label_forms import BOLD, LONGEST, MARKS, NUMBERINGS, Form
from commentspace.text.numerals import readings

_YEARS = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a label can count: an ordinal in a series of one style; `above` is the "1.2." of "1.2.3."."""

    style: str
    ordinal: int
    above: str = ""
    step: int = 1  # from the label before: 0 for "12 bis" and for bullets

    def begins(self) -> bool:
        """Whether a series can begin with it."""
        return self.ordinal == 1 or (self.ordinal == 0 and self.step == 0)

    def follows(self, other: "Reading") -> bool:
        """Whether it is the next of the series that `other` belongs to."""
        return (self.style, self.above, self.ordinal) == (other.style, other.above, other.ordinal + self.step)

    def stands_below(self, other: "Reading") -> bool:
        """Whether it is one of the parts of `other`, as "1.2" is of "1."."""
        return self.above == f"{other.above}{other.ordinal}."


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is printed. A `weak` one is a label only where its series begins or goes on with it."""

    text: str
    form: Form
    readings: tuple[Reading, ...]
    weak: bool = False

    def follows(self, other: "Label") -> bool:
        """Whether it can be the next after `other` in a series."""
        return any(mine.follows(theirs) for mine in self.readings for theirs in other.readings)

    def repeats(self, other: "Label") -> bool:
        """Whether it is the same once more."""
        return any(mine == theirs for mine in self.readings for theirs in other.readings)

    def stands_below(self, other: "Label") -> bool:
        """Whether it can be a part of `other`, as "1.2" is of "1."."""
        return any(mine.stands_below(theirs) for mine in self.readings for theirs in other.readings)


def read(line: str) -> tuple[Label, str] | None:
    """The label at the start of `line` and the text after it, or None. A bullet before a label is dropped."""
    return _read_ordinal(line) or _read_bold(line) or _read_mark(line)


def _read_ordinal(line: str) -> tuple[Label, str] | None:
    for pattern, form, style in NUMBERINGS:
        match = pattern.match(line[:LONGEST])
        if match and (label := _label(match, form, style)):
            return label, line[match.end() :].strip()
    return None


def _read_bold(line: str) -> tuple[Label, str] | None:
    """A label that is bold, "**1.** Text", or that begins bold words, "**I. Heading**"."""
    if alone := BOLD.match(line):
        found = _read_ordinal(alone[1])
        return (found[0], line[alone.end() :].strip()) if found and not found[1] else None
    found = _read_ordinal(line[2:]) if line.startswith("**") else None
    return (found[0], f"**{found[1]}") if found and found[1] else None


def _read_mark(line: str) -> tuple[Label, str] | None:
    for pattern, form in MARKS:
        if match := pattern.match(line[:LONGEST]):
            rest = line[match.end() :].strip()
            text = "•" if "\uf000" <= match[0] <= "\uf0ff" else match[0]
            within = _read_ordinal(rest) if form in {Form.BULLET, Form.MARK} else None
            return within or (Label(text, form, (Reading(text, 0, step=0),)), rest)
    return None


def _label(match: re.Match[str], form: Form, style: str) -> Label | None:
    parts = {name: part or "" for name, part in match.groupdict().items()}
    token, unit = parts["n"], parts.get("unit", "").lower()
    levels = [int(level) for level in re.split("[.．]", parts.get("above", "")) if level]
    above = "".join(f"{level}." for level in levels)
    step = 0 if parts.get("bis") else 1
    meant = tuple(
        Reading(style.format(family, len(levels)) + unit, ordinal, above, step) for family, ordinal in readings(token)
    )
    text = match[0].strip()
    return Label(text, form, meant, _is_weak(text, token, meant)) if meant else None


def _is_weak(text: str, token: str, meant: tuple[Reading, ...]) -> bool:
    """A decimal may be an amount, a high number a year, and one letter with a point somebody's initial."""
    is_letter = len(token) == 1 and token.isalpha() and not token.isnumeric() and text[0] == token and text[-1] != ")"
    return is_letter or meant[0].ordinal >= _YEARS or (bool(meant[0].above) and text[-1].isdecimal())
