"""A sample of each kind of letter, in each language, as the post office writes it, for whoever works on letters."""

import email
import email.policy
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commentspace import places
from commentspace.demo import decided_samples
from commentspace.demo.cast import member
from commentspace.demo.letter_stage import FIRST, NEWCOMER, SECOND, Stage, entry
from commentspace.domain import (
    addresses,
    announcements,
    comments,
    digests,
    inbound,
    job_runs,
    jobs,
    loops,
    mailed_drafts,
    members,
    messages,
    outbox,
    sign_in,
    submission_posting,
    submission_rows,
    submissions,
)
from commentspace.domain.announcements import Wording
from commentspace.domain.biographies import mailed
from commentspace.domain.bodies import Body
from commentspace.domain.file_kinds import EMPTY
from commentspace.domain.filled_files import Filled
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.outbox import Due, Intent, Written
from commentspace.domain.people import LANGUAGES
from commentspace.domain.postings import Posting, Source
from commentspace.domain.submitted import Candidate, Row, Submitted
from commentspace.errors import Closed
from commentspace.mail import doubts, letters, receipts
from commentspace.mail.desk import Desk, address_book
from commentspace.render.environment import environment
from commentspace.settings import Settings
from commentspace.web.house import ShownLetter

READER = "ama"
TEXT = "The ditches have stood open for thirty years. Say by *when* they are closed, and who pays."
SUBJECT = "Wetland restoration: 3 new comments"


def _sign_in(stage: Stage) -> None:
    stage.do(sign_in.ask, member(READER).address, "/", "127.0.0.1")


def _address(stage: Stage) -> None:
    stage.do(addresses.ask, stage.caller(READER), "ama@field.example.org")


def _address_changed(stage: Stage) -> None:
    _say(stage, "address-changed", {"act": "added", "address": "ama@field.example.org"})


def _address_taken(stage: Stage) -> None:
    _say(stage, "address-taken", {})


def _invitation(stage: Stage) -> None:
    stage.do(members.add, stage.caller("lars"), stage.space_id, [entry(NEWCOMER)])


def _digest(stage: Stage) -> None:
    stage.now += timedelta(days=1)
    stage.do(digests.compose, stage.person(READER))


def _announcement(stage: Stage) -> None:
    wording = Wording.of("A meeting on Friday", "We go through the comments **on Friday at 10:00**.\n\nDo come!")
    stage.do(announcements.announce, stage.caller("nadia"), stage.space_id, wording, "sample-announcement")


def _message(stage: Stage) -> None:
    body = Body.of("May I quote your comment in our report?")
    stage.do(messages.write, stage.caller("wei"), stage.proposes, body, "sample-message")


def _answer(stage: Stage) -> None:
    stage.do(members.choose_mail, stage.caller(READER), stage.space_id, "new", at_once=True)
    stage.reply("maryam", stage.proposes, "نوافق: كل أسبوع في موسم الأمطار.\n\nAnd every month otherwise.")


def _draft(stage: Stage) -> None:
    stage.do(mailed_drafts.ask, stage.caller(READER), stage.document)


def _biography(stage: Stage) -> None:
    stage.do(mailed.ask_paragraph, stage.caller(READER), stage.document, stage.paragraphs[SECOND].uid)


def _export(stage: Stage) -> None:
    stage.do(jobs.ask, stage.caller(READER), stage.document, jobs.Wish("pdf", {}, "en"))
    task = stage.do(job_runs.lease)
    stage.database.carry_out_here(job_runs.keep(task, "WET-2-3.pdf", "application/pdf", b"%PDF", []))


def _say(stage: Stage, kind: str, subjects: Mapping[str, Any], **more: Any) -> None:
    """Intend a letter to the reader by what it says."""
    intent = Intent(kind, f"sample-{kind}", stage.person(READER), stage.space_id, subjects, **more)
    stage.do(outbox.intend, intent)


def _receipt(stage: Stage) -> None:
    mail = stage.received(READER, f"Re: {SUBJECT}", TEXT)
    posting = Posting(Body.of(TEXT), "sample-receipt", source=Source(stage.now, mail, 0))
    stage.do(comments.post, stage.caller(READER, "mail"), stage.paragraphs[FIRST].uid, posting)
    sent = {"submissions": [_sent_file(stage)]}
    _say(stage, "receipt", {**_marks(mail), "files": [["ditches.pdf", EMPTY, {}]], "undone": [], **sent})


def _sent_file(stage: Stage) -> str:
    """A table of two comments: one is posted, the other waits for its place."""
    place = Candidate(stage.paragraphs[FIRST].uid, 1, "label")
    rows = Row(1, (), TEXT, "sure", (place,)), Row(2, (), "And when?", "unplaced")
    file = Filled("comments.xlsx", b"sample", Submitted("xlsx", "ours", rows), "sample-file")
    caller = stage.caller(READER, "mail")
    begun = stage.database.carry_out_here(submissions.receive(caller, stage.document, file))
    stage.do(submission_rows.press, caller, begun.uid)
    batch = stage.database.read_here(submission_posting.next_batch, begun.id)
    stage.do(submission_posting.post, batch)
    return begun.uid


def _returned(stage: Stage) -> None:
    mail = stage.received(READER, f"Re: {SUBJECT}", TEXT)
    parts = [receipts.part(TEXT, Closed(), "[¶1] WET/2/3")]
    _say(stage, "returned", {**_marks(mail), "parts": parts, "undone": []})


def _nothing_found(stage: Stage) -> None:
    _say(stage, "nothing-found", _marks(stage.received(READER, f"Re: {SUBJECT}", "")))


def _not_read(stage: Stage) -> None:
    _say(stage, "not-read", {"sentence": doubts.TOO_LARGE, "subject": SUBJECT, "shared": False, "in_a_row": 1})


def _confirm(stage: Stage) -> None:
    mail = stage.received(READER, f"Re: {SUBJECT}", TEXT)
    stage.do(inbound.decide, mail, Decision(Verdict.UNCONFIRMED, found=TEXT, person_id=stage.person(READER)))
    more = {"mail": stage.name_of_mail(mail), "text": TEXT, "came_from": member(READER).address}
    _say(stage, "confirm", {**_marks(mail), **more})


def _directory(stage: Stage) -> None:
    mail = stage.received(READER, "Hello", TEXT)
    _say(stage, "directory", {**_marks(mail), "text": TEXT})


def _loop(stage: Stage) -> None:
    stage.do(loops.begin, lambda uid: f"r1.{uid}@comments.example.org")


def _marks(mail: int) -> dict[str, Any]:
    """What a letter about a mail keeps of it."""
    return {"subject": f"Re: {SUBJECT}", "files": [], "in_a_row": 1, "shared": True, "inbound": mail}


SAMPLES: Mapping[str, Callable[[Stage], None]] = {
    "sign-in": _sign_in,
    "address": _address,
    "address-changed": _address_changed,
    "address-taken": _address_taken,
    "invitation": _invitation,
    "digest": _digest,
    "announcement": _announcement,
    "message": _message,
    "answer": _answer,
    "draft": _draft,
    "biography": _biography,
    "export": _export,
    "receipt": _receipt,
    "returned": _returned,
    "nothing-found": _nothing_found,
    "not-read": _not_read,
    "confirm": _confirm,
    "directory": _directory,
    "loop": _loop,
    **decided_samples.SAMPLES,
}
"""What has to happen so that a letter of each kind is written."""


@cache
def shown(domain: str = "comments.example.org") -> Mapping[tuple[str, str], ShownLetter]:
    """Every letter, by kind and language, from a server of this name; made once, in a world of its own."""
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        with closing(stage.database):
            return dict(_written(stage, domain))


def _written(stage: Stage, domain: str) -> Iterator[tuple[tuple[str, str], ShownLetter]]:
    chosen: dict[str, Any] = {"secret": "of the samples alone", "mail_domain": domain, "base_url": f"https://{domain}"}
    settings = Settings(**chosen)
    templates = environment(places.templates())
    for kind, happen in SAMPLES.items():
        happen(stage)
        due, desk = _last(stage, kind), Desk(settings, address_book(settings), "en", stage.now)
        for language in LANGUAGES:
            letter = replace(due, language=language), replace(desk, language=language), templates
            yield (kind, language), _shown(stage.database.read_here(letters.render, *letter))


def _last(stage: Stage, kind: str) -> Due:
    """The newest letter of this kind."""
    due: list[Due] = stage.do(outbox.lease, 1_000)
    return max((each for each in due if each.kind == kind), key=lambda each: each.id)


def _shown(written: Written) -> ShownLetter:
    message = email.message_from_bytes(written.content, policy=email.policy.default)
    kept = ((name, str(value)) for name, value in message.items() if not name.startswith(("Content-", "MIME-")))
    return ShownLetter(written.subject, tuple(kept), written.text, written.html, written.content)
