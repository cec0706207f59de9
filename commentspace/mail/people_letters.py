"""Letters that people write: to the author of a comment and back, and to the members of a space."""

from dataclasses import replace

from sqlmodel import Session, col

from commentspace.domain import announcements, discussion, messages, signing, spaces
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcements import AnnouncementView
from commentspace.domain.messages import MessageView
from commentspace.domain.outbox import Due
from commentspace.domain.tables import Comment
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound
from commentspace.mail.blocks import Printed, body, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import VIA, Draft, foot
from commentspace.mail.proposing import proposed
from commentspace.render import part_words, review_words
from commentspace.render.environment import translations
from commentspace.text import markdown


def message(session: Session, due: Due, desk: Desk) -> Draft:
    """A letter from one person to another; neither sees the other's address, unless its writer gives it."""
    letter = messages.find(session, due.subjects["message"])
    letter = replace(letter, writer=desk.named(letter.writer))
    about = due.subjects.get("announcement", "")
    blocks = [
        words(_opening(desk, letter), writer=letter.writer, symbol=letter.symbol or "", space=letter.space_title),
        body(letter.body, markdown.to_html(letter.body)),
    ]
    if comment := _comment(session, letter):
        blocks += _quoted(desk, comment)
    blocks += _end(desk, letter)
    return Draft(_subject(desk, letter, _answered(session, desk, letter, about)), blocks, letter.writer, VIA)


def _end(desk: Desk, letter: MessageView) -> list[Printed]:
    """How the letter is answered, and what its reader can do who wants no more of them."""
    _, given = desk.gettext, letter.address
    hidden = _("Answer this mail to write back to %(writer)s. Neither of you sees the other's address.")
    alone = _("Answer this mail to write back to %(writer)s, who does not see your address.")
    blocks = [words(alone if given else hidden, "quiet", writer=letter.writer)]
    if given:
        direct = _("You can also write to %(writer)s at %(address)s directly.")
        blocks.insert(0, words(direct, writer=letter.writer, address=given))
    token = signing.sign("received", letter.uid, desk.settings.secret_key)
    blocks.append(
        link(_("No more letters from this person, or report this one:"), desk.at(f"/received/{token}"), "quiet")
    )
    return blocks


def _opening(desk: Desk, letter: MessageView) -> str:
    _ = desk.gettext
    if letter.answers_id is not None:
        return _("%(writer)s answers you:")
    if letter.comment:
        return _("%(writer)s writes to you about your comment on %(symbol)s:")
    return _("%(writer)s answers your letter to the members of %(space)s:")


def _subject(desk: Desk, letter: MessageView, answered: str) -> str:
    """The same words for all letters of an exchange, so that mail programs show them together."""
    _ = desk.gettext
    if letter.symbol:
        about = _("About a comment on %(symbol)s") % {"symbol": letter.symbol}
    else:
        about = answered or _("About a letter to %(space)s") % {"space": letter.space_title}
    return about if letter.comment and letter.answers_id is None else f"Re: {about}"


def _answered(session: Session, desk: Desk, letter: MessageView, announcement_uid: str) -> str:
    """The subject of the announcement that the letters are about; empty where its reader may not see it any more."""
    try:
        view = announcements.find(session, Caller(letter.reader_id, "mail"), announcement_uid)
    except NotFound:
        return ""
    return review_words.subject(view, desk.gettext)


def _comment(session: Session, letter: MessageView) -> CommentView | None:
    """The comment that the letters are about, if its reader may see it now."""
    who = standing(session, Caller(letter.reader_id, "mail"), letter.space_id)
    if letter.comment is None:
        return None
    return next(iter(discussion.comments(session, who, col(Comment.uid) == letter.comment)), None)


def _quoted(desk: Desk, view: CommentView) -> list[Printed]:
    """The comment below the letter; it is a private letter, so nothing in it is answered in the thread."""
    said = [body(view.body, view.html, "before")] if view.body else []
    wording = [replace(each, style="before") for each in proposed(desk, view)]
    return [link(desk.gettext("The comment:"), desk.comment(view.uid), "heading"), *wording, *said]


def announcement(session: Session, due: Due, desk: Desk) -> Draft:
    """A letter to the members of a space, or to a part of them; answers to it stand below it on its page."""
    _, caller = desk.gettext, Caller(due.person_id, "mail")
    view = announcements.find(session, caller, due.subjects["announcement"])
    space = spaces.with_id(session, view.space_id)
    blocks = [
        *(_changed(desk, view) if view.about else [body(view.body, view.html)]),
        *_whence(desk, view, space.title),
        *_answering(desk, view, space.slug, standing(session, caller, view.space_id)),
        *foot(desk, due.uid, _("Choose what you get by e-mail")),
    ]
    subject = review_words.subject(view, _)
    return Draft(subject, blocks, space.title, list_id=f"{space.slug}.{desk.settings.mail_domain}")


def _whence(desk: Desk, view: AnnouncementView, space: str) -> list[Printed]:
    """Who wrote it, and to whom."""
    comma = translations(desk.language).pgettext("list", ", ")
    named = part_words.names(view.part, view.symbol, desk.gettext, comma) | {"by": view.by, "space": space}
    said = part_words.sentence(view.part, desk.gettext)
    return [words(said, "quiet", **{name: value for name, value in named.items() if f"%({name})s" in said})]


def _answering(desk: Desk, view: AnnouncementView, slug: str, who: Standing) -> list[Printed]:
    """Where an answer is seen, and how its writer alone is reached."""
    _, page = desk.gettext, desk.at(f"/s/{slug}/announcements/{view.uid}")
    said = part_words.ANSWERED if who.may("reply") else part_words.ONLY_READ
    return [
        words(_(said), "quiet"),
        link(_("Write to its writer alone:"), f"{page}/letter", "quiet"),
        link(_("The letter with what was answered:"), page, "quiet"),
    ]


def _changed(desk: Desk, view: AnnouncementView) -> list[Printed]:
    """What was done to a review, in the reader's language, and why, as the moderator wrote it."""
    if view.about is None:
        return []
    sentence, named = review_words.sentence(view.about, desk.gettext, desk.deadline)
    told = [words(review_words.subject(view, desk.gettext), "title"), words(sentence, "plain", **named)]
    why = [words(desk.gettext("The reason:")), typed(view.body)] if view.body else []
    return [*told, *why, link(desk.gettext("The draft and its comments:"), desk.document(view.about.document))]
