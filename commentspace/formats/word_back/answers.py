"""The answers to comments that a file of ours was written with, so that they do not come back as new comments."""

import re
from collections.abc import Sequence

from commentspace.domain.submitted import Known, KnownAnswer, KnownComment
from commentspace.formats.matrix.values import outcome
from commentspace.formats.word_back.remarks import Remark, words_of
from commentspace.formats.word_out.remarks import ANSWER_MARK, identity_of
from commentspace.formats.word_out.said import ANSWER
from commentspace.text.normal import normal

_LINK = re.compile(rf"#{ANSWER_MARK}([a-z2-7]{{16}})$")
_SEPARATOR = " · "


def told(found: Sequence[Remark], known: Known) -> dict[str, KnownComment]:
    """The comments whose answers stand in a file, by the names that the answers have there.

    Word's own identity of an answer says so, or the link in its first line, or its words. One into which something
    was written is none of these: it comes back like any other comment.
    """
    by_name = {answer.uid: (comment, answer) for comment in known.comments for answer in comment.answers}
    by_identity = {identity_of(uid): uid for uid in by_name}
    by_words: dict[str, KnownComment] = {}
    for comment, answer in by_name.values():
        by_words.setdefault(_words(answer), comment)
    ours: dict[str, KnownComment] = {}
    for remark in (each for each in found if _has_head(each)):
        linked = (match[1] for link in remark.links[:1] if (match := _LINK.search(link)))
        named = (by_name[uid] for uid in (*linked, by_identity.get(remark.identity, "")) if uid in by_name)
        said = _said(remark)
        comment_of = next((comment for comment, answer in named if _words(answer) == said), by_words.get(said))
        if comment_of is not None:
            ours[remark.name] = comment_of
    return ours


def _has_head(remark: Remark) -> bool:
    """Whether its first line is that of an answer, in any language."""
    word, _, decided = remark.lines[0].strip().partition(_SEPARATOR) if remark.lines else ("", "", "")
    return word in ANSWER.values() and bool(outcome(decided))


def _said(remark: Remark) -> str:
    _, _, decided = remark.lines[0].strip().partition(_SEPARATOR)
    return f"{outcome(decided)} {normal(chr(10).join(remark.lines[1:]))}"


def _words(answer: KnownAnswer) -> str:
    return f"{answer.outcome} {normal(words_of(answer.reason))}"
