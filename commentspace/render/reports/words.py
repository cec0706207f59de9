"""The words of a report in one language and zone."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from commentspace.domain.reporting.values import Round
from commentspace.errors import marked, marked_many
from commentspace.render import moments
from commentspace.render.environment import in_words, locale, translations

KINDS = {
    "substantive": marked("Substantive"),
    "editorial": marked("Editorial"),
    "question": marked("Question"),
    "translation": marked("Translation"),
}
SEEN = {
    "at_once": marked("Comments of others were seen at once."),
    "closing": marked("Comments of others were seen after closing."),
}
NAMED = {
    "names": marked("Everybody saw who wrote."),
    "pseudonyms": marked("Others saw a pseudonym in place of a name."),
    "hidden": marked("Others did not see who wrote."),
}
TURNS = {
    "opening": marked("Opened"),
    "extension": marked("Closing time changed"),
    "pause": marked("Paused"),
    "resumption": marked("Gone on"),
    "closure": marked("Closed"),
    "reopening": marked("Reopened"),
}
RELATIONS = {
    "unchanged": marked("unchanged"),
    "renumbered": marked("renumbered"),
    "edited": marked("edited"),
    "split": marked("split"),
    "merged": marked("joined"),
    "new": marked("new"),
    "deleted": marked("taken out"),
}
ROUND = marked("Round %(number)s")
ROUND_NAMED = marked("Round %(number)s: %(title)s")


@dataclass(frozen=True, slots=True)
class Words:
    """For whom a report is written."""

    language: str
    zone: str = moments.NOWHERE

    def one(self, message: str, **named: object) -> str:
        """A sentence of ours."""
        said = translations(self.language).gettext(message)
        return said % named if named else said

    def many(self, messages: tuple[str, str], number: int, **named: object) -> str:
        """The same with a number, which is there as `num`."""
        return translations(self.language).ngettext(*messages, number) % {"num": number, **named}

    def moment(self, at: datetime) -> str:
        """A moment in the reader's zone."""
        return moments.said(at, locale(self.language), self.zone)

    def day(self, at: datetime) -> str:
        """The day of a moment there."""
        return format_skeleton("yMMMd", at.astimezone(ZoneInfo(self.zone)), locale=locale(self.language))

    def name(self, name: str) -> str:
        """A name, in words where it was erased or is not shown."""
        return in_words(name, self.language)

    def round(self, of: Round) -> str:
        """What a round is called."""
        return self.one(ROUND_NAMED if of.title else ROUND, number=of.number, title=of.title)


COMMENTS = marked_many("%(num)s comment", "%(num)s comments")
