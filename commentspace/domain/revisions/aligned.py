"""An alignment as a moderator looks at it: which paragraph of the draft came from which, and what is doubtful."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import alignments
from commentspace.domain.revisions.alignments import Given
from commentspace.domain.revisions.plans import Plan
from commentspace.text.alignment import Link, Relation

DOUBTFUL, MOVED, SAID = "doubtful", "moved", "said"
CHANGES = "changes"
"""What is not unchanged."""
ALL = "all"


@dataclass(frozen=True)
class Aligned:
    """A draft and the revision that it follows, with the links between them. Places count from 0."""

    old: Sequence[Stood]
    new: Sequence[DraftParagraph]
    links: Sequence[Link]
    given: Given

    @classmethod
    def of(cls, plan: Plan, kept_links: str) -> "Aligned | None":
        """From the alignment as it is kept; None where it was made of another state of the draft."""
        found = plan.paragraphs
        links = alignments.read(kept_links, alignments.mark(plan.base_id, plan.version, found, plan.given))
        return None if links is None else cls(plan.old, found, links, alignments.read_given(plan.given))

    @cached_property
    def place(self) -> dict[str, int]:
        """The places of the draft's paragraphs, by their keys."""
        return {each.key: at for at, each in enumerate(self.new)}

    @cached_property
    def old_place(self) -> dict[str, int]:
        """The places of the older paragraphs, by their names."""
        return {each.uid: at for at, each in enumerate(self.old)}

    @cached_property
    def by_new(self) -> dict[int, Link]:
        """The link in which a paragraph of the draft stands."""
        return {at: link for link in self.links for at in link.new}

    @cached_property
    def by_old(self) -> dict[int, Link]:
        """The link in which an older paragraph stands."""
        return {at: link for link in self.links for at in link.old}

    def is_said(self, link: Link) -> bool:
        """Whether a moderator has said something about it."""
        keys = any(self.new[at].key in self.given.origins for at in link.new)
        return keys or any(self.old[at].uid in self.given.gone for at in link.old)

    def belongs(self, link: Link, show: str) -> bool:
        """Whether a link is among those that are asked for."""
        if show in (ALL, ""):
            return True
        if show == DOUBTFUL:
            return is_doubtful(link)
        if show == CHANGES:
            return link.relation != Relation.UNCHANGED or link.has_moved or is_doubtful(link)
        if show == MOVED:
            return link.has_moved
        return self.is_said(link) if show == SAID else link.relation == show

    def numbers(self) -> dict[str, int]:
        """How many links there are of each kind that can be asked for."""
        found: Counter[str] = Counter(link.relation.value for link in self.links)
        for show in (DOUBTFUL, CHANGES, MOVED, SAID):
            found[show] = sum(self.belongs(link, show) for link in self.links)
        return {**{relation.value: 0 for relation in Relation}, **found, ALL: len(self.links)}


def is_doubtful(link: Link) -> bool:
    """Whether a person has to look at it before anything is moved along it."""
    return bool(link.doubt) and not link.is_given
