"""Paragraphs keep their identity through a revision, and what became of each is kept with it."""

from dataclasses import replace
from typing import Any

from commentspace.domain.drafts import DraftParagraph
from tests.revisions.making import Change, joined, next_revision, reworded, split
from tests.small_draft import CHINESE, FIRST, ITEM, NOTE, SECOND, SUB_ITEM, TWICE
from tests.world import World

PLACED = """
    SELECT paragraph.uid, placement.relation, placement.has_moved, placement.is_gone, wording.label, wording.text,
        above.uid, wording.id
    FROM placement JOIN revision ON revision.id = placement.revision_id
    JOIN paragraph ON paragraph.id = placement.paragraph_id
    JOIN placed_wording ON placed_wording.placement_id = placement.id
    JOIN wording ON wording.id = placed_wording.wording_id
    LEFT JOIN paragraph above ON above.id = placement.parent_id
    WHERE revision.number = :number AND revision.document_id = :document ORDER BY placement.position
"""
DESCENTS = """
    SELECT origin.uid, heir.uid, lineage.kind FROM lineage
    JOIN paragraph origin ON origin.id = lineage.from_id JOIN paragraph heir ON heir.id = lineage.to_id
"""


def placed(world: World, number: int) -> list[Any]:
    return world.rows(PLACED, number=number, document=world.document_id)


def relations(world: World, number: int) -> dict[str, str]:
    return {row[0]: row[1] for row in placed(world, number)}


def uid(world: World, at: int) -> str:
    return world.paragraphs[at].uid


def test_where_nothing_changes_every_wording_is_the_same_row(world: World) -> None:
    next_revision(world, lambda text: text)
    assert set(relations(world, 2).values()) == {"unchanged"}
    assert [row[-1] for row in placed(world, 1)] == [row[-1] for row in placed(world, 2)]
    assert [row[6] for row in placed(world, 1)] == [row[6] for row in placed(world, 2)]


def test_renumbering_changes_nothing_but_labels(world: World) -> None:
    comment = world.post("ama", SECOND, "Every month?", quote="every month")
    next_revision(world, lambda text: [replace(each, label=f"{each.label}*") if each.label else each for each in text])
    changed = {row[1] for row in placed(world, 2) if row[4]}
    assert changed == {"renumbered"}
    view = world.seen("wei", comment)
    assert (view.verdict, view.quotation) == ("exact", "every month")


def test_a_split_is_kept_as_lineage_and_both_parts_say_so(world: World) -> None:
    next_revision(world, split("Restoring the"))
    [(origin, heir, kind)] = world.rows(DESCENTS)
    assert (origin, kind) == (uid(world, FIRST), "split") or (heir, kind) == (uid(world, FIRST), "split")
    assert [row[1] for row in placed(world, 2)].count("split") == 2
    assert len(placed(world, 2)) == len(world.paragraphs) + 1


def test_a_merge_keeps_one_identity_and_says_which_other_went_into_it(world: World) -> None:
    next_revision(world, joined("Ditches", "measured before"))
    [(origin, heir, kind)] = world.rows(DESCENTS)
    assert {origin, heir} == {uid(world, SECOND), uid(world, TWICE)}
    assert kind == "merged"
    assert relations(world, 2)[heir] == "merged"
    assert origin not in relations(world, 2)


def test_a_moved_paragraph_is_the_same_and_only_it_has_moved(world: World) -> None:
    def moved(text: list[DraftParagraph]) -> list[DraftParagraph]:
        taken = next(each for each in text if each.paragraph == uid(world, CHINESE))
        rest = [each for each in text if each is not taken]
        return [*rest[:1], taken, *rest[1:]]

    comment = world.post("ama", CHINESE, "Fish?", quote="鱼和鸟")
    next_revision(world, moved)
    assert [row[0] for row in placed(world, 2) if row[2]] == [uid(world, CHINESE)]
    assert (world.seen("wei", comment).verdict, world.seen("wei", comment).has_moved) == ("moved", True)


def test_items_stand_under_what_they_stood_under(world: World) -> None:
    next_revision(world, reworded("peat", "old peat"))
    above = {row[0]: row[6] for row in placed(world, 2)}
    assert above[uid(world, SUB_ITEM)] == {row[0]: row[6] for row in placed(world, 1)}[uid(world, SUB_ITEM)]
    assert relations(world, 2)[uid(world, ITEM)] == "edited"


def test_what_was_taken_out_and_comes_again_is_the_same_paragraph(world: World) -> None:
    comment = world.post("ama", SECOND, "Who reads it?", quote="every month")
    kept: list[DraftParagraph] = []

    def without(text: list[DraftParagraph]) -> list[DraftParagraph]:
        kept.extend(text)
        return [each for each in text if each.paragraph != uid(world, SECOND)]

    next_revision(world, without)
    assert world.seen("wei", comment).verdict == "deleted"
    next_revision(world, lambda text: [*text, replace(kept[SECOND], paragraph="", key="again")])
    assert relations(world, 3)[uid(world, SECOND)] == "restored"
    view = world.seen("wei", comment)
    assert (view.paragraph, view.quotation) == (uid(world, SECOND), "every month")


def test_what_was_taken_out_is_kept_only_as_long_as_somebody_has_spoken_there(world: World) -> None:
    world.post("ama", SECOND, "Who reads it?")
    gone = {uid(world, SECOND), uid(world, NOTE)}
    next_revision(world, lambda text: [each for each in text if each.paragraph not in gone])
    assert {row[0] for row in placed(world, 2) if row[3]} == gone
    next_revision(world, lambda text: text)
    assert {row[0] for row in placed(world, 3) if row[3]} == {uid(world, SECOND)}


def test_a_thread_stays_together_when_its_words_go_to_another_paragraph(world: World) -> None:
    comment = world.post("ama", FIRST, "Before any?", quote="comes before any planting")
    answer = world.reply("wei", comment)
    next_revision(world, split("Restoring the"))
    assert world.seen("lars", comment).paragraph == world.seen("lars", answer).paragraph
    assert world.seen("lars", comment).quotation == "comes before any planting"


def _turned(number: int) -> Change:
    """The first paragraphs come last, and some at the end are left out."""
    return lambda text: [*text[number + 1 :], *text[: number + 1]][: len(text) - number]


def test_many_small_changes_one_after_the_other_lose_no_comment(world: World) -> None:
    comments = [world.post("ama", at, f"On {at}.") for at in range(len(world.paragraphs))]
    for number in range(5):
        next_revision(world, _turned(number))
    assert {each.uid for each in world.views("wei")} == set(comments)
