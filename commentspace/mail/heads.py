"""Whose a comment is and what it is about, as letters say it above its text; and how much a letter holds."""

from commentspace.domain.views import CommentView
from commentspace.mail import proposing
from commentspace.mail.blocks import Printed, words
from commentspace.mail.desk import Desk

ROOM = 60_000
"""Octets of words in both parts: with the encoding and the frame around them a letter stays under 100 KB."""
BEFORE_EACH = 300
"""Octets of the frame around a block in HTML."""
LONGEST_QUOTATION = 200


def head(desk: Desk, view: CommentView) -> Printed:
    """Whose comment it is, on behalf of whom, when, what it answers, on which words, and what it proposes."""
    _ = desk.gettext
    author, when = desk.named(view.author), desk.moment(view.posted_at)
    named: dict[str, object] = {"author": author, "party": view.on_behalf_of, "when": when}
    sentence = _("%(author)s, on behalf of %(party)s, %(when)s") if view.on_behalf_of else _("%(author)s, %(when)s")
    if view.said_by:
        sentence, named["name"] = _("%(name)s, in a file that %(author)s brought, %(when)s"), view.said_by
    if view.parent_number is not None:
        sentence += " · " + _("in answer to #%(parent)s")
        named["parent"] = view.parent_number
    if quoted := view.was or view.quotation:  # what is said, and proposed, is about the words that it was made on
        sentence += "\n" + _("On the words “%(quoted)s”")
        named["quoted"] = quoted[:LONGEST_QUOTATION]
    proposes, wording = proposing.sentence(desk, view)
    sentence += f"\n{proposes}" if proposes else ""
    named |= wording
    return words(sentence, "plain", **named)
