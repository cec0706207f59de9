"""The rules of a space: who reads, what is seen of comments and of their writers, and when an answer counts."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlmodel import col

from commentspace.domain.rounds import NAMED, REPORT_FOR, SEEN
from commentspace.domain.tables import Space
from commentspace.errors import Invalid, marked

PRESENCES = ("names", "numbers", "none")
"""What members may see of who else reads, the most first."""

MAIL_RULES = ("post", "confirm")
"""What becomes of mail for whose sender no server vouches: posted and marked, or confirmed by the person first."""

CHOICES: dict[str, tuple[tuple[str, ...], str]] = {
    "presence": (PRESENCES, marked("Choose what members see of who else reads.")),
    "mail_rule": (MAIL_RULES, marked("Choose what becomes of mail whose sender is not certain.")),
    "seen": (SEEN, marked("Choose when comments of others are seen.")),
    "named": (NAMED, marked("Choose what others see of who wrote a comment.")),
    "report_for": (REPORT_FOR, marked("Choose who may read the report.")),
}
"""What can be chosen, and what is said where something else was."""


@dataclass(frozen=True, slots=True)
class SpaceRules:
    """The rules of a space (see `tables.Space`); Invalid with the field at fault."""

    is_open: bool = False
    holds_new: bool = False
    presence: str = "names"
    mail_rule: str = "post"
    seen: str = "at_once"
    named: str = "names"
    report_for: str = "moderators"
    confirms: bool = False
    endorses: bool = True

    def __post_init__(self) -> None:
        for name, (allowed, sentence) in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise Invalid(sentence, field=name)

    @property
    def columns(self) -> dict[str, Any]:
        """The same as columns of the space."""
        return asdict(self)

    @property
    def content(self) -> dict[str, str]:
        """What the record keeps of them; `is_open` under the name that it has had there from the first."""
        kept = {name: str(value) for name, value in self.columns.items()}
        return {"open": kept.pop("is_open")} | kept

    def changes(self, then: "SpaceRules") -> tuple[str, ...]:
        """The names of the rules that are others `then`."""
        return tuple(name for name in NAMES if getattr(self, name) != getattr(then, name))


NAMES = tuple(each.name for each in fields(SpaceRules))
"""Of the rules, in the order in which they are asked."""


def columns() -> list[Any]:
    """The columns of a space from which its rules are made."""
    return [col(getattr(Space, name)) for name in NAMES]


def flag(name: str, said: object) -> bool:
    """A rule that is yes or no, as a program or a form says it; Invalid for anything else."""
    if said not in (True, False, "yes", "no"):
        raise Invalid(marked("Say “yes” or “no” here."), field=name)
    return said in (True, "yes")
