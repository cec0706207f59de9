"""Letters about a mail that came: what was filed where; and what could not be filed, which goes back whole.

One letter a mail. Somebody may do without those that say only that all was filed (`is_owed`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session

from commentspace.domain.filing import Answer
from commentspace.domain.inbound import Answered
from commentspace.domain.outbox import Due, Intent
from commentspace.domain.why import Sentence
from commentspace.errors import Refusal, marked
from commentspace.mail import conduct_blocks
from commentspace.mail.blocks import Printed, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft
from commentspace.mail.filed_blocks import became, filed
from commentspace.mail.origin import Origin
from commentspace.mail.sent_files import sent_files

ADDRESSES = "/settings/addresses"
ANSWERED = re.compile(
    r"(?:(?:re|aw|sv|antw|rif|ref|res|отв|ответ|回复|回覆|答复|答覆|رد) ?(?:\[\d{1,3}\])? ?[:：]\s*){1,20}",
    re.IGNORECASE,
)
"""What mail programs put before the subject of an answer."""
SHOWN = 20_000
"""Characters of the texts that stand in the letter; longer ones go along as a file, so that nothing is lost."""

NOTHING_NEW = marked(
    "Your mail has come, but nothing new was found in it besides what we had written to you. "
    "Write your text under the lines that it is about, and send it again."
)


def part(text: str, reason: Refusal, place: str = "", link: str = "") -> dict[str, Any]:
    """A text that goes back: where it stood, why it was not filed, and a page of ours that helps."""
    said = Sentence.of(reason)
    page = link or reason.page
    return {"place": place, "text": text, "sentence": said.message, "details": said.details, "link": page}


def return_texts(
    origin: Origin, parts: Sequence[Mapping[str, Any]], filed: Sequence[Answer] = (), unclear: Sequence[str] = ()
) -> Intent:
    """The intent of the letter that brings texts back; `filed` are others of the same mail.

    `unclear` names the comments in whose threads stands what did not say clearly if its writer is satisfied.
    """
    more = {"parts": list(parts), **_came_to(filed, unclear)}
    return _about(origin, "returned", f"returned:{origin.once}", more)


def say_filed(origin: Origin, filed: Sequence[Answer], unclear: Sequence[str] = ()) -> Intent | None:
    """The intent of the letter that says what was filed where; a letter between two needs none."""
    if not is_owed(origin, filed) and all(each.target == "message" for each in filed):
        return None
    return _about(origin, "receipt", f"receipt:{origin.once}", _came_to(filed, unclear))


def _came_to(filed: Sequence[Answer], unclear: Sequence[str]) -> dict[str, Any]:
    """What the letter says of texts that are no comments now."""
    marks: dict[str, Any] = {"undone": _undone(filed)}
    marks |= {"unclear": list(unclear)} if unclear else {}
    return marks | ({"appealed": True} if any(each.target == "appeal" for each in filed) else {})


def say_sent(origin: Origin) -> Intent:
    """The intent of the letter about a mail that brought nothing but files with comments."""
    return _about(origin, "receipt", f"receipt:{origin.inbound_id}", {"undone": []})


def is_owed(origin: Origin, filed: Sequence[Answer]) -> bool:
    """Whether that letter goes also to those who want no receipts: of what was taken back, of files not taken."""
    return bool(origin.files or _undone(filed))


def _undone(filed: Sequence[Answer]) -> list[str]:
    """The names of the comments that are taken back."""
    return [each.name for each in filed if each.target == "undo"]


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


def returned(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that brings texts back, each reason in its writer's language."""
    said, parts = due.subjects, due.subjects["parts"]
    whole = "\n\n".join(map(_placed, parts)).strip()
    fits = len(whole) <= SHOWN
    blocks: list[Printed] = []
    for sentence, group in _by_reason(desk, parts):
        here = list(group)
        blocks += [sentence, *_pages(desk, here)]
        blocks += _shown(desk, map(_placed, here)) if fits else []
    if not fits:
        blocks += _shown(desk, [f"{whole[:SHOWN]} …"])
        blocks.append(words(desk.gettext("The whole text is in the attached file.")))
    blocks += conduct_blocks.shown(session, due, desk, parts)
    blocks += [*filed(session, due, desk), *sent_files(session, due, desk), *_files(desk, said["files"])]
    blocks += _end(session, due, desk)
    return Draft(_re(said["subject"]), blocks, attachment="" if fits else whole)


def _by_reason(desk: Desk, parts: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Printed, Iterable[Mapping[str, Any]]]]:
    for (sentence, details), group in groupby(parts, key=lambda each: (each["sentence"], each["details"])):
        yield words(desk.gettext(sentence), "plain", **details), group


def _pages(desk: Desk, parts: Iterable[Mapping[str, Any]]) -> list[Printed]:
    """Where something can be done about it, each page once."""
    named = {ADDRESSES: desk.gettext("Your addresses:")}
    pages = dict.fromkeys(each["link"] for each in parts if each.get("link"))
    return [link(named.get(page, desk.gettext("Go on here:")), desk.at(page)) for page in pages]


def _placed(part: Mapping[str, Any]) -> str:
    return f"{part['place']}\n{part['text']}".strip("\n")


def _shown(desk: Desk, texts: Iterable[str]) -> list[Printed]:
    shown = [typed(text) for text in texts if text]
    return [words(desk.gettext("This is the text that was not filed:"), "heading"), *shown] if shown else []


def receipt(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says what was filed where, and which files were not taken."""
    said = due.subjects
    blocks = [*filed(session, due, desk), *sent_files(session, due, desk), *_files(desk, said["files"])]
    return Draft(_re(said["subject"]), [*blocks, *_end(session, due, desk)])


def nothing_found(session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says that nothing new was found in a mail."""
    said = due.subjects
    blocks = [words(desk.gettext(NOTHING_NEW)), *_files(desk, said["files"]), *_end(session, due, desk)]
    return Draft(_re(said["subject"]), blocks)


def not_read(_session: Session, due: Due, desk: Desk) -> Draft:
    """The letter that says that a mail could not be read, and is kept."""
    return Draft(_re(due.subjects["subject"]), [words(desk.gettext(due.subjects["sentence"])), _spaces(desk)])


def _files(desk: Desk, files: Sequence[Any]) -> list[Printed]:
    """Each file that was not taken, and why."""
    blocks = []
    for file in files:
        name, sentence, details = file if isinstance(file, list) else (file, "", {})
        why = (desk.gettext(sentence) % details if details else desk.gettext(sentence)) if sentence else ""
        said = desk.gettext("This file was not taken: %(file)s")
        blocks.append(words(f"{said}\n{why.replace('%', '%%')}".strip(), "plain", file=name))
    return blocks


def _end(session: Session, due: Due, desk: Desk) -> list[Printed]:
    """Where its writer finds what became of the mail."""
    return [became(session, due, desk) or _spaces(desk)]


def _spaces(desk: Desk) -> Printed:
    return link(desk.gettext("All your spaces"), desk.at("/"), "quiet")


def _re(subject: str) -> str:
    """The subject of an answer: however many programs have put their word for “answer” before it, it has one."""
    found = ANSWERED.match(subject)
    return f"Re: {subject[found.end() :] if found else subject}"
