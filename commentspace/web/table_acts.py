"""Acts in the moderators' table: on many comments after one look at what will happen, and on one in its row."""

from collections.abc import Generator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.access import Caller
from commentspace.domain.dispositions import assigning, batches, confirming, many, texts
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.table import chosen, rows
from commentspace.domain.table.asked import GROUPS, Asked
from commentspace.domain.table.chosen import Chosen, Look
from commentspace.domain.table.rows import Line
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.render import outcomes
from commentspace.render.addresses import asked as address
from commentspace.render.environment import translations
from commentspace.web import forms, review_values
from commentspace.web.answers import caller, document_values, go, page, sentence, status_of
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.table import for_script, rows_now
from commentspace.web.table_values import place

VERBS = ("answer", "assign", "confirm")
FEW = 6
"""Comments that are shown before an act on many."""
MOST_FIELDS = 6_000
UNREAD = marked("Choose what is to be done: answer, assign or confirm.")


class Shown(NamedTuple):
    """What a moderator looks at before an act on many."""

    scene: Scene
    look: Look
    first: list[Line]
    texts: Any
    assignees: Any


async def look(request: Request) -> Response:
    """POST /d/{uid}/review/table/look?…: what an act on the chosen comments will do; nothing is done yet."""
    form = await forms.read(request, MOST_FIELDS)
    await _require(request)
    return await _look(request, form)


async def _require(request: Request) -> None:
    """Nobody else is told what is wrong with a form: it is as if there were none."""
    database = house(request).database
    found = await database.read(scene, caller(request), request.path_params["uid"], database.now())
    found.who.require("answer")


async def _look(request: Request, form: FormData, refusal: Refusal | None = None) -> Response:
    meant, verb = _chosen(request, form), _verb(form)
    database, uid = house(request).database, request.path_params["uid"]
    shown: Shown = await database.read(_shown, caller(request), uid, meant, database.now())
    gettext = translations(request.scope["language"]).gettext
    given = {
        "document": document_values(shown.scene.document),
        "verb": verb,
        "look": shown.look,
        "signs": outcomes.SIGNS,
        "had": [(outcomes.words(each, gettext), number) for each, number in shown.look.outcomes.items()],
        "first": shown.first,
        "texts": shown.texts,
        "assignees": shown.assignees,
        "outcomes": list(outcomes.WORDS),
        "picked": [] if meant.everything else list(shown.look.uids),
        "everything": meant.everything,
        "group": forms.word(form, "group"),
        "by": forms.word(form, "by") or Asked.of(request.query_params).group,
        "query": _query(request),
        "base": f"/d/{uid}/review/table",
        "key": forms.word(form, "key") or forms.new_key(),
        "zone_name": review_values.zone(request),
    }
    typed = forms.words(form) if refusal else None
    return page(request, "table_look.html", given, may=shown.scene.may, refusal=refusal, form=typed)


def _shown(session: Session, who: Caller, uid: str, meant: Chosen, now: datetime) -> Shown:
    here = scene(session, who, uid, now)
    here.who.require("answer")
    found = chosen.look(session, here.who, here.document, meant, now)
    first = found.uids[:FEW]
    lines = {line.comment.uid: line for line in rows.named(session, here.who, here.document, first, now)}
    return Shown(
        here,
        found,
        [lines[each] for each in first if each in lines],
        texts.of_space(session, here.who),
        assigning.assignees(session, here.who.space_id),
    )


def _chosen(request: Request, form: FormData) -> Chosen:
    """What is ticked; or all that match what the address asks for, of one group where the form names it."""
    asked, group = Asked.of(request.query_params), forms.word(form, "group")
    if group:
        by = _by(form, asked)
        asked = asked.but(**{"place" if by == "paragraph" else by: group})
    picked = tuple(each for each in form.getlist("pick") if isinstance(each, str))
    return Chosen(asked, picked, everything=bool(group) or forms.word(form, "all") == "yes")


def _by(form: FormData, asked: Asked) -> str:
    """What the group is one of: as the form says, else as the rows are grouped."""
    by = forms.word(form, "by") or asked.group
    if by not in GROUPS or not by:
        raise Invalid(UNREAD)
    return by


def _verb(form: FormData) -> str:
    verb = forms.word(form, "verb") or ("answer" if forms.word(form, "group") else "")
    if verb not in VERBS:
        raise Invalid(UNREAD)
    return verb


def _query(request: Request) -> str:
    return address("", Asked.of(request.query_params).query, place(request))


async def act(request: Request) -> Response:
    """POST /d/{uid}/review/table/done?…: carry it out, on exactly what was looked at."""
    form, uid = await forms.read(request, MOST_FIELDS), request.path_params["uid"]
    await _require(request)
    database, verb = house(request).database, _verb(form)
    try:
        meant, mark = _chosen(request, form), forms.word(form, "mark")
        found = await database.read(_meant, caller(request), uid, meant, mark, database.now())
        form = await _with_text(request, form)
        done: Answered = await database.carry_out(_steps(request, form, verb, found.seen))
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _look(request, form, refusal)
    if done.left:
        return await _left(request, verb, done)
    did = {"did": verb, "number": str(len(done.done)), "batch": done.batch}
    return go(address(f"/d/{uid}/review/table", Asked.of(request.query_params).query, place(request), did))


def _meant(session: Session, who: Caller, uid: str, what: Chosen, mark: str, now: datetime) -> Look:
    here = scene(session, who, uid, now)
    here.who.require("answer")
    return chosen.meant(session, here.who, here.document, what, mark, now)


def _steps(request: Request, form: FormData, verb: str, seen: Mapping[str, str]) -> Generator[Any, Any, Answered]:
    who, uid, uids = caller(request), request.path_params["uid"], list(seen)
    if verb == "confirm":
        return confirming.steps(who, uid, uids)
    if verb == "assign":
        due = forms.moment(form, "due_at", review_values.zone(request)) if forms.word(form, "due_at") else None
        return assigning.steps(who, uid, uids, forms.word(form, "to"), due, forms.word(form, "note"))
    return many.steps(who, uid, uids, _answering(form), forms.word(form, "key"), seen)


async def _with_text(request: Request, form: FormData) -> FormData:
    """The form with the standard text that it names as its reason, where nothing was written."""
    wanted = forms.word(form, "text")
    if not wanted or forms.word(form, "reason").strip():
        return form

    def found(session: Session) -> str:
        here = scene(session, caller(request), request.path_params["uid"], house(request).database.now())
        return next((each.text for each in texts.of_space(session, here.who) if each.uid == wanted), "")

    return FormData([*form.multi_items(), ("reason", await house(request).database.read(found))])


def _answering(form: FormData) -> Answering:
    """What a form decides."""
    said = (forms.word(form, name) for name in ("duplicate_of", "text"))
    return Answering(forms.word(form, "outcome"), Reason.of(forms.word(form, "reason")), *said)


async def _left(request: Request, verb: str, done: Answered) -> Response:
    """A page that names the comments that were left, each with why."""
    database, uid = house(request).database, request.path_params["uid"]

    def found(session: Session) -> tuple[Scene, list[Line]]:
        here = scene(session, caller(request), uid, database.now())
        uids = [each for each, _ in done.left][:MOST_FIELDS]
        return here, list(rows.named(session, here.who, here.document, uids, database.now()))

    here, lines = await database.read(found)
    why = {each: _said(request, sentence) for each, sentence in done.left}
    given = {
        "document": document_values(here.document),
        "verb": verb,
        "number": len(done.done),
        "left": [(line, why[line.comment.uid]) for line in lines],
        "lost": len(done.left) - len(lines),
        "batch": done.batch if done.done else "",
        "query": _query(request),
        "base": f"/d/{uid}/review/table",
    }
    return page(request, "table_left.html", given, may=here.may)


def _said(request: Request, said: Sentence) -> str:
    return said.said(translations(request.scope["language"]).gettext)


async def answer(request: Request) -> Response:
    """POST /d/{uid}/review/table/answer: one comment, in its row, by a script."""
    form, uid = await forms.read(request), request.path_params["uid"]
    await _require(request)
    comment, seen = forms.word(form, "comment"), forms.word(form, "seen")
    try:
        steps = many.steps(caller(request), uid, [comment], _answering(form), forms.word(form, "key"), {comment: seen})
        done: Answered = await house(request).database.carry_out(steps)
    except Refusal as refusal:
        said = {"sentence": sentence(request, refusal), "field": refusal.field}
        return for_script(request, said | await rows_now(request, [comment]), status_of(refusal))
    now = await rows_now(request, [comment])
    if done.left:
        return for_script(request, {"sentence": _said(request, done.left[0][1]), "field": None} | now, 409)
    return for_script(request, {"batch": done.batch} | now)


async def confirm(request: Request) -> Response:
    """POST /d/{uid}/review/table/confirm: what is proposed for one comment, by a script."""
    form, uid = await forms.read(request), request.path_params["uid"]
    await _require(request)
    comment = forms.word(form, "comment")
    steps = confirming.steps(caller(request), uid, [comment])
    done: Answered = await house(request).database.carry_out(steps)
    now = await rows_now(request, [comment])
    if done.left:
        return for_script(request, {"sentence": _said(request, done.left[0][1])} | now, 409)
    return for_script(request, now)


async def back(request: Request) -> Response:
    """POST /d/{uid}/review/table/back?…: take an act on many back; for a script also one answer."""
    form, uid = await forms.read(request), request.path_params["uid"]
    await _require(request)
    steps = batches.take_back(caller(request), uid, forms.word(form, "batch"))
    done: Answered = await house(request).database.carry_out(steps)
    if forms.word(form, "rows"):
        return for_script(request, {"number": len(done.done)} | await rows_now(request, list(done.done)))
    verb = "unassign" if forms.word(form, "of") == "assign" else "back"
    did = {"did": verb, "number": str(len(done.done))} if done.done else {}
    return go(address(f"/d/{uid}/review/table", Asked.of(request.query_params).query, place(request), did))
