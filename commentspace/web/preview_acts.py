"""The verbs of a preview's page: what each button does to the paragraphs that are picked."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from starlette.datastructures import FormData

from commentspace.domain import preview_edits
from commentspace.domain.preview_edits import Edited, Paragraphs
from commentspace.domain.preview_states import State
from commentspace.errors import Invalid, marked
from commentspace.formats import labels
from commentspace.web import forms

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Asked(NamedTuple):
    """What a form asks for: the verb, what stands after its colon, and the positions that are picked, from 0."""

    verb: str
    word: str
    picked: tuple[int, ...]

    @classmethod
    def of(cls, form: FormData) -> "Asked":
        """Read it; a verb such as "before:5" is about that one paragraph, whatever else is picked."""
        verb, _, word = forms.word(form, "verb").partition(":")
        is_of_one = word.isdecimal() and not verb.startswith("comments-")
        named = [word] if is_of_one else [str(each) for each in form.getlist("pick")]
        return cls(verb, word, tuple(sorted({n for each in named for n in _positions(each)})))


def _positions(typed: str) -> Collection[int]:
    """The positions that a box or a script names, "5" or "5-8", from 1, as they count from 0."""
    first, _, last = typed.partition("-")
    start, end = forms.whole(first, 0), forms.whole(last or first, 0)
    return range(start - 1, min(end, start + preview_edits.MOST)) if start > 0 else ()


def after(state: State, asked: Asked, form: FormData) -> tuple[State, tuple[int, ...]]:
    """The state after an act, and what is picked then; Invalid where it cannot be done."""
    if asked.verb == "undo":
        if not state.steps:
            raise Invalid(marked("There is nothing more to take back."))
        before = state.undone()
        return before, tuple(n for n in asked.picked if n < len(before.paragraphs))
    if asked.verb in ("comments-out", "comments-in"):
        names = {asked.word} if asked.word else None
        found = preview_edits.leave_comments(state.paragraphs, names, out=asked.verb == "comments-out")
        return state.then(found), asked.picked
    act = ACTS.get(asked.verb)
    if act is None:
        raise Invalid(marked("The form could not be read. Load the page again and send it once more."))
    edited = act(state.paragraphs, asked.picked, form)
    return state.then(edited.paragraphs), edited.picked


def _label(markdown: str) -> tuple[str, str] | None:
    """The label with which a text begins, also where its marks are written as \\( and \\), and the rest."""
    first, space, rest = markdown.partition(" ")
    found = labels.read(_ESCAPED.sub(r"\1", first) + space + rest)
    return (found[0].text, found[1]) if found else None


def _everywhere(act: Callable[[Paragraphs, Collection[int]], Edited]) -> Callable[..., Edited]:
    def done(paragraphs: Paragraphs, picked: Collection[int], _form: FormData) -> Edited:
        return Edited(act(paragraphs, range(len(paragraphs))).paragraphs, tuple(picked))

    return done


def _make(paragraphs: Paragraphs, picked: Collection[int], form: FormData) -> Edited:
    return preview_edits.make(paragraphs, picked, forms.word(form, "kind"), forms.whole(forms.word(form, "level"), 0))


def _split(paragraphs: Paragraphs, picked: Collection[int], form: FormData) -> Edited:
    return preview_edits.split(paragraphs, picked, forms.word(form, "divided"))


def _relabel(paragraphs: Paragraphs, picked: Collection[int], form: FormData) -> Edited:
    return preview_edits.relabel(paragraphs, picked, forms.word(form, "label"))


def _speak(paragraphs: Paragraphs, picked: Collection[int], form: FormData) -> Edited:
    return preview_edits.speak(paragraphs, picked, forms.word(form, "language").strip())


ACTS: dict[str, Callable[[Paragraphs, Collection[int], FormData], Edited]] = {
    "join": lambda paragraphs, picked, _: preview_edits.join(paragraphs, picked),
    "split": _split,
    "make": _make,
    "deeper": lambda paragraphs, picked, _: preview_edits.deepen(paragraphs, picked, 1),
    "shallower": lambda paragraphs, picked, _: preview_edits.deepen(paragraphs, picked, -1),
    "out": lambda paragraphs, picked, _: preview_edits.leave_out(paragraphs, picked),
    "in": lambda paragraphs, picked, _: preview_edits.take_in(paragraphs, picked),
    "label": _relabel,
    "unlabel": lambda paragraphs, picked, _: preview_edits.relabel(paragraphs, picked, ""),
    "label-in": lambda paragraphs, picked, _: preview_edits.label_into_text(paragraphs, picked),
    "label-out": lambda paragraphs, picked, _: preview_edits.label_out_of_text(paragraphs, picked, _label),
    "language": _speak,
    "before": lambda paragraphs, picked, _: preview_edits.as_before(paragraphs, picked),
    "after": lambda paragraphs, picked, _: preview_edits.as_after(paragraphs, picked),
    "all-before": _everywhere(preview_edits.as_before),
    "all-after": _everywhere(preview_edits.as_after),
}
