"""Letters about what somebody is to do, or may do now: answer comments, comment late, speak in a delegation, read."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from commentspace.domain import documents, mailed_drafts, spaces
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import BlockRow, Due
from commentspace.domain.told import reading
from commentspace.domain.told.reading import Leave, Place, Task
from commentspace.errors import NotFound, marked, marked_many
from commentspace.mail import draft_letter
from commentspace.mail.blocks import Printed, isolated, link, mailto, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.text.normal import normal

LONGEST_WORDS = 160
"""Characters of a comment by which it is known again; its page has the rest."""
MOST_TASKS = 100
AS_ONE = marked(
    "It speaks with one voice: you do not comment on the page or by e-mail yourself. Write in the room of the "
    "delegation, which you find on the page of each draft; its focal point submits what it says."
)
NOT_AS_ONE = marked(
    "You can write in the room of the delegation, which you find on the page of each draft and which nobody else "
    "sees; its focal point submits what it says. You can also comment yourself."
)
FOCAL = marked("You are its focal point: you may edit what its experts write, and you submit it.")


def reader(session: Session, due: Due) -> Standing:
    """Who gets a letter; Pointless for somebody who has left the space."""
    try:
        who = standing(session, Caller(due.person_id, "mail"), due.space_id or 0)
    except NotFound as hidden:
        raise Pointless() from hidden
    if not who.is_member:
        raise Pointless()
    return who


def assigned(session: Session, due: Due, desk: Desk) -> Draft:
    """Which comments a moderator is to answer; Pointless where all are answered, or given to others since."""
    who = reader(session, due)
    tasks = reading.tasks(session, who, due.subjects["told"]) if who.may("answer") else []
    if not tasks:
        raise Pointless()
    one, many = marked_many("%(num)s comment is yours to answer", "%(num)s comments are yours to answer")
    title = desk.ngettext(one, many, len(tasks))
    told = documents.of_space(session, who)
    symbols = {each.uid: each for each in told}
    blocks = [words(title, "title", num=len(tasks))]
    for task in tasks[:MOST_TASKS]:
        blocks += _task(desk, task, symbols.get(task.comment.document))
    if len(tasks) > MOST_TASKS:
        blocks.append(words("…", "quiet"))
    blocks += [
        link(desk.gettext("All comments in a table:"), desk.at(f"/d/{each.uid}/review/table"), "quiet")
        for each in told
        if each.uid in {task.comment.document for task in tasks}
    ]
    return Draft(title % {"num": len(tasks)}, blocks, spaces.with_id(session, who.space_id).title)


def _task(desk: Desk, task: Task, document: DocumentView | None) -> Iterator[Printed]:
    """A comment: which, until when, who asks for it, and where it is answered."""
    _, view = desk.gettext, task.comment
    said = " ".join((view.body or view.proposal or "").split())
    shown = said if len(said) <= LONGEST_WORDS else f"{said[:LONGEST_WORDS].rstrip()}…"
    number = f"#{view.number}" if view.number is not None else ""
    lines = [f"{isolated(document.symbol if document else '')} {number} {isolated(shown)}".strip()]
    if task.due_at is not None:
        lines.append(_("Until %(until)s") % {"until": desk.deadline(task.due_at)})
    block = link("\n".join(lines), desk.at(f"/c/{view.uid}/answer"))
    yield replace(block, row=BlockRow("words", "", block.text, normal(block.text), comment_id=view.id))
    if task.by:
        yield words(_("Given to you by %(by)s"), "quiet", by=task.by)
    if task.note:
        yield typed(task.note)


def late(session: Session, due: Due, desk: Desk) -> Draft:
    """That somebody may comment although the review is closed; it can be answered as the draft by mail can."""
    _, who = desk.gettext, reader(session, due)
    given = reading.leave(session, who, due.subjects["told"], desk.now)
    if given is None:
        raise Pointless()
    document, _who = documents.find(session, Caller(due.person_id, "mail"), given.document)
    title = _("You may still comment on %(symbol)s")
    blocks = [
        words(title, "title", symbol=document.symbol),
        *_leave(desk, given),
        link(f"{isolated(document.symbol)} {isolated(document.title)}", desk.document(document.uid)),
    ]
    if mailed_drafts.fits(session, document):
        blocks += [
            *draft_letter.how(session, desk, document, who),
            *draft_letter.paragraphs(session, desk, document, who),
        ]
    else:
        by_mail = _("To get the text by e-mail and answer it there, write a mail to this address:")
        blocks.append(mailto(by_mail, desk.book.document_address(document.uid)))
    return Draft(title % {"symbol": document.symbol}, blocks, document.space_title)


def _leave(desk: Desk, given: Leave) -> Iterator[Printed]:
    _ = desk.gettext
    one, many = marked_many("You may send %(num)s comment.", "You may send %(num)s comments.")
    yield words(_("Comments of yours are taken until %(until)s.") % {"until": desk.deadline(given.until_at)})
    yield words(desk.ngettext(one, many, given.left), num=given.left)
    if given.by:
        yield words(_("%(by)s has allowed this. Whoever reads the draft sees the reason:"), by=given.by)
    yield typed(given.reason)


def delegated(session: Session, due: Due, desk: Desk) -> Draft:
    """That somebody belongs to a delegation, in which part, and what that means."""
    _, who = desk.gettext, reader(session, due)
    place = reading.place(session, who, due.subjects["told"])
    if place is None:
        raise Pointless()
    space = spaces.with_id(session, who.space_id)
    title = _("You belong to the delegation “%(delegation)s”")
    blocks = [
        words(title, "title", delegation=place.delegation),
        words(_("It takes part in %(space)s."), space=space.title),
        *_part(desk, place),
        link(_("The space and its drafts:"), desk.at(f"/s/{space.slug}")),
    ]
    return Draft(title % {"delegation": place.delegation}, blocks, space.title)


def _part(desk: Desk, place: Place) -> Iterator[Printed]:
    """What one does there, and through whom it speaks."""
    _ = desk.gettext
    if place.is_focal:
        yield words(_(FOCAL))
        return
    yield words(_(AS_ONE if place.speaks_as_one else NOT_AS_ONE))
    if place.focal:
        yield words(_("Its focal point is %(name)s."), name=place.focal)


def unveiled(session: Session, due: Due, desk: Desk) -> Draft:
    """That the comments of others in a blind review are shown now."""
    _, who = desk.gettext, reader(session, due)
    found = reading.unveiled(session, who, due.subjects["told"])
    if found is None or not found.count:
        raise Pointless()
    title = _("The comments of others on %(symbol)s are shown now")
    one, many = marked_many("There is %(num)s comment to read.", "There are %(num)s comments to read.")
    blocks = [
        words(title, "title", symbol=found.symbol),
        words(desk.ngettext(one, many, found.count), num=found.count),
        link(f"{isolated(found.symbol)} {isolated(found.title)}", desk.document(found.document)),
    ]
    space = spaces.with_id(session, who.space_id)
    return Draft(title % {"symbol": found.symbol}, blocks, space.title)
