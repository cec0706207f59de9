"""Which comments stand beside their paragraph on paper, and which in the annex: as many beside it as there is room for.

Heights are estimates, in lines of the margin; a wrong one costs nothing but white space.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from unicodedata import east_asian_width

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph

IN_A_LINE: Final = 46
"""Latin letters in a line of the margin; such a letter of Chinese takes two."""
TEXT_IN_A_LINE: Final = 70
TEXT_LINE: Final = 1.45
"""How many lines of the margin are as high as one of the text."""
HEAD: Final = 3
"""Lines for who, when and the space around a comment."""
BEHIND: Final = 48
"""Lines that the margin may be behind the text, two thirds of a page: the page ends where the margin is full."""
LONGEST: Final = 40
"""Lines of one comment in the margin; a longer one stands in the annex."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the answers to it, oldest first."""

    comments: tuple[ExportedComment, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph, and how many more are in the annex."""

    here: tuple[ExportedComment, ...] = ()
    later: int = 0


@dataclass(slots=True)
class Margin:
    """The margin of a document, filled from its beginning to its end."""

    behind: float = field(default=0)

    def beside(self, paragraph: ExportedParagraph, threads: Sequence[Thread]) -> Beside:
        """What has room beside the next paragraph: the first comments, in their order."""
        comments = [comment for thread in threads for comment in thread.comments]
        here: list[ExportedComment] = []
        for comment in comments:
            height = _height(comment)
            if height > LONGEST or self.behind + height > BEHIND:
                break
            here.append(comment)
            self.behind += height
        self.behind = max(0.0, self.behind + (len(comments) > len(here)) - _text_height(paragraph))
        return Beside(tuple(here), len(comments) - len(here))


def threads_of(exported: Exported) -> dict[str, list[Thread]]:
    """The threads of each paragraph, by its name, in the order in which they began."""
    found: dict[str, dict[str, list[ExportedComment]]] = {}
    for comment in sorted(exported.comments, key=lambda each: each.posted_at):
        found.setdefault(comment.paragraph, {}).setdefault(comment.thread, []).append(comment)
    return {name: [Thread(tuple(each)) for each in threads.values()] for name, threads in found.items()}


def annexed(threads: Sequence[Thread], beside: Beside) -> Iterator[Thread]:
    """The threads that do not stand wholly beside their paragraph: whole, so that nobody reads half of one."""
    here = {comment.uid for comment in beside.here}
    return (thread for thread in threads if any(comment.uid not in here for comment in thread.comments))


def _height(comment: ExportedComment) -> float:
    lines = HEAD + _lines(comment.markdown.splitlines(), IN_A_LINE) + len(comment.files)
    for said in (comment.exact, comment.proposal):
        lines += 1 + _lines([said], IN_A_LINE) if said else 0
    return lines


def _text_height(paragraph: ExportedParagraph) -> float:
    return TEXT_LINE * (0.5 + _lines(paragraph.text.splitlines(), TEXT_IN_A_LINE))


def _lines(said: Iterable[str], letters: int) -> int:
    return sum(1 + _width(line) // letters for line in said)


def _width(line: str) -> int:
    return len(line) if line.isascii() else sum(2 if east_asian_width(each) in "WF" else 1 for each in line)
