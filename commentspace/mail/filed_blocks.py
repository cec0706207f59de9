"""What a receipt says of what was filed: each comment where it stands, with the ways to take it back."""

from collections.abc import Sequence

from markupsafe import Markup
from sqlmodel import Session, col

from commentspace.domain import filed as filed_texts
from commentspace.domain import undo
from commentspace.domain.filed import Filed
from commentspace.domain.outbox import BlockRow, Due
from commentspace.domain.tables import Comment, Inbound
from commentspace.errors import marked_many
from commentspace.mail import said_blocks, undoing
from commentspace.mail.blocks import Printed, link, words
from commentspace.mail.desk import Desk
from commentspace.text.languages import direction
from commentspace.text.normal import normal

FIRST_WORDS = 200
"""Characters of a comment that a receipt repeats."""
LONGEST_WORDING = 1_000

Numbers = dict[str, int]


def filed(session: Session, due: Due, desk: Desk) -> list[Printed]:
    """What was filed of the mail, what was taken back by it, and how to take back what is filed."""
    said, _ = due.subjects, desk.gettext
    inbound_id = said.get("inbound", 0)
    comments = filed_texts.comments_of(session, inbound_id, col(Comment.author_id) == due.person_id)
    handed = _handed(session, inbound_id, desk)
    blocks: list[Printed] = [
        *_taken_back(session, said.get("undone", ()), desk),
        *_counted(desk, len(comments)),
        *handed,
        *said_blocks.said(session, due, desk),
    ]
    used: Numbers = {}
    for comment in comments:
        blocks.append(_comment(desk, comment, used))
    if any(comment.withdrawn_at is None for comment in comments):
        how = _(
            "To take something back, open the link below it, or answer this mail with the word %(word)s. "
            "With a number, such as %(word)s #12, it takes back that comment alone."
        )
        blocks.append(words(how, "quiet", word=undoing.word(desk.language)))
    return blocks


def became(session: Session, due: Due, desk: Desk) -> Printed | None:
    """The link to the page about the mail."""
    row = session.get(Inbound, due.subjects.get("inbound", 0))
    if row is None or row.person_id != due.person_id:
        return None
    return link(
        desk.gettext("What became of this mail, and what was left out of it:"), desk.at(f"/mail/{row.uid}"), "quiet"
    )


def _counted(desk: Desk, number: int) -> list[Printed]:
    one, many = marked_many("Of this mail %(num)s text was filed.", "Of this mail %(num)s texts were filed.")
    return [words(desk.ngettext(one, many, number) % {"num": number})] if number else []


def _handed(session: Session, inbound_id: int, desk: Desk) -> list[Printed]:
    """Letters, which cannot be taken back, and answers to announcements, with the page on which that can be done."""
    _ = desk.gettext
    letters = filed_texts.letters_of(session, inbound_id)
    subjects = filed_texts.announcements_of(session, inbound_id)
    return [
        *(words(_("Your letter is on its way to %(name)s."), "plain", name=name) for name in letters),
        *(
            words(_("Your answer stands below the announcement “%(subject)s”."), "plain", subject=each)
            for each in subjects
        ),
        *(
            link(_("The letter with what was answered:"), desk.at(f"/s/{slug}/announcements/{uid}"))
            for slug, uid in filed_texts.pages_of_announcements(session, inbound_id)
        ),
    ]


def _taken_back(session: Session, uids: Sequence[str], desk: Desk) -> list[Printed]:
    said = desk.gettext("Taken back: %(number)s in %(symbol)s, %(place)s. Its place in the discussion stays.")
    return [
        words(said, "plain", number=f"#{each.number}" if each.number else "", symbol=each.symbol, place=each.place)
        for each in filed_texts.named(session, uids)
    ]


def _comment(desk: Desk, comment: Filed, used: Numbers) -> Printed:
    """A comment as a block under which its writer may write on."""
    marker, address = _marker(comment, used), desk.comment(comment.uid)
    parts = [words("%(symbol)s %(place)s", "plain", symbol=comment.symbol, place=comment.place), *_said(desk, comment)]
    text = "\n".join([*(part.text for part in parts), address])
    html = Markup("<br>\n").join(part.html for part in parts)
    if comment.withdrawn_at is None:
        token = undo.link(comment.uid, desk.settings.secret_key)
        back = link(desk.gettext("Take it back:"), desk.at(f"/undo/{token}"))
        text, html = f"{text}\n{back.text}", Markup("{}<br>\n{}").format(html, back.html)
    places = (comment.paragraph_id, comment.id, comment.wording_id, comment.revision_id)
    row = BlockRow("comment", marker, text, normal(text), *places)
    # Most of a receipt is our own words, so it runs as they do.
    shown = Markup('<div dir="{}"><a href="{}">{}</a> {}</div>').format(direction(desk.language), address, marker, html)
    return Printed(f"{marker} {text}", shown, "comment", "comment", row=row)


def _said(desk: Desk, comment: Filed) -> list[Printed]:
    """Its first words, the wording that it proposes, its files, and what others see of it."""
    _ = desk.gettext
    if comment.withdrawn_at is not None:
        return [words(_("It was withdrawn."))]
    said = []
    if comment.body:
        said.append(words("“%(words)s”", "plain", words=_cut(comment.body, FIRST_WORDS)))
    if comment.proposal is not None:
        wording = _cut(comment.proposal, LONGEST_WORDING)
        said.append(words(_("It proposes this wording: %(wording)s"), "plain", wording=wording))
    if comment.files:
        names = ", ".join(file.name for file in comment.files)
        said.append(words(_("Files kept with it: %(files)s"), "plain", files=names))
    if comment.placed_by:
        said.append(words(_("%(name)s, a moderator, has put it there."), "plain", name=comment.placed_by))
    if comment.is_held:
        said.append(words(_("Others see it after a moderator has looked at it.")))
    return said


def _marker(comment: Filed, used: Numbers) -> str:
    """By its number; by its paragraph where it has none yet, or where another document has the same."""
    wanted = f"#{comment.number}" if comment.number else f"¶{comment.label or comment.position + 1}"
    used[wanted] = used.get(wanted, 0) + 1
    return f"[{wanted}]" if used[wanted] == 1 else f"[{wanted}·{used[wanted]}]"


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()} …"
