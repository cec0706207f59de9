"""What every letter is written with: its reader's language, our addresses, and the links that it holds."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from commentspace.domain import signing
from commentspace.mail.addresses import AddressBook
from commentspace.render import addresses, moments
from commentspace.render.environment import in_words, locale, translations
from commentspace.settings import Settings

KEY_VERSION = 1
T = TypeVar("T")


def address_book(settings: Settings) -> AddressBook:
    """Our addresses, signed with the program's secret."""
    return AddressBook({KEY_VERSION: settings.secret_key}, settings.mail_domain)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one letter is written, at a moment, in a language and for somebody's zone."""

    settings: Settings
    book: AddressBook
    language: str
    now: datetime
    zone: str = moments.NOWHERE
    printed: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was printed for the letters of one batch (`once`)."""

    def once(self, print_it: Callable[[], T], *of: Hashable) -> T:
        """What is printed `of` these values, which say all that it depends on but for the language and the zone."""
        key = self.language, self.zone, *of
        if key not in self.printed:
            self.printed[key] = print_it()
        found: T = self.printed[key]
        return found

    @property
    def gettext(self) -> Callable[[str], str]:
        """Sentences of ours in the reader's language."""
        return translations(self.language).gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """The same with a number; `%(num)s` is filled in by the caller."""
        return translations(self.language).ngettext

    def named(self, name: str) -> str:
        """The name of somebody; in words where it is not shown, or was erased."""
        return in_words(name, self.language)

    def moment(self, when: datetime) -> str:
        """A moment in words, in the reader's zone, which is named."""
        return moments.said(when, locale(self.language), self.zone)

    def deadline(self, when: datetime) -> str:
        """The same with the zone's full name; outside UTC also what that is in UTC, as colleagues will say it."""
        said = moments.said_in_full(when, locale(self.language), self.zone)
        there = when.astimezone(ZoneInfo(self.zone)).utcoffset()
        return f"{said} ({moments.said(when, locale(self.language))})" if there else said

    def at(self, path: str) -> str:
        """A page of ours."""
        return f"{self.settings.base_url.rstrip('/')}{path}"

    def document(self, uid: str) -> str:
        """Where a document is read."""
        return self.at(f"/d/{uid}")

    def paragraph(self, document: str, uid: str) -> str:
        """Where a paragraph stands in its document."""
        return self.at(addresses.paragraph(document, uid))

    def comment(self, uid: str) -> str:
        """Where a comment is read with its thread."""
        return self.at(f"/c/{uid}")

    def unsubscribe(self, letter: str) -> str:
        """The page that stops mails such as this letter; opening it changes nothing."""
        return self.at(f"/unsubscribe/{signing.sign('unsubscribe', letter, self.settings.secret_key)}")
