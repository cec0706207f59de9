"""Filled files that come by mail: a Word file of the draft with comments in it, or a table of comments.

What is sure in them is posted as the texts of a mail are; the receipt says what waits, and where that is decided. A
file that is none of these stays what it was: a file that is kept with a comment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import seen_revisions, submission_posting, submission_rows, submission_views, submissions
from commentspace.domain.access import Caller
from commentspace.domain.file_kinds import File
from commentspace.domain.filing import Outcome
from commentspace.domain.filled_files import NOTHING, Filled
from commentspace.domain.inbound import Verdict
from commentspace.domain.mailed import MailedLetter
from commentspace.domain.outbox import Intent
from commentspace.domain.submitted import Submitted
from commentspace.domain.tables import Document, Inbound, Paragraph
from commentspace.errors import Invalid, Refusal, marked
from commentspace.formats import filled, filled_apart
from commentspace.mail import answering, receipts
from commentspace.mail.attachments import Files, NotTaken
from commentspace.mail.office import Office
from commentspace.mail.origin import Origin
from commentspace.mail.reader_process import Read
from commentspace.mail.way import Way

KINDS = frozenset({"document", "draft", "biography", "digest", "answer", "invitation", "receipt", "returned", "late"})
"""Letters, the answers to which are about documents."""
OTHERS = frozenset({"doc", "docm", "odt", "rtf", "pdf", "xlsm", "xlsb", "numbers", "pages"})
"""The ends of names of files that people may have commented in, and that are not read."""
MOST_DOCUMENTS = 5
"""Documents of one letter among which it is looked for the one that a file is about."""
AT_ONCE = 60
"""Batches of rows that are posted before the receipt; the rest is posted behind it."""

COVER = marked(
    "This text stood under no paragraph, so it was taken for a letter that goes with your file, and not posted. "
    "Begin it with the number of a paragraph in square brackets, such as [¶12], to comment on that."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was taken in; `waits` where somebody has to decide about rows of it."""

    uid: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What is left of a message beside its filled files, and these."""

    read: Read
    sent: tuple[Sent, ...] = ()
    is_refused: bool = False
    """There was a filled file that was not taken."""


def may_be(files: Files) -> bool:
    """Whether there is a file that may be a filled one, by its name."""
    return any(_is_kind(file) for file in files.taken)


def _is_kind(file: File) -> bool:
    return file.name.rpartition(".")[2].lower() in filled.KINDS


async def take(office: Office, way: Way, letter: MailedLetter, read: Read) -> Taken:
    """Take in the filled files of a message of a certain sender, and post what in them is sure; once, if done twice."""
    if not may_be(read.files) or letter.kind not in KINDS:
        return Taken(read)
    about = await office.database.read(_documents, letter)
    caller = Caller(letter.person_id, "mail")
    await office.database.write(_note_vouching, way.message.id, way.vouching.is_vouched_for)
    sent: list[Sent] = []
    rest: list[File] = []
    doubted: list[NotTaken] = []
    refused: list[NotTaken] = []
    for number, file in enumerate(read.files.taken):
        try:
            found = await _read(office, caller, about, file) if _is_kind(file) else _other_kind(file)
            if isinstance(found, Refusal) or found is None:
                rest.append(file)
                doubted += [NotTaken(file.name, found.message, dict(found.details))] if found else []
            else:
                document, submitted = found
                key = f"inbound-{way.message.id}-{number}"
                made = Filled(file.name, file.content, submitted, key, way.message.received_at, way.message.id)
                sent.append(await _post(office, caller, document, made))
        except Refusal as refusal:
            refused.append(NotTaken(file.name, refusal.message, dict(refusal.details)))
    files = replace(read.files, taken=tuple(rest), not_taken=(*read.files.not_taken, *refused), doubts=tuple(doubted))
    return Taken(replace(read, files=files), tuple(sent), bool(refused))


def _documents(session: Session, letter: MailedLetter) -> list[str]:
    """The documents that a letter is about."""
    if letter.kind == "document":
        return [letter.uid]
    names = {block.paragraph for block in letter.blocks if block.paragraph}
    found = select(col(Document.uid)).join(Paragraph, col(Paragraph.document_id) == col(Document.id))
    wanted = found.where(col(Paragraph.uid).in_(names)).distinct().order_by(col(Document.uid))
    return list(session.execute(wanted.limit(MOST_DOCUMENTS)).scalars())


def _note_vouching(session: Session, inbound_id: int, is_vouched_for: bool | None, *, now: object) -> None:
    """What our mail server says of the sender, before the comments are posted that it is said of."""
    session.get_one(Inbound, inbound_id).is_vouched_for = is_vouched_for


def taking_none(origin: Origin) -> Origin:
    """Where no file of a message has a place, with the reason of each."""
    doubts = [
        NotTaken(file.name, refusal.message, dict(refusal.details))
        for file in origin.attached.taken
        if (refusal := _other_kind(file))
    ]
    attached = replace(origin.attached, doubts=(*origin.attached.doubts, *doubts))
    return replace(origin, attached=attached).taking_no_files(answering.NO_PLACE)


def _other_kind(file: File) -> Refusal | None:
    """Why a file that may well be a filled one is not taken: it was saved as another kind."""
    return Invalid(filled.KIND) if file.name.rpartition(".")[2].lower() in OTHERS else None


async def _read(
    office: Office, caller: Caller, about: Sequence[str], file: File
) -> tuple[str, Submitted] | Refusal | None:
    """The document that a file is about, and its rows; for a file that is not a filled one why, where that is known."""
    why: Refusal | None = None
    for document in about:
        try:
            reading = seen_revisions.reading(caller, document, file.content, file.name, filled_apart.read)
            submitted = await office.database.carry_out(reading)
        except Refusal as refusal:
            why = refusal
            continue
        if submitted.document == document or (not submitted.document and len(about) == 1 and _is_placed(submitted)):
            return document, submitted
        if submitted.document:
            why = Invalid(submissions.ANOTHER)
        elif not any(row.markdown or row.proposal for row in submitted.rows):
            why = Invalid(NOTHING)
    return why if len(about) == 1 else None


def _is_placed(submitted: Submitted) -> bool:
    """Whether anything in it is surely about the document."""
    return any(row.verdict in ("sure", "known") for row in submitted.rows)


async def _post(office: Office, caller: Caller, document: str, made: Filled) -> Sent:
    begun = await office.database.carry_out(submissions.receive(caller, document, made))
    await office.database.write(submission_rows.press, caller, begun.uid)
    for _ in range(AT_ONCE):
        batch = await office.database.read(submission_posting.next_batch, begun.id)
        if batch is None:
            break
        await office.database.write(submission_posting.post, batch, space=batch.space_id)
    counts = (await office.database.read(submission_views.view, caller, begun.uid))[0].counts
    return Sent(begun.uid, bool(counts.undecided or counts.refused))


def outcome(letter: MailedLetter, taken: Taken, origin: Origin, refused: Mapping[int, Refusal]) -> Outcome:
    """What a message comes to, with the filled files that came with it."""
    found, is_about_files = taken.read.found, taken.sent or taken.is_refused
    if found.segments or not is_about_files:
        plain = answering.outcome(letter, found, origin, refused)
        return _with(plain, taken.sent) if taken.sent else plain
    origin = origin.taking_no_files(answering.NO_PLACE)
    verdict = Verdict.FILED if taken.sent else Verdict.RETURNED
    plain = Outcome(answering.decision(verdict, found, origin), letter=receipts.say_sent(origin))
    return _with(plain._replace(is_owed=bool(origin.files)), taken.sent) if taken.sent else plain


def _with(plain: Outcome, sent: Sequence[Sent]) -> Outcome:
    """The same, of which the files say that something was filed, in a letter that names them."""
    decision = replace(plain.decision, verdict=Verdict.FILED)
    is_owed = plain.is_owed or any(each.waits for each in sent)
    letter = _naming(plain.letter, sent) if plain.letter else None
    return plain._replace(decision=decision, letter=letter, is_owed=is_owed)


def _naming(letter: Intent, sent: Sequence[Sent]) -> Intent:
    parts = [_as_cover(part) for part in _parts(letter)]
    more = {"submissions": [each.uid for each in sent]} | ({"parts": parts} if parts else {})
    return replace(letter, subjects={**letter.subjects, **more})


def _parts(letter: Intent) -> Iterable[Mapping[str, object]]:
    found: Iterable[Mapping[str, object]] = letter.subjects.get("parts", ())
    return found


def _as_cover(part: Mapping[str, object]) -> Mapping[str, object]:
    """A text without a place is the letter that goes with the file."""
    unplaced = (answering.UNPLACED, *answering.UNPLACED_IN.values())
    return {**part, "sentence": COVER, "details": {}} if part["sentence"] in unplaced else part
