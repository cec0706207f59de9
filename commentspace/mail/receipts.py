"""Letters about a mail that came: what could not be filed goes back to its writer whole, with the reason.

A receipt is sent only where something was not filed; what was filed is seen in its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session

from commentspace.domain.inbound import Answered
from commentspace.domain.outbox import Due, Intent
from commentspace.errors import Refusal, marked, marked_many
from commentspace.mail.blocks import Printed, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft
from commentspace.mail.origin import Origin

SHOWN = 20_000
"""Characters of the texts that stand in the letter; longer ones go along as a file, so that nothing is lost."""

NOTHING_NEW = marked(
    "Your mail has come, but nothing new was found in it besides what we had written to you. "
    "Write your text under the lines that it is about, and send it again."
)
FILES = marked(
    "These files were not taken: %(files)s. Files cannot be sent in by e-mail yet: "
    "write what they say as text, or send them to a moderator."
)


def part(text: str, reason: Refusal, place: str = "") -> dict[str, Any]:
    """A text that goes back: where it stood, and why it was not filed."""
    details = {name: value if isinstance(value, int) else str(value) for name, value in reason.details.items()}
    return {"place": place, "text": text, "sentence": reason.message, "details": details}


def return_texts(origin: Origin, parts: Sequence[Mapping[str, Any]], filed: int = 0) -> Intent:
    """The intent of the letter that brings texts back; `filed` others of the same mail were filed."""
    more = {"parts": list(parts), "filed": filed}
    return _about(origin, "returned", f"returned:{origin.inbound_id}", more)


def say_filed(origin: Origin, filed: int) -> Intent:
    """The intent of the letter that says that the texts were filed, and the files not."""
    return _about(origin, "receipt", f"receipt:{origin.inbound_id}", {"filed": filed})


def say_nothing_found(origin: Origin) -> Intent:
    """The intent of the letter that says so: at most one a day to an address, where nothing else came with the mail."""
    once = str(origin.inbound_id) if origin.files else f"{origin.address}:{origin.received_at.date()}"
    return _about(origin, "nothing-found", f"nothing-found:{once}")


def _about(origin: Origin, kind: str, dedup: str, more: Mapping[str, Any] | None = None) -> Intent:
    return Intent(
        kind=kind,
        dedup=dedup,
        person_id=origin.person_id,
        space_id=origin.space_id,
        subjects={**origin.marks, **(more or {})},
        in_reply_to=origin.message_id,
        address=origin.address,
    )


def say_not_read(to: Answered, sentence: str, day: datetime) -> Intent:
    """The intent of the letter that says that a mail could not be read: one a day and reason, as no text is in it."""
    return Intent(
        kind="not-read",
        dedup=f"not-read:{to.address}:{day.date()}:{sentence}",
        person_id=to.person_id,
        space_id=to.space_id,
        subjects={"sentence": sentence, "subject": to.subject, "shared": False, "in_a_row": 1},
        address=to.address,
    )


def returned(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that brings texts back, each reason in its writer's language."""
    said, parts = due.subjects, due.subjects["parts"]
    whole = "\n\n".join(map(_placed, parts)).strip()
    fits = len(whole) <= SHOWN
    blocks: list[Printed] = []
    for sentence, group in _by_reason(desk, parts):
        blocks.append(sentence)
        blocks += _shown(desk, map(_placed, group)) if fits else []
    if not fits:
        blocks += _shown(desk, [f"{whole[:SHOWN]} …"])
        blocks.append(words(desk.gettext("The whole text is in the attached file.")))
    blocks += [*_filed(desk, said["filed"]), *_files(desk, said["files"]), _spaces(desk)]
    return Draft(_re(said["subject"]), blocks, attachment="" if fits else whole)


def _by_reason(desk: Desk, parts: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Printed, Iterable[Mapping[str, Any]]]]:
    for (sentence, details), group in groupby(parts, key=lambda each: (each["sentence"], each["details"])):
        yield words(desk.gettext(sentence), "plain", **details), group


def _placed(part: Mapping[str, Any]) -> str:
    return f"{part['place']}\n{part['text']}".strip("\n")


def _shown(desk: Desk, texts: Iterable[str]) -> list[Printed]:
    shown = [typed(text) for text in texts if text]
    return [words(desk.gettext("This is the text that was not filed:"), "heading"), *shown] if shown else []


def receipt(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says what was filed, and which files were not."""
    said = due.subjects
    return Draft(_re(said["subject"]), [*_filed(desk, said["filed"]), *_files(desk, said["files"]), _spaces(desk)])


def nothing_found(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says that nothing new was found in a mail."""
    said = due.subjects
    blocks = [words(desk.gettext(NOTHING_NEW)), *_files(desk, said["files"]), _spaces(desk)]
    return Draft(_re(said["subject"]), blocks)


def not_read(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says that a mail could not be read, and is kept."""
    return Draft(_re(due.subjects["subject"]), [words(desk.gettext(due.subjects["sentence"])), _spaces(desk)])


def _filed(desk: Desk, number: int) -> list[Printed]:
    one, many = marked_many("Of this mail %(num)s text was filed.", "Of this mail %(num)s texts were filed.")
    return [words(desk.ngettext(one, many, number) % {"num": number})] if number else []


def _files(desk: Desk, names: Sequence[str]) -> list[Printed]:
    return [words(desk.gettext(FILES), "plain", files=", ".join(names))] if names else []


def _spaces(desk: Desk) -> Printed:
    return link(desk.gettext("All your spaces"), desk.at("/"), "quiet")


def _re(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
