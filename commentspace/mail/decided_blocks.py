"""An answer to a comment as its writer finds it in a letter: what they had said, what was decided, why, and by whom.

All of it is one block, so that whatever is written below or within is about this answer.
"""

from collections.abc import Iterator

from markupsafe import Markup, escape

from commentspace.domain.outbox import BlockRow
from commentspace.domain.told import by_link
from commentspace.domain.told.backs import Back
from commentspace.domain.views import CommentView, DispositionView
from commentspace.errors import marked
from commentspace.mail import heads
from commentspace.mail.blocks import BREAK, Printed, body, link, typed, words
from commentspace.mail.desk import Desk
from commentspace.render import outcomes
from commentspace.text.languages import direction
from commentspace.text.normal import normal

OWN_WORDS = 600
"""Characters of the comment that are repeated; the link leads to the rest."""
LEADS_TO_CHANGE = frozenset({"accepted", "partly", "modified"})
HOW = marked(
    "Are you satisfied? Write YES or NO under an answer, and why if you like; or follow the link in it. "
    "The moderators read what you say; others do not."
)


BACK = marked("The answer to this comment was taken back, and it has none now.")
BACK_TO = marked("The answer to this comment was taken back, and the one before stands again.")


def decided(desk: Desk, view: CommentView, marker: str, at: Printed, back: Back | None = None) -> Printed:
    """The block of one comment whose answer is in force, or was taken `back`; `at` is the block of its paragraph."""
    if view.disposition is None and back is None:
        raise ValueError("a comment without an answer")
    place = at.kept()
    parts = [
        words(desk.gettext("Your comment on %(place)s"), place=at.marker.strip("[]")),
        heads.head(desk, view),
        *_own(view),
        *(_taken_back(desk, view, back) if back else ()),
        *(_decision(desk, view.disposition) if view.disposition else ()),
        *_change(desk, view),
        *_asked(desk, view.disposition),
    ]
    address = desk.comment(view.uid)
    text = "\n".join([*(part.text for part in parts), address])
    where = place.paragraph_id, view.id, place.wording_id, place.revision_id
    row = BlockRow("comment", marker, text, normal(text), *where)
    html = Markup('<div dir="{}">{}</div>').format(direction(desk.language), Markup("\n").join(map(_framed, parts)))
    return Printed(text, html, "comment", "comment", marker, address, "", row)


def _framed(part: Printed) -> Markup:
    """A part of a block on lines of its own: what a person wrote runs its own way."""
    if part.style == "body":
        return Markup('<div dir="auto">{}</div>').format(part.html)
    if part.style == "before":
        return Markup('<div dir="auto" style="color:#5c5c5c" class="quiet">{}</div>').format(part.html)
    if part.style == "heading":
        return Markup('<div style="margin:10px 0 4px;font-weight:bold">{}</div>').format(part.html)
    return Markup('<div style="font-size:14px;margin:0 0 4px">{}</div>').format(part.html)


def _own(view: CommentView) -> Iterator[Printed]:
    """What its writer had said, cut where it is long."""
    if view.body:
        whole = len(view.body) <= OWN_WORDS
        shown = view.body if whole else f"{view.body[:OWN_WORDS].rstrip()} …"
        yield Printed(shown, Markup(view.html) if whole else BREAK.join(map(escape, shown.split("\n"))), "before")  # noqa: S704  # sanitised when it was written


def _taken_back(desk: Desk, view: CommentView, back: Back) -> Iterator[Printed]:
    """That its answer does not stand any more, why, and by whom."""
    yield words(desk.gettext(BACK_TO if view.disposition else BACK))
    if back.why:
        yield typed(back.why)
    if back.by:
        yield words(desk.gettext("taken back by %(name)s"), "quiet", name=back.by)


def _asked(desk: Desk, said: DispositionView | None) -> Iterator[Printed]:
    """Where its writer says if an answer satisfies them."""
    if said is not None:
        token = by_link.link(said.uid, desk.settings.secret_key)
        yield link(desk.gettext("Say whether you are satisfied:"), desk.at(f"/satisfied/{token}"), "quiet")


def _decision(desk: Desk, said: DispositionView) -> Iterator[Printed]:
    """What was decided, the reason, and who decided; of a comment that is repeated the place where it stands."""
    _ = desk.gettext
    yield words(outcomes.said(said, _), "heading")
    if said.duplicate_uid:
        yield link(_("The comment that it repeats:"), desk.comment(said.duplicate_uid))
    if said.reason:
        yield body(said.reason, said.html)
    if said.by and said.confirmed_by:
        by = _("Decided by %(by)s, confirmed by %(name)s, %(when)s.")
        yield words(by, by=said.by, name=said.confirmed_by, when=desk.moment(said.at))
    elif said.by:
        yield words(_("Decided by %(by)s, %(when)s."), by=said.by, when=desk.moment(said.at))


def _change(desk: Desk, view: CommentView) -> Iterator[Printed]:
    """What has become of the wording that was proposed."""
    if view.disposition is None or not view.proposal:
        return
    if view.taken_in is not None:
        taken = desk.gettext("The proposed wording was taken over in revision %(number)s.")
        yield words(taken, number=view.taken_in)
    elif view.disposition.outcome in LEADS_TO_CHANGE:
        yield words(desk.gettext("The proposed wording is to be taken over in the next revision."))
