"""What somebody has changed in the text of a file that came back: as proposed wordings and comments."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from commentspace.domain.submitted import Known, KnownComment, KnownParagraph
from commentspace.formats.word_back.aligning import Alignment, Found, Group
from commentspace.formats.word_back.phrases import DELETES, INSERTS, INSERTS_BEFORE
from commentspace.formats.word_back.places import Places
from commentspace.formats.word_out.said import said

_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
MOST_TOGETHER = 6
"""Of so many proposals on a paragraph it is looked which of them together were carried out."""
MOST_GONE = 10
"""So many paragraphs may be gone without a mark before it is an excerpt that came back."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change at a paragraph: its new wording, or a sentence that says what is proposed."""

    paragraph: KnownParagraph
    author: str
    proposal: str = ""
    markdown: str = ""
    is_sure: bool = True
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """A group with its texts, put together on either side."""

    group: Group
    places: Places
    starts: dict[int, int]
    """Where each paragraph of the document begins in the text as it was."""
    found_starts: dict[int, int]
    """Where each paragraph of the file begins in the text as it is."""
    cut: dict[int, int]
    """How much of a paragraph of the file is a label and not in that text; less than nothing where one was put in."""


def stood(group: Group, known: Sequence[KnownParagraph], found: Sequence[Found]) -> Stood:
    """The texts of a group."""
    old, starts = _together([(number, known[number].text) for number in group.known])
    texts = [(number, _text(found[number], known[group.known[0]], is_alone=_is_pair(group))) for number in group.found]
    new, found_starts = _together(texts)
    cut = {number: len(found[number].text) - len(text) for number, text in texts}
    return Stood(group, Places(old, new), starts, found_starts, cut)


def changed(each: Stood, known: Sequence[KnownParagraph], found: Sequence[Found]) -> Iterator[Edit]:
    """The paragraphs of a group that have another wording now."""
    author = next((found[number].paragraph.changed_by for number in each.group.found), "")
    if _is_same(each, known, found):
        return
    for number in each.group.known:
        paragraph, start = known[number], each.starts[number]
        new = each.places.new[each.places.in_new(start) : each.places.in_new(start + len(paragraph.text), is_end=True)]
        if len(each.group.known) == 1:
            new = each.places.new
        if squeezed(new) == squeezed(paragraph.text):
            continue
        if squeezed(new):
            yield Edit(paragraph, author, proposal=new.strip())
        else:
            yield Edit(paragraph, author, markdown="-")


def gone(alignment: Alignment, known: Sequence[KnownParagraph], found: Sequence[Found]) -> list[int]:
    """The paragraphs of the document that are in the file no more, or only as taken out."""
    groups = alignment.by_known()
    return [
        number
        for number, paragraph in enumerate(known)
        if paragraph.text
        and (number not in groups or all(found[each].paragraph.left_out == "deleted" for each in groups[number].found))
    ]


def deletion(paragraph: KnownParagraph, author: str, language: str) -> Edit:
    """The proposal to delete a paragraph: a sentence, since no wording is empty."""
    return Edit(paragraph, author, markdown=said(DELETES, language))


def insertion(paragraph: KnownParagraph, put: Sequence[Found], language: str, *, is_before: bool) -> Edit:
    """The proposal to put paragraphs in after, or before, one of the document's."""
    phrase = said(INSERTS_BEFORE if is_before else INSERTS, language)
    lines = [f"{each.paragraph.label} {each.paragraph.markdown}".strip() for each in put]
    quoted = "\n>\n".join("> " + line.replace("\n", "\n> ") for line in lines)
    author = next((each.paragraph.changed_by for each in put if each.paragraph.changed_by), "")
    return Edit(paragraph, author, markdown=f"{phrase}\n\n{quoted}")


def proposed(known: Known) -> dict[tuple[str, str], str]:
    """The comment whose proposal, carried out, makes a paragraph what it says; of several together, the first.

    Keys are the name of the paragraph and its text as it would be, squeezed.
    """
    together: dict[str, list[KnownComment]] = defaultdict(list)
    for comment in known.comments:
        if comment.proposal:
            together[comment.paragraph].append(comment)
    found: dict[tuple[str, str], str] = {}
    for paragraph in known.paragraphs:
        ours = together.get(paragraph.uid, [])
        for size in range(1, len(ours) + 1 if len(ours) <= MOST_TOGETHER else 2):
            for chosen in combinations(ours, size):
                text = _carried_out(paragraph.text, chosen)
                found.setdefault((paragraph.uid, squeezed(text)), chosen[0].uid)
    return found


def _carried_out(text: str, chosen: Sequence[KnownComment]) -> str:
    """The text with these proposals carried out, from its end; the text as it is where they overlap."""
    before = len(text)
    changes = [(each.start or 0, len(text) if each.end is None else each.end, each.proposal or "") for each in chosen]
    for start, end, proposal in sorted(changes, reverse=True):
        if end > before:
            return ""
        text, before = text[:start] + proposal + text[end:], start
    return text


def is_same(one: str, other: str) -> bool:
    """Whether two texts differ by nothing that is seen but white space."""
    return squeezed(one) == squeezed(other)


def _is_pair(group: Group) -> bool:
    return len(group.known) == len(group.found) == 1


def _is_same(each: Stood, known: Sequence[KnownParagraph], found: Sequence[Found]) -> bool:
    if is_same(each.places.old, each.places.new):
        return True
    old = "".join(known[number].label + known[number].text for number in each.group.known)
    new = "".join(found[number].paragraph.label + found[number].text for number in each.group.found)
    return is_same(old, new)


def _text(found: Found, known: KnownParagraph, *, is_alone: bool) -> str:
    """The text of a paragraph in the file, without the label that another reader takes for a part of it."""
    theirs = found.paragraph.label
    if not is_alone or bool(theirs) == bool(known.label):
        return found.text
    if theirs:
        return f"{theirs} {found.text}" if known.text.startswith(theirs) else found.text
    has_label = found.text.startswith(known.label) and not known.text.startswith(known.label)
    return found.text[len(known.label) :].lstrip() if has_label else found.text


def _together(texts: Sequence[tuple[int, str]]) -> tuple[str, dict[int, int]]:
    starts, whole = {}, ""
    for number, text in texts:
        whole = f"{whole} " if whole else whole
        starts[number] = len(whole)
        whole += text
    return whole, starts


def squeezed(text: str) -> str:
    """The text without white space, the bars of empty cells at its end, and what is not seen."""
    return _UNSEEN.sub("", text.rstrip(" |"))
