"""The changes of the text of a file that came back, as rows that propose them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from lxml import etree

from commentspace.domain.submitted import Candidate, Known, Row
from commentspace.errors import Refusal, marked
from commentspace.formats.word import reading as word
from commentspace.formats.word.names import w
from commentspace.formats.word_back import edits
from commentspace.formats.word_back.aligning import Found
from commentspace.formats.word_back.commented import Said, named
from commentspace.formats.word_back.edits import Edit
from commentspace.formats.word_back.standing import Standing

Moments = Mapping[int, datetime]
"""When the paragraphs of a file were changed, by their numbers in it."""


def rows(standing: Standing, moments: Moments, warnings: list[Said]) -> Iterator[Row]:
    """A row for each paragraph that was changed, taken out or put in."""
    known, language = standing.known, standing.known.languages[-1] if standing.known.languages else "en"
    found = [*_changed(standing, language), *_gone(standing, language, warnings), *_put_in(standing, language)]
    proposed = edits.proposed(known)
    order = {paragraph.uid: number for number, paragraph in enumerate(known.paragraphs)}
    for edit, numbers in sorted(found, key=lambda each: order[each[0].paragraph.uid]):
        ours = proposed.get((edit.paragraph.uid, edits.squeezed(edit.proposal))) if edit.proposal else ""
        at = max((moments[number] for number in numbers if number in moments), default=None)
        yield _row(edit, at, ours or "")


def moments(root: etree._Element, found: Sequence[Found]) -> Moments:
    """When each paragraph was last changed, as far as its tracked changes say."""
    numbers = {place: each.number for each in found for place in each.paragraph.source.split()}
    said: dict[int, datetime] = {}
    for place, holder in enumerate(root.iter(w("p"))):
        number = numbers.get(f"p{place}")
        if number is None:
            continue
        for change in holder.iter(w("ins"), w("del")):
            with suppress(ValueError):
                at = datetime.fromisoformat(change.get(w("date"), ""))
                at = at if at.tzinfo else at.replace(tzinfo=UTC)
                said[number] = max(at, said.get(number, at))
    return said


def _changed(standing: Standing, language: str) -> Iterator[tuple[Edit, list[int]]]:
    paragraphs = standing.known.paragraphs
    for group in standing.alignment.groups:
        if all(standing.found[number].paragraph.left_out == "deleted" for number in group.found):
            continue
        for edit in edits.changed(standing.stood(group.known[0]), paragraphs, standing.found):
            is_empty = not edit.proposal
            yield edits.deletion(edit.paragraph, edit.author, language) if is_empty else edit, group.found


def _gone(standing: Standing, language: str, warnings: list[Said]) -> Iterator[tuple[Edit, list[int]]]:
    """Paragraphs that were taken out. Where many are gone without a mark, it is a part of the document that came."""
    paragraphs, groups = standing.known.paragraphs, standing.alignment.by_known()
    has_file = standing.known.source.startswith(b"PK")  # what was added to its text later has never been in it
    missing = edits.gone(standing.alignment, paragraphs, standing.found)
    missing = [number for number in missing if paragraphs[number].text.strip(" |")]  # a row of empty cells says nothing
    missing = [number for number in missing if number in groups or paragraphs[number].source or not has_file]
    unmarked = [number for number in missing if number not in groups]
    if len(unmarked) > edits.MOST_GONE and len(unmarked) * 20 > len(paragraphs):
        warnings.append(
            (
                marked(
                    "Paragraphs of the document that are not in the file: %(count)d. "
                    "That is not taken as deleting them."
                ),
                {"count": len(unmarked)},
            )
        )
        missing = [number for number in missing if number in groups]
    for number in missing:
        found = groups[number].found if number in groups else []
        author = next((standing.found[each].paragraph.changed_by for each in found), "")
        yield edits.deletion(paragraphs[number], author, language), found


def _put_in(standing: Standing, language: str) -> Iterator[tuple[Edit, list[int]]]:
    """Paragraphs of the file that neither the document nor the file that it came from has."""
    free = [
        each
        for each in standing.found
        if each.key and not each.paragraph.left_out and not standing.is_standing(each.number)
    ]
    if not free or not standing.known.paragraphs:
        return
    there = _of_source(standing.known)
    together: list[list[Found]] = []
    for each in free:
        if there[each.key] > 0:
            there[each.key] -= 1
        elif together and together[-1][-1].number == each.number - 1:
            together[-1].append(each)
        else:
            together.append([each])
    for put in together:
        before = standing.before(put[0].number)
        place = before or standing.known.paragraphs[0]
        yield edits.insertion(place, put, language, is_before=before is None), [each.number for each in put]


def _of_source(known: Known) -> Counter[str]:
    """What the file has that the document came from: some of it may have been left out when it was issued."""
    if not known.source.startswith(b"PK"):
        return Counter()
    with suppress(Refusal):
        draft = word.read(known.source, known.languages[0] if known.languages else None)
        return Counter(Found.of(number, each).key for number, each in enumerate(draft.paragraphs))
    return Counter()


def _row(edit: Edit, at: datetime | None, known: str) -> Row:
    return Row(
        position=0,
        cells=tuple(
            (head, text)
            for head, text in (("Author", edit.author), ("Proposed wording", edit.proposal), ("Comment", edit.markdown))
            if text
        ),
        markdown=edit.markdown,
        verdict="known" if known else "sure",
        candidates=(Candidate(edit.paragraph.uid, 1.0, "words"),),
        proposal=edit.proposal,
        label=edit.paragraph.label,
        reviewer=named(edit.author),
        at=at,
        comment=known,
    )
