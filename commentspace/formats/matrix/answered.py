"""Answers that somebody has written into a matrix: they are not read, and this is said."""

from collections.abc import Sequence

from commentspace.domain.submitted import Known, KnownComment, Row
from commentspace.errors import marked
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.shown import shown
from commentspace.formats.matrix.values import outcome
from commentspace.text.normal import normal

NOT_READ = marked(
    "Answers that were written into the file are not read. They stand in these rows: %(rows)s. "
    "A moderator gives them in the table of the review, or at each comment."
)
MOST = 20
"""Rows that are named."""


def unread(facts: Sequence[Facts], rows: Sequence[Row], known: Known) -> list[tuple[str, dict[str, object]]]:
    """A warning that names the rows with an answer that is not the one which the comment has; none where there is none.

    `rows` are what the facts were read as, in the same order.
    """
    ours = {comment.uid: comment for comment in known.comments}
    found = [
        str(each.line_in_file)
        for each, row in zip(facts, rows, strict=True)
        if not each.is_note and _is_news(each, ours.get(row.comment))
    ]
    if not found:
        return []
    return [(NOT_READ, {"rows": ", ".join(found[:MOST]) + (" …" if len(found) > MOST else "")})]


def _is_news(facts: Facts, comment: KnownComment | None) -> bool:
    decided, reason = outcome(facts.status), facts.response
    first, _, rest = reason.partition("\n")
    if not decided and outcome(first):
        decided, reason = outcome(first), rest
    had = (comment.outcome, normal(shown(comment.reason))) if comment else ("", "")
    return (bool(decided) and decided != had[0]) or (bool(reason.strip()) and normal(reason) != had[1])
