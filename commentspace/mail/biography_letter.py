"""The letter that brings a biography: of a paragraph, or of a comment; what can be answered is answered below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from sqlmodel import Session, col

from commentspace.domain import discussion, mailed_drafts
from commentspace.domain.access import Caller
from commentspace.domain.biographies import paragraphs, remarks
from commentspace.domain.biographies.paragraphs import Account, Biography, Thread, Wish
from commentspace.domain.biographies.placed import Issued
from commentspace.domain.biographies.remarks import Life, Stood
from commentspace.domain.biographies.telling import Passage
from commentspace.domain.documents import DocumentView
from commentspace.domain.outbox import Due
from commentspace.domain.tables import Paragraph
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound, marked
from commentspace.mail import heads
from commentspace.mail.blocks import Markers, Printed, body, comment, isolated, link, paragraph, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless
from commentspace.render import biographies
from commentspace.render.biographies import Tongue
from commentspace.text.differences import Run

ROOM = 60_000
"""Octets of both parts: what has no room is read on the page, to which the letter leads."""

HOW = marked(
    "Write under the paragraph or a comment to answer it, and leave its text above your answer. "
    "Your answer will stand there, for all who may read it."
)


def biography(session: Session, due: Due, desk: Desk) -> Draft:
    """The biography as its reader may see it at this moment; Pointless for who may not see it any more."""
    caller = Caller(due.person_id, "mail")
    try:
        if "comment" in due.subjects:
            return _of_comment(session, desk, remarks.of_comment(session, caller, due.subjects["comment"]))
        wish = Wish(due.subjects["version"])
        found = paragraphs.of_paragraph(
            session, caller, due.subjects["paragraph"], wish, document=due.subjects["document"]
        )
    except NotFound as hidden:
        raise Pointless() from hidden
    return _of_paragraph(session, desk, found)


def _of_paragraph(session: Session, desk: Desk, found: Biography) -> Draft:
    if not found.who.is_member and not found.who.may("moderate"):
        raise Pointless()
    _, document = desk.gettext, found.document
    named = biographies.name(found.last)
    title = _("Biography of %(paragraph)s in %(symbol)s")
    telling = _Telling(desk, document)
    telling.put([words(title, "title", paragraph=named, symbol=document.symbol)])
    telling.put(telling.standing(session, found.uid))
    if found.stands and mailed_drafts.is_answerable(session, found.who, document, desk.now):
        telling.put([words(_(HOW), "quiet")])
    for account in found.accounts:
        telling.account(account)
    telling.end(f"/d/{document.uid}/p/{found.uid}/biography")
    return Draft(title % {"paragraph": named, "symbol": document.symbol}, telling.blocks, document.space_title)


def _of_comment(session: Session, desk: Desk, found: Life) -> Draft:
    if not found.who.is_member and not found.who.may("moderate"):
        raise Pointless()
    _, document, view = desk.gettext, found.document, found.view
    number = f" #{view.number}" if view.number is not None else ""
    title = _("Biography of a comment on %(symbol)s") + number
    telling = _Telling(desk, document)
    telling.put([words(title, "title", symbol=document.symbol)])
    telling.put(telling.standing(session, view.paragraph))
    telling.said(view)
    for each in found.stood:
        telling.stood(each)
    if found.answers:
        telling.put([words(_("What was answered"), "heading")])
    for answer in found.answers:
        telling.said(answer)
    telling.end(f"/c/{view.uid}/biography")
    return Draft(title % {"symbol": document.symbol}, telling.blocks, document.space_title)


@dataclass(slots=True)
class _Telling:
    """The blocks of one letter, as long as there is room; each paragraph and comment that can be answered once."""

    desk: Desk
    document: DocumentView
    blocks: list[Printed] = field(default_factory=list)
    is_cut: bool = False
    _markers: Markers = field(default_factory=Markers)
    _above: Printed | None = None
    _told: set[str] = field(default_factory=set)
    _room: int = ROOM

    def put(self, blocks: Sequence[Printed]) -> None:
        """Take these if all of them have room; after the first that have none, nothing more comes."""
        size = sum(block.size + heads.BEFORE_EACH for block in blocks)
        self.is_cut = self.is_cut or size > self._room
        if not self.is_cut:
            self.blocks += blocks
            self._room -= size

    def standing(self, session: Session, uid: str) -> list[Printed]:
        """The paragraph as it stands now, to be answered; nothing where it stands no more."""
        revision = self.document.revision_id
        for view in discussion.paragraphs(session, revision, col(Paragraph.uid) == uid):
            address = self.desk.paragraph(self.document.uid, uid)
            self._above = paragraph(view, self._markers.of_paragraph(view), address, revision)
            return [self._above]
        return [words(self.desk.gettext("This paragraph does not stand in the newest text."), "quiet")]

    def account(self, account: Account) -> None:
        """What is told of one revision."""
        passage = account.passage
        head = [self._revision(passage.issued), words(self._change(passage))]
        head += [_difference(self.desk, passage)] if passage.now and not passage.is_unchanged else []
        self.put(head)
        for told in account.taken:
            self.said(told.view, self.desk.gettext("Its proposed wording was taken over in this revision."))
        for thread in account.threads:
            self._thread(thread)

    def _thread(self, thread: Thread) -> None:
        for told in thread.comments:
            self.said(told.view)

    def said(self, view: CommentView, what: str = "") -> None:
        """A comment, where its text is shown to all who may read: it can be answered, where it has a paragraph."""
        if view.status != "shown" or view.number is None:
            return
        before = [words(what, "quiet")] if what else []
        if view.uid in self._told or self._above is None:
            self.put([*before, link(f"#{view.number}", self.desk.comment(view.uid))])
            return
        self._told.add(view.uid)
        marker, at = self._markers.of_comment(view), self._above.kept()
        self.put([*before, comment(view, heads.head(self.desk, view), marker, self.desk.comment(view.uid), at)])

    def stood(self, each: Stood) -> None:
        """Where a comment stood in one revision."""
        _ = self.desk.gettext
        said = _(biographies.MADE) if each.is_first else _(biographies.VERDICTS[each.verdict])
        lines = [self._revision(each.issued), words(said)]
        if not each.is_same:
            _before, exact, _after = each.cut
            lines.append(body(exact[: heads.LONGEST_QUOTATION], str(Markup.escape(exact)), "before"))
        self.put(lines)

    def _revision(self, issued: Issued) -> Printed:
        said = self.desk.gettext("Revision %(number)s, issued on %(day)s.")
        named = {"number": issued.number, "day": self.desk.moment(issued.at)}
        about = f"\n{isolated(issued.about)}" if issued.about else ""
        return words(said % named + about, "heading")

    def _change(self, passage: Passage) -> str:
        tongue = Tongue(self.desk.gettext, lambda each: isolated(biographies.name(each)), isolated)
        return " ".join(biographies.change(passage, tongue))

    def end(self, path: str) -> None:
        """Where the whole of it is read, and what is said where not all had room."""
        _ = self.desk.gettext
        if self.is_cut:
            self.blocks.append(words(_("There is more than this letter has room for."), "quiet"))
        whole = _("The whole biography, with everything that has come since:")
        self.blocks.append(link(whole, self.desk.at(path), "quiet"))


def _difference(desk: Desk, passage: Passage) -> Printed:
    """The words with what was taken out and put in; whole where they have not changed."""
    stood = passage.stood
    if passage.difference is None or passage.joining is None:
        return body(stood.text, stood.html, "before")
    return body("".join(_plain(desk, passage.joining.difference)), passage.difference, "before")


def _plain(desk: Desk, found: Sequence[Run]) -> Iterator[str]:
    """A difference in words, as the text part has no other signs."""
    _ = desk.gettext
    said = {"out": _("taken out:"), "in": _("put in:")}
    for run in found:
        changed = run.text.strip()
        if run.kind == "kept" or not changed:
            yield run.text
        else:
            before, after = run.text.split(changed, 1)
            yield f"{before}[{said[run.kind]} {changed}]{after}"
