"""A Word file that came back: what is new in it, as rows that can be posted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from commentspace.domain.submitted import Known, KnownComment, Row, Submitted
from commentspace.errors import marked
from commentspace.formats.word import reading as word
from commentspace.formats.word.names import w
from commentspace.formats.word_back import answers, commented, edited
from commentspace.formats.word_back.aligning import Found, align
from commentspace.formats.word_back.commented import Said
from commentspace.formats.word_back.remarks import recognised, remarks
from commentspace.formats.word_back.standing import Standing
from commentspace.formats.word_back.undoing import undo
from commentspace.formats.word_out import naming
from commentspace.formats.word_out.elements import written
from commentspace.formats.word_out.parts import Parts

_PLACE = re.compile(r"p(\d+)")


def read(data: bytes, known: Known) -> Submitted:
    """What a returned file holds: comments that are new, answers, and changes of the text as proposed wordings.

    What was in the file when it was taken away is "known", and never new. A comment that is missing is not taken as
    withdrawn. Raises Invalid as the reader of drafts does.
    """
    parts = Parts(data)
    root = parts.package.part(parts.package.main)
    if root is None:
        raise ValueError("a package has refused a file without text")
    said = remarks(parts.package)
    answered = answers.told(said, known)
    ours = recognised([each for each in said if each.name not in answered], known)
    undo(root, said, ours, known)
    parts.put(parts.package.main, written(root))
    draft = word.read(parts.saved(), known.languages[0] if known.languages else None)
    found = [Found.of(number, paragraph) for number, paragraph in enumerate(draft.paragraphs)]
    standing = Standing(known, found, align(known.paragraphs, found, _names(root, found)))
    warnings: list[Said] = []
    rows = [
        *commented.rows(standing, said, ours, warnings, answered),
        *edited.rows(standing, edited.moments(root, found), warnings),
    ]
    warnings += _missing(ours, known)
    named = naming.properties(parts.package)
    return Submitted(
        form="docx",
        layout="word",
        rows=tuple(_numbered(rows)),
        document=named.get(naming.DOCUMENT, ""),
        revision=named.get(naming.REVISION, ""),
        warnings=tuple(warnings),
    )


def _names(root: etree._Element, found: Sequence[Found]) -> dict[str, int]:
    """The numbers of the draft's paragraphs by the names that the file carries for them."""
    holders = {holder: place for place, holder in enumerate(root.iter(w("p")))}
    numbers: dict[int, int] = {}
    for each in found:
        for place in _PLACE.findall(each.paragraph.source):
            numbers.setdefault(int(place), each.number)
    named = ((uid, numbers.get(holders[holder])) for uid, holder in naming.named_paragraphs(root))
    return {uid: number for uid, number in named if number is not None}


def _missing(ours: Mapping[str, KnownComment], known: Known) -> list[Said]:
    """Say of comments that were in the file, by their numbers, and are not there now, that they stay."""
    numbers = {comment.number for comment in ours.values() if comment.number is not None}
    newest = max(numbers, default=0)
    lost = [
        each
        for each in known.comments
        if each.number is not None and each.number < newest and each.number not in numbers
    ]
    said = [each for each in lost if each.markdown or each.proposal]
    if not said:
        return []
    sentence = marked("Comments of the document that are not in the file: %(count)d. They stay as they are.")
    return [(sentence, {"count": len(said)})]


def _numbered(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, position=position) for position, row in enumerate(rows)]
