"""How a paragraph and a comment are shown: values that pages, letters and exports are made of."""

from dataclasses import dataclass, replace
from datetime import datetime

from commentspace.domain.people import ERASED
from commentspace.text.languages import direction


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as it stands in a revision."""

    id: int
    uid: str
    position: int
    depth: int
    kind: str
    level: int
    label: str
    html: str
    text: str
    markdown: str
    language: str
    wording_id: int
    is_gone: bool = False
    """It was taken out of the text, and stands here for what was said about it."""
    is_borrowed: bool = False
    """The version that is read lacks it, and these are another version's words."""
    is_behind: bool = False
    """The original has been edited since, and this version has not followed."""
    gone_in: int = 0
    """The number of the revision that took it out, where it is gone."""

    @property
    def direction(self) -> str:
        """The direction of its script: "ltr" or "rtl"."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a comment, as its page names it; `size` in octets."""

    uid: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class DispositionView:
    """The answer to a comment: what was decided, why, by whom; and what the comment's writer says to it.

    `confirmed_by` is empty where nobody had to confirm it; `duplicate_number` and `duplicate_uid` name the comment
    that it repeats, where this person may see that. `is_satisfied` is None while the writer has not said;
    that is told to the writer and to moderators.
    """

    uid: str
    outcome: str
    reason: str
    html: str
    by: str
    at: datetime
    confirmed_by: str = ""
    duplicate_number: int | None = None
    duplicate_uid: str = ""
    is_satisfied: bool | None = None
    word: str = ""
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EndorserView:
    """Somebody who endorses a comment, as this person may know them: a name, a pseudonym, or no name at all."""

    name: str
    on_behalf_of: str
    at: datetime
    is_of_earlier: bool = False
    """They did so before the comment was edited."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as one face shows it; two equal views are the same piece of page."""

    id: int
    uid: str
    paragraph: str
    thread: str
    parent: str | None
    parent_name: str | None
    parent_number: int | None
    parent_is_root: bool
    number: int | None
    author: str
    author_uid: str
    on_behalf_of: str
    affiliation: str
    is_moderator: bool
    html: str
    body: str
    language: str
    kind: str
    proposal: str | None
    proposal_html: str | None
    quotation: str | None
    start: int | None
    end: int | None
    posted_at: datetime
    edited_at: datetime | None
    states: int
    status: str
    is_held: bool
    status_at: datetime | None
    status_by: str
    status_reason: str
    late: bool
    door: str
    received_at: datetime
    revision: int
    face: str
    document: str
    is_unverified: bool = False
    """Nobody vouches for the sender of the mail that it came in: told to its author and to moderators."""
    files: tuple[FileView, ...] = ()
    """What came with it; none of a withdrawn one."""
    said_by: str = ""
    """Whom the file that it came in names as its writer; `author` is who brought the file."""
    said_for: str = ""
    said_at: datetime | None = None
    said_resolved: bool = False
    file: str = ""
    """The name of that file, where it is known."""
    is_from_file: bool = False
    version: str = ""
    """The language version of the document that it was made on."""
    is_elsewhere: bool = False
    """It was made on another version than the one that is read, and its words are in that one's language."""
    verdict: str = ""
    """The strongest verdict how it came from where it was made to where it stands (`text.carrying`); empty if there."""
    has_moved: bool = False
    was: str | None = None
    """The words that it was made on, where it was about words."""
    is_waiting: bool = False
    """It cannot be told where it stands now, and no person has said so yet."""
    fit: str = ""
    """Whether its proposal can be made to the words as they are now (`text.merging.Fit`)."""
    merged: str | None = None
    """The proposal put onto the words as they are now, where these have changed elsewhere."""
    merged_html: str | None = None
    made_at: str = ""
    """The label of the paragraph that it was made on."""
    is_settled: bool = False
    """A person has said where it stands now."""
    is_settled_gone: bool = False
    """They have said that its words are gone."""
    placed_by: str = ""
    placed_reason: str = ""
    taken_in: int | None = None
    """The number of the first revision that took its proposal over."""
    covering: str = ""
    """The name of the set with whose note it was submitted; empty for one without."""
    masked: str = ""
    """"alias" or "hidden" where its writer is not named to this person; `author` is then a pseudonym, or `UNNAMED`."""
    others_see: str = ""
    """What others see in the place of the writer's name, where that is masked: told to its writer and to moderators."""
    is_veiled: bool = False
    """It is kept from others until its review is unveiled: told to its writer and to moderators."""
    channel: str = ""
    """How it reached the moderator who filed it for its sender."""
    filed_by: str = ""
    """That moderator."""
    filed_note: str = ""
    """What they noted, for whoever may know the sender."""
    late_reason: str = ""
    """Why it was taken after closing, where it was; empty else."""
    disposition: DispositionView | None = None
    """The answer in force."""
    proposed: DispositionView | None = None
    """An answer that waits for confirmation: told to moderators."""
    assigned_to: str = ""
    """Who is to answer it: told to moderators."""
    due_at: datetime | None = None
    endorsed_by: tuple[EndorserView, ...] = ()
    """Who endorses it, the first first."""
    is_endorsed: bool = False
    """Whether this person does."""

    @property
    def version_direction(self) -> str:
        """The direction of the script of the version that it was made on."""
        return direction(self.version)

    @property
    def name(self) -> str:
        """Whose words these are, as far as anybody has said: for lines that have room for one name."""
        return self.said_by or self.author

    @property
    def is_erased(self) -> bool:
        """Whether its text went with all that was kept about its author."""
        return self.author == ERASED and not (self.channel and self.said_by)


def read_in(view: CommentView, language: str) -> CommentView:
    """The same as it is shown where this language version is read."""
    return view if view.version == language else replace(view, is_elsewhere=True)
