"""What is corrected in a preview: each act is a pure function of the paragraphs, on all that are picked at once.

Nothing is ever deleted: what is left out stays, and words and comments go where the paragraph goes.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from commentspace.domain.drafts import DraftParagraph, FileComment, Kind
from commentspace.domain.preview_texts import carried, divided, joined, labelled_inside
from commentspace.errors import Invalid, marked
from commentspace.text import languages, normal
from commentspace.text.markdown import to_text

HIGHEST_LEVEL = 9
LONGEST_LABEL = 40
MOST = 20_000
"""Paragraphs in one draft."""
CHOSEN, DELETED = "chosen", "deleted"
"""Why a paragraph is left out: a moderator chose so; the file's tracked changes took it out."""

Paragraphs = tuple[DraftParagraph, ...]
NOTHING_PICKED = marked("Choose at least one paragraph first.")
ONE_ONLY = marked("Choose one paragraph only: each is divided for itself.")


@dataclass(frozen=True, slots=True)
class Edited:
    """The paragraphs after an act, and the positions of those that are picked then."""

    paragraphs: Paragraphs
    picked: tuple[int, ...]


def of_all(paragraphs: Paragraphs, picked: Collection[int]) -> tuple[int, ...]:
    """The picked positions that there are, in order; Invalid where there is none."""
    found = tuple(sorted({n for n in picked if 0 <= n < len(paragraphs)}))
    if not found:
        raise Invalid(NOTHING_PICKED)
    return found


def _each(
    paragraphs: Paragraphs, picked: Collection[int], change: Callable[[DraftParagraph], DraftParagraph]
) -> Edited:
    chosen = of_all(paragraphs, picked)
    here = set(chosen)
    return Edited(tuple(change(each) if n in here else each for n, each in enumerate(paragraphs)), chosen)


def join(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """Make one of each run of picked paragraphs; one that is picked alone is joined with the next.

    What is left out between them stays left out, after the joined one.
    """
    runs = [_with_next(paragraphs, run) for run in _runs(of_all(paragraphs, picked))]
    if all(len(_parts(paragraphs, run)) == 1 for run in runs):
        raise Invalid(marked("There is nothing after it that it could be joined with."))
    made: list[DraftParagraph] = []
    at, chosen = 0, []
    for first, last in runs:
        if first < at:  # the run before has taken it in
            continue
        made += paragraphs[at:first]
        chosen.append(len(made))
        made += _joined(paragraphs[first : last + 1])
        at = last + 1
    return Edited((*made, *paragraphs[at:]), tuple(chosen))


def _runs(picked: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The first and last of each unbroken run."""
    first = picked[0]
    for here, following in zip(picked, (*picked[1:], -1), strict=True):
        if following != here + 1:
            yield first, here
            first = following


def _with_next(paragraphs: Paragraphs, run: tuple[int, int]) -> tuple[int, int]:
    first, last = run
    if len(_parts(paragraphs, run)) > 1:
        return run
    is_out = bool(paragraphs[first].left_out)
    following = range(last + 1, len(paragraphs))
    return first, next((n for n in following if is_out or not paragraphs[n].left_out), last)


def _parts(paragraphs: Paragraphs, run: tuple[int, int]) -> list[DraftParagraph]:
    """Those of a run that are made one: what is taken in, or all where nothing is."""
    within = paragraphs[run[0] : run[1] + 1]
    return [each for each in within if not each.left_out] or list(within)


def _joined(run: Paragraphs) -> list[DraftParagraph]:
    parts = _parts(run, (0, len(run) - 1))
    left = [each for each in run if each.left_out] if len(parts) < len(run) else []
    whole = parts[0]
    for part in parts[1:]:
        whole = joined(whole, part)
    return [whole, *left]


def split(paragraphs: Paragraphs, picked: Collection[int], written: str) -> Edited:
    """Make several of one: `written` is its Markdown with an empty line between them (`preview_texts.divided`)."""
    chosen = of_all(paragraphs, picked)
    if len(chosen) > 1:
        raise Invalid(ONE_ONLY)
    at = chosen[0]
    made = divided(paragraphs[at], written)
    return Edited((*paragraphs[:at], *made, *paragraphs[at + 1 :]), tuple(range(at, at + len(made))))


def make(paragraphs: Paragraphs, picked: Collection[int], kind: str, level: int) -> Edited:
    """Make the picked ones headings or items of a level, paragraphs, rows or notes."""
    if kind not in list(Kind):
        raise Invalid(marked("Choose one of the kinds in the list."), field="kind")
    if not 1 <= level <= HIGHEST_LEVEL:
        raise Invalid(marked("A level is a number from 1 to 9."), field="level")
    deep = level if kind in (Kind.HEADING, Kind.ITEM) else 1
    return _each(paragraphs, picked, lambda each: replace(each, kind=Kind(kind), level=deep))


def deepen(paragraphs: Paragraphs, picked: Collection[int], by: int) -> Edited:
    """One level deeper or less deep: a paragraph becomes an item, and an item of the first level a paragraph."""

    def moved(each: DraftParagraph) -> DraftParagraph:
        if each.kind == Kind.PARAGRAPH and by > 0:
            return replace(each, kind=Kind.ITEM, level=1)
        if each.kind == Kind.ITEM and each.level + by < 1:
            return replace(each, kind=Kind.PARAGRAPH, level=1)
        if each.kind not in (Kind.HEADING, Kind.ITEM):
            return each
        return replace(each, level=min(max(each.level + by, 1), HIGHEST_LEVEL))

    return _each(paragraphs, picked, moved)


def leave_out(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """Not to be issued."""
    return _each(paragraphs, picked, lambda each: replace(each, left_out=each.left_out or CHOSEN))


def take_in(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """To be issued after all; what tracked changes took out comes with its text as it was before."""

    def taken(each: DraftParagraph) -> DraftParagraph:
        if not each.markdown.strip() and each.before:
            each = _swapped(each)
        return replace(each, left_out="")

    return _each(paragraphs, picked, taken)


def relabel(paragraphs: Paragraphs, picked: Collection[int], label: str) -> Edited:
    """Give the picked ones this label; an empty one takes theirs off."""
    label = normal.line(label, field="label")
    if len(label) > LONGEST_LABEL:
        raise Invalid(marked("A label may have at most %(most)s characters."), field="label", most=LONGEST_LABEL)
    return _each(paragraphs, picked, lambda each: replace(each, label=label))


def label_into_text(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """Their labels become the first words of their texts."""
    return _each(paragraphs, picked, labelled_inside)


def label_out_of_text(
    paragraphs: Paragraphs, picked: Collection[int], read: Callable[[str], tuple[str, str] | None]
) -> Edited:
    """The labels with which their texts begin, as `read` finds them (label and rest, or None), stand before them."""

    def taken_out(each: DraftParagraph) -> DraftParagraph:
        found = None if each.label else read(each.markdown)
        if found is None or not found[1].strip():
            return each
        label, rest = found
        old, new = to_text(each.markdown), to_text(rest)
        comments = tuple(carried(comment, old, new) for comment in each.comments)
        before = None if each.before is None else (read(each.before) or ("", each.before))[1]
        return replace(each, label=label[:LONGEST_LABEL], markdown=rest, before=before, comments=comments)

    return _each(paragraphs, picked, taken_out)


def speak(paragraphs: Paragraphs, picked: Collection[int], language: str) -> Edited:
    """Say in which language they are; empty for that of the draft."""
    if language and not languages.known(language):
        raise Invalid(
            marked("“%(language)s” is not a language. Write it like en, zh or ar."),
            field="language",
            language=language[:40],
        )
    return _each(paragraphs, picked, lambda each: replace(each, language=language))


def as_before(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """The text as it was before the file's tracked changes, where there were any."""
    return _each(paragraphs, picked, lambda each: each if each.declined or each.before is None else _swapped(each))


def as_after(paragraphs: Paragraphs, picked: Collection[int]) -> Edited:
    """The text with the tracked changes again."""
    return _each(paragraphs, picked, lambda each: _swapped(each) if each.declined else each)


def _swapped(each: DraftParagraph) -> DraftParagraph:
    if each.before is None:
        return each
    old, new = to_text(each.markdown), to_text(each.before)
    left_out = each.left_out if each.left_out != DELETED else ""
    if not each.before.strip():
        left_out = left_out or DELETED
    return replace(
        each,
        markdown=each.before,
        before=each.markdown,
        declined=not each.declined,
        left_out=left_out,
        comments=tuple(carried(comment, old, new) for comment in each.comments),
    )


def leave_comments(paragraphs: Paragraphs, names: Collection[str] | None, *, out: bool) -> Paragraphs:
    """Leave out these comments of the file, or bring them along again; None for all of them."""

    def changed(comment: FileComment) -> FileComment:
        return replace(comment, left_out=out) if names is None or comment.name in names else comment

    return tuple(
        replace(each, comments=tuple(map(changed, each.comments))) if each.comments else each for each in paragraphs
    )
