"""Which rows are comments that are there already, so that a file that comes back doubles nothing."""

from collections import defaultdict
from collections.abc import Sequence

from commentspace.domain.submitted import Candidate, Known, KnownComment
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.shown import CUT, shown
from commentspace.text.markdown import to_text
from commentspace.text.normal import normal

_Said = tuple[str, str]
"""What a comment says and proposes, its words alone."""


class Owned:
    """The comments that the sender can see, by name, number, and what they say."""

    def __init__(self, known: Known):
        self._by_name = {comment.uid: comment for comment in known.comments}
        self._by_number = {str(comment.number): comment for comment in known.comments if comment.number is not None}
        self._by_words: defaultdict[_Said, list[KnownComment]] = defaultdict(list)
        self._claimed: set[str] = set()
        for comment in known.comments:
            if comment.markdown:
                self._by_words[_said(comment)].append(comment)

    def named(self, facts: Facts) -> KnownComment | None:
        """The comment that a row names, whatever it says; a number is a name only beside our name of a paragraph."""
        if found := self._by_name.get(facts.comment_name):
            return found
        return self._by_number.get(facts.number) if facts.paragraph and not facts.comment_name else None

    def answered(self, facts: Facts) -> KnownComment | None:
        """The comment of ours that a row says it replies to, by its number."""
        return self._by_number.get(facts.answers.strip(" .#№")) if facts.answers else None

    def is_unchanged(self, facts: Facts, comment: KnownComment) -> bool:
        """Whether a row says what the comment says."""
        comments = {normal(facts.comment), normal(to_text(facts.comment))}
        proposals = {normal(facts.proposal), normal(to_text(facts.proposal))}
        said, proposed = _said(comment)
        is_same = (
            said in comments
            or normal(shown(comment.markdown)) in comments
            or _is_begun(facts.comment, comment.markdown)
        )
        return is_same and (
            not facts.has_proposals or proposed in proposals or normal(shown(comment.proposal or "")) in proposals
        )

    def same(self, facts: Facts, candidates: Sequence[Candidate], markdown: str) -> KnownComment | None:
        """A comment of the sender's own that says the same at one of these paragraphs; each is found once.

        `markdown` is what the row would be posted as.
        """
        places = {candidate.paragraph for candidate in candidates}
        spoken = (
            (normal(facts.comment), normal(facts.proposal)),
            (normal(to_text(markdown)), ""),
            (normal(to_text(markdown)), normal(facts.proposal)),
        )
        for said in dict.fromkeys(spoken):
            for comment in self._by_words.get(said, ()):
                if comment.is_own and comment.paragraph in places and comment.uid not in self._claimed:
                    self._claimed.add(comment.uid)
                    return comment
        return None


def _is_begun(cell: str, markdown: str) -> bool:
    """Whether a cell is the beginning of a text that it had no room for."""
    return cell.endswith(CUT.strip()) and normal(shown(markdown)).startswith(normal(cell))


def _said(comment: KnownComment) -> _Said:
    return normal(to_text(comment.markdown)), normal(to_text(comment.proposal or ""))
