"""Letters about one's own addresses: the link that adds one, and the word to its owner where it is taken."""

from sqlmodel import Session

from commentspace.domain import addresses, people, signing
from commentspace.domain.outbox import Due
from commentspace.errors import marked
from commentspace.mail.blocks import link, words
from commentspace.mail.desk import Desk
from commentspace.mail.draft import Draft, Pointless


def confirm(session: Session, due: Due, desk: Desk) -> Draft:
    """The link by which the person who asked adds this address; Pointless when it is over."""
    _ = desk.gettext
    if due.created_at + addresses.GOOD_FOR <= desk.now:
        raise Pointless()
    token = signing.sign("address", due.uid, desk.settings.secret_key)
    blocks = [
        words(_("Is this your address?"), "title"),
        words(
            _("%(name)s asked that letters may come to %(address)s too. If that is you, sign in and open this link."),
            name=people.name_of(session, due.person_id),
            address=due.address,
        ),
        link(_("Add the address:"), desk.at(f"/settings/addresses/{token}")),
        words(_("The link works for a day. If you did not ask, do nothing: then nothing is added."), "quiet"),
    ]
    return Draft(_("Add this address to your account"), blocks)


def taken(_session: Session, due: Due, desk: Desk) -> Draft:
    """To the owner of an address that somebody else asked for; they are told nothing of it."""
    _ = desk.gettext
    blocks = [
        words(_("This address is yours already"), "title"),
        words(
            _(
                "Somebody who is signed in asked to add %(address)s to their account. "
                "It belongs to yours, so nothing was changed, and they were told nothing."
            ),
            address=due.address,
        ),
        words(
            _(
                "If that was you, you have two accounts here: sign in with this address to use the one that it is part "
                "of, or ask a moderator. If it was not, you need do nothing."
            )
        ),
    ]
    return Draft(_("Somebody asked for your address"), blocks)


CHANGES = {
    "added": marked("From now on %(address)s is an address of yours too."),
    "main": marked("From now on letters go to %(address)s."),
    "removed": marked("%(address)s is no address of yours any more."),
}


def changed(_session: Session, due: Due, desk: Desk) -> Draft:
    """To the main address, as it was before: what has changed, and what to do if it was somebody else."""
    _, change = desk.gettext, CHANGES[due.subjects["act"]]
    blocks = [
        words(_("Your addresses have changed"), "title"),
        words(_(change), address=due.subjects["address"]),
        link(
            _("If that was not you, sign out all other browsers here, and write to a moderator:"),
            desk.at("/settings/sessions"),
        ),
    ]
    return Draft(_("Your addresses have changed"), blocks)
