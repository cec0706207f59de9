"""Passages for these tests, and two states of one small text with a change of each kind."""

from collections.abc import Sequence

from commentspace.text.comparing import Descent, Passage, Row, laid, matched
from commentspace.text.markdown import paragraph_html, to_text

REPORT = "The secretariat shall report to the Conference on all progress made each year."


def passages(*said: str, language: str = "en") -> list[Passage]:
    """Passages from "uid|label|Markdown", in order; one whose name begins with "h" is a heading."""
    return [_passage(at, each, language) for at, each in enumerate(said)]


def _passage(at: int, said: str, language: str) -> Passage:
    uid, label, markdown = said.split("|", 2)
    kind = "heading" if uid.startswith("h") else "paragraph"
    return Passage(uid, at, kind, 1, label, to_text(markdown), markdown, paragraph_html(markdown), language)


def compared(old: Sequence[Passage], new: Sequence[Passage], *descents: tuple[str, str]) -> list[Row]:
    """Their rows."""
    return laid(matched(old, new, [Descent(*each) for each in descents]))


OLD = passages(
    "h|I.|Water",
    f"edited|1.|Parties *should* protect & restore the thirty per cent of land by 2030. {REPORT}",
    "same|2.|This paragraph stays as it is.",
    "split|3.|One half is here. The second half of the words is there.",
    "gone|4.|This will be gone.",
    "one|5.|What is said first.",
    "two||What is said *then*.",
    "moved|6.|This goes to the top with its words.",
    "last|7.|The end.",
)
NEW = passages(
    "h|I.|Fresh water",
    "moved|1.|This goes to the very top with its own words.",
    "edited|2.|Parties *must* protect & restore thirty per cent of land **and water** by 2030.",
    "same|3.|This paragraph stays as it is.",
    "split|4.|One half is here.",
    f"part|5.|The other half of the words is there. {REPORT}",
    "one|6.|What is said first. What is said *then*.",
    "fresh|(a)|Wholly <new>.",
    "last|7.|The end.",
)
DESCENTS = (("split", "part"), ("two", "one"))


def both() -> list[Row]:
    """The rows of the two."""
    return compared(OLD, NEW, *DESCENTS)
