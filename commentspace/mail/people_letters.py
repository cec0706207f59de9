"""Letters that people write: to the author of a comment and back, and to all members of a space."""

from sqlmodel import Session, col

from commentspace.domain import announcements, discussion, mailed, messages, spaces
from commentspace.domain.access import Caller, standing
from commentspace.domain.announcements import AnnouncementView
from commentspace.domain.messages import MessageView
from commentspace.domain.outbox import Due
from commentspace.domain.tables import Comment
from commentspace.domain.views import CommentView
from commentspace.mail.blocks import Printed, body, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import VIA, Draft, foot
from commentspace.mail.proposing import proposed
from commentspace.render import review_words
from commentspace.text import markdown


def message(session: Session, due: Due, desk: Desk) -> Draft:
    """A letter from one person to another; neither sees the other's address."""
    _ = desk.gettext
    letter = messages.find(session, due.subjects["message"])
    blocks = [
        words(_opening(desk, letter), writer=letter.writer, symbol=letter.symbol or "", space=letter.space_title),
        body(letter.body, markdown.to_html(letter.body)),
    ]
    if about := _comment(session, letter):
        blocks += _quoted(desk, about)
    end = _("Answer this mail to write back to %(writer)s. Neither of you sees the other's address.")
    blocks.append(words(end, "quiet", writer=letter.writer))
    ids = mailed.thread(session, letter.uid, letter.reader_id)
    references = [f"<{left}@{desk.book.domain}>" for left in ids]
    return Draft(_subject(desk, letter, due.subjects.get("answers", "")), blocks, letter.writer, VIA, "", references)


def _opening(desk: Desk, letter: MessageView) -> str:
    _ = desk.gettext
    if letter.answers_id is not None:
        return _("%(writer)s answers you:")
    if letter.comment:
        return _("%(writer)s writes to you about your comment on %(symbol)s:")
    return _("%(writer)s answers your letter to the members of %(space)s:")


def _subject(desk: Desk, letter: MessageView, answered: str) -> str:
    _ = desk.gettext
    if letter.symbol:
        about = _("About a comment on %(symbol)s") % {"symbol": letter.symbol}
    else:
        about = answered or _("About a letter to %(space)s") % {"space": letter.space_title}
    return about if letter.comment and letter.answers_id is None else f"Re: {about}"


def _comment(session: Session, letter: MessageView) -> CommentView | None:
    """The comment that the letters are about, if its reader may see it now."""
    who = standing(session, Caller(letter.reader_id, "mail"), letter.space_id)
    if letter.comment is None:
        return None
    return next(iter(discussion.comments(session, who, col(Comment.uid) == letter.comment)), None)


def _quoted(desk: Desk, view: CommentView) -> list[Printed]:
    """The comment below the letter; it is a private letter, so nothing in it is answered in the thread."""
    said = [body(view.body, view.html)] if view.body else []
    return [link(desk.gettext("The comment:"), desk.comment(view.uid), "heading"), *proposed(desk, view), *said]


def announcement(session: Session, due: Due, desk: Desk) -> Draft:
    """A letter to all members of a space."""
    _ = desk.gettext
    view = announcements.find(session, Caller(due.person_id, "mail"), due.subjects["announcement"])
    space = spaces.with_id(session, view.space_id)
    end = _("%(by)s wrote this to the members of %(space)s. Answer this mail to write to %(by)s alone.")
    blocks = [
        *(_changed(desk, view) if view.about else [body(view.body, view.html)]),
        words(end, "quiet", by=view.by, space=space.title),
        *foot(desk, due.uid, _("Choose what you get by e-mail")),
    ]
    subject = review_words.subject(view, _)
    return Draft(subject, blocks, space.title, list_id=f"{space.slug}.{desk.settings.mail_domain}")


def _changed(desk: Desk, view: AnnouncementView) -> list[Printed]:
    """What was done to a review, in the reader's language, and why, as the moderator wrote it."""
    if view.about is None:
        return []
    sentence, named = review_words.sentence(view.about, desk.gettext, desk.deadline)
    told = [words(review_words.subject(view, desk.gettext), "title"), words(sentence, "plain", **named)]
    why = [words(desk.gettext("The reason:")), typed(view.body)] if view.body else []
    return [*told, *why, link(desk.gettext("The draft and its comments:"), desk.document(view.about.document))]
