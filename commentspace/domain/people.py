"""People and their addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Row, select, update
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.access import Caller
from commentspace.domain.tables import Address, Person
from commentspace.errors import Invalid, marked
from commentspace.text import languages, normal

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{ATOM}(?:\.{ATOM})*")
"""A dot-atom (RFC 5322, section 3.2.3): what stands before the "@" in all but the oddest addresses."""
LABEL = re.compile(r"[^\W_](?:(?:[^\W_]|-)*[^\W_])?")
"""A part of a domain: letters of any script, digits, and hyphens inside (RFC 5891, section 4.2.3.1)."""
LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST_ADDRESS = 64, 255, 254
"""RFC 5321, section 4.5.3.1; an address as a whole has to fit into a path of 256 (erratum 1690 of RFC 3696)."""
LANGUAGES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}
"""The languages of the interface, each in its own words."""
LONGEST_EXPERTISE, MOST_LANGUAGES = 300, 30
ERASED = "—"
"""Stands in the place of the name of somebody who had their data erased; pages say it in words."""
UNNAMED = "***"
"""Stands in the place of the name of somebody whose name a review does not show; pages say it in words."""


def checked_address(given: str, *, field: str = "address") -> str:
    """The address without the white space around it; Invalid where mail could not go there."""
    address = given.strip()
    local, _, domain = address.rpartition("@")
    if not local.isascii() and _is_domain(domain):
        raise Invalid(
            marked("Letters cannot be sent to “%(address)s” from here: before the “@” only a to z and digits work."),
            field=field,
            address=_quoted(address),
        )
    if not (_is_local(local) and _is_domain(domain) and len(address) <= LONGEST_ADDRESS):
        raise Invalid(
            marked("“%(address)s” is not a mail address. Write it like name@example.org."),
            field=field,
            address=_quoted(address),
        )
    return address


def _is_local(local: str) -> bool:
    return len(local) <= LONGEST_LOCAL and LOCAL.fullmatch(local) is not None


def _is_domain(domain: str) -> bool:
    """Whether it is a name with at least one dot that the DNS can carry, in any script; or this machine."""
    labels = domain.split(".")
    if domain != "localhost" and (len(labels) < 2 or len(labels[-1]) < 2):
        return False
    try:
        in_ascii = domain.encode("idna")  # RFC 3490; it counts the 63 octets of a label
    except UnicodeError:
        return False
    return len(in_ascii) <= LONGEST_DOMAIN and all(map(LABEL.fullmatch, labels))


def _quoted(address: str) -> str:
    """The beginning of what was typed, for a sentence: a control character in it is shown as a sign."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in address[:80])


def folded(address: str) -> str:
    """The form in which addresses are compared: mail programs do not keep to the case of letters.

    A domain is only put in small letters: "ß" and "ss" are the same in a name, but two domains.
    """
    local, at, domain = address.strip().rpartition("@")
    return local.casefold() + at + domain.lower()


def with_address(session: Session, address: str) -> Person | None:
    """The person who has this address, verified or not."""
    return session.execute(
        select(Person)
        .join(Address, col(Address.person_id) == col(Person.id))
        .where(col(Address.folded) == folded(address))
    ).scalar_one_or_none()


def as_given(session: Session, address: str) -> str:
    """This address as its person gave it: letters go there, however somebody else writes it."""
    given: str = session.execute(
        select(col(Address.address)).where(col(Address.folded) == folded(address))
    ).scalar_one()
    return given


def verified_with(session: Session, address: str) -> Person | None:
    """The person whose verified address this is: whom a mail from there may speak for."""
    return session.execute(
        select(Person)
        .join(Address, col(Address.person_id) == col(Person.id))
        .where(col(Address.folded) == folded(address), col(Address.verified_at).is_not(None))
    ).scalar_one_or_none()


def name_of(session: Session, person_id: int | None) -> str:
    """The name of this person; empty for nobody."""
    known = snapshots.once(session, _known, person_id)
    return known.name if known else ""


def zone_of(session: Session, person_id: int | None) -> str:
    """The time zone of this person; UTC for nobody."""
    known = snapshots.once(session, _known, person_id)
    return known.zone or "UTC" if known else "UTC"


def digest_hour_of(session: Session, person_id: int | None) -> int:
    """The hour, from 0 to 23, at which this person's daily mail comes."""
    known = snapshots.once(session, _known, person_id)
    if known is None:
        raise NoResultFound
    hour: int = known.digest_hour
    return hour


def _known(session: Session, person_id: int | None) -> Row[Any] | None:
    """What letters to a person have to know of them."""
    columns = col(Person.name), col(Person.zone), col(Person.digest_hour)
    return session.execute(select(*columns).where(col(Person.id) == person_id)).one_or_none()


def main_address(session: Session, person_id: int) -> str:
    """Where letters to this person go."""
    address: str = session.execute(
        select(col(Address.address)).where(col(Address.person_id) == person_id, col(Address.is_main))
    ).scalar_one()
    return address


def enter(session: Session, name: str, address: str, *, language: str = "en", now: datetime) -> Person:
    """The person with this address; a new one, not yet verified, where there is none."""
    address = checked_address(address)
    if known := with_address(session, address):
        return known
    name = normal.line(name, field="name") or address.split("@")[0]
    person = Person(name=name, language=language, created_at=now)
    person.next_digest_at = next_digest(person.zone, person.digest_hour, now)
    session.add(person)
    session.flush()
    session.add(Address(person_id=person.id, address=address, folded=folded(address)))
    session.flush()
    return person


def make_admin(session: Session, name: str, address: str, *, now: datetime) -> str:
    """Let this person make spaces and act as owner in all; the operator answers for the address. Returns the name."""
    person = enter(session, name, address, now=now)
    person.is_admin = True
    session.add(person)
    verify(session, person.id, address, now)
    return person.name


def verify(session: Session, person_id: int, address: str, now: datetime) -> None:
    """Note that mail to this address reached this person; the first time counts."""
    session.execute(
        update(Address)
        .where(
            col(Address.person_id) == person_id,
            col(Address.folded) == folded(address),
            col(Address.verified_at).is_(None),
        )
        .values(verified_at=now)
    )


def next_digest(zone: str, hour: int, now: datetime) -> datetime:
    """The next moment at which it is `hour` o'clock in `zone`: one a local day, whatever its length."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.hour < hour else local.date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person may choose for themselves; checked by `of`."""

    name: str
    language: str
    zone: str
    digest_hour: int
    takes_letters: bool
    shows_reading: bool = True
    reads: str = ""
    expertise: str = ""
    takes_receipts: bool = True

    @classmethod
    def of(
        cls,
        name: str,
        language: str,
        zone: str,
        digest_hour: str,
        takes_letters: bool,
        *,
        shows_reading: bool = True,
        reads: Iterable[str] = (),
        expertise: str = "",
    ) -> "Preferences":
        """Check what a form said; Invalid with the field at fault. `reads` are language tags, as they were typed."""
        name = normal.line(name, field="name")
        if not name or len(name) > 120:
            raise Invalid(marked("Write the name that others should see, in at most 120 characters."), field="name")
        if language not in LANGUAGES:
            raise Invalid(marked("Choose one of the languages in the list."), field="language")
        if zone not in available_timezones():
            raise Invalid(marked("“%(zone)s” is not a time zone. Choose one from the list."), field="zone", zone=zone)
        if not digest_hour.isdecimal() or int(digest_hour) > 23:
            raise Invalid(marked("Choose an hour from 0 to 23 for the daily mail."), field="digest_hour")
        expertise = normal.line(expertise, field="expertise")
        if len(expertise) > LONGEST_EXPERTISE:
            raise Invalid(marked("Say in at most 300 characters what you know well."), field="expertise")
        return cls(
            name, language, zone, int(digest_hour), takes_letters, shows_reading, checked_reads(reads), expertise
        )


def checked_reads(typed: Iterable[str]) -> str:
    """The language tags, each once and with a space between; Invalid where one is none."""
    tags = list(dict.fromkeys(tag.strip(",;").lower() for tag in typed if tag.strip(",;")))
    for tag in tags:
        if not languages.known(tag):
            raise Invalid(
                marked("“%(tag)s” is no code of a language. Write codes such as pt or sw, with a space between."),
                field="reads",
                tag=tag[:20],
            )
    if len(tags) > MOST_LANGUAGES:
        raise Invalid(marked("Name at most 30 languages."), field="reads")
    return " ".join(tags)


def prefer(session: Session, caller: Caller, chosen: Preferences, *, now: datetime) -> None:
    """Keep a person's choices; the daily mail goes by the new zone and hour, and no day is left without it.

    Where the new hour has passed already, the mail that was still to come today comes when it was to come.
    """
    person = session.get_one(Person, caller.person)
    if person.name != chosen.name:
        person.name, person.renamed_at = chosen.name, now
    person.language = chosen.language
    person.takes_letters, person.shows_reading = chosen.takes_letters, chosen.shows_reading
    person.takes_receipts = chosen.takes_receipts
    person.reads, person.expertise = chosen.reads, chosen.expertise
    if (person.zone, person.digest_hour) != (chosen.zone, chosen.digest_hour):
        person.zone, person.digest_hour = chosen.zone, chosen.digest_hour
        person.next_digest_at = _after_change(person.next_digest_at, chosen, now)
    session.add(person)


def _after_change(was: datetime | None, chosen: Preferences, now: datetime) -> datetime:
    """The next daily mail: by the new choice, unless today would have none for that."""
    zone, will = ZoneInfo(chosen.zone), next_digest(chosen.zone, chosen.digest_hour, now)
    is_kept = was is not None and now < was < will and was.astimezone(zone).date() < will.date()
    return was if was is not None and is_kept else will
