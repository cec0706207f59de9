"""The test world with three revisions, between the first and the last of which there is a change of each kind."""

from collections.abc import Iterable
from dataclasses import replace

from commentspace.domain.drafts import DraftParagraph
from tests.revisions.making import joined, next_revision, reworded, split
from tests.world import World

SENTENCE = " Restoring the **flow of fresh water** comes before any planting."
"""Moves from the first paragraph to the one about measuring."""


def second(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
    """Other words in English and Chinese; the note is the second paragraph; frogs and lagoons are parted."""
    changed = list(reworded("flow of water", "flow of fresh water")(text))
    changed = list(reworded("恢复湿地先要恢复水", "恢复湿地必须先恢复水流")(changed))
    changed = list(split("a lagoon is")(changed))
    return [changed[0], changed[-1], *changed[1:-1]]


def third(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
    """A sentence moves, two items are joined, a paragraph goes, one is new, another has another number."""
    moved = list(reworded(SENTENCE, "")(text))
    moved = list(reworded("measured again after.", f"measured again after.{SENTENCE}")(moved))
    moved = list(joined("where the sea", "first those")(moved))
    kept = [replace(each, label="5 bis.") if "تبدأ" in each.markdown else each for each in moved]
    last = replace(text[-1], markdown="Parties <meet> again in four years.", label="99.", key="", paragraph="")
    return [*(each for each in kept if "Ditches" not in each.markdown), last]


def three_revisions(world: World) -> World:
    """Issue the second and the third."""
    next_revision(world, second, about="Which water is meant.")
    next_revision(world, third)
    return world
