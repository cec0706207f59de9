"""The biography of a paragraph tells every wording, who asked for what, and what came of it, and to each their own."""

from dataclasses import replace

import pytest

from commentspace.domain.biographies import paragraphs
from commentspace.domain.biographies.paragraphs import Biography, Wish
from commentspace.domain.drafts import DraftParagraph
from commentspace.errors import NotFound
from tests.revisions.making import Change, joined, next_revision, reworded, split
from tests.small_draft import FIRST, ITEM, NOTE, SECOND
from tests.world import OUTSIDER, World


def told(world: World, place: int, by: str | None = "priya", wish: Wish | None = None) -> Biography:
    """The biography of the paragraph that stood at a place of the first revision."""
    return world.read(paragraphs.of_paragraph, world.caller(by), world.paragraphs[place].uid, wish)


def changes(found: Biography) -> list[tuple[int, str, str | None]]:
    """The story, the newest first: in which revision, what, with which difference."""
    return [(each.passage.issued.number, each.passage.change, each.passage.difference) for each in found.accounts]


def came(found: Biography) -> list[tuple[str, int]]:
    """When the words that were asked for came in."""
    assert found.asked is not None
    return [(each.text, each.passage.issued.number) for each in found.asked.came]


def taking(comment: str, before: str, after: str) -> Change:
    """Put other words in the place of these, as this comment had proposed."""

    def change(text: list[DraftParagraph]) -> list[DraftParagraph]:
        worded = [replace(each, markdown=each.markdown.replace(before, after)) for each in text]
        return [
            replace(each, taken=(comment,)) if each.markdown != was.markdown else each
            for was, each in zip(text, worded, strict=True)
        ]

    return change


def test_every_wording_is_told_with_its_difference_the_newest_first(sqlite_world: World) -> None:
    next_revision(sqlite_world, reworded("flow of water", "steady flow of water"), about="More about water.")
    next_revision(sqlite_world, reworded("peat has", "peat had"))
    found = told(sqlite_world, FIRST)
    assert [each[:2] for each in changes(found)] == [(3, "unchanged"), (2, "edited"), (1, "first")]
    assert "<ins>steady </ins>flow" in str(found.accounts[1].passage.difference)
    issued = found.accounts[1].passage.issued
    assert (issued.by, issued.about) == ("Lars Nygård", "More about water.")
    assert (found.tally.wordings, found.tally.comments) == (2, 0)


def test_what_several_became_and_what_one_came_from_is_one_story(world: World) -> None:
    next_revision(world, joined("Restoring the", "Ditches are closed"))
    next_revision(world, split("Ditches are closed"))
    first = told(world, FIRST)
    assert [each[:2] for each in changes(first)] == [(3, "split"), (2, "merged"), (1, "first"), (1, "first")]
    assert [each.uid for each in first.accounts[1].passage.others_before] == [world.paragraphs[SECOND].uid]
    assert changes(first)[0][2] is None, "its own words have not changed when the others became a paragraph"
    [other] = first.accounts[0].passage.other_parts
    found = world.read(paragraphs.of_paragraph, world.caller("priya"), other.uid)
    assert [each[:2] for each in changes(found)] == [(3, "split"), (2, "merged"), (1, "first"), (1, "first")]
    gone = told(world, SECOND)
    assert [each[:2] for each in changes(gone)] == [(2, "gone"), (1, "first")]
    assert [each.uid for each in gone.accounts[0].passage.heirs] == [world.paragraphs[FIRST].uid]


def test_what_was_taken_out_and_put_back_says_so(world: World) -> None:
    uid = world.paragraphs[ITEM].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != uid])
    assert not told(world, ITEM).stands
    item = world.paragraphs[ITEM]
    again = DraftParagraph(item.kind, item.markdown, label=item.label)  # type: ignore[arg-type]  # a Kind is a str
    next_revision(world, lambda text: [*text[:ITEM], again, *text[ITEM:]])
    found = told(world, ITEM)
    assert [each[:2] for each in changes(found)] == [(3, "restored"), (2, "gone"), (1, "first")]
    assert found.stands


def test_that_nobody_or_only_some_may_see_a_comment_there_shows_nothing_of_a_paragraph_that_is_gone(
    world: World,
) -> None:
    world.hold(world.post("ama", NOTE, "Held."))
    note, item = (world.paragraphs[place].uid for place in (NOTE, ITEM))
    next_revision(world, lambda text: [each for each in text if each.paragraph not in (note, item)])
    assert [changes(told(world, place))[0][:2] for place in (NOTE, ITEM)] == [(2, "gone"), (2, "gone")]


def test_words_are_traced_to_the_revision_in_which_they_came(sqlite_world: World) -> None:
    next_revision(sqlite_world, reworded("flow of water", "steady flow of fresh water"))
    next_revision(sqlite_world, joined("Restoring the", "Ditches are closed"))
    next_revision(sqlite_world, reworded("steady flow", "steady and slow flow"))
    found = told(sqlite_world, FIRST, wish=Wish(quote="steady and slow flow of fresh water"))
    assert came(found) == [("steady ", 2), ("and slow ", 4), ("flow of ", 1), ("fresh ", 2), ("water", 1)]
    ditches = told(sqlite_world, FIRST, wish=Wish(quote="Ditches are closed"))
    assert came(ditches) == [("Ditches are closed", 1)]
    assert ditches.asked is not None
    assert ditches.asked.came[0].passage.stood.uid == sqlite_world.paragraphs[SECOND].uid


def test_words_that_stand_there_no_more_are_found_where_they_last_stood(sqlite_world: World) -> None:
    next_revision(sqlite_world, reworded("flow of water", "stream"))
    found = told(sqlite_world, FIRST, wish=Wish(quote="flow of water"))
    assert found.asked is not None
    assert (found.asked.passage.issued.number, came(found)) == (1, [("flow of water", 1)])
    assert told(sqlite_world, FIRST, wish=Wish(quote="no such words")).asked is None
    assert told(sqlite_world, FIRST, wish=Wish(span=(5, 99_999))).asked is None


def test_a_comment_is_told_once_with_the_wording_it_was_made_on_and_what_came_of_it(world: World) -> None:
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    world.reply("wei", ama, "Sweet water.")
    next_revision(world, taking(ama, "flow of water", "flow of fresh water"))
    wei = world.post("wei", FIRST, "Good.")
    found = told(world, FIRST)
    newest, oldest = found.accounts
    assert [each.view.uid for each in newest.taken] == [ama]
    assert [[each.view.uid for each in thread.comments] for thread in newest.threads] == [[wei]]
    assert [len(thread.comments) for thread in oldest.threads] == [2]
    [outcome] = oldest.threads[0].comments[0].outcomes
    assert (outcome.kind, outcome.number, outcome.paragraph) == ("taken over", 2, found.uid)
    assert (found.tally.comments, found.tally.proposals, found.tally.taken) == (3, 1, 1)


def test_who_may_not_see_a_comment_learns_nothing_of_it_not_even_that_it_was_taken_over(world: World) -> None:
    ama = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    next_revision(world, taking(ama, "flow of water", "flow of fresh water"))
    world.hold(ama)
    for key, number in (("priya", 0), ("ama", 1), ("lars", 1)):
        found = told(world, FIRST, key)
        assert [len(each.taken) for each in found.accounts] == [number, 0]
        assert (found.tally.comments, found.tally.proposals, found.tally.taken) == (number,) * 3
        assert [each.number for each in found.accounts] == [0, number]
    with pytest.raises(NotFound):
        told(world, FIRST, OUTSIDER)


def test_what_was_moved_says_behind_what_it_stood_and_stands(sqlite_world: World) -> None:
    uid = sqlite_world.paragraphs[NOTE].uid

    def up(text: list[DraftParagraph]) -> list[DraftParagraph]:
        note = next(each for each in text if each.paragraph == uid)
        return [text[0], note, *(each for each in text[1:] if each is not note)]

    next_revision(sqlite_world, up)
    passage = told(sqlite_world, NOTE).accounts[0].passage
    assert passage.was_under is not None
    assert passage.is_under is not None
    assert (passage.was_under.label, passage.is_under.text) == ("6.", sqlite_world.paragraphs[0].text)


def test_many_comments_about_one_wording_come_in_pages(sqlite_world: World) -> None:
    for number in range(paragraphs.FEW + 2):
        sqlite_world.post("ama", FIRST, f"Number {number}.")
    found = told(sqlite_world, FIRST)
    [account] = found.accounts
    assert (account.number, len(account.threads), account.left) == (paragraphs.FEW + 2, paragraphs.FEW, 2)
    alone = told(sqlite_world, FIRST, wish=Wish(of=account.passage.place, page=9))
    assert (len(alone.accounts[0].threads), alone.accounts[0].left, alone.page) == (paragraphs.FEW + 2, 0, 1)
    with pytest.raises(NotFound):
        told(sqlite_world, FIRST, wish=Wish(of="r9-aaaaaaaaaaaaaaaa"))
