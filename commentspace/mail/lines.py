"""A plain text in lines, with the quotation marks before each line counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from commentspace.text.normal import normal

QUOTED = re.compile(r"[ \t]{0,3}((?:[>＞][ \t]?)+)")
BARRED = re.compile(r"[ \t]{0,3}((?:\|[ \t]|\|$)+)")
INITIALED = re.compile(r"[ \t]{0,3}[A-Za-z]{1,5}((?:>[ \t]|>$))")
"""Initials before each line, as Emacs writes them (Supercite)."""
LINK = re.compile(r"<(?:https?|mailto):[^<>\s]*>|https?://[!-;=?-~]+")
STRUCK = re.compile(r"\s*~~[^~\n]+~~")
LEFT_OUT = re.compile(r"\[ ?(?:\.{2,}|…) ?\]|\( ?(?:\.{3}|…) ?\)|…|\.{3,}")
FIRST_IDEOGRAPH = "\u2e80"
MOST_INDENT = 3
BLANK_LINES = re.compile(r"\n{3,}")
RULE = re.compile(r"[-_=*~—–─━·\s]{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: as it came, how many quotation marks stand before it, what follows them, and its words, normalised."""

    raw: str
    depth: int
    content: str
    words: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here but quotation marks."""
        return not self.content.strip()


def lines(text: str) -> list[Line]:
    """The lines of a text whose line ends are LF."""
    return [_line(raw, QUOTED.match(raw)) for raw in text.split("\n")]


def with_marks(found: Iterable[Line], pattern: re.Pattern[str]) -> list[Line]:
    """The same lines, with what this pattern says before a line as a quotation mark too."""
    marked = ((line, None if line.depth else pattern.match(line.raw)) for line in found)
    return [_line(line.raw, marks) if marks else line for line, marks in marked]


def _line(raw: str, marks: re.Match[str] | None) -> Line:
    if marks is None:
        return Line(raw, 0, raw, words(raw) if raw else "")
    content = raw[marks.end() :]
    return Line(raw, len("".join(marks[1].split())), content, words(content) if content else "")


def words(text: str) -> str:
    """The text normalised, without links, which one part of a letter prints, and the other has behind its words.

    What was struck through does not count, unless that is most of it.
    """
    bare = LINK.sub(" ", text) if "://" in text or "<mailto:" in text else text
    return normal(without_struck(bare))


def without_struck(text: str) -> str:
    """The text without what was struck through, unless that is most of it."""
    rest = STRUCK.sub("", text) if "~~" in text else text
    return rest if 2 * len(rest.strip()) >= len(text) else text


def weight(text: str) -> int:
    """How much a text says, and how wide it is: a Chinese character counts as two letters."""
    return len(text) + sum(character >= FIRST_IDEOGRAPH for character in text)


def tidy(found: list[str]) -> str:
    """Lines as one text: without the few spaces that some programs put before each, blank lines one at a time."""
    indents = [len(line) - len(line.lstrip(" ")) for line in found if line.strip()]
    few = min(indents, default=0)
    cut = few if few <= MOST_INDENT else 0
    return BLANK_LINES.sub("\n\n", "\n".join(line[cut:] if line.strip() else "" for line in found))


def is_rule(content: str) -> bool:
    """Whether this is a line drawn across, such as programs draw above what they quote."""
    return RULE.fullmatch(content) is not None


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """A text of format=flowed with its paragraphs on one line each (RFC 3676, section 4).

    `delete_space` is DelSp=yes: the space that marks a soft end is not part of the text.
    """
    done: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        is_signature = content == "-- "
        soft = content.endswith(" ") and not is_signature
        kept = content[:-1] if soft and delete_space else content
        if depth == open_depth and not is_signature:
            done[-1].append(kept)
        else:
            done.append([">" * depth, " " if depth else "", kept])
        open_depth = depth if soft else -1
    return "\n".join(map("".join, done))
