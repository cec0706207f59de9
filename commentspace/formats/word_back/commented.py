"""The comments of a file that came back, as rows: those of ours are known, the others are new."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from commentspace.domain.drafts import FileComment
from commentspace.domain.submitted import Candidate, KnownComment, Row
from commentspace.errors import marked
from commentspace.formats.word_back import office_replies
from commentspace.formats.word_back.aligning import Found
from commentspace.formats.word_back.remarks import HEAD, Remark, addition
from commentspace.formats.word_back.standing import Spot, Standing

Said = tuple[str, dict[str, object]]
"""A sentence with its details."""

_NOBODY = frozenset(
    ["unknown author", "unknown", "author", "user", "microsoft office user", "windows user", "microsoft account"]
)
_PARTY = re.compile(r"(.+?)\s*\(([^()]+)\)")
_HEAD_IN_MARKDOWN = re.compile(r"[^\n]*#\d*[^\n]* · [^\n]*(?:\n+|$)")


def rows(
    standing: Standing,
    said: Sequence[Remark],
    ours: Mapping[str, KnownComment],
    warnings: list[Said],
    answered: Mapping[str, KnownComment],
) -> Iterator[Row]:
    """A row for each comment of the file, in its order; those that no paragraph of the text has stand last.

    `answered` are the comments of ours of which the file shows the answers: an answer is no row, and what answers an
    answer is a reply to its comment.
    """
    remarks = {remark.name: remark for remark in said}
    seen: set[str] = set(answered)
    answered_or_ours = {**answered, **ours}
    for found in standing.found:
        for comment in office_replies.resolved(found.paragraph.comments, remarks):
            if comment.name not in seen:
                seen.add(comment.name)
                yield _row(standing, (comment, found), remarks.get(comment.name), answered_or_ours, warnings)
    for remark in said:
        if remark.name not in seen:
            seen.add(remark.name)
            yield _row(standing, (_bare(remark), None), remark, answered_or_ours, warnings)


def _row(
    standing: Standing,
    at: tuple[FileComment, Found | None],
    remark: Remark | None,
    ours: Mapping[str, KnownComment],
    warnings: list[Said],
) -> Row:
    comment, found = at
    known = ours.get(comment.name)
    if known is None:
        spot = standing.spot(comment, found)
        return _made(comment, spot, _without_head(comment.markdown, remark), ours.get(comment.parent))
    added = addition(remark, known) if remark else None
    if added is None:
        place = Candidate(known.paragraph, 1.0, "name", known.start, known.end)
        return _made(comment, Spot((place,), "known"), known.markdown, None, known.uid)
    warnings.append(
        (
            marked("In the file, something was written into comment %(number)s. It is offered as an answer to it."),
            {"number": f"#{known.number}" if known.number is not None else ""},
        )
    )
    return _made(comment, standing.spot(comment, found).doubted(), added, known)


def named(author: str) -> str:
    """Who is named as a writer; programs whose user has said no name write one of their own."""
    return "" if author.casefold() in _NOBODY else author


def _made(comment: FileComment, spot: Spot, markdown: str, answered: KnownComment | None, known: str = "") -> Row:
    party = _PARTY.fullmatch(comment.author.strip())
    candidates, verdict = spot.candidates, spot.verdict
    if answered is not None:
        candidates = (Candidate(answered.paragraph, 1.0, "name", answered.start, answered.end),)
        verdict = "sure" if verdict == "unplaced" else verdict
    if not markdown.strip() and not known:
        verdict = "empty"
    return Row(
        position=0,
        cells=_cells(comment, spot.exact),
        markdown=markdown,
        verdict=verdict,
        candidates=candidates,
        exact=spot.exact,
        label=spot.label,
        reviewer=named(party[1] if party else comment.author.strip()),
        organisation=party[2] if party else "",
        at=comment.at,
        name=comment.name,
        answers="" if answered or known else comment.parent,
        reply_to=answered.uid if answered else "",
        comment=known,
        resolved=comment.resolved,
    )


def _cells(comment: FileComment, exact: str) -> tuple[tuple[str, str], ...]:
    """What stands in the file, for the record."""
    at = comment.at.strftime("%Y-%m-%d %H:%M") if comment.at else ""
    said: list[tuple[str, str]] = [
        ("Author", comment.author),
        ("Date", at),
        ("Words", exact),
        ("Comment", comment.markdown),
    ]
    return tuple((head, text) for head, text in said if text)


def _without_head(markdown: str, remark: Remark | None) -> str:
    """The text without a first line of ours, as a copy of one of our comments may still have."""
    if remark is None or not remark.lines or HEAD.fullmatch(remark.lines[0].strip()) is None:
        return markdown
    return _HEAD_IN_MARKDOWN.sub("", markdown, count=1)


def _bare(remark: Remark) -> FileComment:
    """A comment that the text does not refer to."""
    return FileComment(name=remark.name, author=remark.author, markdown=remark.said, at=_moment(remark.date))


def _moment(date: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
