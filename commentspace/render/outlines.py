"""The outline of a document, light enough for the first view however many headings there are."""

from collections.abc import Sequence

from commentspace.domain.discussion import HeadingView

MOST = 120
"""Headings that an outline shows at once."""


def shown(headings: Sequence[HeadingView], position: int) -> list[HeadingView]:
    """All headings where they are few; else the higher ones, and those of the chapter that `position` is in.

    Where even the chapters are too many, those around the place are shown.
    """
    if len(headings) <= MOST:
        return list(headings)
    chapters = _chapters(headings)
    begun = sum(chapter.position <= position for chapter in chapters)
    begins = chapters[begun - 1].position if begun else -1
    ends = chapters[begun].position if begun < len(chapters) else headings[-1].position + 1
    inside = [each for each in headings if begins < each.position < ends]
    here = max(0, begun - 1)
    first = max(0, min(here - MOST // 2, len(chapters) - MOST))
    together = [*chapters[first : first + MOST], *_near(inside, position)]
    return sorted(together, key=lambda heading: heading.position)


def _chapters(headings: Sequence[HeadingView]) -> list[HeadingView]:
    """The headings of the deepest level down to which they are not too many; of the highest level in any case."""
    levels = sorted({heading.level for heading in headings})
    fits = [level for level in levels if sum(heading.level <= level for heading in headings) <= MOST]
    return [heading for heading in headings if heading.level <= (fits or levels)[-1 if fits else 0]]


def _near(headings: Sequence[HeadingView], position: int) -> Sequence[HeadingView]:
    """As many as an outline shows, those nearest before and after the place."""
    before = sum(heading.position <= position for heading in headings)
    first = max(0, min(before - MOST // 2, len(headings) - MOST))
    return headings[first : first + MOST]
