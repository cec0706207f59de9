"""The tracked changes of ours in a file that came back, undone: what is tracked then is what somebody has changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree

from commentspace.domain.submitted import Known, KnownComment
from commentspace.formats.word.names import w
from commentspace.formats.word_back.remarks import Remark
from commentspace.formats.word_out.cleaning import unwrap
from commentspace.text.normal import normal

_CHANGES = (w("ins"), w("del"))
_MINUTE = len("2026-11-20T10:11")
Group = list[etree._Element]


def undo(root: etree._Element, found: Sequence[Remark], ours: Mapping[str, KnownComment], known: Known) -> None:
    """Reject what proposals of ours have put in and taken out.

    A change is one of ours where a comment of ours with a proposal, in the same file, has the same writer and minute;
    or, where that comment was deleted from the file, where it puts in words of a known proposal by this writer.
    """
    signed = {
        (remark.author, remark.date[:_MINUTE])
        for remark in found
        if (comment := ours.get(remark.name)) is not None and comment.proposal
    }
    present = {comment.uid for comment in ours.values()}
    lost = [comment for comment in known.comments if comment.proposal and comment.uid not in present]
    for (author, minute, _), changes in _grouped(root).items():
        if (author, minute) in signed or _is_of_a_lost_one(author, changes, lost):
            _reject(changes)


def _grouped(root: etree._Element) -> dict[tuple[str, str, etree._Element], Group]:
    """The changes of words by writer, minute and paragraph."""
    groups: dict[tuple[str, str, etree._Element], Group] = defaultdict(list)
    for change in root.iter(*_CHANGES):
        holder = next(change.iterancestors(w("p")), None)
        parent = change.getparent()
        if holder is None or parent is None or parent.tag in {w("rPr"), w("trPr")}:
            continue
        groups[" ".join(change.get(w("author"), "").split()), change.get(w("date"), "")[:_MINUTE], holder].append(
            change
        )
    return groups


def _is_of_a_lost_one(author: str, changes: Group, lost: Sequence[KnownComment]) -> bool:
    put = [normal("".join(map(str, change.itertext()))) for change in changes if change.tag == w("ins")]
    words = [each for each in put if each]
    return bool(words) and any(
        any(author == name or author.startswith(f"{name} (") for name in (comment.author, comment.said_by) if name)
        and all(each in normal(comment.proposal or "") for each in words)
        for comment in lost
    )


def _reject(changes: Group) -> None:
    for change in changes:
        parent = change.getparent()
        if parent is None:
            continue
        if change.tag == w("ins"):
            parent.remove(change)
            continue
        for text in change.iter(w("delText")):
            text.tag = w("t")
        unwrap(change)
