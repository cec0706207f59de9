"""What is taken from a placed row: its text as Markdown, its proposal, its kind, who said it, and if it is known."""

from collections.abc import Iterable
from dataclasses import replace

from commentspace.domain.submitted import Candidate, Known, KnownComment, Row
from commentspace.formats.escaping import literal
from commentspace.formats.matrix import quotes, values
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.owned import Owned
from commentspace.formats.matrix.placing import Placed, Places
from commentspace.text.normal import normal

IS_WORDING = 0.4
"""How like the words that it is about a proposed change has to be, to be taken as their new wording."""
LONGEST_NAME = 200


class Stating:
    """Makes rows of facts, beside the document as it is known."""

    def __init__(self, known: Known, places: Places, numbers: Iterable[str]):
        self._owned = Owned(known)
        self._texts = {paragraph.uid: paragraph.text for paragraph in known.paragraphs}
        self._places = places
        self._numbers = frozenset(filter(None, numbers))

    def note(self, position: int, facts: Facts) -> Row:
        """A row that is an instruction or an example, for the record."""
        return Row(position, facts.cells, markdown("\n\n".join(filter(None, (facts.comment, facts.proposal)))), "empty")

    def row(self, position: int, facts: Facts, placed: Placed) -> tuple[Row, KnownComment | None]:
        """The row, and a comment of ours that it names but no longer says: an edit is never made silently."""
        verdict, candidates = placed
        named, older = self._owned.named(facts), None
        if named is not None and self._owned.is_unchanged(facts, named):
            return self._known(position, facts, named), None
        if named is not None:
            older, verdict = named, "doubtful"
            candidates = self._at(named) or candidates
        text, proposal = self._said(facts, candidates)
        if same := self._owned.same(facts, candidates[:1], text):
            return self._known(position, facts, same), None
        row = self._stated(facts, Row(position, facts.cells, text, verdict, candidates, proposal=proposal))
        return (self._answering(row, facts) if older is None else row), older

    def _known(self, position: int, facts: Facts, comment: KnownComment) -> Row:
        row = Row(position, facts.cells, markdown(facts.comment), "known", comment=comment.uid)
        return self._stated(facts, row)

    def _at(self, comment: KnownComment) -> tuple[Candidate, ...]:
        if comment.paragraph not in self._texts:
            return ()
        return (Candidate(comment.paragraph, 0.9, "name", comment.start, comment.end),)

    def _said(self, facts: Facts, candidates: tuple[Candidate, ...]) -> tuple[str, str]:
        """The comment and the proposed wording.

        What others call a proposed change is a wording only where it is like the words that it would replace; else it
        is an instruction ("Delete.", "Replace … by …") and goes on in the comment, under the file's own head.
        """
        proposal = facts.proposal.strip()
        if candidates and proposal.split() == self._words(candidates[0]).split():
            return markdown(facts.comment), ""
        if not proposal or facts.proposes_wordings or self._is_wording(facts, candidates):
            return markdown(facts.comment), proposal
        head = next((head for head, text in facts.cells if text == facts.proposal and head), "")
        said = f"{' '.join(head.split())}: {proposal}" if head and facts.comment else proposal
        return markdown("\n\n".join(filter(None, (facts.comment, said)))), ""

    def _words(self, candidate: Candidate) -> str:
        """What a proposal at this place would replace."""
        return self._texts[candidate.paragraph][candidate.start : candidate.end]

    def _is_wording(self, facts: Facts, candidates: tuple[Candidate, ...]) -> bool:
        if not candidates:
            return False
        alike = self._places.alike(facts.proposal, candidates[0].paragraph)
        return alike >= IS_WORDING and quotes.weight(facts.proposal) >= quotes.TELLS

    def _stated(self, facts: Facts, row: Row) -> Row:
        organisation = facts.organisation or facts.mb
        if facts.country and facts.country not in organisation:
            organisation = f"{organisation}, {facts.country}" if organisation else facts.country
        return replace(
            row,
            exact=self._exact(facts, row),
            kind=values.kind(facts.kind),
            label=facts.where[:LONGEST_NAME],
            reviewer=" ".join(facts.reviewer.split())[:LONGEST_NAME],
            organisation=" ".join(organisation.split())[:LONGEST_NAME],
            at=values.moment(facts.date),
            name=facts.number[:LONGEST_NAME],
        )

    def _exact(self, facts: Facts, row: Row) -> str:
        """The words that it is about, as the draft has them where they were found there."""
        for candidate in row.candidates[:1]:
            if candidate.start is not None and candidate.end is not None:
                return self._texts[candidate.paragraph][candidate.start : candidate.end]
            if normal(facts.quotation) == normal(self._texts[candidate.paragraph]):
                return ""
        return facts.quotation

    def _answering(self, row: Row, facts: Facts) -> Row:
        """The row as an answer to a comment of ours, by its number, or to another row of the file."""
        if answered := self._owned.answered(facts):
            place = Candidate(answered.paragraph, 1.0, "name")
            return replace(row, verdict="sure", candidates=(place,), exact="", reply_to=answered.uid)
        return replace(row, answers=facts.answers[:LONGEST_NAME]) if facts.answers in self._numbers else row


def markdown(text: str) -> str:
    """The text of a cell as Markdown that shows it as it was typed, with its lines."""
    blocks = [block.split("\n") for block in text.replace("\r", "").split("\n\n") if block.strip()]
    return "\n\n".join("\\\n".join(literal(line.strip()) for line in lines if line.strip()) for lines in blocks)
