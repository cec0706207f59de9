"""What can be done with a paragraph of the next revision's draft; each act is a value, and pure."""

from dataclasses import dataclass, field, replace

from commentspace.domain import names, preview_edits
from commentspace.domain.bodies import fingerprint
from commentspace.domain.drafts import KEY, DraftParagraph, Kind
from commentspace.domain.preview_edits import CHOSEN, HIGHEST_LEVEL, LONGEST_LABEL
from commentspace.domain.preview_states import State
from commentspace.domain.preview_texts import carried, divided, pieces
from commentspace.domain.revisions.editing import ELSEWHERE, Changed, place, replaced, seen
from commentspace.errors import Conflict, Invalid, TooLong, marked
from commentspace.text import normal
from commentspace.text.markdown import LONGEST, to_text

EMPTY = marked("There is no text left. Write one; to take the paragraph out, delete it.")
ANOTHER_NEXT = marked(
    "Another paragraph stands after this one by now, so nothing was joined. Look at it, then join again."
)
NOTHING_BACK = marked("There is nothing more to take back.")
ANOTHER_LAST = marked(
    "Somebody has changed the draft since this page was loaded, so nothing was taken back. "
    "Look at the draft now; the next press takes back that last change."
)


def _new() -> str:
    """A key that no other paragraph has."""
    return names.new()[:KEY]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed for a paragraph; checked by `of`."""

    markdown: str
    label: str
    kind: Kind
    level: int

    @classmethod
    def of(cls, markdown: str, label: str, kind: str, level: int) -> "Typed":
        """Check it; Invalid with the field at fault, TooLong where no page could show the text."""
        text, label = normal.clean(markdown).strip(), normal.line(label, field="label")
        if not text:
            raise Invalid(EMPTY, field="text")
        if len(text) > LONGEST:
            sentence = marked("A paragraph may have at most %(most)s characters. Divide it into several.")
            raise TooLong(sentence, field="text", most=LONGEST)
        if len(label) > LONGEST_LABEL:
            raise Invalid(marked("A label may have at most %(most)s characters."), field="label", most=LONGEST_LABEL)
        if kind not in list(Kind):
            raise Invalid(marked("Choose one of the kinds in the list."), field="kind")
        if not 1 <= level <= HIGHEST_LEVEL:
            raise Invalid(marked("A level is a number from 1 to 9."), field="level")
        deep = level if kind in (Kind.HEADING, Kind.ITEM) else 1
        return cls(text, label, Kind(kind), deep)

    def into(self, paragraph: DraftParagraph) -> DraftParagraph:
        """The paragraph with it; the comments of its file stay on their words."""
        comments = paragraph.comments
        if comments and self.markdown != paragraph.markdown:
            old, new = to_text(paragraph.markdown), to_text(self.markdown)
            comments = tuple(carried(each, old, new) for each in comments)
        same = replace(paragraph, comments=comments)
        return replace(same, markdown=self.markdown, label=self.label, kind=self.kind, level=self.level)


@dataclass(frozen=True, slots=True)
class Write:
    """Give a paragraph these words; `credits` are comments that were taken into account."""

    key: str
    mark: str
    typed: Typed
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`: it is refused where the paragraph was changed, unless to the very same."""
        at = place(state, self.key)
        now = state.paragraphs[at]
        wanted = _credited(self.typed.into(now), self.credits)
        if wanted != now:
            seen(state, self.key, self.mark)
        return replaced(state, at, wanted), self.key


@dataclass(frozen=True, slots=True)
class Divide:
    """Make several of one: `typed` has an empty line where another is to begin; its words may be changed too."""

    key: str
    mark: str
    typed: Typed
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`: all parts come from what the whole came from, and the first keeps its key."""
        at = seen(state, self.key, self.mark)
        now = state.paragraphs[at]
        whole = _credited(replace(self.typed.into(now), markdown=now.markdown, comments=now.comments), self.credits)
        found = pieces(self.typed.markdown, now.markdown)
        if "".join("".join(found).split()) == "".join(now.markdown.split()):
            return replaced(state, at, *divided(whole, self.typed.markdown)), self.key
        if len(found) < 2:
            raise Invalid(marked("Put an empty line where the paragraph is to be divided."), field="text")
        first = _credited(replace(self.typed, markdown=found[0]).into(now), self.credits)
        rest = [
            replace(first, markdown=piece, label="", key=_new(), comments=(), before=None, changed_by="")
            for piece in found[1:]
        ]
        return replaced(state, at, first, *rest), self.key


@dataclass(frozen=True, slots=True)
class Add:
    """Put in a new paragraph behind the one of this key, before it, or at the beginning where the key is empty."""

    beside: str
    typed: Typed
    is_before: bool = False
    key: str = field(default_factory=_new)
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`."""
        at = place(state, self.beside) + (not self.is_before) if self.beside else 0
        near = state.paragraphs[min(at, len(state.paragraphs) - 1)] if state.paragraphs else None
        new = self.typed.into(DraftParagraph(Kind.PARAGRAPH, "", language=near.language if near else "", key=self.key))
        new = _credited(new, self.credits)
        return state.then((*state.paragraphs[:at], new, *state.paragraphs[at:])), self.key


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a paragraph out of the text; it stays in the draft, and can be brought back."""

    key: str
    mark: str
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`."""
        at = seen(state, self.key, self.mark)
        now = state.paragraphs[at]
        return replaced(state, at, replace(now, left_out=now.left_out or CHOSEN)), self.key


@dataclass(frozen=True, slots=True)
class BringBack:
    """Put a paragraph that was taken out into the text again, as it was."""

    key: str
    mark: str
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`."""
        at = seen(state, self.key, self.mark)
        return state.then(preview_edits.take_in(state.paragraphs, [at]).paragraphs), self.key


@dataclass(frozen=True, slots=True)
class Move:
    """Put a paragraph behind the one of the key `to`, or at the beginning where that is empty.

    `before` and `after` are the keys of those between which it stood when that was said.
    """

    key: str
    to: str
    before: str = ""
    after: str = ""
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`; refused where somebody has moved it, or what stood beside it, meanwhile."""
        at = place(state, self.key)
        places = {each.key: n for n, each in enumerate(state.paragraphs)}
        if places.get(self.before, -1) > at or places.get(self.after, len(places)) < at:
            raise Changed(ELSEWHERE, self.key)
        if self.to and self.to not in places:
            raise Changed(ELSEWHERE, self.key)
        rest = [each for each in state.paragraphs if each.key != self.key]
        behind = next((n + 1 for n, each in enumerate(rest) if each.key == self.to), 0) if self.to else 0
        if self.to == self.key:
            return state, self.key
        return state.then((*rest[:behind], state.paragraphs[at], *rest[behind:])), self.key


@dataclass(frozen=True, slots=True)
class Join:
    """Make one of a paragraph and the next one, which its writer has seen as `following`: the label of that goes."""

    key: str
    mark: str
    following: str
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`."""
        at = seen(state, self.key, self.mark)
        if following(state, at) != self.following:
            raise Changed(ANOTHER_NEXT, self.key)
        unlabelled = [replace(each, label="") if each.key == self.following else each for each in state.paragraphs]
        return state.then(preview_edits.join(tuple(unlabelled), [at]).paragraphs), self.key


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change of all; `last` is the mark of what that was when it was said."""

    last: str
    credits: tuple[str, ...] = ()

    def done(self, state: State) -> tuple[State, str]:
        """As `Act.done`."""
        if not state.steps:
            raise Invalid(NOTHING_BACK)
        if last_mark(state) != self.last:
            raise Conflict(ANOTHER_LAST)
        before = state.undone()
        return before, _first_difference(before, state)


def following(state: State, at: int) -> str:
    """The key of the paragraph with which the one at this place would be joined; empty where there is none."""
    is_out = bool(state.paragraphs[at].left_out)
    return next((each.key for each in state.paragraphs[at + 1 :] if is_out or not each.left_out), "")


def last_mark(state: State) -> str:
    """What stands for the last change that can be taken back; empty where there is none."""
    return fingerprint(len(state.steps), state.steps[-1])[:16] if state.steps else ""


def _first_difference(now: State, before: State) -> str:
    both = zip(now.paragraphs, before.paragraphs, strict=False)
    at = next(
        (n for n, (one, other) in enumerate(both) if one != other), min(len(now.paragraphs), len(before.paragraphs))
    )
    return now.paragraphs[min(at, len(now.paragraphs) - 1)].key if now.paragraphs else ""


def _credited(paragraph: DraftParagraph, credits: tuple[str, ...]) -> DraftParagraph:
    return replace(paragraph, taken=tuple(dict.fromkeys([*paragraph.taken, *credits]))) if credits else paragraph
