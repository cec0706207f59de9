"""A moderator says where a carried comment stands: once, for its whole discussion, and told to everybody."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from sqlmodel import Session

from commentspace.domain import comments, documents
from commentspace.domain.anchors import proof, queue, settling
from commentspace.domain.anchors.settling import Said
from commentspace.domain.bodies import Proposal
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.edits import Particulars
from commentspace.errors import Conflict, Invalid, NotAllowed
from commentspace.text.quotation import Quotation
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND, TWICE
from tests.world import World

WORDS = "flow of water"


def newest(world: World, key: str = "lars") -> documents.DocumentView:
    return world.read(documents.find, world.caller(key), world.document)[0]


def waiting(world: World, key: str = "lars") -> list[str]:
    """The comments that wait, as a moderator's queue has them."""
    document, who = world.read(documents.find, world.caller(key), world.document)
    return [item.comment.uid for item in world.read(queue.of_document, who, document, 0, 50)]


def put(world: World, comment: str, position: int, words: str = "", *, by: str = "lars", **more: object) -> None:
    """Say that a comment belongs there."""
    text = world.paragraphs[position].text
    quotation = Quotation.of(text, text.index(words), text.index(words) + len(words)) if words else None
    said = Said(newest(world).revision_uid, world.paragraphs[position].uid, quotation, **more)  # type: ignore[arg-type]  # what each test says
    world.write(settling.settle, world.caller(by), comment, said)


def faults(world: World) -> list[str]:
    def found(session: Session) -> list[str]:
        return [each.fault for each in proof.of_document(session, world.document_id) if each.fault]

    return world.read(found)


@pytest.fixture
def ambiguous(world: World) -> str:
    """A comment on words that stand twice now, with an answer: it cannot be told to which of the two it belongs."""
    comment = world.post("ama", FIRST, "Which water?", quote=WORDS)
    world.reply("wei", comment, "同意。")
    next_revision(world, lookalikes(WORDS))
    return comment


def lookalikes(words: str) -> Callable[[list[DraftParagraph]], Iterable[DraftParagraph]]:
    """The paragraph with these words is taken out, and two that are as like to it are put in, far from each other."""

    def change(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
        one = next(each for each in text if words in each.markdown.replace("*", ""))
        for each in text:
            if each is not one:
                yield each
        yield replace(one, key="", paragraph="", markdown=one.markdown + " So it is said.")
        yield replace(one, key="", paragraph="", markdown=one.markdown + " So it is read.")

    return change


def anchors(world: World, comment: str) -> list[tuple[object, ...]]:
    return world.rows(
        """SELECT a.is_first, a.verdict, a.exact, a.fit FROM anchor a JOIN comment c ON c.id = a.comment_id
        WHERE c.uid = :uid ORDER BY a.id""",
        uid=comment,
    )


def test_what_cannot_be_told_waits_for_a_person_with_its_discussion(world: World, ambiguous: str) -> None:
    view = world.seen("priya", ambiguous)
    assert (view.is_waiting, view.quotation, view.was, view.revision) == (True, None, WORDS, 1)
    assert waiting(world) == [ambiguous]
    document, who = world.read(documents.find, world.caller("lars"), world.document)
    (item,) = world.read(queue.of_document, who, document, 0, 10)
    assert (item.then.number, item.then.words) == (1, WORDS)
    assert [each.body for each in item.thread] == ["同意。"]
    assert [each.paragraph.text.endswith(("said.", "read.")) for each in item.candidates][:2] == [True, True]
    assert all(each.has_words for each in item.candidates if WORDS in each.paragraph.text)
    assert faults(world) == []


def test_a_moderator_puts_it_on_words_and_the_verdict_stays(world: World, ambiguous: str) -> None:
    before = anchors(world, ambiguous)
    put(world, ambiguous, SECOND, "water table", reason="They mean this one.")
    view = world.seen("priya", ambiguous)
    assert (view.paragraph, view.quotation) == (world.paragraphs[SECOND].uid, "water table")
    assert (view.verdict, view.is_waiting, view.placed_by) == ("ambiguous", False, "Lars Nygård")
    assert view.placed_reason == "They mean this one."
    answer = next(each for each in world.views("priya") if each.body == "同意。")
    assert (answer.paragraph, answer.thread, answer.is_waiting) == (view.paragraph, ambiguous, False)
    assert anchors(world, ambiguous)[0] == before[0]
    assert waiting(world) == []
    assert faults(world) == []


def test_settling_again_corrects_it_and_the_same_form_twice_is_one(world: World, ambiguous: str) -> None:
    put(world, ambiguous, SECOND, "water table")
    said = Said(newest(world).revision_uid, world.paragraphs[TWICE].uid)
    for _ in range(2):
        world.write(settling.settle, world.caller("fang"), ambiguous, said, key="one-form-of-many")
    view = world.seen("priya", ambiguous)
    assert (view.paragraph, view.quotation, view.placed_by) == (world.paragraphs[TWICE].uid, None, "刘芳")
    assert len(world.rows("SELECT id FROM settlement")) == 4  # twice, the comment and its answer
    assert faults(world) == []


def test_what_it_was_about_can_be_said_to_be_gone(world: World, ambiguous: str) -> None:
    here = world.seen("lars", ambiguous).paragraph
    world.write(settling.settle, world.caller("lars"), ambiguous, Said(newest(world).revision_uid, is_gone=True))
    view = world.seen("priya", ambiguous)
    assert (view.is_waiting, view.is_settled_gone, view.paragraph, view.quotation) == (False, True, here, None)
    assert (waiting(world), faults(world)) == ([], [])


def test_every_later_revision_begins_where_it_was_put(world: World, ambiguous: str) -> None:
    put(world, ambiguous, SECOND, "water table")
    next_revision(world, reworded("every month", "every week"))
    view = world.seen("priya", ambiguous)
    assert (view.paragraph, view.quotation, view.is_waiting) == (world.paragraphs[SECOND].uid, "water table", False)
    assert faults(world) == []


def test_a_comment_in_the_wrong_place_is_put_right(world: World) -> None:
    comment = world.post("ama", FIRST, quote=WORDS)
    next_revision(world, reworded("comes before", "goes before"))
    put(world, comment, TWICE)
    assert world.seen("priya", comment).paragraph == world.paragraphs[TWICE].uid
    assert (anchors(world, comment)[-1][1], faults(world)) == ("around", [])


def test_an_answer_made_on_this_revision_goes_with_its_discussion_and_keeps_its_anchor(
    world: World, ambiguous: str
) -> None:
    answer = world.reply("li", ambiguous, "Now?")
    before = anchors(world, answer)
    put(world, ambiguous, SECOND)
    next_revision(world, reworded("every month", "every week"))
    assert world.seen("priya", answer).paragraph == world.paragraphs[SECOND].uid
    assert anchors(world, answer)[0] == before[0]
    assert faults(world) == []


def test_answers_go_where_the_words_go_that_are_discussed(world: World) -> None:
    comment = world.post("ama", FIRST, quote="Restoring the flow of water comes before any planting.")
    answer = world.reply("wei", comment)

    def moved(text: list[DraftParagraph]) -> Iterable[DraftParagraph]:
        for each in text:
            rest = each.markdown.replace("Restoring the **flow of water** comes before any planting.", "")
            tail = " Restoring the flow of water comes before any planting." if "measured before" in rest else ""
            yield replace(each, markdown=rest + tail)

    next_revision(world, moved)
    view = world.seen("priya", comment)
    assert (view.paragraph, view.has_moved) == (world.paragraphs[TWICE].uid, True)
    assert world.seen("priya", answer).paragraph == view.paragraph
    assert faults(world) == []


def test_a_proposal_that_is_edited_later_is_put_onto_the_words_of_now(world: World) -> None:
    comment = world.post("ama", FIRST, "", proposal="current of water", quote=WORDS)
    next_revision(world, reworded("any planting", "all planting"))
    proposal = Particulars("editorial", Proposal.of("movement of water"))
    world.edit("ama", comment, "Better.", proposal)
    assert world.seen("priya", comment).fit == "same"
    assert faults(world) == []


@pytest.mark.parametrize("key", ["ama", "priya"])
def test_only_moderators_say_where_a_comment_belongs(world: World, ambiguous: str, key: str) -> None:
    with pytest.raises(NotAllowed):
        put(world, ambiguous, SECOND, by=key)


def test_nothing_is_settled_on_a_revision_that_is_the_newest_no_more(world: World, ambiguous: str) -> None:
    said = Said(newest(world).revision_uid, world.paragraphs[SECOND].uid)
    next_revision(world, reworded("every month", "every week"))
    with pytest.raises(Conflict):
        world.write(settling.settle, world.caller("lars"), ambiguous, said)


def test_where_its_author_put_it_nobody_else_puts_it(world: World, ambiguous: str) -> None:
    comment = world.post("li", SECOND)
    with pytest.raises(Conflict):
        put(world, comment, TWICE)


def test_words_that_are_not_there_and_paragraphs_that_are_not_refuse(world: World, ambiguous: str) -> None:
    revision = newest(world).revision_uid
    for said in (
        Said(revision, world.paragraphs[SECOND].uid, Quotation("no such words", "", "", -1, -1)),
        Said(revision),
    ):
        with pytest.raises(Invalid):
            world.write(settling.settle, world.caller("lars"), ambiguous, said)


def test_the_record_is_committed_to_what_was_said(world: World, ambiguous: str) -> None:
    put(world, ambiguous, SECOND, "water table", reason="They mean this one.")
    [(content,)] = world.rows(
        """SELECT content FROM event_content c JOIN event e ON e.id = c.event_id WHERE verb = 'comment.settle'"""
    )
    said = json.loads(content)
    assert (said["comment"], said["reason"], said["gone"]) == (ambiguous, "They mean this one.", 0)
    assert said["after"]["end"] - said["after"]["start"] == len("water table")


TAMPERING = {
    "a verdict": "UPDATE anchor SET verdict = 'exact' WHERE is_first = false",
    "a place": 'UPDATE anchor SET "start" = 1, "end" = 2 WHERE is_first = false AND "start" IS NOT NULL',
    "words": "UPDATE anchor SET exact = 'other' WHERE exact IS NOT NULL",
    "a wording": "UPDATE wording SET markdown = 'Another text.'",
    "an alignment": "UPDATE placement SET relation = 'edited' WHERE relation = 'unchanged'",
    "a paragraph": "UPDATE comment SET paragraph_id = (SELECT max(paragraph_id) FROM placement)",
    "a settlement": "DELETE FROM settlement",
}


@pytest.mark.parametrize("sql", TAMPERING.values(), ids=TAMPERING.keys())
def test_what_was_changed_by_hand_is_found(world: World, ambiguous: str, sql: str) -> None:
    put(world, ambiguous, SECOND, "water table")
    assert faults(world) == []
    world.execute(sql)
    assert faults(world)


def test_a_comment_on_an_earlier_revision_is_followed_into_the_newest(world: World) -> None:
    read = newest(world).revision_uid
    next_revision(world, reworded("comes before", "goes before"))
    posting = replace(world.posting("Late.", FIRST, quote=WORDS), revision=read)
    comment = world.write(comments.post, world.caller("ama"), world.paragraphs[FIRST].uid, posting).uid
    view = world.seen("priya", comment)
    assert (view.revision, view.verdict, view.quotation) == (1, "around", WORDS)
    assert faults(world) == []
