"""Letters made ready to be sent: rights are asked, words are rendered, and what is not to be sent is told apart."""

import logging
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from jinja2 import Environment
from sqlmodel import Session

from commentspace.domain import blobs, outbox, people, snapshots, suppressions
from commentspace.domain.outbox import Due, Outcome, Written
from commentspace.errors import Refusal
from commentspace.mail import letters
from commentspace.mail.desk import Desk, address_book
from commentspace.mail.envelope import in_ascii
from commentspace.settings import Settings

log = logging.getLogger(__name__)

TRIES = 3
"""How often a letter may make the program fail before it is set aside."""
SUPPRESSED = "Letters to this address come back."


@dataclass(slots=True)
class Prepared:
    """Of letters that were leased: the bytes of those that have them, what was written, and what came of others."""

    kept: dict[int, bytes] = field(default_factory=dict)
    written: dict[int, Written] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bureau:
    """What letters are written with, whoever they are for."""

    settings: Settings
    templates: Environment
    printed: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def desk(self, due: Due, now: datetime) -> Desk:
        """Where one of them is written."""
        return Desk(self.settings, address_book(self.settings), due.language, now, printed=self.printed)

    def for_a_batch(self) -> "Bureau":
        """The same for letters that are written together: what they have in common is printed once."""
        return replace(self, printed={})


def prepare(session: Session, bureau: Bureau, leased: Sequence[Due], now: datetime) -> Prepared:
    """Prepare each of them; one that makes the program fail does not stop the others."""
    prepared, bureau = Prepared(), bureau.for_a_batch()
    refusing = suppressions.among(session, [due.address for due in leased])
    with snapshots.shared(session):
        for due in leased:
            try:
                if due.kind not in suppressions.ALWAYS and people.folded(due.address) in refusing:
                    prepared.outcomes.append(outcome(due, "dropped", SUPPRESSED))
                else:
                    _prepare_one(session, due, bureau.desk(due, now), bureau.templates, prepared)
            except Refusal as why:
                prepared.outcomes.append(outcome(due, "dropped", str(why)))
            except Exception as error:
                session.rollback()
                snapshots.begun_anew(session)
                prepared.outcomes.append(broken(due, error))
    return prepared


def _prepare_one(session: Session, due: Due, desk: Desk, templates: Environment, prepared: Prepared) -> None:
    """The kept bytes while they are fresh; else the letter as its reader may see it now."""
    letters.require_current(due, desk.now)
    in_ascii(due.address)
    if due.blob_id is not None and not outbox.is_stale(due.rendered_at, desk.now):
        prepared.kept[due.id] = blobs.read(session, due.blob_id)
    else:
        prepared.written[due.id] = letters.render(session, due, desk, templates)


def outcome(due: Due, what: outbox.What, answer: str, **more: object) -> Outcome:
    """What became of a letter under its lease."""
    is_secret = letters.is_secret(due.kind)
    return Outcome(due.id, what, answer, due.leased_until, is_secret=is_secret, **more)  # type: ignore[arg-type]  # the fields of Outcome


def broken(due: Due, error: Exception) -> Outcome:
    """A failure of ours: tried again, and set aside after three times. Only the name of the error is kept."""
    log.error("a letter could not be rendered or sent", extra={"letter": due.uid}, exc_info=error)
    return outcome(due, "put off" if due.attempts + 1 < TRIES else "failed", type(error).__name__)
