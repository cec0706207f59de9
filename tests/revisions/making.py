"""The next revision of the test world's document, made from its text as it stands by the program's own steps.

next_revision(world, lambda text: [each for each in text if "peat" not in each.markdown])
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from commentspace.domain import preview_corrections, previews
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.revisions import drafts, issue
from tests.world import World

Change = Callable[[list[DraftParagraph]], Iterable[DraftParagraph]]


def next_revision(world: World, change: Change, *, by: str = "lars", about: str = "") -> None:
    """Issue the next revision: the text as it stands, changed so; `about` is what its moderator says of it."""
    caller = world.caller(by)
    uid = world.write(drafts.begin_here, caller, world.document)
    if about:
        world.execute("UPDATE preview SET about = :about WHERE uid = :uid", about=about, uid=uid)
    preview = world.read(previews.find, caller, uid)
    state = preview.state.then(list(change(list(preview.paragraphs))))
    mark = world.write(preview_corrections.correct, caller, uid, Correction.of(preview.heading, state), preview.mark)
    world.database.carry_out_here(issue.steps(caller, uid, mark))


def reworded(before: str, after: str) -> Change:
    """Put other words in the place of these, wherever they stand."""

    def change(text: list[DraftParagraph]) -> list[DraftParagraph]:
        return [replace(each, markdown=each.markdown.replace(before, after)) for each in text]

    return change


def split(before: str) -> Change:
    """Begin a new paragraph where these words begin; both come from the one that has them."""

    def change(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
        for each in text:
            head, found, tail = each.markdown.partition(before)
            yield replace(each, markdown=head.rstrip()) if found else each
            if found:
                yield replace(each, markdown=found + tail, label="", key="")

    return change


def joined(first: str, second: str) -> Change:
    """Make one paragraph of the two that hold these words, where the first one stands."""

    def change(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
        one = next(each for each in text if first in each.markdown)
        other = next(each for each in text if second in each.markdown)
        for each in text:
            if each is one:
                both = f"{one.paragraph} {other.paragraph}"
                yield replace(one, markdown=f"{one.markdown} {other.markdown}", paragraph=both)
            elif each is not other:
                yield each

    return change
