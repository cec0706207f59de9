"""Replies as LibreOffice writes them up to version 7: it does not say what is answered, but quotes it in words.

Such a comment stands at the place of the one that it answers, and begins, in the language of its writer's program,
with 'Reply to Ana Silva (20/11/26, 09:31): "Why?"'.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from commentspace.domain.drafts import FileComment
from commentspace.formats.escaping import literal
from commentspace.formats.word_back.remarks import Remark

_MOST_LINES = 50


def resolved(comments: Iterable[FileComment], remarks: Mapping[str, Remark]) -> list[FileComment]:
    """The comments of one paragraph; those that answer another so are its replies, without what they quote."""
    seen: list[FileComment] = []
    every = list(comments)
    for comment in every:
        remark = remarks.get(comment.name)
        answered = _answered(remark, every) if remark and not comment.parent and not remark.has_head else None
        if remark and answered:
            comment = replace(comment, parent=answered.name, markdown=_without_quotation(remark))  # noqa: PLW2901  # the same one, told better
        seen.append(comment)
    return seen


def _answered(remark: Remark, others: Iterable[FileComment]) -> FileComment | None:
    """The comment that the first line names the writer of; the nearest before it, where there are several."""
    first = remark.lines[0] if remark.lines else ""
    found = None
    for other in others:
        if other.name == remark.name:
            break
        opening = re.escape(" ".join(other.author.split()))
        if other.author and re.match(rf'.{{0,60}}{opening} \([^()]{{4,40}}\): ?["“«]', first):
            found = other
    return found


def _without_quotation(remark: Remark) -> str:
    """What stands after the line in which the quotation ends."""
    ends = (at for at, line in enumerate(remark.lines[:_MOST_LINES]) if line.rstrip().endswith(('"', "”", "»")))
    after = remark.lines[next(ends, 0) + 1 :]
    return "\n\n".join(literal(line) for line in after if line.strip())
