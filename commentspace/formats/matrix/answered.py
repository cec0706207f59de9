"""Answers that somebody has written into a matrix: read where a moderator brings it, else named as unread."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commentspace.domain.submitted import Given, Known, KnownAnswer, KnownComment, Row
from commentspace.errors import marked
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.owned import Owned
from commentspace.formats.matrix.shown import CUT, shown
from commentspace.formats.matrix.values import outcome
from commentspace.text.normal import normal

NOT_READ = marked(
    "Answers that were written into the file are not read. They stand in these rows: %(rows)s. "
    "A moderator gives them in the table of the review, or at each comment."
)
FOUND = marked(
    "Answers to comments that were found in the file: %(count)s. None is given yet: "
    "look at them on the page of this file, and give them there."
)
NOT_OF_A_COMMENT = marked(
    "These rows have an answer, but are no comment that is here, or another row answers the same one: %(rows)s. "
    "Their answers are left aside."
)
MOST = 20
"""Rows that are named."""
LONGEST_WORD = 200
_STATES = frozenset(("shown", "held", "withdrawn"))
"""What our own column of states may say beside what was decided."""
_NUMBER = re.compile(r"\d{1,9}")

Noticed = list[tuple[str, dict[str, object]]]
_Said = tuple[str, str, str]
"""An outcome (or the word that names none), the number of a repeated comment, and the reason."""


def read(facts: Sequence[Facts], rows: Sequence[Row], known: Known) -> tuple[tuple[Row, ...], Noticed]:
    """The rows with the answers that a moderator has written into them since, and what has to be said of answers.

    `rows` are what the facts were read as, in the same order. An answer that the file was written with is none of
    these, and neither is one that the comment has by now. Of other senders no answer is read.
    """
    owned, ours = Owned(known), {comment.uid: comment for comment in known.comments}
    found: list[Row] = []
    left: list[str] = []
    answered: set[str] = set()
    for each, row in zip(facts, rows, strict=True):
        comment = owned.named(each) or ours.get(row.comment)
        given = None if each.is_note else _given(each, comment)
        is_read = given is not None and known.takes_answers and comment is not None and comment.uid not in answered
        found.append(replace(row, given=given) if is_read else row)
        if is_read and comment is not None:
            answered.add(comment.uid)
        elif given is not None and (known.takes_answers or _is_news(given, comment)):
            left.append(str(each.line_in_file))
    said: Noticed = [(FOUND, {"count": len(answered)})] if answered else []
    if left:
        named = ", ".join(left[:MOST]) + (" …" if len(left) > MOST else "")
        said.append((NOT_OF_A_COMMENT if known.takes_answers else NOT_READ, {"rows": named}))
    return tuple(found), said


def _is_news(given: Given, comment: KnownComment | None) -> bool:
    """Whether it decides or says what the answer in force does not, where no answer is read."""
    had = (comment.outcome, normal(shown(comment.reason))) if comment else ("", "")
    decides = bool(given.outcome) and given.outcome != had[0]
    return decides or (bool(given.reason) and normal(given.reason) != had[1])


def _given(facts: Facts, comment: KnownComment | None) -> Given | None:
    """What a row answers; None where it says nothing, what it was written with, or what is decided already."""
    word, reason = _cells(facts)
    decided = outcome(word)
    number = _NUMBER.search(word) if decided == "duplicate" else None
    repeats = str(int(number[0])) if number else ""
    if not normal(word + reason) or _is_had(facts, comment, (decided or word, repeats, reason)):
        return None
    before = _before(facts, comment)
    if before is not None and normal(reason) == normal(shown(before.reason)):
        reason = before.reason
    name = comment.uid if comment else ""
    return Given(name, decided, word[:LONGEST_WORD], reason.strip(), repeats, facts.answer_name)


def _cells(facts: Facts) -> tuple[str, str]:
    """What was decided as it is written, and the reason; in one column the first line says what was decided."""
    words = [part.strip() for part in facts.status.split("\n\n") if part.strip() not in _STATES]
    word = next((part for part in words if outcome(part)), words[0] if words else "")
    if word:
        return word, facts.response
    first, _, rest = facts.response.partition("\n")
    return (first, rest) if outcome(first) else ("", facts.response)


def _is_had(facts: Facts, comment: KnownComment | None, said: _Said) -> bool:
    """Whether it is the answer that the file was written with, or the one that the comment has now."""
    if comment is None:
        return False
    had = [*(comment.answers[:1] if comment.is_answered else ()), _before(facts, comment)]
    if comment.outcome and not comment.answers:
        had.append(KnownAnswer("", comment.outcome, comment.reason))
    return any(each is not None and _is_same(said, each) for each in had)


def _before(facts: Facts, comment: KnownComment | None) -> KnownAnswer | None:
    """The answer that the file was written with."""
    answers = comment.answers if comment and facts.answer_name else ()
    return next((each for each in answers if each.uid == facts.answer_name), None)


def _is_same(said: _Said, answer: KnownAnswer) -> bool:
    decided, repeats, reason = said
    had = normal(shown(answer.reason))
    is_cut = reason.endswith(CUT.strip()) and had.startswith(normal(reason.removesuffix(CUT.strip())))
    numbers = ("", str(answer.duplicate_number or ""))
    return decided == answer.outcome and (is_cut or normal(reason) == had) and repeats in numbers
