"""What a moderator wants to see in the table, said in its address, so that it can be mailed and acted upon."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from commentspace.domain.postings import KINDS
from commentspace.domain.tables.answers import OUTCOMES
from commentspace.text import normal, search

ANSWERS = ("lacks", "proposed", "answered", *OUTCOMES)
"""What can be asked of the answer: it lacks one, one waits for confirmation, it has any, or it has this one."""
ASSIGNED = ("me", "nobody", "somebody", "overdue")
"""To whom the answering may be given; besides these the name of a person."""
SATISFIED = ("yes", "no", "unsaid")
"""What the writers of answered comments may have said."""
WHICH = ("", "replies", "withdrawn")
"""The comments that began a thread; their replies too; or only those that were taken back."""
TICKS = ("proposal", "alike", "late", "held")
"""What is only said yes to."""
SORTS = ("place", "newest", "oldest", "organisation", "answer", "size")
GROUPS = ("", "paragraph", "organisation", "near", "similar")
NONE = "-"
"""Asks for those who speak for no organisation, or stand in no group."""
LONGEST = 400
"""Characters of an organisation's name that is looked for; the names of things are much shorter."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "answer": ANSWERS,
    "kind": KINDS,
    "satisfied": SATISFIED,
    "which": WHICH,
    "sort": SORTS,
    "group": GROUPS,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, checked. Names of people, paragraphs and groups are their names outside."""

    answer: str = ""
    kind: str = ""
    organisation: str = ""
    person: str = ""
    assigned: str = ""
    proposal: bool = False
    alike: bool = False
    near: str = ""
    """A group of near-identical ones."""
    similar: str = ""
    """A group of similar ones."""
    satisfied: str = ""
    late: bool = False
    held: bool = False
    place: str = ""
    """A paragraph; a heading stands for all that is under it."""
    round: int = 0
    language: str = ""
    words: str = ""
    which: str = ""
    sort: str = "place"
    group: str = ""
    whole: bool = False
    """Texts are shown whole."""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read it from the query of an address; what makes no sense there is left out, as a letter may have cut it."""
        said = {name: _clean(query.get(name, "")) for name in _NAMES}
        chosen = {name: said[name] if said[name] in values else "" for name, values in CHOICES.items()}
        numbered = int(said["round"]) if said["round"].isdecimal() and len(said["round"]) < 5 else 0
        ticks = {name: bool(said[name]) for name in (*TICKS, "whole")}
        words = {"words": said["words"][: search.LONGEST].strip(), "sort": chosen["sort"] or "place"}
        return cls(**{**said, **chosen, **ticks, **words, "round": numbered})  # type: ignore[arg-type]  # checked above

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address, in one order, without what is usual."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        wanted = {name: "yes" if value is True else str(value) for name, value in said.items() if value}
        return {name: value for name, value in wanted.items() if (name, value) != ("sort", "place")}

    @property
    def terms(self) -> tuple[str, ...]:
        """The words and phrases to be found, folded."""
        return search.terms(self.words)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(set(self.query) - {"sort", "group", "whole"})

    def but(self, **changed: Any) -> "Asked":
        """The same with something asked otherwise."""
        return replace(self, **changed)


_NAMES = tuple(each.name for each in fields(Asked))


def _clean(typed: str) -> str:
    return normal.clean(typed)[:LONGEST].strip()
