"""The choices of the moderators' table in words: what one can filter by, with how many comments each would leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from commentspace.domain.discussion import HeadingView
from commentspace.domain.people import ERASED
from commentspace.domain.postings import KINDS
from commentspace.domain.table.asked import ANSWERS, ASSIGNED, NONE, SATISFIED, TICKS, Asked
from commentspace.domain.table.counts import Counts
from commentspace.domain.tables.answers import OUTCOMES
from commentspace.errors import marked
from commentspace.render import outcomes
from commentspace.render.environment import SOMEBODY, visible_controls
from commentspace.render.tongues import name as tongue
from commentspace.text import search

LABELS = {
    "answer": marked("Answer given"),
    "assigned": marked("Assigned to"),
    "kind": marked("Kind"),
    "organisation": marked("For whom"),
    "person": marked("By whom"),
    "place": marked("Place in the text"),
    "satisfied": marked("Writer"),
    "round": marked("Round"),
    "language": marked("Language"),
}
WORDS = {
    "lacks": marked("lacks one"),
    "proposed": marked("waits for confirmation"),
    "answered": marked("any answer"),
    "me": marked("me"),
    "nobody": marked("nobody"),
    "somebody": marked("somebody"),
    "overdue": marked("overdue"),
    "substantive": marked("Substantive"),
    "editorial": marked("Editorial"),
    "question": marked("Question"),
    "translation": marked("Translation"),
    "yes": marked("satisfied"),
    "no": marked("not satisfied"),
    "unsaid": marked("has not said"),
    "proposal": marked("Proposes a wording"),
    "alike": marked("In a group of near-identical ones"),
    "late": marked("Came late"),
    "held": marked("Held back"),
}
NO_PARTY = marked("nobody but themselves")
ROUND = marked("Round %(number)s")
LONGEST = 60
"""Characters of a heading in a choice."""


class Option(NamedTuple):
    """A value of a filter, in words, with how many comments it would leave; None where that is not counted."""

    value: str
    words: str
    number: int | None


class Field(NamedTuple):
    """A filter with its values."""

    name: str
    label: str
    value: str
    options: Sequence[Option]


class Choices:
    """All choices of one table, in the language of `gettext`."""

    def __init__(self, asked: Asked, found: Counts, language: str, gettext: Callable[[str], str]):
        self._asked, self._found, self._language, self._ = asked, found, language, gettext

    def fields(self, headings: Sequence[HeadingView], rounds: Mapping[int, str]) -> list[Field]:
        """The filters that are chosen from a list; those with nothing to choose between are left out."""
        people = [name for name in self._values("person") if name]
        found = {
            "answer": self._options("answer", ANSWERS),
            "assigned": self._options("assigned", [*ASSIGNED, *self._people("assigned")]),
            "kind": self._options("kind", [kind for kind in KINDS if kind in self._values("kind")]),
            "organisation": self._options("organisation", self._sorted(self._values("organisation"))),
            "person": self._options("person", self._people("person") if people else []),
            "place": self._places(headings),
            "satisfied": self._options("satisfied", SATISFIED),
            "round": self._options("round", map(str, rounds), rounds) if len(rounds) > 1 else [],
            "language": self._options("language", self._sorted(self._values("language"))),
        }
        usual = {"language": 2, "place": 1}
        return [
            Field(name, self._(LABELS[name]), self._chosen(name), options)
            for name, options in found.items()
            if len(options) >= usual.get(name, 1) or self._chosen(name)
        ]

    def ticks(self) -> list[tuple[str, str, bool, int]]:
        """The filters that are only said yes to: name, words, whether it is, and the count."""
        counts = self._found.values
        return [(name, self._(WORDS[name]), getattr(self._asked, name), counts[name].get("yes", 0)) for name in TICKS]

    def words(self, name: str, value: str, rounds: Mapping[int, str] | None = None) -> str:
        """A value in words."""
        if name == "organisation":
            said = self._(NO_PARTY) if value == NONE else visible_controls(value)
        elif name == "round":
            said = (rounds or {}).get(int(value), "") or self._(ROUND) % {"number": value}
        elif name == "language":
            said = tongue(value, self._language)
        elif value in OUTCOMES:
            said = outcomes.words(value, self._)
        elif value in WORDS and name not in ("person",):
            said = self._(WORDS[value])
        else:
            known = self._found.people.get(value, value)
            said = self._(SOMEBODY) if known == ERASED else visible_controls(known)
        return said

    def _values(self, name: str) -> Mapping[str, int]:
        return self._found.values[name]

    def _chosen(self, name: str) -> str:
        return str(getattr(self._asked, name) or "")

    def _options(self, name: str, values: Iterable[str], rounds: Mapping[int, str] | None = None) -> list[Option]:
        chosen, counts = self._chosen(name), self._values(name)
        shown = [value for value in values if counts.get(value) or value == chosen]
        more = [chosen] if chosen and chosen not in shown else []
        return [Option(value, self.words(name, value, rounds), counts.get(value, 0)) for value in [*shown, *more]]

    def _people(self, name: str) -> list[str]:
        people = [uid for uid in self._values(name) if uid in self._found.people]
        return sorted(people, key=lambda uid: search.fold(self._found.people[uid]))

    def _sorted(self, values: Iterable[str]) -> list[str]:
        return sorted(values, key=lambda value: (value == NONE, search.fold(value)))

    def _places(self, headings: Sequence[HeadingView]) -> list[Option]:
        """The parts of the text, set in by their level."""
        top = min((each.level for each in headings), default=1)
        return [
            Option(each.uid, "\u2003" * (each.level - top) + f"{each.label} {each.text}".strip()[:LONGEST], None)
            for each in headings
        ]
