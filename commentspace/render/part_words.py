"""To whom a letter to many went, in words: in the letter itself, on its page, and in the form that chooses."""

from collections.abc import Callable

from commentspace.domain.recipients import Part
from commentspace.errors import marked

SENTENCES = {
    "all": marked("%(by)s wrote this to the members of %(space)s."),
    "commented": marked("%(by)s wrote this to those members of %(space)s who have commented."),
    "commented on": marked("%(by)s wrote this to those members of %(space)s who have commented on %(symbol)s."),
    "silent": marked("%(by)s wrote this to those members of %(space)s who have not yet commented on %(symbol)s."),
    "parties": marked("%(by)s wrote this to those members of %(space)s who speak for: %(names)s."),
    "roles": marked("%(by)s wrote this to those members of %(space)s who are here as: %(names)s."),
    "invited": marked("%(by)s wrote this to those members of %(space)s who have not yet accepted their invitation."),
}
LABELS = {
    "all": marked("to all members"),
    "commented": marked("to those who have commented"),
    "commented on": marked("to those who have commented on %(symbol)s"),
    "silent": marked("to those who have not yet commented on %(symbol)s"),
    "parties": marked("to those who speak for: %(names)s"),
    "roles": marked("to those who are here as: %(names)s"),
    "invited": marked("to those who have not yet accepted their invitation"),
}
ROLES = {
    "reader": marked("reader"),
    "participant": marked("participant"),
    "moderator": marked("moderator"),
    "owner": marked("owner"),
}

ANSWERED = marked("If you answer this mail, your answer stands below the letter, where all who got it can read it.")
ONLY_READ = marked("You read along here, so an answer to this mail would come back to you.")


def _named(part: Part) -> str:
    return "commented on" if part.who == "commented" and part.document else part.who


def sentence(part: Part, gettext: Callable[[str], str]) -> str:
    """The sentence at the end of the letter; its places are those of `names`, and `by` and `space`."""
    return gettext(SENTENCES[_named(part)])


def label(part: Part, symbol: str, gettext: Callable[[str], str], comma: str) -> str:
    """The same in a few words."""
    return gettext(LABELS[_named(part)]) % names(part, symbol, gettext, comma)


def names(part: Part, symbol: str, gettext: Callable[[str], str], comma: str) -> dict[str, str]:
    """What is filled in: the document's symbol, and the parties or roles, with `comma` between them."""
    shown = [gettext(ROLES[name]) for name in part.names] if part.who == "roles" else part.names
    return {"symbol": symbol, "names": comma.join(shown)}
