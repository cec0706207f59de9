"""The daily letter: the numbers first, then the comments by paragraph, ready to be answered under each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from commentspace.domain import digest_contents, people, review_windows
from commentspace.domain.digest_contents import DigestDocument, DigestParagraph, DigestSpace
from commentspace.domain.outbox import Due
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import marked, marked_many
from commentspace.mail import decided_letter, digest_duties
from commentspace.mail.blocks import Markers, Printed, comment, isolated, link, paragraph, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import PROGRAM, Draft, Pointless, foot
from commentspace.mail.heads import BEFORE_EACH, ROOM, head

MOST_NUMBERS = 40
LONGEST_TITLES = 100
"""Characters of the spaces' titles in a subject, so that the number after them is not cut off."""
LONGEST_BEGINNING = 60


def digest(session: Session, due: Due, desk: Desk) -> Draft:
    """The daily letter. Pointless where nothing is left to be told, and the reader wants no letter then."""
    spaces = [
        space for space in digest_contents.content(session, due.id, desk.now) if space.every_day or not space.is_empty
    ]
    if not spaces:
        raise Pointless()
    count = sum(space.count for space in spaces)
    told = desk.ngettext("%(num)s new comment", "%(num)s new comments", count) % {"num": count}
    blocks = [words(told, "title")] if len(spaces) > 1 else []
    for space in spaces:
        blocks += _numbers(session, desk, space)
    blocks += _texts(desk, spaces)
    blocks += _chosen(desk, spaces, people.digest_hour_of(session, due.person_id))
    blocks += foot(desk, due.uid, desk.gettext("Choose when this letter comes, and what is in it"))
    sender = spaces[0].title if len(spaces) == 1 else PROGRAM
    list_id = f"{spaces[0].slug if len(spaces) == 1 else 'daily'}.{desk.settings.mail_domain}"
    return Draft(f"{_titles(spaces)}: {told}", blocks, sender, list_id=list_id)


def _titles(spaces: Sequence[DigestSpace]) -> str:
    """The titles of the spaces with something new, or of all where there is nothing; cut where they are too long."""
    titles = ", ".join(space.title for space in [each for each in spaces if not each.is_empty] or spaces)
    return titles if len(titles) <= LONGEST_TITLES else f"{titles[:LONGEST_TITLES].rstrip()}…"


def _numbers(session: Session, desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    """How many new comments, by document and paragraph; and how the review of each document stands."""
    one, many = marked_many("%(space)s: %(num)s new comment", "%(space)s: %(num)s new comments")
    yield words(desk.ngettext(one, many, space.count), "heading", space=space.title, num=space.count)
    reviews = review_windows.of_documents(session, [each.document.id for each in space.documents], desk.now)
    for each in space.documents:
        count = sum(len(paragraph.comments) for paragraph in each.paragraphs)
        markers = Markers()
        told = [isolated(f"{markers.of_paragraph(at.paragraph)[1:-1]}: {len(at.comments)}") for at in each.paragraphs]
        more = " …" if len(told) > MOST_NUMBERS else ""
        lines = [f"{isolated(each.document.symbol)} {isolated(each.document.title)}: {count}"]
        lines += [] if space.numbers_only else [f"{' · '.join(told[:MOST_NUMBERS])}{more}"]
        lines += _standing(desk, reviews[each.document.id])
        yield link("\n".join(lines), desk.document(each.document.uid))
        if space.numbers_only:
            yield from (_counted(desk, each, *pair) for pair in zip(told, each.paragraphs[:MOST_NUMBERS], strict=False))
    yield from digest_duties.numbers(desk, space)
    yield from _revisions(desk, space)
    yield from _answers(desk, space)


def _revisions(desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    """Which documents have a next revision, what is said of it, and where it is compared with the one before."""
    for new in space.revisions:
        sentence = desk.gettext("Revision %(number)s of %(symbol)s has been issued. See what has changed")
        said = sentence % {"number": new.number, "symbol": f"{isolated(new.symbol)} {isolated(new.title)}"}
        lines = [said, isolated(new.about)] if new.about else [said]
        yield link("\n".join(lines), desk.at(f"/d/{new.document}/compare?from={new.number - 1}&to={new.number}"))


def _answers(desk: Desk, space: DigestSpace) -> Iterator[Printed]:
    """Which letters to all have new answers."""
    one, many = marked_many("%(num)s new answer to “%(letter)s”", "%(num)s new answers to “%(letter)s”")
    for new in space.answers:
        letter = isolated(new.subject or desk.gettext("a letter to all"))
        sentence = desk.ngettext(one, many, new.count) % {"num": new.count, "letter": letter}
        yield link(sentence, desk.at(f"/s/{space.slug}/announcements/{new.announcement}"))


def _counted(desk: Desk, told: DigestDocument, count: str, at: DigestParagraph) -> Printed:
    """A paragraph with the number of its new comments, and the words by which a reader knows it again."""
    text = " ".join(at.paragraph.text.split())
    beginning = text if len(text) <= LONGEST_BEGINNING else f"{text[:LONGEST_BEGINNING].rstrip()}…"
    return link(f"{count} · {isolated(beginning)}", desk.paragraph(told.document.uid, at.paragraph.uid))


def _chosen(desk: Desk, spaces: Sequence[DigestSpace], hour: int) -> Iterator[Printed]:
    """What the reader has chosen, space by space where that differs, and the hour."""
    _ = desk.gettext
    said = {space.slug: _(CHOSEN[space.every_day, space.numbers_only]) for space in spaces}
    if len(set(said.values())) == 1:
        yield words(said[spaces[0].slug], "quiet")
    else:
        yield from (words(f"%(space)s: {said[space.slug]}", "quiet", space=space.title) for space in spaces)
    yield words(
        _("It is written at %(hour)s in your time zone, %(zone)s."), "quiet", hour=f"{hour:02}:00", zone=desk.zone
    )


def _standing(desk: Desk, review: StandingOfReview) -> list[str]:
    """Until when comments are taken, or that none are; nothing is said of a review that is still to come."""
    if review.state == "open" and review.closes_at is not None:
        return [desk.gettext("Comments are taken until %(until)s.") % {"until": desk.deadline(review.closes_at)}]
    if review.state in ("paused", "closed"):
        paused, closed = marked("For now no comments are taken."), marked("No more comments are taken.")
        said = paused if review.state == "paused" else closed
        return [desk.gettext(said)]
    return []


def _texts(desk: Desk, spaces: Sequence[DigestSpace]) -> list[Printed]:
    _ = desk.gettext
    telling = [document for space in spaces if not space.numbers_only for document in space.documents]
    decided = [document for space in spaces if space.tells_decided for document in space.decided]
    told = Told(desk, with_titles=len(telling) > 1 or bool(decided))
    backs = {key: back for space in spaces for key, back in space.backs.items()}
    blocks = list(decided_letter.within(told, decided, backs)) if decided else []
    return [*blocks, *_comments(desk, told, telling)] if telling else blocks


def _comments(desk: Desk, told: "Told", telling: Sequence[DigestDocument]) -> list[Printed]:
    """The new comments, for which there is room."""
    _ = desk.gettext
    told.blocks = []
    for document in telling:
        told.tell(document)
    how = _(
        "Write under a paragraph or a comment to answer it, and leave its text above your answer. "
        "Your answer will stand there, for all who may read it."
    )
    blocks = [words(how), *told.blocks]
    if told.left:
        one, many = marked_many(
            "%(num)s more comment is not in this letter. Read it here",
            "%(num)s more comments are not in this letter. Read them here",
        )
        sentence = desk.ngettext(one, many, told.left) % {"num": told.left}
        blocks.append(link(sentence, desk.document(told.first_left)))
    return blocks


CHOSEN = {
    (False, False): marked("You chose a letter on each day with something new, with the comments themselves."),
    (False, True): marked("You chose a letter on each day with something new, with the numbers alone."),
    (True, False): marked("You chose a letter on every day, with the comments themselves."),
    (True, True): marked("You chose a letter on every day, with the numbers alone."),
}
"""By whether it comes every day, and whether it brings the numbers alone."""


@dataclass(slots=True)
class Told:
    """The comments that find room in a letter, in order; of the others only their number."""

    desk: Desk
    with_titles: bool
    blocks: list[Printed] = field(default_factory=list)
    left: int = 0
    first_left: str = ""
    markers: Markers = field(default_factory=Markers)
    _room: int = ROOM

    def tell(self, told: DigestDocument) -> None:
        """Put in a document's paragraphs, each with its comments."""
        document = told.document
        title = words("%(symbol)s %(title)s", "heading", symbol=document.symbol, title=document.title)
        before = [title] if self.with_titles else []
        for at in told.paragraphs:
            address = self.desk.paragraph(document.uid, at.paragraph.uid)
            marker = self.markers.of_paragraph(at.paragraph)
            above = self._paragraph(at.paragraph, marker, address, document.revision_id)
            before.append(above)
            for view in at.comments:
                if self.left or not self.put([*before, self._comment(view, above)]):
                    self.left += 1
                    self.first_left = self.first_left or document.uid
                else:
                    before = []

    def _paragraph(self, view: ParagraphView, marker: str, address: str, revision_id: int) -> Printed:
        return self.desk.once(lambda: paragraph(view, marker, address, revision_id), view, marker, address, revision_id)

    def _comment(self, view: CommentView, above: Printed) -> Printed:
        desk, marker, at = self.desk, self.markers.of_comment(view), above.kept()
        return desk.once(lambda: comment(view, head(desk, view), marker, desk.comment(view.uid), at), view, marker, at)

    def put(self, blocks: Sequence[Printed]) -> bool:
        """Take the blocks if there is room for all of them."""
        size = sum(block.size + BEFORE_EACH for block in blocks)
        if size > self._room:
            return False
        self.blocks += blocks
        self._room -= size
        return True
