"""What every letter is written with: its reader's language, our addresses, and the links that it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_date, format_time

from commentspace.domain import signing
from commentspace.mail.addresses import AddressBook
from commentspace.render.environment import locale, translations
from commentspace.settings import Settings

KEY_VERSION = 1


def address_book(settings: Settings) -> AddressBook:
    """Our addresses, signed with the program's secret."""
    return AddressBook({KEY_VERSION: settings.secret_key}, settings.mail_domain)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one letter is written, at a moment, in a language."""

    settings: Settings
    book: AddressBook
    language: str
    now: datetime

    @property
    def gettext(self) -> Callable[[str], str]:
        """Sentences of ours in the reader's language."""
        return translations(self.language).gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """The same with a number; `%(num)s` is filled in by the caller."""
        return translations(self.language).ngettext

    def moment(self, when: datetime) -> str:
        """A moment in UTC, in words."""
        when, place = when.astimezone(UTC), locale(self.language)
        return f"{format_date(when, 'd MMM y', locale=place)}, {format_time(when, 'HH:mm', locale=place)} UTC"

    def at(self, path: str) -> str:
        """A page of ours."""
        return f"{self.settings.base_url.rstrip('/')}{path}"

    def document(self, uid: str) -> str:
        """Where a document is read."""
        return self.at(f"/d/{uid}")

    def paragraph(self, document: str, uid: str) -> str:
        """Where a paragraph stands in its document."""
        return self.at(f"/d/{document}#p-{uid}")

    def comment(self, uid: str) -> str:
        """Where a comment is read with its thread."""
        return self.at(f"/c/{uid}")

    def unsubscribe(self, letter: str) -> str:
        """The page that stops mails such as this letter; opening it changes nothing."""
        return self.at(f"/unsubscribe/{signing.sign('unsubscribe', letter, self.settings.secret_key)}")
