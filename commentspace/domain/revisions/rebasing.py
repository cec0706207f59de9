"""A draft whose base is not the newest revision any more is put on the newest one; what was changed in it stays."""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from commentspace.database import Look, Step, Work
from commentspace.domain import preview_states, previews
from commentspace.domain.access import Caller
from commentspace.domain.anchors import states
from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import drafts, plans
from commentspace.domain.tables import Document
from commentspace.errors import Conflict, marked


class Found(NamedTuple):
    """A draft, the texts of its base and of the newest revision, and the key of that."""

    uid: str
    kept: str
    base: Sequence[Stood]
    newest: Sequence[Stood]
    newest_id: int
    language: str


def steps(caller: Caller, document_uid: str, seen: str) -> Generator[Any, Any, None]:
    """The parts of putting the waiting draft of a document on its newest revision.

    `seen` is the mark of the draft that was looked at; Conflict where it was changed since.
    """
    found: Found = yield Look(_found, (caller, document_uid, seen))
    kept: str = yield Work(brought, (found.kept, found.base, found.newest, found.language))
    yield Step(_keep, (caller, found.uid, kept, found.newest_id, seen))


def _found(session: Session, caller: Caller, document_uid: str, seen: str) -> Found:
    uid = drafts.begun(session, caller, document_uid).uid
    plan = plans.of_preview(session, caller, uid)
    previews.require_same(plan.mark, seen)
    newest_id = session.get_one(Document, plan.document_id).revision_id
    if newest_id is None or newest_id == plan.base_id:
        raise Conflict(marked("This draft follows the newest revision already."))
    newest = [each for each in states.of_revision(session, newest_id, plan.version) if not each.is_gone]
    return Found(uid, plan.kept, plan.old, newest, newest_id, plan.version)


def brought(kept: str, base: Sequence[Stood], newest: Sequence[Stood], language: str) -> str:
    """The draft's paragraphs as JSON: those that say what the base says are as in the newest revision now."""
    state = preview_states.read(kept)
    if not any(each.paragraph for each in state.paragraphs):  # from a file: it says all that it wants to say
        return kept
    before = {each.uid: each for each in base}
    after = {each.uid: each for each in newest}
    found: list[DraftParagraph] = []
    for each in state.paragraphs:
        mine = before.get(each.paragraph)
        if mine is None or not _is_same(each, mine):
            found.append(each)
        elif each.paragraph in after:
            found.append(_as_newest(each, after[each.paragraph], language))
    return preview_states.written(state.then(tuple(previews.keyed(_with_new(found, before, newest, language)))))


def _is_same(each: DraftParagraph, stood: Stood) -> bool:
    said = (each.kind.value, each.level, each.label, each.markdown)
    return said == (stood.kind, stood.level, stood.label, stood.markdown) and not each.left_out


def _as_newest(each: DraftParagraph, stood: Stood, language: str) -> DraftParagraph:
    return each if _is_same(each, stood) else drafts.as_draft(stood, language)


def _with_new(
    found: Sequence[DraftParagraph], before: dict[str, Stood], newest: Sequence[Stood], language: str
) -> list[DraftParagraph]:
    """With those that the newest revision has and the base had not, each behind what it stands behind there."""
    made = list(found)
    there = {uid for each in made for uid in each.paragraph.split()}
    last = ""
    for stood in newest:
        if stood.uid not in before and stood.uid not in there:
            at = next((n for n, each in enumerate(made) if last and last in each.paragraph.split()), -1)
            made.insert(at + 1, drafts.as_draft(stood, language))
            there.add(stood.uid)
        if stood.uid in there:
            last = stood.uid
    return made


def _keep(session: Session, caller: Caller, uid: str, kept: str, newest_id: int, seen: str, *, now: datetime) -> None:
    preview = previews.waiting(session, caller, uid)
    previews.require_same(previews.mark_of(preview), seen)
    if preview.document_id is None or session.get_one(Document, preview.document_id).revision_id != newest_id:
        raise Conflict(plans.OVERTAKEN)
    preview.paragraphs, preview.base_id, preview.links, preview.made_at = kept, newest_id, "", now
    session.add(preview)
