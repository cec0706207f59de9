"""The cast: the invented people of the one named space, used by the demo, the tests and the screenshots."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Role = Literal["reader", "participant", "moderator", "owner"]
Language = Literal["ar", "en", "es", "fr", "ru", "zh"]

SECRETARIAT: Final = "Secretariat"
"""On whose behalf the moderators speak."""


@dataclass(frozen=True, slots=True)
class NamedSpace:
    """The working room in which the cast meets."""

    slug: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: who they are, whom they speak for, and how they take part.

    `key` names the member in the demo's files and in tests. `time_zone` is an IANA name.
    `doors` says how they work: "web", or "mail" for somebody who has nothing but a mail program. `reads` (tags of
    languages) and `expertise` are what they tell of themselves, `is_listed` whether the address book shows them.
    Who `is_awaited` has been asked into the demo's space and has not come yet.
    """

    key: str
    name: str
    address: str
    affiliation: str
    on_behalf_of: str
    role: Role
    language: Language
    time_zone: str
    doors: Literal["web", "mail"] = "web"
    reads: str = ""
    expertise: str = ""
    is_listed: bool = False
    is_awaited: bool = False


def member(key: str) -> Member:
    """The member of the cast with this key; KeyError where there is none."""
    return BY_KEY[key]


TABLES: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SPACE: Final = NamedSpace(**TABLES["space"])
CAST: Final = tuple(Member(**table) for table in TABLES["member"])
BY_KEY: Final = {each.key: each for each in CAST}
