"""The lines in which a mail program says whom it quotes ("On … wrote:", "发件人: …"), without a list of languages.

They are the lines that hold our address, our name or our subject, grown through their neighbours of the form
`label: value`. Only the lines next to such a line are looked at, so the search is linear.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from commentspace.mail.drawn_headers import drawn_headers
from commentspace.mail.lines import Line
from commentspace.text.normal import normal

MOST_HEADER_LINES = 12
MOST_INTRODUCTION_LINES = 4
MOST_BLANK = 2
LEAST_NAME, LEAST_SUBJECT = 2, 6
LABEL = re.compile(r"[\W_]{0,6}(?=[^:：\n]{0,40}[:：])[^\W\d_][^\s:：]*(?:[ \xa0]+[^\s:：]+){0,2}[ \xa0]*[:：]")
CLOCK = re.compile(r"\d{1,2}[:：.h时]\d{2}(?!\d)")
DATE = re.compile(r"(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
LONGEST_RULE = 120
DELIMITER = re.compile(r"-- ?")
TITLED_RULE = re.compile(r"[-_=*—–─━]{3,}(?:.{0,60}[-_=*—–─━]{3,})?")
COLONS = (":", "：")
# Spaces, and the marks of direction that programs put around Arabic.
AFTER_COLON = " \t\n\xa0\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True)
class LetterFacts:
    """What an attribution of our letter may show: our addresses, the name we sent it under, its subject."""

    addresses: tuple[str, ...]
    sender_name: str = ""
    subject: str = ""

    def holds_address(self, text: str) -> bool:
        """Whether one of our addresses stands in this text, which may be broken over lines."""
        joined = "".join(text.casefold().split())
        return any(address in joined for address in self._folded)

    def holds_key(self, text: str) -> bool:
        """Whether our address, name or subject stands in this text."""
        said = normal(text)
        return any(key in said for key in self._names) or self.holds_address(text)

    def is_of_sender(self, text: str) -> bool:
        """Whether this is our address, or a part of our name."""
        said = normal(text)
        return self.holds_address(text) or (len(said) >= LEAST_NAME and said in normal(self.sender_name))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(address.casefold() for address in self.addresses if "@" in address)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        keys = ((normal(self.sender_name), LEAST_NAME), (normal(self.subject), LEAST_SUBJECT))
        return tuple(key for key, least in keys if len(key) >= least)


def header_blocks(lines: Sequence[Line], facts: LetterFacts | None) -> list[range]:
    """The header blocks above a quotation ("From: … Sent: … Subject: …"), each with the rule drawn above it.

    With facts, those of our letter. Without, any of three labels or more (two under a rule) that tells a time.
    """
    found = list(drawn_headers(lines, facts.holds_key)) if facts else []
    for each in _runs_of_labels(lines):
        run = _without_typed(lines, each, facts) if facts else each
        text = "\n".join(lines[index].content for index in run)
        grown = _grown_down(lines, run)
        first = _rule_above(lines, run.start)
        labels = sum(1 for index in grown if LABEL.match(lines[index].content))
        needed = 2 if facts or first < run.start else 3
        if labels >= needed and (facts.holds_key(text) if facts else _tells_time(text)):
            found.append(range(first, grown.stop))
    return sorted(found, key=lambda block: block.start)


def _without_typed(lines: Sequence[Line], run: range, facts: LetterFacts) -> range:
    """The run without lines above it that look like labels by chance: they tell no address, name, time or subject."""
    first = run.start
    for index in run:
        content = lines[index].content
        if "@" in content or _tells_time(content) or facts.holds_key(content):
            return range(first, run.stop)
        first = index + 1
    return run


def introductions(lines: Sequence[Line], quoted: Collection[int], facts: LetterFacts | None) -> list[range]:
    """The lines above each quotation that introduce it ("On … wrote:").

    Where the quotation itself was deleted they stand at the end, or above a signature.
    """
    found = []
    for index in range(len(lines) + 1):
        begins = index == len(lines) or index in quoted or DELIMITER.fullmatch(lines[index].raw)
        if begins and index - 1 not in quoted and (span := _introduction(lines, quoted, index, facts)):
            found.append(span)
    return found


def _introduction(
    lines: Sequence[Line], quoted: Collection[int], before: int, facts: LetterFacts | None
) -> range | None:
    """The introduction whose last line is the last before this index, or None where there is none."""
    last = before - 1
    while last >= 0 and before - last <= MOST_BLANK + 1 and lines[last].is_blank and last not in quoted:
        last -= 1
    text, fits, least = "", False, last + 1
    for first in range(last, max(-1, last - MOST_INTRODUCTION_LINES), -1):
        if lines[first].is_blank or first in quoted:
            break
        text = f"{lines[first].content}\n{text}"
        fits = fits or _introduces(text, facts, is_end=before not in quoted)
        least = min(least, first) if fits and facts and facts.holds_address(text) else least
        if fits and _tells_time(text):
            return range(_grown_up(lines, quoted, first, facts), last + 1)
    if least <= last:
        return range(least, last + 1)
    return range(last, last + 1) if fits and _introduces(lines[last].content, facts, is_end=True) else None


def _grown_up(lines: Sequence[Line], quoted: Collection[int], first: int, facts: LetterFacts | None) -> int:
    """Where an introduction begins that was broken into lines: those above hold our address, or a part of our name."""
    for above in range(first - 1, max(-1, first - 1 - MOST_INTRODUCTION_LINES), -1):
        if facts is None or above in quoted or lines[above].is_blank:
            break
        first = above if facts.is_of_sender(lines[above].content) else first
    return first


def _introduces(text: str, facts: LetterFacts | None, *, is_end: bool) -> bool:
    ends_so = text.rstrip(AFTER_COLON).endswith(COLONS)
    tells_moment = bool(CLOCK.search(text) and DATE.search(text))
    if facts is None:
        return ends_so and (_tells_time(text) or "@" in text)
    if facts.holds_address(text):
        return ends_so or (tells_moment and not is_end)
    # Somebody else's letter, quoted around ours, is introduced by a date with a time of day.
    return ends_so and not is_end and (tells_moment or (_tells_time(text) and facts.holds_key(text)))


def _tells_time(text: str) -> bool:
    return bool(CLOCK.search(text) or DATE.search(text))


def _runs_of_labels(lines: Sequence[Line]) -> Iterator[range]:
    """Neighbouring lines of the form `label: value`, with the lines that are indented under them."""
    start = None
    for index, line in enumerate(lines):
        is_label = not line.depth and LABEL.match(line.content) is not None
        goes_on = start is not None and (is_label or line.raw[:1] in (" ", "\t")) and not line.is_blank
        if start is not None and (not goes_on or index - start >= MOST_HEADER_LINES):
            yield range(start, index)
            start = None
        if start is None and is_label:
            start = index
    if start is not None:
        yield range(start, len(lines))


def _grown_down(lines: Sequence[Line], run: range) -> range:
    """The run with the labels that follow it after one blank line each, as some programs write them."""
    stop = run.stop
    while stop + 1 < min(len(lines), run.start + 2 * MOST_HEADER_LINES):
        if not lines[stop].is_blank or not LABEL.match(lines[stop + 1].content):
            break
        stop += 2
    return range(run.start, stop)


def _rule_above(lines: Sequence[Line], start: int) -> int:
    """Where the rule begins that is drawn above this line, such as "----- Original Message -----"; else this line."""
    above = start - 1
    if above > 0 and lines[above].is_blank:
        above -= 1
    if above < 0 or len(lines[above].content) > LONGEST_RULE:
        return start
    return above if TITLED_RULE.fullmatch(lines[above].content.strip()) else start
