"""Four kinds of review for which the rules of a space are known beforehand; each rule stays changeable.

Peer review: what one reviewer thinks must not lead the next, so nothing is seen before closing, and no names even
then, but a pseudonym, so that an answer finds who asked. Nobody is told who else reads, as that names them.
Advisory group: colleagues discuss, everything at once and by name; endorsing saves saying it twice.
Public consultation: anybody may read, so a moderator looks first and uncertain mail is confirmed; the report is for
those who took part from outside.
National consolidation: ministries prepare one position, by name among themselves; an answer binds, so two moderators
stand behind it.
"""

from dataclasses import dataclass

from commentspace.domain.space_rules import SpaceRules
from commentspace.errors import Invalid, marked


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of review: its name, for whom it is, and the rules that go with it."""

    key: str
    name: str
    about: str
    rules: SpaceRules


PRESETS = (
    Preset(
        "peer-review",
        marked("Peer review"),
        marked("Reviewers judge on their own: nothing of others before closing, and never their names."),
        SpaceRules(
            seen="closing",
            named="pseudonyms",
            presence="none",
            mail_rule="confirm",
            report_for="members",
            endorses=False,
        ),
    ),
    Preset(
        "advisory-group",
        marked("Advisory group"),
        marked("Colleagues discuss a draft: everything at once, by name, among members."),
        SpaceRules(report_for="members"),
    ),
    Preset(
        "public-consultation",
        marked("Public consultation"),
        marked("Anybody may read; a moderator looks at each comment first; the report is public."),
        SpaceRules(is_open=True, holds_new=True, presence="none", mail_rule="confirm", report_for="public"),
    ),
    Preset(
        "national-consolidation",
        marked("National consolidation"),
        marked("Ministries prepare one position: by name among members, and two moderators behind each answer."),
        SpaceRules(mail_rule="confirm", confirms=True),
    ),
)


def named(key: str) -> Preset:
    """The preset of this key; Invalid where there is none."""
    for each in PRESETS:
        if each.key == key:
            return each
    raise Invalid(
        marked("There is no such kind of review. Choose one of: %(kinds)s."),
        field="preset",
        kinds=", ".join(each.key for each in PRESETS),
    )


def like(rules: SpaceRules) -> str:
    """The key of the preset that has these very rules; empty where none has."""
    return next((each.key for each in PRESETS if each.rules == rules), "")
