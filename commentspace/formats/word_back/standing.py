"""Where a place in a file that came back is in the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.domain.drafts import FileComment
from commentspace.domain.submitted import Candidate, Known, KnownParagraph, Verdict
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.placing import Places as Placing
from commentspace.formats.word_back import edits
from commentspace.formats.word_back.aligning import Alignment, Found
from commentspace.formats.word_back.edits import Stood

MOST_PLACED = 500
"""So many comments on text that is none of the document's are looked for in it by their words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a comment of the file is in the document; `label` and `exact` are the file's own."""

    candidates: tuple[Candidate, ...]
    verdict: Verdict
    exact: str = ""
    label: str = ""

    def doubted(self) -> "Spot":
        """The same, for somebody to decide."""
        return Spot(self.candidates, "doubtful" if self.candidates else "unplaced", self.exact, self.label)


class Standing:
    """The paragraphs of the file and of the document, as they are aligned."""

    def __init__(self, known: Known, found: Sequence[Found], alignment: Alignment):
        self.known, self.found, self.alignment = known, found, alignment
        self._by_known, self._by_found = alignment.by_known(), alignment.by_found()
        self._stood: dict[int, Stood] = {}
        self._placing: Placing | None = None
        self._placed = 0

    def stood(self, number: int) -> Stood:
        """The texts of the group that a paragraph of the document is in."""
        group = self._by_known[number]
        if group.known[0] not in self._stood:
            self._stood[group.known[0]] = edits.stood(group, self.known.paragraphs, self.found)
        return self._stood[group.known[0]]

    def is_standing(self, found: int) -> bool:
        """Whether a paragraph of the file is one of the document's."""
        return found in self._by_found

    def spot(self, comment: FileComment, at: Found | None) -> Spot:
        """Where a comment is: at words of a paragraph, at a whole one, or at text that the document has not."""
        label = at.paragraph.label if at else ""
        has_words = at is not None and comment.start is not None and comment.end is not None
        exact = at.text[comment.start : comment.end] if at and has_words else ""
        group = self._by_found.get(at.number) if at else None
        if at is None or group is None:
            return self._elsewhere(comment, at, exact)
        stood = self.stood(group.known[0])
        shift = stood.found_starts[at.number] - stood.cut.get(at.number, 0)
        start = stood.places.in_old(max(0, shift + (comment.start or 0)))
        number = max((each for each in group.known if stood.starts[each] <= start), default=group.known[0])
        paragraph, begins = self.known.paragraphs[number], stood.starts[number]
        why = "name" if group.is_named else "words"
        if comment.start is None or comment.end is None:
            return Spot((Candidate(paragraph.uid, 1.0, why),), "sure", "", label)
        end = stood.places.in_old(max(0, shift + comment.end), is_end=True)
        words = start - begins, min(end - begins, len(paragraph.text))
        if words[0] >= words[1] or words == (0, len(paragraph.text)):
            return Spot((Candidate(paragraph.uid, 1.0, why),), "sure", "", label)
        return Spot((Candidate(paragraph.uid, 1.0, why, *words),), "sure", exact, label)

    def before(self, found: int) -> KnownParagraph | None:
        """The paragraph of the document that stands before a paragraph of the file."""
        for each in range(found - 1, -1, -1):
            if each in self._by_found:
                return self.known.paragraphs[self._by_found[each].known[-1]]
        return None

    def _elsewhere(self, comment: FileComment, at: Found | None, exact: str) -> Spot:
        """At text that is none of the document's: what is like it, or the paragraph before it, may be meant."""
        label = at.paragraph.label if at else ""
        candidates: list[Candidate] = []
        self._placed += 1
        if self._placed <= MOST_PLACED and (exact or at):
            self._placing = self._placing or Placing(self.known)
            facts = Facts(cells=(), comment=comment.markdown, quotation=exact or (at.text if at else ""), label=label)
            candidates += self._placing.place(facts)[1]
        before = self.before(at.number) if at else None
        if before is not None and before.uid not in {each.paragraph for each in candidates}:
            candidates.append(Candidate(before.uid, 0.3, "order"))
        return Spot(tuple(candidates), "doubtful" if candidates else "unplaced", exact, label)
