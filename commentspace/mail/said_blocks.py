"""What a receipt says of what a mail said to answers: satisfied or not, and what could not be told."""

from collections.abc import Iterator

from sqlmodel import Session

from commentspace.domain import filed
from commentspace.domain.outbox import Due
from commentspace.domain.told import by_link
from commentspace.errors import marked
from commentspace.mail.blocks import Printed, link, words
from commentspace.mail.desk import Desk

SATISFIED = marked("You say that you are satisfied with the answer to %(comment)s.")
NOT_SATISFIED = marked("You say that you are not satisfied with the answer to %(comment)s.")
UNCLEAR = marked(
    "It could not be seen whether you are satisfied with the answer, so your text stands in the thread of your "
    "comment, for all who may read it. To say it, answer the letter again with YES or NO as the first word."
)
APPEALED = marked("Your appeal has come. A moderator decides about it, and you are told.")


def said(session: Session, due: Due, desk: Desk) -> Iterator[Printed]:
    """What was said to each answer, with where it can be changed; and that some of it was not clear."""
    _ = desk.gettext
    if due.subjects.get("unclear"):
        yield words(_(UNCLEAR))
    if due.subjects.get("appealed"):
        yield words(_(APPEALED))
    for each in filed.satisfied_of(session, due.subjects.get("inbound", 0)):
        number = f"#{each.number} " if each.number else ""
        sentence = _(SATISFIED if each.is_satisfied else NOT_SATISFIED)
        word: dict[str, object] = {"word": each.word} if each.word else {}
        sentence += "\n“%(word)s”" if each.word else ""
        yield words(sentence, "plain", comment=f"{number}{each.symbol}", **word)
        token = by_link.link(each.answer, desk.settings.secret_key)
        yield link(_("Say something else instead:"), desk.at(f"/satisfied/{token}"), "quiet")
