"""What a row of a table says, cell by cell, before it is known where in the draft it belongs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """A row. Where it belongs is said by `section`, `label`, `element`, `place`, pages and lines as they are written.

    `paragraph`, `comment_name` and `answer_name` are our own names, where it carries them. `number` is the file's own.
    `is_note` says that it is an instruction or an example and no comment. `line_in_file` counts from 1.
    """

    cells: tuple[tuple[str, str], ...]
    line_in_file: int = 0
    document: str = ""
    paragraph: str = ""
    comment_name: str = ""
    answer_name: str = ""
    number: str = ""
    answers: str = ""
    section: str = ""
    label: str = ""
    element: str = ""
    place: str = ""
    page: str = ""
    line: str = ""
    to_page: str = ""
    to_line: str = ""
    quotation: str = ""
    kind: str = ""
    mb: str = ""
    reviewer: str = ""
    organisation: str = ""
    country: str = ""
    date: str = ""
    comment: str = ""
    proposal: str = ""
    response: str = ""
    status: str = ""
    revision: str = ""
    is_note: bool = False
    has_proposals: bool = False
    proposes_wordings: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is a comment or a proposal in it."""
        return any(map(str.isalnum, self.comment + self.proposal))

    @property
    def where(self) -> str:
        """Where it says that it belongs, in one line, for people."""
        lines = [f"p. {self.page}"] * bool(self.page) + [f"l. {self.line}"] * bool(self.line)
        said = [self.section, self.label, self.element, self.place, ", ".join(lines)]
        return ", ".join(" ".join(each.split()) for each in said if each)
