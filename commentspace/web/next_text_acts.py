"""What the forms of the next revision's text ask for, as acts of the domain."""

from collections.abc import Callable

from starlette.datastructures import FormData

from commentspace.domain.preview_states import State
from commentspace.domain.revisions.editing import Act
from commentspace.domain.revisions.editing_acts import (
    Add,
    BringBack,
    Delete,
    Divide,
    Join,
    Move,
    Typed,
    Undo,
    Write,
)
from commentspace.errors import Invalid, marked
from commentspace.text import normal
from commentspace.web import forms

UNREAD = marked("The form could not be read. Load the page again and send it once more.")
NOWHERE = marked("No paragraph has this label or number. Look for it in the list, and write it as it stands there.")
SEVERAL = marked("Several paragraphs have this label. Write the number in front of it in the list instead.")
UNKEPT = marked(
    "You have changed the text, so nothing was done yet. Keep the text first, or put it back as it was; then do this."
)
ALONE = frozenset({"delete", "join", "move"})
"""Acts on the paragraph as it is kept, whatever was typed."""
SAID = {
    "write": marked("Kept."),
    "add": marked("Put in."),
    "divide": marked("Divided."),
    "join": marked("Joined."),
    "delete": marked("Taken out. It stays here, and can be brought back."),
    "bring-back": marked("It is in the text again."),
    "move": marked("Moved."),
    "undo": marked("The last change is taken back."),
}


def said_of(form: FormData) -> str:
    """What is said when it is done."""
    return SAID.get(forms.word(form, "verb").partition(":")[0], SAID["write"])


def act_of(form: FormData, state: State) -> Act:
    """The act that a form asks for; Invalid where it says none, or what it says cannot be."""
    verb, _, more = forms.word(form, "verb").partition(":")
    made = ACTS.get(verb)
    if made is None:
        raise Invalid(UNREAD)
    if verb in ALONE and _words(form, "text") != _words(form, "began"):
        raise Invalid(UNKEPT, field="text")
    return made(form, more, state)


def _words(form: FormData, name: str) -> str:
    return normal.clean(forms.word(form, name)).strip()


def typed(form: FormData) -> Typed:
    """The text, label, kind and level of a form."""
    level = forms.whole(forms.word(form, "level"), 0)
    return Typed.of(forms.word(form, "text"), forms.word(form, "label"), forms.word(form, "kind"), level)


def _credits(form: FormData) -> tuple[str, ...]:
    return tuple(str(uid) for uid in form.getlist("credit") if isinstance(uid, str) and uid)


def _key(form: FormData) -> str:
    return forms.word(form, "key")


def _mark(form: FormData) -> str:
    return forms.word(form, "mark")


def _add(form: FormData, _more: str, _state: State) -> Act:
    is_before = forms.word(form, "where") == "before"
    return Add(forms.word(form, "beside"), typed(form), is_before, credits=_credits(form))


def _move(form: FormData, more: str, state: State) -> Act:
    """To behind the paragraph whose key the button says, or whose label or number was typed."""
    to = _behind(forms.word(form, "behind"), state) if more == "behind" else more
    return Move(_key(form), to, forms.word(form, "before"), forms.word(form, "after"))


def _behind(written: str, state: State) -> str:
    """The key of the paragraph of this label, else of this number (as in "§7"); empty for 0, the beginning."""
    wanted = normal.line(written, field="behind")
    found = [each.key for each in state.paragraphs if wanted and not each.left_out and _is(each.label, wanted)]
    if len(found) == 1:
        return found[0]
    number = forms.whole(wanted.removeprefix("§").strip(), -1)
    if found and number < 0:
        raise Invalid(SEVERAL, field="behind")
    if not 0 <= number <= len(state.paragraphs):
        raise Invalid(NOWHERE, field="behind")
    return state.paragraphs[number - 1].key if number else ""


def _is(label: str, wanted: str) -> bool:
    """Whether this label is meant; its full stop need not be typed."""
    return wanted in (label, label.removesuffix("."))


ACTS: dict[str, Callable[[FormData, str, State], Act]] = {
    "write": lambda form, _more, _state: Write(_key(form), _mark(form), typed(form), _credits(form)),
    "divide": lambda form, _more, _state: Divide(_key(form), _mark(form), typed(form), _credits(form)),
    "add": _add,
    "delete": lambda form, _more, _state: Delete(_key(form), _mark(form)),
    "bring-back": lambda form, _more, _state: BringBack(_key(form), _mark(form)),
    "join": lambda form, more, _state: Join(_key(form), _mark(form), more),
    "move": _move,
    "undo": lambda form, _more, _state: Undo(forms.word(form, "last")),
}
